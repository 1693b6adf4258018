"""What a time still lacks, and agreeing, reopening and cancelling it."""

from datetime import UTC, datetime, timedelta

import pytest

from rules.agreement import Lack, agree, cancel, missing, ready_options, reopen
from rules.decision import Decision, Refused, Situation
from rules.meeting import Answer, Meeting, Part, Participant, State, Waiver
from rules.meeting_company import follow
from rules.meeting_wishes import say_go_ahead, set_hold
from rules.notice import Kind
from rules.people import Person
from tests.rules.meeting_examples import (
    AISHA,
    DAN,
    EVA,
    KENT,
    LEE,
    LENA,
    MARIA,
    NOW,
    ONE,
    OTHER,
    PARTICIPANTS,
    SAM,
    TWO,
    asked,
    with_answers,
)


def ready() -> Meeting:
    return with_answers(asked(), Answer.CAN, SAM, DAN, AISHA)


def agreed(by: Person = DAN) -> Decision[Meeting]:
    return agree(ready(), option=ONE, by=by, organisation=KENT, now=NOW)


def kinds_to(decision: Decision[Meeting], person: Person) -> set[Kind]:
    return {n.kind for n in decision.notices if n.to == person.id}


def test_what_is_missing_is_named() -> None:
    meeting = asked()
    assert missing(meeting, ONE) == (Lack.PERSON, Lack.TWO_STAFF, Lack.CORE)
    meeting = with_answers(meeting, Answer.CAN, SAM, DAN)
    assert missing(meeting, ONE) == (Lack.ONE_MORE_STAFF,)
    assert missing(meeting, TWO) == (Lack.PERSON, Lack.TWO_STAFF, Lack.CORE)
    assert missing(with_answers(meeting, Answer.CAN, AISHA), ONE) == ()


def test_not_sure_is_not_a_yes() -> None:
    meeting = with_answers(asked(), Answer.CAN, DAN, AISHA)
    assert missing(with_answers(meeting, Answer.UNSURE, SAM), ONE) == (Lack.PERSON,)


def test_go_ahead_stands_in_for_the_person() -> None:
    meeting = with_answers(asked(), Answer.CAN, DAN, AISHA)
    assert missing(say_go_ahead(meeting, by=SAM, now=NOW).value, ONE) == ()


def test_two_colleagues_without_the_core_pair_need_a_reason() -> None:
    company = (*PARTICIPANTS, Participant(LEE.id, Part.STAFF), Participant(OTHER.id, Part.STAFF))
    meeting = with_answers(asked(participants=company), Answer.CAN, SAM, LEE, OTHER)
    assert missing(meeting, ONE) == (Lack.CORE,)
    assert missing(meeting, ONE, waiver=Waiver.AWAY) == ()
    done = agree(meeting, option=ONE, by=LENA, organisation=KENT, waiver=Waiver.AWAY, now=NOW).value
    assert done.waiver is Waiver.AWAY


def test_the_time_most_can_come_to_is_first() -> None:
    meeting = with_answers(ready(), Answer.CAN, SAM, DAN, AISHA, EVA, option=TWO)
    assert [o.id for o in ready_options(meeting, now=NOW)] == [TWO, ONE]


@pytest.mark.parametrize("by", [MARIA, EVA, OTHER])
def test_those_who_are_not_entitled_cannot_agree(by: Person) -> None:
    with pytest.raises(Refused) as refused:
        agreed(by)
    assert refused.value.situation is Situation.NOT_FOR_YOU


@pytest.mark.parametrize("by", [DAN, AISHA, LENA, SAM])
def test_core_staff_leads_and_the_person_can(by: Person) -> None:
    assert agreed(by).value.state is State.AGREED


def test_an_agreement_needs_everything_and_no_hold() -> None:
    for meeting, situation in (
        (asked(), Situation.NOT_ENOUGH_YET),
        (set_hold(ready(), hold=True, by=SAM, now=NOW).value, Situation.ON_HOLD),
    ):
        with pytest.raises(Refused) as refused:
            agree(meeting, option=ONE, by=DAN, organisation=KENT, now=NOW)
        assert refused.value.situation is situation


def test_a_time_that_has_begun_cannot_be_agreed() -> None:
    with pytest.raises(Refused) as refused:
        agree(ready(), option=ONE, by=DAN, organisation=KENT, now=NOW + timedelta(days=1))
    assert refused.value.situation is Situation.TIME_IN_THE_PAST


def test_everyone_hears_with_a_calendar_file_and_two_reminders() -> None:
    decision = agreed()
    assert decision.value.sequence == 1
    assert kinds_to(decision, EVA) == {
        Kind.MEETING_AGREED,
        Kind.CALENDAR,
        Kind.MEETING_DAY_BEFORE,
        Kind.MEETING_SOON,
        Kind.REDRAW,
    }
    # Dan did it: the word is on his screen.
    assert kinds_to(decision, DAN) == {
        Kind.MEETING_CHANGED,  # to be dropped when they are reminded, unless nobody of the team comes then
        Kind.CALENDAR,
        Kind.MEETING_DAY_BEFORE,
        Kind.MEETING_SOON,
        Kind.MEETING_AFTER,
    }
    reminders = {n.kind: n for n in decision.notices if n.to == EVA.id and n.not_before}
    # The meeting is on 2 May at 10am in Kent; reminders belong to this plan.
    assert reminders[Kind.MEETING_DAY_BEFORE].not_before == datetime(2026, 5, 1, 16, tzinfo=UTC)
    assert reminders[Kind.MEETING_SOON].not_before == datetime(2026, 5, 2, 7, tzinfo=UTC)
    assert {n.version for n in reminders.values()} == {1}


def test_somebody_who_cannot_come_hears_the_time_but_is_not_reminded() -> None:
    meeting = with_answers(ready(), Answer.CANNOT, EVA)
    decision = agree(meeting, option=ONE, by=DAN, organisation=KENT, now=NOW)
    assert kinds_to(decision, EVA) == {Kind.MEETING_AGREED, Kind.CALENDAR, Kind.REDRAW}


def test_staff_are_asked_how_it_went_when_it_ends() -> None:
    after = [n for n in agreed().notices if n.kind is Kind.MEETING_AFTER]
    assert {n.to for n in after} == {DAN.id, AISHA.id}
    assert min(n.not_before for n in after if n.not_before) == NOW + timedelta(days=1, hours=1)


def test_who_does_not_say_how_it_went_is_asked_the_next_morning_and_then_the_leads_are() -> None:
    decision = agree(ready(), option=ONE, by=DAN, organisation=KENT, leads=[LENA.id], now=NOW)
    asked = [(n.not_before, n.to) for n in decision.notices if n.kind is Kind.MEETING_AFTER]
    to_lena = sorted(at for at, to in asked if at and to == LENA.id)
    to_dan = sorted(at for at, to in asked if at and to == DAN.id)
    nine = datetime(2026, 5, 2, 8, tzinfo=UTC)
    assert to_dan[1:] == [nine + timedelta(days=d) for d in (1, 3, 6, 9, 12)], "9am in Kent"
    assert to_lena == to_dan[2:]


def test_only_the_newest_of_those_questions_is_worth_sending() -> None:
    decision = agree(ready(), option=ONE, by=DAN, organisation=KENT, now=NOW)
    mine = [n for n in decision.notices if n.kind is Kind.MEETING_AFTER and n.to == DAN.id]
    assert [n.expires_at for n in mine[:-1]] == [n.not_before for n in mine[1:]]
    assert mine[-1].expires_at == datetime(2026, 5, 16, 8, tzinfo=UTC)


def test_reopening_takes_the_time_away_and_keeps_the_other_answers() -> None:
    meeting = with_answers(ready(), Answer.CAN, EVA, option=TWO)
    settled = agree(meeting, option=ONE, by=DAN, organisation=KENT, now=NOW).value
    decision = reopen(settled, by=SAM, now=NOW)
    again = decision.value
    assert (again.state, again.agreed, again.sequence) == (State.ASKING, None, 2)
    assert [o.id for o in again.open_options(NOW)] == [TWO]
    assert again.answer_of(TWO, EVA.id) is Answer.CAN
    assert again.reminders == ()
    told = [n for n in decision.notices if n.to == EVA.id]
    assert {n.kind for n in told} == {Kind.MEETING_CANCELLED, Kind.CALENDAR, Kind.REDRAW}
    assert {n.facts.get("was") for n in told if n.kind is Kind.CALENDAR} == {ONE}


def test_cancelling_is_told_to_all_with_a_further_sequence() -> None:
    decision = cancel(agreed().value, by=AISHA, now=NOW)
    assert (decision.value.state, decision.value.sequence) == (State.CANCELLED, 2)
    assert Kind.MEETING_CANCELLED in kinds_to(decision, SAM)
    assert Kind.CALENDAR in kinds_to(decision, AISHA)
    assert Kind.MEETING_CANCELLED not in kinds_to(decision, AISHA)


def test_a_member_cannot_cancel_and_nobody_after_the_end() -> None:
    for by, now, situation in (
        (MARIA, NOW, Situation.NOT_FOR_YOU),
        (DAN, NOW + timedelta(days=2), Situation.TIME_IN_THE_PAST),
    ):
        with pytest.raises(Refused) as refused:
            cancel(agreed().value, by=by, now=now)
        assert refused.value.situation is situation


def test_somebody_who_joins_after_the_agreement_hears_all_of_it() -> None:
    network = (*PARTICIPANTS, Participant(LEE.id, Part.CORE))
    decision = follow(agreed().value, network=network, now=NOW)
    assert kinds_to(decision, LEE) == {
        Kind.MEETING_AGREED,
        Kind.CALENDAR,
        Kind.MEETING_DAY_BEFORE,
        Kind.MEETING_SOON,
        Kind.MEETING_AFTER,
        Kind.REDRAW,
    }
