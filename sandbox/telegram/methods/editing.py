"""Changing and removing what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sandbox.telegram.bubbles import Bubble
from sandbox.telegram.markup import read_markup
from sandbox.telegram.messages import message_json
from sandbox.telegram.methods.sending import read_caption, read_text
from sandbox.telegram.params import Params
from sandbox.telegram.replies import Upload, bad_request

if TYPE_CHECKING:
    from sandbox.telegram.phones import Phone
    from sandbox.telegram.server import PretendTelegram

AT_ONCE = 100
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer editMessageText; without `reply_markup` the buttons go, as in the real server."""
    del files
    text, entities = read_text(telegram, params)
    markup = read_markup(params, telegram.limits, only_inline=True)
    phone, bubble = _own(telegram, params)
    if not bubble.text:
        raise bad_request("there is no text in the message to edit")
    if (text, entities, markup.buttons) == (bubble.text, bubble.entities, bubble.buttons):
        raise bad_request(NOT_MODIFIED)
    bubble.text, bubble.entities, bubble.buttons = text, entities, markup.buttons
    return _edited(telegram, phone, bubble)


def edit_message_caption(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer editMessageCaption."""
    del files
    caption, entities = read_caption(telegram, params)
    markup = read_markup(params, telegram.limits, only_inline=True)
    phone, bubble = _own(telegram, params)
    if bubble.document is None and bubble.photo is None:
        raise bad_request("there is no caption in the message to edit")
    if (caption, entities, markup.buttons) == (bubble.caption, bubble.entities, bubble.buttons):
        raise bad_request(NOT_MODIFIED)
    bubble.caption, bubble.entities, bubble.buttons = caption, entities, markup.buttons
    return _edited(telegram, phone, bubble)


def edit_message_reply_markup(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer editMessageReplyMarkup."""
    del files
    markup = read_markup(params, telegram.limits, only_inline=True)
    phone, bubble = _own(telegram, params)
    if markup.buttons == bubble.buttons:
        raise bad_request(NOT_MODIFIED)
    bubble.buttons = markup.buttons
    return _edited(telegram, phone, bubble)


def delete_message(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer deleteMessage: the bot's and the person's, for 48 hours."""
    del files
    phone = telegram.reachable(params.get("chat_id"))
    number = params.integer("message_id")
    if not number:
        raise bad_request("message identifier is not specified")
    bubble = phone.shown.get(number)
    if bubble is None:
        raise bad_request("message to delete not found")
    if telegram.now() - bubble.at > telegram.limits.delete_within:
        raise bad_request("message can't be deleted for everyone")
    phone.loses(number)
    return True


def delete_messages(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer deleteMessages: 1 to 100 numbers; those that are gone or too old are skipped."""
    del files
    phone = telegram.reachable(params.get("chat_id"))
    numbers = params.decoded("message_ids", "message identifiers")
    if not isinstance(numbers, list) or not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > AT_ONCE:
        raise bad_request("too many message identifiers specified")
    if not all(isinstance(number, int) for number in numbers):
        raise bad_request("invalid message identifier specified")
    for number in numbers:
        bubble = phone.shown.get(number)
        if bubble is not None and telegram.now() - bubble.at <= telegram.limits.delete_within:
            phone.loses(number)
    return True


def _own(telegram: PretendTelegram, params: Params) -> tuple[Phone, Bubble]:
    """The bot's message to be edited; it counts for the pace whether it changes anything or not."""
    if params.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    number = params.integer("message_id")
    phone = telegram.reachable(params.get("chat_id"))
    if not number:
        raise bad_request("message identifier is not specified")
    bubble = phone.shown.get(number)
    if bubble is None:
        raise bad_request("message to edit not found")
    if bubble.mine:
        raise bad_request("message can't be edited")
    telegram.count(phone)
    return phone, bubble


def _edited(telegram: PretendTelegram, phone: Phone, bubble: Bubble) -> dict[str, object]:
    bubble.edited_at = telegram.now()
    telegram.touch()
    return message_json(bubble, phone, telegram.me)
