"""Buttons survive the way through Telegram and back; anything else reads as nothing."""

import string
from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from typing import Any, NewType, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.buttons import BUTTONS, decode
from handlers.buttons.base import LIMIT, Button, Codec, encode

identity = st.text(alphabet="abcdefghijklmnopqrstuvwxyz234567", min_size=10, max_size=10)
word = st.text(alphabet=string.ascii_letters + string.digits + "_-", min_size=1, max_size=8)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Values that a field of this type can have."""
    if isinstance(hint, NewType):
        return identity
    if hint is bool:
        return st.booleans()
    if hint is int:
        return st.integers(-999_999, 999_999)
    if hint is date:
        return st.dates(date(1970, 1, 1), date(2999, 12, 31))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    assert hint is str, hint
    return word


def made(button: type[Button]) -> st.SearchStrategy[Button]:
    """Any button of this type."""
    hints = get_type_hints(button)
    return st.builds(button, **{field.name: values(hints[field.name]) for field in fields(button)})  # type: ignore[arg-type]


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.tag)
@settings(deadline=None, max_examples=30)  # of each of many buttons
@given(data=st.data())
def test_each_button_fits_and_comes_back_as_it_was(button: type[Button], data: st.DataObject) -> None:
    pressed = data.draw(made(button))
    written = encode(pressed)
    assert len(written.encode()) <= LIMIT
    assert decode(written) == pressed


def test_tags_are_unique_and_every_field_is_needed() -> None:
    tags = [button.tag for button in BUTTONS]
    assert len(tags) == len(set(tags))
    for button in BUTTONS:
        for field in fields(button):  # type: ignore[arg-type]
            assert field.default is MISSING, f"{button.__name__}.{field.name}: a button says what it means"


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_a_button_of_ours_or_nothing(text: str) -> None:
    button = decode(text)
    assert button is None or encode(button) == text


@settings(deadline=None)
@given(st.sampled_from([button.tag for button in BUTTONS]), st.lists(st.text(max_size=12), max_size=5))
def test_half_true_bytes_are_a_button_of_ours_or_nothing(tag: str, parts: list[str]) -> None:
    button = decode(".".join([tag, *parts]))
    assert button is None or decode(encode(button)) == button


def test_two_buttons_of_one_tag_cannot_be() -> None:
    with pytest.raises(ValueError, match="two buttons"):
        Codec((BUTTONS[0], BUTTONS[0]))
