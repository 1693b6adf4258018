"""The day of a meeting, and what comes after it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rules.agreement import agree
from rules.decision import Refused, Situation
from rules.meeting import (
    Answer,
    DayStatus,
    Meeting,
    NextMeeting,
    NextStep,
    Preference,
    State,
)
from rules.meeting_day import came, decide_next, record_met, set_attended, they_came_so
from rules.meeting_staff import asks_preference, may_change, prefer
from rules.notice import Kind
from tests.rules.meeting_examples import (
    AISHA,
    DAN,
    EVA,
    KENT,
    LENA,
    MARIA,
    NOW,
    ONE,
    OTHER,
    ROSTER,
    SAM,
    asked,
    say_day,
    with_answers,
)

START = NOW + timedelta(days=1)
END = START + timedelta(hours=1)


def settled() -> Meeting:
    meeting = with_answers(asked(by=MARIA), Answer.CAN, SAM, DAN, AISHA, EVA)
    return agree(meeting, option=ONE, by=DAN, organisation=KENT, now=NOW).value


def held() -> Meeting:
    return record_met(settled(), met=True, was=State.AGREED, by=DAN, now=END).value


def test_being_late_is_told_to_staff_and_organiser() -> None:
    decision = say_day(settled(), person=EVA.id, status=DayStatus.LATE, minutes=20, by=EVA, now=START)
    changed = [n for n in decision.notices if n.kind is Kind.MEETING_CHANGED]
    assert {n.to for n in changed} == {MARIA.id, DAN.id, AISHA.id}
    assert {n.facts["minutes"] for n in changed} == {20}
    assert EVA.id in decision.value.coming()


def test_the_family_hears_that_staff_will_be_late_and_that_they_will_not_after_all() -> None:
    late = say_day(settled(), person=AISHA.id, status=DayStatus.LATE, minutes=10, by=AISHA, now=START)
    told = {n.to for n in late.notices if n.kind is Kind.MEETING_CHANGED}
    assert told == {SAM.id, MARIA.id, EVA.id, DAN.id}
    assert all(n.network is not None for n in late.notices if n.kind is Kind.MEETING_CHANGED), "consent is checked"
    on_time = say_day(late.value, person=AISHA.id, status=DayStatus.COMING, by=AISHA, now=START)
    assert {n.to for n in on_time.notices if n.kind is Kind.MEETING_CHANGED} == told


def test_staff_who_were_late_and_cannot_come_leave_no_card_that_says_late() -> None:
    late = say_day(settled(), person=AISHA.id, status=DayStatus.LATE, minutes=10, by=AISHA, now=START).value
    cannot = say_day(late, person=AISHA.id, status=DayStatus.CANNOT, by=AISHA, now=START)
    to_eva = [n.kind for n in cannot.notices if n.to == EVA.id]
    assert to_eva == [Kind.REDRAW], "what is the team's own affair is no news to the family"


def test_coming_as_everybody_knows_disturbs_nobody() -> None:
    decision = say_day(settled(), person=EVA.id, status=DayStatus.COMING, by=EVA, now=START)
    assert {n.kind for n in decision.notices} == {Kind.REDRAW}
    assert decision.value.days[EVA.id].status is DayStatus.COMING


def test_saying_the_same_twice_changes_nothing() -> None:
    late = say_day(settled(), person=EVA.id, status=DayStatus.LATE, minutes=20, by=EVA, now=START).value
    again = say_day(late, person=EVA.id, status=DayStatus.LATE, minutes=20, by=EVA, now=START)
    assert again.value is late


def test_nobody_speaks_for_another_about_the_day() -> None:
    for by in (MARIA, DAN):
        with pytest.raises(Refused) as refused:
            say_day(settled(), person=EVA.id, status=DayStatus.CANNOT, by=by, now=START)
        assert refused.value.situation is Situation.NOT_FOR_YOU
    entered = say_day(settled(), person=EVA.id, status=DayStatus.CANNOT, by=DAN, by_phone=True, now=START)
    assert entered.value.days[EVA.id].by == DAN.id


def test_after_the_end_a_day_button_is_outdated() -> None:
    with pytest.raises(Refused) as refused:
        say_day(settled(), person=EVA.id, status=DayStatus.CANNOT, by=EVA, now=END)
    assert refused.value.situation is Situation.OUTDATED


def test_who_came_is_what_people_said_until_staff_confirm_it() -> None:
    meeting = say_day(settled(), person=EVA.id, status=DayStatus.CANNOT, by=EVA, now=START).value
    after = record_met(meeting, met=True, was=State.AGREED, by=AISHA, now=END).value
    assert after.state is State.HELD
    assert all(p.attended is None for p in after.participants), "nobody has said so yet"
    assert came(after) == (SAM.id, DAN.id, AISHA.id)
    seen = set_attended(after, person=DAN.id, attended=False, by=AISHA, now=END).value
    confirmed = they_came_so(seen, by=AISHA, now=END).value
    assert {p.person for p in confirmed.participants if p.attended} == {SAM.id, AISHA.id}
    assert they_came_so(confirmed, by=DAN, now=END).value is confirmed
    with pytest.raises(Refused):
        they_came_so(after, by=MARIA, now=END)


def test_nobody_overrides_what_a_colleague_said_without_having_read_it() -> None:
    no = record_met(settled(), met=False, was=State.AGREED, by=DAN, now=END).value
    with pytest.raises(Refused) as refused:
        record_met(no, met=True, was=State.AGREED, by=AISHA, now=END)
    assert refused.value.situation is Situation.OUTDATED
    assert record_met(no, met=True, was=State.NOT_HELD, by=AISHA, now=END).value.state is State.HELD


def test_whether_they_met_can_be_put_right_after_the_next_step_too() -> None:
    nothing = NextMeeting(NextStep.NONE_WANTED)
    done = decide_next(held(), next_meeting=nothing, by=DAN, organisation=KENT, now=END).value
    right = record_met(done, met=False, was=State.HELD, by=AISHA, now=END).value
    assert (right.state, right.next) == (State.NOT_HELD, nothing)


def test_when_the_person_cannot_come_everybodys_card_may_change_until_they_say() -> None:
    meeting = prefer(
        say_day(settled(), person=AISHA.id, status=DayStatus.CANNOT, by=AISHA, now=START).value,
        preference=Preference.GO_ON,
        by=SAM,
        roster=ROSTER,
        now=START,
    ).value
    out = say_day(meeting, person=SAM.id, status=DayStatus.CANNOT, by=SAM, now=START)
    assert out.value.preference is None, "what they preferred was for a meeting with them"
    assert asks_preference(out.value)
    assert {n.to for n in out.notices if n.kind is Kind.REDRAW} >= {MARIA.id, EVA.id}
    go_on = prefer(out.value, preference=Preference.GO_ON, by=SAM, roster=ROSTER, now=START)
    assert may_change(out.value)
    assert not may_change(go_on.value)
    assert {n.to for n in go_on.notices if n.kind is Kind.REDRAW} >= {MARIA.id, EVA.id}
    back = say_day(go_on.value, person=SAM.id, status=DayStatus.COMING, by=SAM, now=START).value
    assert back.preference is None


def test_who_came_can_be_corrected_by_staff_only() -> None:
    after = set_attended(held(), person=EVA.id, attended=False, by=DAN, now=END).value
    found = after.participant(EVA.id)
    assert found is not None
    assert found.attended is False
    with pytest.raises(Refused):
        set_attended(held(), person=EVA.id, attended=False, by=MARIA, now=END)


def test_it_cannot_be_over_before_it_began() -> None:
    with pytest.raises(Refused) as refused:
        record_met(settled(), met=True, was=State.AGREED, by=DAN, now=START - timedelta(minutes=1))
    assert refused.value.situation is Situation.OUTDATED


def test_only_those_of_the_meeting_and_leads_record_it() -> None:
    assert record_met(settled(), met=False, was=State.AGREED, by=LENA, now=END).value.state is State.NOT_HELD
    for by in (OTHER, SAM, MARIA):
        with pytest.raises(Refused) as refused:
            record_met(settled(), met=True, was=State.AGREED, by=by, now=END)
        assert refused.value.situation is Situation.NOT_FOR_YOU


def test_not_decided_yet_promises_a_date_and_everyone_reads_the_same() -> None:
    undecided = NextMeeting(NextStep.UNDECIDED, date(2026, 5, 6))
    decision = decide_next(held(), next_meeting=undecided, by=DAN, organisation=KENT, now=END)
    words = [n for n in decision.notices if n.kind is Kind.MEETING_NEXT]
    told = [n for n in words if n.not_before is None]
    assert {n.to for n in told} == {SAM.id, MARIA.id, EVA.id, AISHA.id}
    passed = {n.to: n.not_before for n in words if n.not_before is not None}
    assert passed == dict.fromkeys((SAM.id, MARIA.id, EVA.id), datetime(2026, 5, 7, 8, tzinfo=UTC))
    assert {tuple(sorted(n.facts.items())) for n in told} == {(("step", "undecided"), ("write_by", "2026-05-06"))}
    again = [n for n in decision.notices if n.kind is Kind.MEETING_WRITE_BY]
    assert {n.to for n in again} == {DAN.id, AISHA.id}
    assert min(n.not_before for n in again if n.not_before) == datetime(2026, 5, 6, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("write_by", "situation"),
    [
        (None, Situation.TIME_TOO_FAR),
        (date(2026, 5, 2), Situation.TIME_IN_THE_PAST),
        (date(2027, 5, 2), Situation.TIME_TOO_FAR),
    ],
)
def test_a_promise_needs_a_date_that_can_be_kept(write_by: date | None, situation: Situation) -> None:
    with pytest.raises(Refused) as refused:
        decide_next(
            held(),
            next_meeting=NextMeeting(NextStep.UNDECIDED, write_by),
            by=DAN,
            organisation=KENT,
            now=END,
        )
    assert refused.value.situation is situation


def test_the_next_step_waits_for_what_happened() -> None:
    with pytest.raises(Refused) as refused:
        decide_next(
            settled(),
            next_meeting=NextMeeting(NextStep.NONE_WANTED),
            by=DAN,
            organisation=KENT,
            now=END,
        )
    assert refused.value.situation is Situation.OUTDATED


def test_what_was_said_about_the_next_meeting_can_be_said_anew() -> None:
    first = decide_next(
        held(),
        next_meeting=NextMeeting(NextStep.UNDECIDED, date(2026, 5, 6)),
        by=DAN,
        organisation=KENT,
        now=END,
    ).value
    then = decide_next(
        first,
        next_meeting=NextMeeting(NextStep.NONE_WANTED),
        by=AISHA,
        organisation=KENT,
        now=END + timedelta(days=4),
    )
    assert then.value.next == NextMeeting(NextStep.NONE_WANTED)
