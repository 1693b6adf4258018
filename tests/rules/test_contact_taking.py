"""Somebody has the call: promises, tries, and its end."""

from dataclasses import replace
from functools import partial

import pytest

from rules.contact import Because, Reason, State
from rules.contact_asking import open_contact
from rules.contact_clock import mend, silent
from rules.contact_handover import accept, hand_over
from rules.contact_taking import close, not_reached, spoken, take, take_back_spoken
from rules.decision import Decision, Refused, Situation
from rules.ids import PersonId
from rules.notice import Kind, Urgency
from tests.rules.contact_people import (
    AISHA,
    CALL,
    DAN,
    DUTY,
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
    taken_by,
    tick,
    told,
)


def test_the_first_to_take_it_wins_and_the_caller_reads_a_name() -> None:
    contact = tick(called(DUTY), minutes=5).value
    took = take(contact, by=AISHA, card_round=1, ladder=DUTY, now=after(minutes=6))
    assert (took.value.owner, took.value.state) == (AISHA, State.TAKEN)
    tell = next(n for n in took.notices if n.kind is Kind.CONTACT_TAKEN)
    assert (tell.to, tell.facts["owner"]) == (MARIA, AISHA)
    assert told(took, Kind.REDRAW) == {LENA, DAN, LEE}
    assert took.value.due_at == after(minutes=36)
    assert all((n.urgency is Urgency.CRISIS) is (n.kind is not Kind.REDRAW) for n in took.notices)
    with pytest.raises(Refused) as refused:
        take(took.value, by=DAN, card_round=1, ladder=DUTY, now=after(minutes=6))
    assert situation(refused) is Situation.ALREADY_TAKEN


def test_taking_twice_changes_nothing() -> None:
    contact = taken_by(DAN)
    assert take(contact, by=DAN, card_round=1, ladder=DUTY, now=after(minutes=2)) == Decision(contact)


def test_a_card_from_an_older_round_cannot_take() -> None:
    contact = replace(called(DUTY), round=2)
    with pytest.raises(Refused) as refused:
        take(contact, by=DAN, card_round=1, ladder=DUTY, now=MONDAY)
    assert situation(refused) is Situation.OUTDATED


def test_a_stranger_and_the_caller_cannot_take() -> None:
    contact = called(DUTY)
    for stranger in (MARIA, PersonId("nobodyaaaa")):
        with pytest.raises(Refused) as refused:
            take(contact, by=stranger, card_round=1, ladder=DUTY, now=MONDAY)
        assert situation(refused) is Situation.NOT_FOR_YOU


def test_a_promise_not_kept_asks_others_and_the_owner_stays_responsible() -> None:
    broken = tick(taken_by(DAN), minutes=31)
    assert broken.value.state is State.OPEN
    assert broken.value.owner == DAN
    assert told(broken, Kind.CONTACT_PROMISE_DUE) == {DAN}
    assert told(broken, Kind.CONTACT_WAITING) == {MARIA}
    assert told(broken, Kind.CONTACT_ASK) == {LENA, AISHA, LEE}
    assert broken.value.round == 2


def test_one_tap_stops_the_asking_when_the_owner_had_only_forgotten_to_say() -> None:
    broken = tick(taken_by(DAN), minutes=31).value
    said = spoken(broken, by=DAN, now=after(minutes=32))
    assert (said.value.state, said.value.step_due_at) == (State.TAKEN, None)
    assert {n.to for n in said.notices if n.not_before is None} == {MARIA, LENA, AISHA, LEE}
    assert told(said, Kind.REDRAW) >= {MARIA, LENA, AISHA, LEE}


def test_another_may_take_over_after_a_broken_promise() -> None:
    broken = tick(taken_by(DAN), minutes=31).value
    took = take(broken, by=LEE, card_round=2, ladder=DUTY, now=after(minutes=33))
    assert took.value.owner == LEE
    assert took.value.promise_due_at == after(minutes=63)
    assert told(took, Kind.CONTACT_PASSED) == {DAN}


def test_an_owner_who_blocks_the_bot_or_leaves_is_replaced_at_once() -> None:
    contact = spoken_by(DAN)
    for gone in (ladder(blocked=(DAN,)), ladder(LENA, AISHA, LEE)):
        moved = mend(contact, ladder=gone, now=after(hours=1))
        assert moved.value.owner is None
        assert told(moved, Kind.CONTACT_ASK) == {LENA, AISHA, LEE}
        waiting = next(n for n in moved.notices if n.kind is Kind.CONTACT_WAITING)
        assert waiting.facts["owner"] == DAN
        assert not silent(moved.value, ladder=gone, now=after(hours=1))


def test_not_reached_renews_the_promise_once_and_then_asks_everybody() -> None:
    contact = taken_by(DAN)
    tried = partial(not_reached, by=DAN, ladder=DUTY)
    first = tried(contact, tries=0, now=after(minutes=20))
    assert told(first, Kind.CONTACT_NOT_REACHED) == {MARIA}
    assert first.value.promise_due_at == after(minutes=50)
    assert first.value.state is State.TAKEN
    second = tried(first.value, tries=1, now=after(minutes=40))
    assert second.value.state is State.OPEN
    assert second.value.owner == DAN
    assert told(second, Kind.CONTACT_ASK) == {LENA, AISHA, LEE}
    assert not told(second, Kind.CONTACT_NOT_REACHED), "the words about the asking say it"
    third = tried(second.value, tries=2, now=after(minutes=51))
    assert told(third, Kind.CONTACT_NOT_REACHED) == {MARIA}
    assert third.value.state is State.OPEN


def test_a_double_tap_on_not_reached_counts_once() -> None:
    first = not_reached(taken_by(DAN), by=DAN, tries=0, ladder=DUTY, now=after(minutes=20))
    with pytest.raises(Refused) as refused:
        not_reached(first.value, by=DAN, tries=0, ladder=DUTY, now=after(minutes=20))
    assert situation(refused) is Situation.OUTDATED


def test_spoken_by_mistake_is_taken_back_and_the_promise_counts_again() -> None:
    contact = taken_by(DAN)
    back = take_back_spoken(spoken_by(DAN), by=DAN, ladder=DUTY, now=after(minutes=4))
    assert back.value == contact
    assert told(back, Kind.CONTACT_MISTAKE) == {MARIA}
    assert tick(back.value, minutes=31).value.state is State.OPEN


def test_taken_back_after_the_promised_time_others_are_asked_at_once() -> None:
    back = take_back_spoken(spoken_by(DAN), by=DAN, ladder=DUTY, now=after(minutes=40))
    assert (back.value.state, back.value.owner, back.value.because) == (State.OPEN, DAN, Because.MISTAKE)
    assert told(back, Kind.CONTACT_ASK) == {LENA, AISHA, LEE}
    assert told(back, Kind.CONTACT_WAITING) == {MARIA}
    forgot = spoken(tick(taken_by(DAN), minutes=31).value, by=DAN, now=after(minutes=32)).value
    again = take_back_spoken(forgot, by=DAN, ladder=DUTY, now=after(minutes=33))
    assert again.value.state is State.OPEN, "others were being asked when it was said by mistake"


def test_taking_it_back_is_for_an_hour_and_for_whoever_said_it() -> None:
    passed = hand_over(spoken_by(DAN), by=DAN, to=AISHA, ladder=DUTY, now=after(minutes=5)).value
    hers = accept(passed, by=AISHA, ladder=DUTY, now=after(minutes=6)).value
    phoned = open_contact(CALL, team=TEAM, caller=MARIA, ladder=DUTY, now=MONDAY, by=DAN).value
    cases = (
        (spoken_by(DAN), DAN, after(hours=1, minutes=3), Situation.OUTDATED),
        (spoken_by(DAN), LENA, after(minutes=4), Situation.NOT_YOURS),
        (taken_by(DAN), DAN, after(minutes=4), Situation.OUTDATED),
        (hers, AISHA, after(minutes=7), Situation.OUTDATED),
        (phoned, DAN, after(minutes=1), Situation.OUTDATED),
    )
    for contact, who, now, why in cases:
        with pytest.raises(Refused) as refused:
            take_back_spoken(contact, by=who, ladder=DUTY, now=now)
        assert situation(refused) is why


def test_only_the_owner_records() -> None:
    contact = taken_by(DAN)
    moves = (
        partial(spoken, by=LENA, now=MONDAY),
        partial(not_reached, by=LENA, tries=0, ladder=DUTY, now=MONDAY),
        partial(close, by=LENA, reason=Reason.MET, now=MONDAY),
    )
    for move in moves:
        with pytest.raises(Refused) as refused:
            move(contact)
        assert situation(refused) is Situation.NOT_YOURS
