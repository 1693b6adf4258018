"""The methods of the Bot API that this server knows, by their names in lower case."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from sandbox.telegram.methods import editing, media, polling, pressing, profile, sending
from sandbox.telegram.params import Params
from sandbox.telegram.replies import Upload

if TYPE_CHECKING:
    from sandbox.telegram.server import PretendTelegram

Method = Callable[["PretendTelegram", Params, Mapping[str, Upload]], "object | Awaitable[object]"]

METHODS: dict[str, Method] = {
    method.__name__.replace("_", ""): method
    for method in (
        profile.get_me,
        profile.get_chat,
        profile.set_my_commands,
        profile.get_my_commands,
        profile.delete_my_commands,
        profile.set_my_name,
        profile.get_my_name,
        profile.set_my_description,
        profile.get_my_description,
        profile.set_my_short_description,
        profile.get_my_short_description,
        polling.get_updates,
        polling.set_webhook,
        polling.delete_webhook,
        polling.get_webhook_info,
        sending.send_message,
        sending.send_venue,
        sending.send_location,
        sending.send_chat_action,
        media.send_document,
        media.send_photo,
        media.get_file,
        editing.edit_message_text,
        editing.edit_message_caption,
        editing.edit_message_reply_markup,
        editing.delete_message,
        editing.delete_messages,
        pressing.answer_callback_query,
    )
}
