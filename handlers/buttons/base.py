"""Buttons are types: what a tap asks for, in at most 64 bytes, read back strictly."""

import re
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, ClassVar, NewType, get_type_hints

from rules.notice import Subject

LIMIT = 64
"""Bytes of `callback_data` (Telegram)."""

_ID = re.compile(r"[a-z2-7]{10}")
_WORD = re.compile(r"[A-Za-z0-9_-]{1,24}")
_NUMBER = re.compile(r"-?[0-9]{1,9}")


class Button:
    """A request, never an effect (promise 7). Subclasses are frozen dataclasses with a unique `tag`.

    A field is an id of `rules.ids`, an int, a date, a StrEnum or a short word. Bump the digit in `tag` when the
    meaning of the fields changes: old buttons then read as outdated, not as something else.
    """

    tag: ClassVar[str]

    @property
    def about(self) -> tuple[Subject, str] | None:
        """Whose card to show when the request is refused; None for a button about nothing in particular."""
        return None


class Codec:
    """Writes buttons and reads them back; knows only the types it was given."""

    def __init__(self, buttons: Iterable[type[Button]]) -> None:
        """Raises ValueError when two types share a tag."""
        self._types: dict[str, tuple[type[Button], tuple[Callable[[str], Any], ...]]] = {}
        for button in buttons:
            if button.tag in self._types:
                raise ValueError(f"two buttons are called {button.tag}")
            hints = get_type_hints(button)
            readers = tuple(_reader(hints[field.name]) for field in fields(button))  # type: ignore[arg-type]
            self._types[button.tag] = (button, readers)
        self.decode = lru_cache(maxsize=1024)(self._decode)

    def _decode(self, text: str) -> Button | None:
        """The button, or None for anything we never wrote."""
        if not text.isascii() or len(text) > LIMIT:
            return None
        tag, *parts = text.split(".")
        known = self._types.get(tag)
        if known is None or len(known[1]) != len(parts):
            return None
        try:
            return known[0](*(read(part) for read, part in zip(known[1], parts, strict=True)))
        except ValueError:
            return None


@lru_cache(maxsize=4096)
def encode(button: Button) -> str:
    """What travels in the button. Raises ValueError when it would not fit, or a field cannot be read back."""
    names = _names(type(button))  # type: ignore[arg-type]  # mypy looks for the hash of the instances
    text = ".".join([button.tag, *(_written(getattr(button, name)) for name in names)])
    if len(text.encode()) > LIMIT:
        raise ValueError(f"{button.tag} is too long for a button")
    return text


@cache
def _names(kind: type[Button]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))  # type: ignore[arg-type]


def _written(value: object) -> str:
    match value:
        case bool():
            return "1" if value else "0"
        case datetime():
            raise ValueError("a moment does not fit a button; use a date or minutes")
        case date():
            return value.strftime("%Y%m%d")
        case StrEnum():
            text = value.value
        case _:
            text = str(value)
    if not isinstance(value, int) and not _WORD.fullmatch(text):
        raise ValueError("a button's words are 1 to 24 of A-Z a-z 0-9 _ -")
    return text


def _reader(hint: Any) -> Callable[[str], Any]:
    if isinstance(hint, NewType):
        return _id
    if hint is bool:
        return _bool
    if hint is int:
        return _int
    if hint is date:
        return _date
    if hint is str:
        return _word
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    raise TypeError(f"a button cannot hold {hint}")


def _matched(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def _id(text: str) -> str:
    return _matched(_ID, text)


def _word(text: str) -> str:
    return _matched(_WORD, text)


def _int(text: str) -> int:
    return int(_matched(_NUMBER, text))


def _bool(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError(text)
    return text == "1"


def _date(text: str) -> date:
    if len(text) != 8:  # noqa: PLR2004 - the length of YYYYMMDD
        raise ValueError(text)
    return date(int(_matched(_NUMBER, text[:4])), int(text[4:6]), int(text[6:]))
