"""Somebody calls: who is asked, and what the caller is told."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from rules.contact import (
    State,
)
from rules.contact_asking import call_again, open_contact, someone_on_duty
from rules.contact_clock import mend, raise_if_due
from rules.decision import Decision, Refused, Situation
from rules.notice import Kind, Urgency
from tests.rules.contact_people import (
    AISHA,
    CALL,
    DAN,
    DUTY,
    EVERYBODY,
    LEE,
    LENA,
    MARIA,
    MONDAY,
    TEAM,
    after,
    called,
    ladder,
    situation,
    spoken_by,
    tick,
    told,
)


def test_a_call_asks_those_on_duty_and_tells_the_caller_how_many() -> None:
    opened = open_contact(CALL, team=TEAM, caller=MARIA, ladder=DUTY, now=MONDAY)
    assert told(opened, Kind.CONTACT_ASK) == {DAN}
    assert told(opened, Kind.CONTACT_OPENED) == {MARIA}
    facts = next(n.facts for n in opened.notices if n.kind is Kind.CONTACT_OPENED)
    assert (facts["people"], facts["on_duty"]) == (1, 1)
    assert opened.value.due_at == after(minutes=5)
    assert all(n.urgency is Urgency.CRISIS for n in opened.notices)


def test_a_call_at_night_asks_everybody_when_nobody_is_on_duty() -> None:
    opened = open_contact(CALL, team=TEAM, caller=MARIA, ladder=ladder(), now=MONDAY)
    assert told(opened, Kind.CONTACT_ASK) == set(EVERYBODY)


def test_each_step_waits_its_turn_and_those_asked_before_stay_asked() -> None:
    contact = called(DUTY)
    assert tick(contact, minutes=4.9) == Decision(contact)
    second = tick(contact, minutes=5)
    assert told(second, Kind.CONTACT_ASK) == {LENA, AISHA, LEE}, "Dan has the same question already"
    third = tick(second.value, minutes=10)
    assert told(third, Kind.CONTACT_ASK) == {LENA}
    assert [n.facts["again"] for n in third.notices if n.kind is Kind.CONTACT_ASK] == [1]
    assert set(third.value.asked) == set(EVERYBODY)
    assert third.value.asks == 3
    assert third.value.due_at == after(minutes=20)
    assert not told(third, Kind.CONTACT_WAITING)


def test_after_a_full_round_the_caller_is_told_and_the_ladder_begins_again() -> None:
    contact = called(DUTY)
    for minutes in (5, 10):
        contact = tick(contact, minutes=minutes).value
    again = tick(contact, minutes=20)
    assert told(again, Kind.CONTACT_WAITING) == {MARIA}
    assert told(again, Kind.CONTACT_ASK) == {DAN}
    assert told(again, Kind.REDRAW) >= {LENA, AISHA, LEE}
    assert again.value.round == 2


def test_a_late_tick_gives_the_next_audience_its_full_wait() -> None:
    late = tick(called(DUTY), minutes=47)
    assert late.value.step_due_at == after(minutes=52)
    ask = next(n for n in late.notices if n.kind is Kind.CONTACT_ASK)
    assert ask.facts["planned"] == after(minutes=5).isoformat()


def test_nobody_reachable_is_told_to_caller_and_leads_and_tried_again() -> None:
    nobody = ladder(blocked=EVERYBODY)
    opened = open_contact(CALL, team=TEAM, caller=MARIA, ladder=nobody, now=MONDAY)
    assert told(opened, Kind.CONTACT_NOBODY) == {MARIA, LENA}
    assert not told(opened, Kind.CONTACT_OPENED)
    assert opened.value.due_at == after(minutes=5)
    quiet = tick(opened.value, nobody, minutes=5)
    assert not quiet.notices
    assert quiet.value.due_at == after(minutes=10)
    repeated = tick(replace(quiet.value, step_due_at=after(minutes=20)), nobody, minutes=20)
    assert told(repeated, Kind.CONTACT_NOBODY) == {MARIA}


def test_the_first_who_can_be_reached_again_is_asked_at_once() -> None:
    contact = called(ladder(blocked=EVERYBODY))
    back = mend(contact, ladder=ladder(blocked=(LENA, AISHA, LEE)), now=after(minutes=1))
    assert told(back, Kind.CONTACT_ASK) == {DAN}
    assert back.value.nobody_since is None


def test_a_blocked_phone_moves_the_ladder_on_at_once() -> None:
    contact = called(DUTY)
    moved = mend(contact, ladder=ladder(on_duty=(DAN,), blocked=(DAN,)), now=after(minutes=1))
    assert told(moved, Kind.CONTACT_ASK) == {LENA, AISHA, LEE}
    assert moved.value.due_at == after(minutes=6)


def test_one_blocked_phone_among_several_changes_nothing() -> None:
    both = ladder(on_duty=(DAN, LEE))
    contact = called(both)
    one = ladder(on_duty=(DAN, LEE), blocked=(DAN,))
    assert mend(contact, ladder=one, now=after(minutes=1)) == Decision(contact)


def test_a_shift_that_begins_during_a_call_is_asked_too() -> None:
    contact = called(DUTY)
    asked = someone_on_duty(contact, who=LEE, ladder=DUTY, now=after(minutes=2))
    assert told(asked, Kind.CONTACT_ASK) == {LEE}
    assert asked.value.step_due_at == contact.step_due_at
    assert someone_on_duty(asked.value, who=LEE, ladder=DUTY, now=after(minutes=3)) == Decision(asked.value)


def test_somebody_who_phoned_belongs_to_whoever_picked_up() -> None:
    opened = open_contact(CALL, team=TEAM, caller=MARIA, ladder=DUTY, now=MONDAY, by=AISHA)
    assert (opened.value.state, opened.value.owner) == (State.TAKEN, AISHA)
    assert opened.value.replied_at == MONDAY
    assert not opened.notices
    with pytest.raises(Refused) as refused:
        open_contact(CALL, team=TEAM, caller=MARIA, ladder=DUTY, now=MONDAY, by=MARIA)
    assert situation(refused) is Situation.NOT_FOR_YOU


def test_a_shift_that_begins_in_a_long_round_asks_at_once_also_whom_it_asked_before() -> None:
    contact = replace(called(DUTY), round=4, heard=(DAN, LEE), asked=EVERYBODY, step_due_at=after(hours=5))
    asked = someone_on_duty(contact, who=LEE, ladder=DUTY, now=after(hours=4))
    assert told(asked, Kind.CONTACT_ASK) == {LEE}


def test_whoever_asks_again_after_the_talk_is_as_urgent_as_at_first() -> None:
    night = after(hours=13)
    again = call_again(spoken_by(DAN), by=MARIA, ladder=ladder(on_duty=(LEE,)), now=night)
    assert (again.value.state, again.value.owner, again.value.spoken_at) == (State.OPEN, DAN, None)
    assert told(again, Kind.CONTACT_ASK) == {LEE}
    assert told(again, Kind.CONTACT_AGAIN) == {DAN}
    assert told(again, Kind.CONTACT_WAITING) == {MARIA}
    twice = call_again(again.value, by=MARIA, ladder=DUTY, now=night)
    assert twice == Decision(again.value)
    alone = call_again(spoken_by(DAN), by=MARIA, ladder=ladder(DAN), now=night)
    assert told(alone, Kind.CONTACT_ASK) == {DAN}
    assert not told(alone, Kind.CONTACT_AGAIN), "one question is enough"


def test_the_caller_hears_of_the_first_step_and_rounds_then_hourly_then_every_four_hours() -> None:
    contact = called(DUTY)
    heard: list[float] = []
    while contact.due_at is not None and contact.due_at < after(hours=24):
        now = contact.due_at
        decision = raise_if_due(contact, ladder=DUTY, now=now)
        contact = decision.value
        if told(decision, Kind.CONTACT_WAITING):
            heard.append((now - MONDAY) / timedelta(hours=1))
    assert heard[:3] == pytest.approx([5 / 60, 20 / 60, 40 / 60]), (
        "after the first step that nobody answered, then less"
    )
    gaps = [late - early for early, late in pairwise(heard[2:])]
    assert all(gap >= 0.95 for gap in gaps)
    assert all(3.9 <= gap <= 5 for gap, at in zip(gaps, heard[3:], strict=True) if at > 4 + 1)
    assert len(heard) <= 13
