"""What the tests of the running process share."""

import os
from pathlib import Path

import pytest

from tests.bot.commands import ORGANISATION


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a good organisation, and no settings from outside."""
    for name in [name for name in os.environ if name.startswith("TORNIO_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "organisation.toml").write_text(ORGANISATION, encoding="utf-8")
    return tmp_path


@pytest.fixture
def kind() -> str:
    """SQLite only: keeping time and delivering ask no statement of storage that the stories do not ask of both."""
    return "sqlite"
