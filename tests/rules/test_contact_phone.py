"""Phone numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.contact_phone import read_phone, spaced
from rules.decision import Refused


@pytest.mark.parametrize(
    ("typed", "read", "shown"),
    [
        ("07700 900123", "07700900123", "07700 900 123"),
        (" 07700-900-123 ", "07700900123", "07700 900 123"),
        ("+44 (0)7700 900123", "+447700900123", "+44 7700 900 123"),
        ("00358 40 123 4567", "+358401234567", "+358 40 123 4567"),
        ("040 123 4567", "0401234567", "040 123 4567"),
        ("(01622) 900123", "01622900123", "01622 900 123"),
        ("٠٧٧٠٠٩٠٠١٢٣", "07700900123", "07700 900 123"),
    ],
)
def test_a_number_is_read_as_it_was_meant(typed: str, read: str, shown: str) -> None:
    assert read_phone(typed) == read
    assert spaced(read) == shown


@pytest.mark.parametrize(
    "typed", ["", "ring me", "1234", "12345678901234567", "07700 900123 or so", "++4412345", "07700", "+44 7700"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read_phone(typed)


@given(st.text())
def test_no_text_breaks_it(typed: str) -> None:
    try:
        number = read_phone(typed)
    except Refused:
        return
    assert number.lstrip("+").isascii()
    assert spaced(number).replace(" ", "") == number
