"""What goes in and out of a Bot API call, and the refusals in the real server's words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    file_name: str
    content: bytes
    mime: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP status and the JSON body that goes with it (`ok`, `result` or `description`)."""

    status: int
    body: dict[str, object]


@dataclass(slots=True)
class Call:
    """A line of the log of calls.

    `outcome` is "waiting", "ok", "cut", "silence", or the description the caller got.
    `effect` tells whether the call changed anything (or, for a question, was answered at all).
    """

    number: int
    at: datetime
    method: str
    params: dict[str, object]
    status: int = 0
    outcome: str = "waiting"
    effect: bool = False
    result: object = field(default=None, repr=False)


class Refusal(Exception):
    """The Bot API says no."""

    def __init__(self, status: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after

    def reply(self) -> Reply:
        """The answer in the real server's shape."""
        body: dict[str, object] = {
            "ok": False,
            "error_code": self.status,
            "description": self.description,
        }
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return Reply(self.status, body)


def bad_request(words: str) -> Refusal:
    """A 400, worded as the real server words it."""
    return Refusal(400, f"Bad Request: {words}")


def forbidden(words: str) -> Refusal:
    """A 403."""
    return Refusal(403, f"Forbidden: {words}")


def conflict(words: str) -> Refusal:
    """A 409."""
    return Refusal(409, f"Conflict: {words}")


def too_many(retry_after: int) -> Refusal:
    """A 429 with the seconds to wait."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def server_error(status: int = 502) -> Refusal:
    """A 5xx."""
    words = {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}
    return Refusal(status, words.get(status, "Service Unavailable"))
