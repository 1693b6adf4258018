"""What an owner may ask the caller by a fixed message, and the answers."""

from datetime import date, timedelta
from functools import partial

import pytest

from rules.contact import Contact, Question
from rules.contact_questions import When, answer_when, next_morning
from rules.contact_questions import ask_caller as ask
from rules.decision import Refused, Situation
from rules.ids import PersonId
from rules.notice import Kind
from tests.rules.contact_people import DAN, DUTY, LENA, MARIA, MONDAY, after, situation, spoken_by, taken_by, told

TODAY = MONDAY.date()


def test_the_owner_asks_for_a_number_once_in_a_while() -> None:
    contact = taken_by(DAN)
    with pytest.raises(Refused):
        ask(contact, Question.WHEN, by=DAN, number_known=False, now=MONDAY)
    asked = ask(contact, Question.NUMBER, by=DAN, number_known=False, now=after(minutes=3))
    assert told(asked, Kind.CONTACT_HOW) == {MARIA}
    with pytest.raises(Refused) as refused:
        ask(asked.value, Question.NUMBER, by=DAN, number_known=False, now=after(minutes=4))
    assert situation(refused) is Situation.TOO_SOON
    later = ask(asked.value, Question.NUMBER, by=DAN, number_known=False, now=after(minutes=13))
    assert told(later, Kind.CONTACT_HOW) == {MARIA}
    with pytest.raises(Refused) as refused:
        ask(spoken_by(DAN), Question.NUMBER, by=DAN, number_known=False, now=after(minutes=4))
    assert situation(refused) is Situation.OUTDATED


def when(contact: Contact, choice: When, day: date = TODAY, *, by: PersonId = MARIA, minutes: float = 5) -> Contact:
    now = after(minutes=minutes)
    return answer_when(contact, choice, day, by=by, ladder=DUTY, zone="Europe/London", now=now).value


def test_the_caller_says_when_and_the_promise_moves_with_it() -> None:
    asked = ask(taken_by(DAN), Question.WHEN, by=DAN, number_known=True, now=after(minutes=2)).value
    soon = when(asked, When.NOW)
    assert soon.phone_from == after(minutes=5)
    assert soon.promise_due_at == asked.promise_due_at, "now is no reason to be later"
    assert when(asked, When.HOUR).promise_due_at == after(hours=1, minutes=35)
    morning = next_morning(MONDAY, "Europe/London")
    assert morning == TODAY + timedelta(days=1)
    assert when(asked, When.MORNING, morning).phone_from == after(hours=19)
    assert next_morning(after(hours=12), "Europe/London") == morning, "at night the next morning is today's"
    assert next_morning(after(hours=18), "Europe/London") == morning + timedelta(days=1), "8am: an hour is near enough"


def test_an_answer_that_no_longer_fits_changes_nothing() -> None:
    asked = ask(taken_by(DAN), Question.WHEN, by=DAN, number_known=True, now=after(minutes=2)).value
    refusals = (
        (partial(when, asked, When.NOW, by=LENA), Situation.NOT_FOR_YOU),
        (partial(when, asked, When.MORNING, TODAY), Situation.OUTDATED),
        (partial(when, when(asked, When.NOW), When.NOW), Situation.OUTDATED),
        (partial(when, spoken_by(DAN), When.NOW), Situation.OUTDATED),
    )
    for answers, why in refusals:
        with pytest.raises(Refused) as refused:
            answers()
        assert situation(refused) is why
