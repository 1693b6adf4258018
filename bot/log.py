"""Logs for the operator: events and counts, never a name, a text or an id of a person."""

import logging
import os
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import structlog

SAYABLE = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "count",
        "seconds",
        "fault",
        "method",
        "status",
        "attempt",
        "kind",
        "part",
        "version",
        "subject",
    }
)
"""The only keys a line may have: everything else is dropped, so that no caller can leak by mistake."""
STANDARD_ERROR = 2
"""The number of the last of the three streams that each process is given."""


def only_sayable(_logger: Any, _name: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop every key that could hold something about a person; a fault is reduced to its class."""
    kept = {key: value for key, value in line.items() if key in SAYABLE}
    if isinstance(kept.get("fault"), BaseException):
        kept["fault"] = type(kept["fault"]).__name__
    return kept


class NoWords(logging.Formatter):
    """Libraries' words hold addresses, texts, whole requests: only who speaks, how loudly, and what broke."""

    def format(self, record: logging.LogRecord) -> str:
        fault = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "-"
        return f"level={record.levelname.lower()!r} part={record.name!r} fault={fault!r}"


class Unbreakable:
    """Standard output as the log sees it: one that is full, closed or cut off must not end the bot."""

    def write(self, words: str) -> None:
        with suppress(OSError, ValueError, AttributeError):
            sys.stdout.write(words)

    def flush(self) -> None:
        with suppress(OSError, ValueError, AttributeError):
            sys.stdout.flush()


def set_up() -> None:
    """Let libraries speak on standard error, only when something is wrong, and without their words."""
    logging.raiseExceptions = False
    handler = logging.StreamHandler()
    handler.setFormatter(NoWords())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for chatty in ("telegram", "uvicorn.access", "aiohttp"):
        logging.getLogger(chatty).setLevel(logging.ERROR)
    # Our jobs say themselves what went wrong; all that is left is that the end cut one off.
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)


@contextmanager
def streams() -> Iterator[None]:
    """Have somewhere to write to, and end in peace when it cannot be written to.

    The next file that is opened gets the number of a closed stream, and with it whatever is printed: it must not be
    the database.
    """
    while (file := os.open(os.devnull, os.O_RDWR)) <= STANDARD_ERROR:
        continue
    os.close(file)
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for as long as we live
    sys.stderr = sys.stderr or sys.stdout
    try:
        yield
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError):
                # Python would try again at the very end, and change the exit code.
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())


# At import, not in set_up: a line that is written before anybody set anything up must be as discreet.
structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        only_sayable,
        structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
    ],
    logger_factory=structlog.PrintLoggerFactory(Unbreakable()),  # type: ignore[arg-type]  # it writes and flushes
)

log = structlog.get_logger("tornio")
