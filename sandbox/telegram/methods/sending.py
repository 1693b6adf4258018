"""Messages of words and places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sandbox.telegram.bubbles import Bubble, Location, Venue
from sandbox.telegram.entities import Entity, formatted
from sandbox.telegram.markup import Markup, read_markup
from sandbox.telegram.messages import message_json
from sandbox.telegram.params import Params
from sandbox.telegram.replies import Upload, bad_request

if TYPE_CHECKING:
    from sandbox.telegram.phones import Phone
    from sandbox.telegram.server import PretendTelegram

LATITUDE, LONGITUDE = 90, 180
ACTIONS = frozenset(
    (
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    )
)


def read_text(telegram: PretendTelegram, params: Params) -> tuple[str, list[Entity]]:
    """The words of a message, 1 to 4096 characters."""
    text, entities = formatted(
        params.text("text"),
        params.text("parse_mode"),
        params.decoded("entities", "entities"),
    )
    if not text:
        raise bad_request("message text is empty")
    if len(text) > telegram.limits.text:
        raise bad_request("message is too long")
    return text, entities


def read_caption(telegram: PretendTelegram, params: Params) -> tuple[str, list[Entity]]:
    """The words under a file, none to 1024 characters."""
    text, entities = formatted(
        params.text("caption"),
        params.text("parse_mode"),
        params.decoded("caption_entities", "caption entities"),
    )
    if len(text) > telegram.limits.caption:
        raise bad_request("message caption is too long")
    return text, entities


def post(telegram: PretendTelegram, phone: Phone, bubble: Bubble, markup: Markup, params: Params) -> dict[str, object]:
    """Show `bubble` on the phone and tell the bot of it."""
    bubble.reply_to = _answered(phone, params)
    bubble.silent = params.flag("disable_notification")
    telegram.count(phone)
    bubble.message_id = telegram.next_number("message")
    bubble.buttons = markup.buttons
    if markup.keyboard is not None:
        phone.keyboard = markup.keyboard
    phone.receives(bubble)
    return message_json(bubble, phone, telegram.me)


def send_message(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer sendMessage."""
    del files
    text, entities = read_text(telegram, params)
    markup = read_markup(params, telegram.limits)
    phone = telegram.reachable(params.get("chat_id"))
    bubble = Bubble(0, mine=False, at=telegram.now(), text=text, entities=entities)
    return post(telegram, phone, bubble, markup, params)


def send_location(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer sendLocation."""
    del files
    point = _point(params)
    markup = read_markup(params, telegram.limits)
    phone = telegram.reachable(params.get("chat_id"))
    return post(telegram, phone, Bubble(0, mine=False, at=telegram.now(), location=point), markup, params)


def send_venue(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer sendVenue."""
    del files
    point = _point(params)
    title, address = params.text("title").strip(), params.text("address").strip()
    if not title:
        raise bad_request("VENUE_TITLE_INVALID")
    if not address:
        raise bad_request("VENUE_ADDRESS_INVALID")
    markup = read_markup(params, telegram.limits)
    phone = telegram.reachable(params.get("chat_id"))
    bubble = Bubble(0, mine=False, at=telegram.now(), venue=Venue(point, title, address))
    return post(telegram, phone, bubble, markup, params)


def send_chat_action(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer sendChatAction."""
    del files
    action = params.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    phone = telegram.reachable(params.get("chat_id"))
    phone.typing = action
    telegram.touch()
    return True


def _point(params: Params) -> Location:
    point = Location(params.number("latitude"), params.number("longitude"))
    if abs(point.latitude) > LATITUDE or abs(point.longitude) > LONGITUDE:
        raise bad_request("invalid location specified")
    return point


def _answered(phone: Phone, params: Params) -> int | None:
    raw = params.decoded("reply_parameters", "reply parameters")
    if raw is None:
        return None
    number = raw.get("message_id") if isinstance(raw, dict) else None
    if not isinstance(number, int):
        raise bad_request("message identifier is not specified")
    if number in phone.shown:
        return number
    if isinstance(raw, dict) and raw.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")
