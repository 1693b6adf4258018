"""Lengths as people type them, in both languages."""

import pytest

from locales.typed_length import minutes_long


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("45 min", 45),
        ("about 45 minutes", 45),
        ("45 minuuttia", 45),
        ("an hour", 60),
        ("1 h", 60),
        ("2 hours", 120),
        ("an hour and a half", 90),
        ("one and a half hours", 90),
        ("1.5 h", 90),
        ("1,5 h", 90),
        ("1,5 tuntia", 90),
        ("1h 15min", 75),
        ("1 hour and 30 minutes", 90),
        ("1 tunti ja 15 minuuttia", 75),
        ("half an hour", 30),
        ("puoli tuntia", 30),
        ("tunti", 60),
        ("Puolitoista tuntia.", 90),
        ("kaksi tuntia", 120),
        ("999", 999),
    ],
)
def test_lengths(text: str, minutes: int) -> None:
    assert minutes_long(text) == minutes


@pytest.mark.parametrize(
    "text", ["long", "-", "5 or 6", "31 Feb", "tomorrow 16", "4pm", "", "klo 16", "1.5 h 15 min", "a while"]
)
def test_what_is_no_length(text: str) -> None:
    assert minutes_long(text) is None
