"""Modules stay small, say what they are for, and never wait by themselves."""

import ast
from pathlib import Path
from typing import Final

import pytest

from tests.guards.tree import ROOMS, ROOT, modules

LONGEST: Final = 400
THE_CLOCK: Final = Path("bot/clock.py")
VAGUE: Final = frozenset({"util", "utils", "helper", "helpers", "manager", "services", "common"})


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text("utf-8")) for path in modules()}


def test_there_is_something_to_guard() -> None:
    assert all(any(modules(room)) for room in ROOMS)


def test_no_module_is_longer_than_one_can_read() -> None:
    # A migration is history, written by Alembic, and read once.
    lines = {
        _named(path): len(path.read_text("utf-8").splitlines()) for path in modules() if "versions" not in path.parts
    }
    assert {name: count for name, count in lines.items() if count > LONGEST} == {}


def test_each_module_says_what_it_is_for_in_its_first_line(trees: dict[Path, ast.Module]) -> None:
    silent = [
        _named(path)
        for path, tree in trees.items()
        if not (ast.get_docstring(tree) or "").partition("\n")[0].strip().endswith(".")
    ]
    assert silent == []


def test_each_folder_of_modules_is_a_package() -> None:
    # Alembic loads its own files by path; they are no package.
    folders = {path.parent for path in modules() if "migrations" not in path.parts}
    assert sorted(_named(folder) for folder in folders if not (folder / "__init__.py").exists()) == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [_named(path) for path in modules() if path.stem in VAGUE] == []


def test_nothing_sleeps_outside_the_clock(trees: dict[Path, ast.Module]) -> None:
    # The linter bans the names it knows; this also finds anyio, trio and a renamed import.
    sleepers = []
    for path, tree in trees.items():
        if path.relative_to(ROOT) == THE_CLOCK:
            continue
        for node in ast.walk(tree):
            attribute = isinstance(node, ast.Attribute) and node.attr == "sleep"
            imported = isinstance(node, ast.ImportFrom) and any(
                name.name == "sleep" and node.module in {"time", "asyncio", "anyio", "trio"} for name in node.names
            )
            if attribute or imported:
                sleepers.append(f"{_named(path)}:{getattr(node, 'lineno', 0)}")
    assert sleepers == []
