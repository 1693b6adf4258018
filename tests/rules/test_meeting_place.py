"""The place of a time: who gives it, who puts it right, and who hears so."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.agreement import agree
from rules.decision import Refused, Situation
from rules.ids import MeetingId, PersonId
from rules.meeting import Answer, Meeting
from rules.meeting_asking import ask, withdraw
from rules.meeting_place import set_place
from rules.notice import Kind
from rules.people import Person
from tests.rules.meeting_examples import (
    AISHA,
    DAN,
    EVA,
    KENT,
    MARIA,
    NETWORK,
    NOW,
    ONE,
    OTHER,
    PARTICIPANTS,
    SAM,
    TEAM,
    TWO,
    asked,
    at_home,
    by_phone,
    numbered,
    with_answers,
)


def bare() -> Meeting:
    """The same two times, the first at a place that those who come know."""
    return ask(
        [replace(at_home(), place=None), by_phone()],
        id=MeetingId("meetingmee"),
        team=TEAM,
        network=NETWORK,
        contact=None,
        participants=PARTICIPANTS,
        by=DAN,
        new_option=numbered(),
        now=NOW,
    ).value


def settled(meeting: Meeting) -> Meeting:
    answered = with_answers(with_answers(meeting, Answer.CAN, SAM, DAN, AISHA), Answer.CANNOT, EVA)
    return agree(answered, option=ONE, by=DAN, organisation=KENT, now=NOW).value


def refusal(meeting: Meeting, *, corrects: bool, by: Person = AISHA, option: object = ONE) -> Situation:
    with pytest.raises(Refused) as refused:
        set_place(meeting, option=option, corrects=corrects, by=by, now=NOW)  # type: ignore[arg-type]
    return refused.value.situation


def told(meeting: Meeting, *, corrects: bool, status: str) -> set[PersonId]:
    decision = set_place(meeting, option=ONE, corrects=corrects, by=AISHA, now=NOW)
    news = [n for n in decision.notices if n.kind is Kind.MEETING_CHANGED]
    assert {n.facts["status"] for n in news} == {status}
    assert decision.value.option(ONE).has_place  # type: ignore[union-attr]
    assert decision.value.sequence == meeting.sequence, "the calendar file holds no place"
    return {n.to for n in news}


def test_whoever_may_still_come_hears_of_it() -> None:
    but_eva = {SAM.id, MARIA.id, DAN.id}
    assert told(settled(bare()), corrects=False, status="place") == but_eva
    assert told(settled(asked()), corrects=True, status="corrected") == but_eva
    assert told(bare(), corrects=False, status="place") == {*but_eva, EVA.id}
    assert told(with_answers(asked(), Answer.CANNOT, EVA), corrects=True, status="corrected") == but_eva


def test_only_staff_give_or_correct_a_place() -> None:
    for by in (SAM, MARIA, OTHER):
        assert refusal(asked(), corrects=True, by=by) is Situation.NOT_FOR_YOU


def test_nobody_writes_over_a_place_that_they_have_not_seen() -> None:
    assert refusal(asked(), corrects=False) is Situation.OUTDATED
    assert refusal(bare(), corrects=True) is Situation.OUTDATED


def test_there_is_no_place_of_a_phone_call_nor_of_a_time_that_is_over() -> None:
    assert refusal(asked(), corrects=False, option=TWO) is Situation.OUTDATED
    assert refusal(withdraw(asked(), by=DAN, now=NOW).value, corrects=True) is Situation.OUTDATED
    with pytest.raises(Refused):
        set_place(settled(asked()), option=ONE, corrects=True, by=AISHA, now=NOW + timedelta(days=2))
