"""A bubble as the Bot API tells of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sandbox.telegram.bubbles import Bubble, KeyButton

if TYPE_CHECKING:
    from sandbox.telegram.phones import Phone


def unix(moment: datetime) -> int:
    """Whole seconds since 1970, as the Bot API writes times."""
    return int(moment.timestamp())


def chat_json(phone: Phone) -> dict[str, object]:
    """The private chat with `phone` as a Bot API Chat."""
    made: dict[str, object] = {
        "id": phone.user_id,
        "first_name": phone.first_name,
        "type": "private",
    }
    if phone.last_name:
        made["last_name"] = phone.last_name
    if phone.username:
        made["username"] = phone.username
    return made


def button_json(key: KeyButton) -> dict[str, object]:
    """A button as a Bot API InlineKeyboardButton."""
    if key.url is not None:
        return {"text": key.text, "url": key.url}
    return {"text": key.text, "callback_data": key.callback_data}


def message_json(bubble: Bubble, phone: Phone, bot: dict[str, object]) -> dict[str, object]:
    """A bubble as a Bot API Message."""
    made: dict[str, object] = {
        "message_id": bubble.message_id,
        "from": phone.user if bubble.mine else bot,
        "chat": chat_json(phone),
        "date": unix(bubble.at),
    }
    if bubble.edited_at is not None:
        made["edit_date"] = unix(bubble.edited_at)
    if bubble.text:
        made["text"] = bubble.text
        if bubble.entities:
            made["entities"] = bubble.entities
    _add_content(made, bubble)
    if bubble.caption:
        made["caption"] = bubble.caption
        if bubble.entities:
            made["caption_entities"] = bubble.entities
    if bubble.buttons:
        made["reply_markup"] = {"inline_keyboard": [[button_json(key) for key in row] for row in bubble.buttons]}
    if bubble.reply_to is not None and (answered := phone.shown.get(bubble.reply_to)) is not None:
        told = message_json(answered, phone, bot)
        told.pop("reply_to_message", None)
        made["reply_to_message"] = told
    if bubble.other:
        made.update(bubble.other)
    return made


def _add_content(made: dict[str, object], bubble: Bubble) -> None:
    if bubble.document is not None:
        file = bubble.document
        made["document"] = {
            "file_id": file.file_id,
            "file_unique_id": f"u{file.file_id}",
            "file_name": file.file_name,
            "mime_type": file.mime,
            "file_size": file.size,
        }
    if bubble.photo is not None:
        picture = bubble.photo
        made["photo"] = [
            {
                "file_id": picture.file_id,
                "file_unique_id": f"u{picture.file_id}",
                "width": picture.width,
                "height": picture.height,
                "file_size": picture.size,
            }
        ]
    point = bubble.venue.location if bubble.venue is not None else bubble.location
    if point is not None:
        made["location"] = {"latitude": point.latitude, "longitude": point.longitude}
    if bubble.venue is not None:
        made["venue"] = {
            "location": made["location"],
            "title": bubble.venue.title,
            "address": bubble.venue.address,
        }
