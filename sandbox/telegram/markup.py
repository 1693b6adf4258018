"""Keyboards: what comes as `reply_markup`, checked as strictly as the server does."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.telegram.bubbles import KeyButton
from sandbox.telegram.entities import valid_url
from sandbox.telegram.limits import Limits
from sandbox.telegram.params import Params
from sandbox.telegram.replies import bad_request

MUST_BE_ARRAY = "object expected as reply markup"
NO_ACTION = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"


@dataclass(frozen=True, slots=True)
class Markup:
    """`buttons` under the message; `keyboard` replaces the letters, [] removes, None leaves it."""

    buttons: list[list[KeyButton]] = field(default_factory=list)
    keyboard: list[list[str]] | None = None


NOTHING = Markup()


def read_markup(params: Params, limits: Limits, *, only_inline: bool = False) -> Markup:
    """The keyboard of a call; 400 in the server's words."""
    raw = params.decoded("reply_markup", "reply keyboard markup")
    if raw is None:
        return NOTHING
    if not isinstance(raw, dict):
        raise bad_request(MUST_BE_ARRAY)
    if "inline_keyboard" in raw:
        return Markup(buttons=_inline(raw["inline_keyboard"], limits))
    if only_inline and raw:
        raise bad_request("message can't be edited")
    if "keyboard" in raw:
        return Markup(keyboard=_letters(raw["keyboard"]))
    if raw.get("remove_keyboard"):
        return Markup(keyboard=[])
    return NOTHING


def _rows(raw: object, name: str) -> list[list[object]]:
    if not isinstance(raw, list):
        raise bad_request(f'can\'t parse reply keyboard markup: Field "{name}" must be of the type Array')
    for row in raw:
        if not isinstance(row, list):
            raise bad_request(f'can\'t parse reply keyboard markup: Field "{name}" must be an Array of Arrays')
    return raw


def _inline(raw: object, limits: Limits) -> list[list[KeyButton]]:
    made: list[list[KeyButton]] = []
    count = 0
    for row in _rows(raw, "inline_keyboard"):
        keys = [_button(item, limits) for item in row]
        if len(keys) > limits.buttons_in_a_row:
            raise bad_request("REPLY_MARKUP_TOO_LONG")
        count += len(keys)
        if keys:
            made.append(keys)
    if count > limits.buttons:
        raise bad_request("reply markup is too long")
    return made


def _button(raw: object, limits: Limits) -> KeyButton:
    if not isinstance(raw, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = raw.get("text")
    if not isinstance(text, str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    data, url = raw.get("callback_data"), raw.get("url")
    if url is not None:
        if not isinstance(url, str) or not url:
            raise bad_request('can\'t parse inline keyboard button: Field "url" must be a String')
        if not valid_url(url):
            raise bad_request(f"inline keyboard button URL '{url}' is invalid: wrong HTTP URL")
        return KeyButton(text, None, url)
    if data is None:
        raise bad_request(NO_ACTION)
    if not isinstance(data, str):
        raise bad_request('can\'t parse inline keyboard button: Field "callback_data" must be of type String')
    if not 1 <= len(data.encode("utf-8", "surrogatepass")) <= limits.callback_data:
        raise bad_request("BUTTON_DATA_INVALID")
    return KeyButton(text, data)


def _letters(raw: object) -> list[list[str]]:
    made = []
    for row in _rows(raw, "keyboard"):
        words = [item.get("text") if isinstance(item, dict) else item for item in row]
        if not all(isinstance(word, str) and word for word in words):
            raise bad_request("keyboard button text must be non-empty")
        if words:
            made.append([str(word) for word in words])
    return made
