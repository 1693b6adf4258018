"""How the numbers to call are written."""

from datetime import date

import pytest

from handlers.views.home import signpost_line
from locales.catalogue import catalogue
from rules.organisation import Signpost

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "number", "line"),
    [
        ("Samaritans, at any time", "116 123", "Samaritans, at any time: 116\N{NO-BREAK SPACE}123"),
        ("If a life is in danger, call 999", "999", "If a life is in danger, call 999."),
        ("Call 116 123 at any time", "116 123", "Call 116\N{NO-BREAK SPACE}123 at any time."),
        ("Call 999 or go to A&E.", "999", "Call 999 or go to A&E."),
        ("Danger? Call 999!", "999", "Danger? Call 999!"),
    ],
)
def test_a_number_is_said_once_and_stays_whole_and_a_sentence_ends(words: str, number: str, line: str) -> None:
    assert signpost_line(Signpost({"en": words}, number, TODAY, "Lena"), catalogue("en")) == line
