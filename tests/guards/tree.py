"""Which files there are to guard."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
ROOMS: Final = ("rules", "storage", "locales", "handlers", "bot", "sandbox", "tests")

# What git ignores, said again: a tree that was unpacked from an archive is guarded as well.
_MADE: Final = frozenset({".git", ".venv", ".hypothesis", "__pycache__", "build"})
_MADE_ENDINGS: Final = ("_cache", ".egg-info", ".db", ".db-wal", ".db-shm", ".db-journal")


def modules(*rooms: str) -> Iterator[Path]:
    """Give every Python file of `rooms`, or of all rooms, in a fixed order."""
    for room in rooms or ROOMS:
        yield from (path for path in _files(ROOT / room) if path.suffix == ".py")


def texts() -> Iterator[tuple[Path, str]]:
    """Give every file that a person wrote, relative to the root, with its text; no pictures."""
    for path in _files(ROOT):
        if path.name != ".env":
            try:
                yield path.relative_to(ROOT), path.read_text("utf-8")
            except UnicodeDecodeError:
                continue


def _files(top: Path) -> Iterator[Path]:
    for folder, below, names in os.walk(top):
        below[:] = sorted(name for name in below if not _is_made(name))
        yield from (Path(folder, name) for name in sorted(names) if not _is_made(name))


def _is_made(name: str) -> bool:
    return name in _MADE or name.endswith(_MADE_ENDINGS)
