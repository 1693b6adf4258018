"""Code names: plain words that say nothing about anybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.code_names import FIRST, SECOND, checked_code_name, code_name, suggestions
from rules.decision import Refused, Situation


@given(seed=st.text(max_size=20))
def test_three_different_free_names_are_suggested(seed: str) -> None:
    first = [code_name(n) for n in suggestions((), seed)]
    assert len(set(first)) == 3
    again = [code_name(n) for n in suggestions(first, seed)]
    assert not set(first) & set(again)


def test_the_same_question_gets_the_same_suggestions() -> None:
    assert suggestions((), "a contact") == suggestions((), "a contact")


def test_a_team_that_used_every_name_still_gets_three() -> None:
    every = [code_name(n) for n in range(len(FIRST) * len(SECOND))]
    assert len(suggestions(every, "seed")) == 3


@given(number=st.integers(min_value=0, max_value=2**40))
def test_every_number_is_two_different_words(number: int) -> None:
    name = code_name(number)
    first, second = name.split()
    assert first != second
    assert checked_code_name(name, taken=(), people=()) == name


@pytest.mark.parametrize(
    ("typed", "situation"),
    [
        ("  ", Situation.TEXT_EMPTY),
        ("x" * 31, Situation.TEXT_TOO_LONG),
        ("ab", Situation.NAME_UNPLAIN),
        ("one two three four", Situation.NAME_UNPLAIN),
        ("Ward 7", Situation.NAME_UNPLAIN),
        ("07700 900123", Situation.NAME_UNPLAIN),
        ("quiet  HARBOUR", Situation.NAME_TAKEN),
        ("Maria Garden", Situation.NAME_OF_A_PERSON),
        ("blue maria-garden", Situation.NAME_OF_A_PERSON),
        ("Sam", Situation.NAME_UNPLAIN),
    ],
)
def test_a_code_name_that_will_not_do_is_refused(typed: str, situation: Situation) -> None:
    with pytest.raises(Refused) as refusal:
        checked_code_name(typed, taken=["Quiet Harbour"], people=["Maria Virtanen"])
    assert refusal.value.situation is situation


def test_a_typed_code_name_keeps_its_words() -> None:
    assert checked_code_name(" sininen   vene ", taken=(), people=()) == "sininen vene"
