"""Every notice has a view, and every situation has a sentence."""

import re
from pathlib import Path

import pytest

from handlers.notices import PRESENTERS
from handlers.turn import TOAST_LIMIT
from handlers.views.refusals import sentence
from locales.catalogue import LANGUAGES, catalogue
from rules.decision import Situation
from rules.notice import Kind

ROOT = Path(__file__).parents[2]
MADE_IN_DELIVERY = {Kind.REPLY, Kind.REDRAW, Kind.FOLD}
"""Their message is ready, or is today's card."""


def test_each_notice_has_a_presenter() -> None:
    assert set(PRESENTERS) == set(Kind) - MADE_IN_DELIVERY


def test_each_notice_is_given_by_somebody() -> None:
    code = "\n".join(
        path.read_text("utf-8") for room in ("rules", "storage", "sandbox") for path in (ROOT / room).rglob("*.py")
    )
    given = set(re.findall(r"Kind\.([A-Z_]+)", code))
    assert {kind.name for kind in Kind} - given == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("situation", Situation)
def test_each_refusal_is_one_short_sentence(situation: Situation, language: str) -> None:
    words = sentence(situation, catalogue(language))
    assert words.endswith(".")
    assert len(words) <= TOAST_LIMIT
