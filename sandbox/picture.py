"""The phones as the page draws them: plain JSON made from what the pretend Telegram holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, urlsplit

from sandbox.telegram import Bubble, Document, KeyButton, Phone, Photo, Press, PretendTelegram

BUBBLES_SHOWN = 300
PRESSES_SHOWN = 20
TELEGRAM_HOSTS = frozenset(("t.me", "telegram.me", "www.t.me"))
SAFE_SCHEMES = frozenset(("http", "https", "tel", "mailto"))
UNNAMED = "unknown"

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Spot:
    """The button that a press began at."""

    message: int
    row: int
    column: int


def link(url: str, username: str) -> Json | None:
    """What the page does with `url`.

    `{"deep": payload, "shown": url}` opens the bot called `username` on a phone, `{"href": url}`
    opens beside the page; None for an address that a page must not open (such as `javascript:`).
    """
    try:
        parts = urlsplit(url.strip())
        asked = parse_qs(parts.query)
    except ValueError:
        return None
    host = (parts.hostname or "").lower()
    named = None
    if parts.scheme in {"http", "https"} and host in TELEGRAM_HOSTS:
        named = parts.path.strip("/")
    elif parts.scheme == "tg" and host == "resolve":
        named = asked.get("domain", [""])[0]
    if named is not None and named.lower() == username.lower():
        payload = asked.get("start", [""])[0]
        shown = f"https://t.me/{username}" + (f"?start={quote(payload)}" if payload else "")
        return {"deep": payload, "shown": shown}
    return {"href": parts.geturl()} if parts.scheme in SAFE_SCHEMES else None


def phone_json(phone: Phone, telegram: PretendTelegram, *, caption: str, pressed: Mapping[str, Spot]) -> Json:
    """One phone as it is now; `pressed` tells by press id where the page's own presses began."""
    waiting = [
        spot
        for press in phone.presses_made[-PRESSES_SHOWN:]
        if _waits(press) and (spot := pressed.get(press.id)) is not None
    ]
    return {
        "id": phone.user_id,
        "name": phone.first_name,
        "caption": caption,
        "language": phone.language_code or "en",
        "blocked": phone.blocked,
        "started": phone.started,
        "unread": phone.unread,
        "typing": bool(phone.typing),
        "description": _description(telegram, phone.language_code),
        "keyboard": phone.keyboard,
        "commands": [{"command": line.command, "description": line.description} for line in phone.commands],
        "lock": [
            {
                "id": line.message_id,
                "at": line.at.isoformat(),
                "text": line.text,
                "cleared": line.cleared,
            }
            for line in phone.lock_screen[-PRESSES_SHOWN:]
        ],
        "bubbles": [bubble_json(bubble, telegram.username) for bubble in phone.bubbles[-BUBBLES_SHOWN:]],
        "waiting": [{"message": spot.message, "row": spot.row, "column": spot.column} for spot in waiting],
        "answers": [
            {"id": press.id, "text": press.text, "alert": press.alert}
            for press in phone.presses_made[-PRESSES_SHOWN:]
            if press.answered_at is not None
        ],
    }


def bubble_json(bubble: Bubble, username: str) -> Json:
    """One message; `text` is its words or its caption, offsets are in UTF-16 units."""
    text = bubble.text or bubble.caption
    return {
        "id": bubble.message_id,
        "mine": bubble.mine,
        "at": bubble.at.isoformat(),
        "text": text,
        "entities": [_entity(one, text, username) for one in bubble.entities],
        "buttons": [[_button(key, username) for key in row] for row in bubble.buttons],
        "photo": _photo(bubble.photo),
        "document": _document(bubble.document),
        "place": _place(bubble),
        "edited": bubble.edited_at is not None,
        "forwarded": _forwarded(bubble),
        "other": next(
            (kind for kind in bubble.other if kind != "forward_origin"),
            None if _has_content(bubble) else UNNAMED,
        ),
    }


def _waits(press: Press) -> bool:
    return press.answered_at is None and press.update_id is not None and not press.expired


def _description(telegram: PretendTelegram, language: str) -> str:
    short = language.partition("-")[0].lower()
    for tongue in (short, ""):
        if words := telegram.descriptions.get(("description", tongue)):
            return words
    return ""


def _has_content(bubble: Bubble) -> bool:
    held = (bubble.photo, bubble.document, bubble.venue, bubble.location)
    return bool(bubble.text or bubble.caption) or any(one is not None for one in held)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _entity(entity: Mapping[str, object], text: str, username: str) -> Json:
    kind = str(entity.get("type", ""))
    offset, length = _number(entity.get("offset")), _number(entity.get("length"))
    units = text.encode("utf-16-le")[offset * 2 : (offset + length) * 2]
    words = units.decode("utf-16-le", errors="replace")
    target = None
    match kind:
        case "text_link":
            target = link(str(entity.get("url", "")), username)
        case "url":
            target = link(words if "://" in words else f"https://{words}", username)
        case "email":
            target = link(f"mailto:{words}", username)
        case "phone_number":
            target = link("tel:" + "".join(c for c in words if c in "+0123456789"), username)
    return {"type": kind, "offset": offset, "length": length, "link": target}


def _button(key: KeyButton, username: str) -> Json:
    return {"text": key.text, "link": link(key.url, username) if key.url is not None else None}


def _href(file_id: str) -> str:
    return f"/sandbox/file/{quote(file_id, safe='')}"


def _photo(photo: Photo | None) -> Json | None:
    if photo is None:
        return None
    return {
        "href": _href(photo.file_id),
        "width": photo.width or None,
        "height": photo.height or None,
    }


def _document(document: Document | None) -> Json | None:
    if document is None:
        return None
    return {
        "href": _href(document.file_id),
        "name": document.file_name,
        "bytes": document.size,
        "mime": document.mime,
    }


def _place(bubble: Bubble) -> Json | None:
    point = bubble.venue.location if bubble.venue is not None else bubble.location
    if point is None:
        return None
    return {
        "title": bubble.venue.title if bubble.venue is not None else "",
        "address": bubble.venue.address if bubble.venue is not None else "",
        "latitude": point.latitude,
        "longitude": point.longitude,
    }


def _forwarded(bubble: Bubble) -> str | None:
    origin = bubble.other.get("forward_origin")
    sender = origin.get("sender_user") if isinstance(origin, dict) else None
    name = sender.get("first_name") if isinstance(sender, dict) else None
    return name if isinstance(name, str) else None
