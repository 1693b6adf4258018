"""Logs for the operator: events and counts, never a name, a text or an id of a person."""

import logging
from collections.abc import MutableMapping
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


def set_up() -> None:
    """Let libraries speak on standard error, only when something is wrong, and without their words."""
    handler = logging.StreamHandler()
    handler.setFormatter(NoWords())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for chatty in ("telegram", "apscheduler", "uvicorn.access", "aiohttp"):
        logging.getLogger(chatty).setLevel(logging.ERROR)


# At import, not in set_up: a line that is written before anybody set anything up must be as discreet.
structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        only_sayable,
        structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
    ],
)

log = structlog.get_logger("tornio")
