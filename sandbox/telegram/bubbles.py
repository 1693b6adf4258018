"""What a phone shows: bubbles, the buttons under them, pushes, and presses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class KeyButton:
    """One button under a bubble: it either sends `callback_data` or opens `url`."""

    text: str
    callback_data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file in a chat; its bytes are at `telegram.files[file_id].content`, `size` in bytes."""

    file_name: str
    mime: str
    size: int
    file_id: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture in a chat; its bytes are at `telegram.files[file_id].content`."""

    file_id: str
    width: int
    height: int
    size: int
    mime: str


@dataclass(frozen=True, slots=True)
class Location:
    """A point on the map, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Venue:
    """A named place with its address."""

    location: Location
    title: str
    address: str


@dataclass(slots=True)
class Bubble:
    """One message of a chat, as the phone shows it now.

    `entities` are Bot API dicts (offset and length in UTF-16 units). `other` holds the raw Bot
    API fields of content that has no field of its own here (a contact, a sticker, a voice message).
    """

    message_id: int
    mine: bool
    at: datetime
    text: str = ""
    entities: list[dict[str, object]] = field(default_factory=list)
    buttons: list[list[KeyButton]] = field(default_factory=list)
    document: Document | None = None
    photo: Photo | None = None
    venue: Venue | None = None
    location: Location | None = None
    caption: str = ""
    edited_at: datetime | None = None
    silent: bool = False
    reply_to: int | None = None
    other: dict[str, object] = field(default_factory=dict)

    def button(self, text: str) -> tuple[int, int]:
        """The (row, column) of the button that says `text`; LookupError when there is none."""
        for row, keys in enumerate(self.buttons):
            for column, key in enumerate(keys):
                if key.text == text:
                    return row, column
        shown = ", ".join(repr(key.text) for keys in self.buttons for key in keys) or "no buttons"
        raise LookupError(f"no button {text!r} under message {self.message_id}: {shown}")


@dataclass(slots=True)
class LockLine:
    """What one push showed on the lock screen; `cleared` once the chat was opened."""

    message_id: int
    at: datetime
    text: str
    cleared: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A line of the blue menu; `command` is without the slash."""

    command: str
    description: str


@dataclass(slots=True)
class Press:
    """One press of a button and what the person saw come back: `text` as a toast, or as an alert.

    `update_id` is None when the bot does not listen to presses (`allowed_updates`).
    """

    id: str
    user_id: int
    at: datetime
    data: str
    update_id: int | None
    answer_within: timedelta
    now: Callable[[], datetime] = field(repr=False, compare=False)
    answered_at: datetime | None = None
    text: str = ""
    alert: bool = False
    url: str | None = None

    @property
    def expired(self) -> bool:
        """Whether nobody answered while the phone was still waiting."""
        return self.answered_at is None and self.now() - self.at > self.answer_within


def preview(bubble: Bubble, bot_name: str, *, length: int = 160) -> str:
    """The words of a push: the beginning of the message, without its empty lines."""
    words = bubble.text or bubble.caption
    if bubble.document is not None:
        words = f"{bubble.document.file_name} {words}".strip()
    elif bubble.photo is not None:
        words = words or "Photo"
    elif bubble.venue is not None:
        words = bubble.venue.title
    elif bubble.location is not None:
        words = "Location"
    lines = (" ".join(line.split()) for line in words.splitlines())
    text = "\n".join(line for line in lines if line) or bot_name
    return text if len(text) <= length else text[: length - 1] + "…"
