"""The `tornio` command in a folder of its own, for tests of what it says and how it ends."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from typer.testing import CliRunner, Result

from bot.cli import app
from tests import warm

KEY = Fernet.generate_key().decode()
ROOT = Path(__file__).parent.parent.parent
ORGANISATION = """
name = "Test"
zone = "Europe/London"
country = "GB"
[[signposts]]
text = { en = "If a life is in danger, call" }
number = "999"
checked_on = 2026-11-01
checked_by = "Lena"
emergency = true
"""
GOOD = {
    "TORNIO_BOT_TOKEN": "123456:secret-token",
    "TORNIO_KEYS": KEY,
    "TORNIO_ORGANISATION": "organisation.toml",
    "TORNIO_DATABASE_URL": "sqlite:///here.db",
}


def set_up(folder: Path, **changes: str | None) -> None:
    """Write a `.env` file: good settings with these changes; None leaves one out."""
    chosen = {**GOOD, **{f"TORNIO_{name.upper()}": value for name, value in changes.items()}}
    lines = [f"{name}={value}" for name, value in chosen.items() if value is not None]
    (folder / ".env").write_text("\n".join(lines), encoding="utf-8")


def tornio(*arguments: str) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(app, list(arguments))


def says(result: Result, code: int, *words: str) -> None:
    """Fails unless the command ended so, said so, and showed neither a secret nor a traceback."""
    assert result.exit_code == code, result.output
    for each in words:
        assert each in result.output
    for secret in ("secret-token", KEY, "Traceback"):
        assert secret not in result.output


def process(folder: Path, *arguments: str, before: str = "", stdout: int = asyncio.subprocess.PIPE) -> Any:
    """`tornio …` as a process of its own (to be awaited), after a bit of Python; what it says goes to `stdout`.

    It starts cold, as for a user: the bit of Python comes before the reading of modules.
    """
    return asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        f"{before}\nfrom bot.cli import main; main()",
        *arguments,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        stdout=stdout,
        stderr=asyncio.subprocess.STDOUT,
    )


async def ends(folder: Path, *arguments: str, before: str = "") -> tuple[int, str]:
    """A process that starts warm and ends by itself: its exit code and everything it wrote."""
    said = folder / "said"
    running = await warm.start(folder, arguments, said=said, before=before)
    return await asyncio.wait_for(running.wait(), 60), said.read_text(encoding="utf-8")
