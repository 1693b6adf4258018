"""What one message shows, as a value, and how Telegram is asked to show it."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from handlers.buttons.base import Button, encode
from rules.notice import Subject

LIMIT = 4096
"""UTF-16 units of a message's text (Telegram)."""
CAPTION_LIMIT = 1024
"""The same of a caption."""
LABEL_LIMIT = 60
"""Characters of a key: more would be cut off on a phone."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key under a message: a button to press, or an address to open."""

    label: str
    press: Button | None = None
    url: str | None = None


Rows = tuple[tuple[Key, ...], ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels with the message: `kind` is "document" or "photo"."""

    kind: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Card:
    """A message. `title` is shown bold above `body`; both are plain text, never markup.

    `about` is the subject this message is the card of: it is redrawn when the subject changes.
    `delete_at` (UTC) asks for the message to be taken away again, at most 48 hours after it was sent.
    `silent` sends without a sound.
    """

    title: str
    body: str = ""
    rows: Rows = ()
    about: tuple[Subject, str] | None = None
    attachment: Attachment | None = None
    delete_at: datetime | None = None
    silent: bool = False

    @property
    def text(self) -> str:
        """Title and body in one."""
        return f"{self.title}\n\n{self.body}" if self.body else self.title

    def with_line(self, line: str) -> "Card":
        """The same card with one more paragraph at its end."""
        return replace(self, body=f"{self.body}\n\n{line}" if self.body else line)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A call of the Bot API, but for the chat: method, parameters, and at most one file."""

    method: str
    params: dict[str, Any]
    attachment: Attachment | None = None
    about: tuple[Subject, str] | None = None
    delete_at: datetime | None = None

    @property
    def digest(self) -> str:
        """Sixteen hex digits that differ when what is shown differs."""
        shown = json.dumps(self.params, sort_keys=True, ensure_ascii=False)
        return hashlib.blake2b(shown.encode(), digest_size=8).hexdigest()

    @property
    def keys(self) -> dict[str, str]:
        """The plain words of each key, with what its button holds."""
        return keys_of(self.params)

    def to_json(self) -> str:
        return json.dumps(
            {
                "method": self.method,
                "params": self.params,
                "about": None if self.about is None else [self.about[0].value, self.about[1]],
                "delete_at": None if self.delete_at is None else self.delete_at.isoformat(),
                "attachment": None
                if self.attachment is None
                else [
                    self.attachment.kind,
                    self.attachment.name,
                    base64.b64encode(self.attachment.content).decode(),
                ],
            }
        )

    @classmethod
    def from_json(cls, text: str) -> "Outgoing":
        kept = json.loads(text)
        about, delete_at, attachment = kept["about"], kept["delete_at"], kept["attachment"]
        return cls(
            kept["method"],
            kept["params"],
            None if attachment is None else Attachment(attachment[0], attachment[1], base64.b64decode(attachment[2])),
            None if about is None else (Subject(about[0]), about[1]),
            None if delete_at is None else datetime.fromisoformat(delete_at),
        )


def keys_of(params: Mapping[str, Any]) -> dict[str, str]:
    """The plain words of each key of a message, with what its button holds."""
    rows = params.get("reply_markup", {}).get("inline_keyboard", [])
    return {plain(key["text"]): key["callback_data"] for row in rows for key in row if "callback_data" in key}


def plain(words: str) -> str:
    """Words as they are compared when typed: letter case, spaces and a last full stop do not matter."""
    return " ".join(words.casefold().split()).rstrip(".!")


def outgoing(card: Card) -> Outgoing:
    """The card as a new message."""
    text = _within(card.text)
    bold = [{"type": "bold", "offset": 0, "length": _units(card.title)}] if card.body else []
    params: dict[str, Any] = {}
    if card.attachment is None:
        params |= {"text": text, "link_preview_options": {"is_disabled": True}}
        method = "sendMessage"
        if bold:
            params["entities"] = bold
    else:
        method = "sendPhoto" if card.attachment.kind == "photo" else "sendDocument"
        params["caption"] = _within(text, CAPTION_LIMIT)
        if bold:
            params["caption_entities"] = bold
    if card.rows:
        params["reply_markup"] = {"inline_keyboard": [[_key(key) for key in row] for row in card.rows]}
    if card.silent:
        params["disable_notification"] = True
    return Outgoing(method, params, card.attachment, card.about, card.delete_at)


def edit(card: Card) -> dict[str, Any]:
    """The parameters of `editMessageText` that turn a message into the card."""
    params = outgoing(replace(card, attachment=None, silent=False)).params
    params.setdefault("reply_markup", {"inline_keyboard": []})
    return params


def _key(key: Key) -> dict[str, str]:
    if key.url is not None:
        return {"text": key.label, "url": key.url}
    if key.press is None:
        raise ValueError("a key needs a button or an address")
    return {"text": key.label, "callback_data": encode(key.press)}


def _units(text: str) -> int:
    """Telegram counts UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def _within(text: str, limit: int = LIMIT) -> str:
    if _units(text) <= limit:
        return text
    return text.encode("utf-16-le")[: (limit - 1) * 2].decode("utf-16-le", "ignore") + "…"
