"""How many of the team come: what is owed when fewer do, when nobody does, and when somebody does again."""

from datetime import datetime, timedelta

import pytest

from rules.agreement import agree
from rules.decision import Decision, Refused, Situation
from rules.meeting import Answer, DayStatus, Meeting, Preference
from rules.meeting_staff import nobody_comes, prefer, staff_coming
from rules.notice import Kind, Notice, Urgency
from rules.people import Person
from tests.rules.meeting_examples import (
    AISHA,
    DAN,
    EVA,
    KENT,
    LENA,
    MARIA,
    NOW,
    ONE,
    ROSTER,
    SAM,
    asked,
    say_day,
    team_of,
    with_answers,
)

START = NOW + timedelta(days=1)
FIRST_REMINDER = NOW + timedelta(hours=7)
BETWEEN = FIRST_REMINDER + timedelta(minutes=1)
NO_MORE_REMINDERS = START - timedelta(hours=1)


def settled() -> Meeting:
    meeting = with_answers(asked(), Answer.CAN, SAM, DAN, AISHA, EVA)
    return agree(meeting, option=ONE, by=DAN, organisation=KENT, leads=[LENA.id], now=NOW).value


def out(meeting: Meeting, who: Person, now: datetime = NOW) -> Decision[Meeting]:
    return say_day(meeting, person=who.id, status=DayStatus.CANNOT, by=who, now=now)


def back(meeting: Meeting, who: Person, now: datetime = NOW) -> Decision[Meeting]:
    return say_day(meeting, person=who.id, status=DayStatus.COMING, by=who, now=now)


def news(decision: Decision[Meeting], to: Person) -> list[Notice]:
    return [n for n in decision.notices if n.to == to.id and n.kind is Kind.MEETING_CHANGED]


def statuses(decision: Decision[Meeting], to: Person) -> list[object]:
    return [n.facts["status"] for n in news(decision, to)]


def alone() -> Meeting:
    """Aisha cannot come, and the person has said: meet all the same."""
    meeting = out(settled(), AISHA).value
    return prefer(meeting, roster=ROSTER, preference=Preference.GO_ON, by=SAM, now=NOW).value


def nobody() -> Meeting:
    return out(alone(), DAN).value


def test_the_person_is_asked_when_fewer_than_two_staff_are_left() -> None:
    decision = out(settled(), DAN)
    assert [(n.facts["status"], n.facts["left"]) for n in news(decision, SAM)] == [("few_staff", 1)]
    member = out(settled(), EVA)
    assert not news(member, SAM), "a member who cannot come is no such thing"


def test_each_further_fall_asks_again_and_the_earlier_preference_no_longer_stands() -> None:
    decision = out(alone(), DAN)
    assert [(n.facts["status"], n.facts["left"]) for n in news(decision, SAM)] == [("few_staff", 0)]
    assert decision.value.preference is None
    assert nobody_comes(decision.value)


def test_when_nobody_is_left_staff_and_leads_hear_it_at_once_and_once() -> None:
    decision = out(alone(), DAN)
    for who in (AISHA, LENA):
        assert statuses(decision, who) == ["no_staff"]
        assert {n.urgency for n in news(decision, who)} == {Urgency.CRISIS}
    assert not news(decision, DAN), "it is on his screen"
    assert not news(decision, MARIA), "her reminder is still to come, and says so"


def test_the_family_hears_at_once_when_no_reminder_is_to_come() -> None:
    decision = out(alone(), DAN, NO_MORE_REMINDERS)
    assert statuses(decision, MARIA) == statuses(decision, EVA) == ["no_staff"]


def test_somebody_who_comes_again_is_told_to_those_who_heard_that_nobody_does() -> None:
    decision = back(nobody(), DAN)
    assert statuses(decision, SAM) == ["staff_again"]
    assert statuses(decision, AISHA) == statuses(decision, LENA) == ["coming"]
    assert not news(decision, MARIA), "she has not read that nobody comes"
    assert statuses(back(nobody(), DAN, BETWEEN), MARIA) == ["staff_again"], "her reminder said so"
    told = out(alone(), DAN, NO_MORE_REMINDERS).value
    assert statuses(back(told, DAN, NO_MORE_REMINDERS), MARIA) == ["staff_again"], "she was told at once"
    enough = back(decision.value, AISHA)
    assert statuses(enough, SAM) == ["enough_staff"]
    assert not news(enough, LENA)


def test_a_colleague_who_has_left_the_team_does_not_come() -> None:
    meeting = settled()
    assert staff_coming(meeting, team_of(LENA, DAN)) == (DAN.id,)
    decision = say_day(meeting, person=DAN.id, status=DayStatus.CANNOT, by=DAN, now=NOW, roster=team_of(LENA, DAN))
    assert statuses(decision, LENA) == ["no_staff"]


def test_somebody_who_never_could_is_no_fall() -> None:
    meeting = with_answers(asked(), Answer.CAN, SAM, DAN, AISHA)
    meeting = with_answers(meeting, Answer.CANNOT, EVA)
    meeting = agree(meeting, option=ONE, by=DAN, organisation=KENT, now=NOW).value
    assert not news(out(meeting, EVA), SAM)


def test_with_each_reminder_the_team_is_told_if_nobody_comes_then() -> None:
    decision = agree(
        with_answers(asked(), Answer.CAN, SAM, DAN, AISHA),
        option=ONE,
        by=DAN,
        organisation=KENT,
        leads=[LENA.id],
        now=NOW,
    )
    later = [n for n in decision.notices if n.facts.get("status") == "no_staff"]
    assert {n.to for n in later} == {DAN.id, AISHA.id, LENA.id}
    assert {n.not_before for n in later} == {due.due_at for due in decision.value.reminders}


def test_only_the_person_says_what_they_prefer_and_staff_hear_it() -> None:
    meeting = out(settled(), AISHA).value
    decision = prefer(meeting, roster=ROSTER, preference=Preference.GO_ON, by=SAM, now=NOW)
    told = {n.to for n in decision.notices if n.kind is Kind.MEETING_CHANGED}
    assert told == {DAN.id, AISHA.id}
    for by in (DAN, MARIA):
        with pytest.raises(Refused) as refused:
            prefer(meeting, roster=ROSTER, preference=Preference.GO_ON, by=by, now=NOW)
        assert refused.value.situation is Situation.NOT_FOR_YOU


def test_staff_record_it_for_a_person_who_is_phoned_and_the_others_read_who_entered_it() -> None:
    meeting = out(settled(), AISHA).value
    decision = prefer(meeting, roster=ROSTER, preference=Preference.OTHER_TIME, by=DAN, by_phone=True, now=NOW)
    assert decision.value.preference is Preference.OTHER_TIME
    assert [(n.to, n.facts["by"]) for n in decision.notices if n.kind is Kind.MEETING_CHANGED] == [(AISHA.id, DAN.id)]
    with pytest.raises(Refused):
        prefer(meeting, roster=ROSTER, preference=Preference.GO_ON, by=MARIA, by_phone=True, now=NOW)


def test_an_old_question_has_no_effect_when_two_come_again() -> None:
    with pytest.raises(Refused) as refused:
        prefer(settled(), roster=ROSTER, preference=Preference.GO_ON, by=SAM, now=NOW)
    assert refused.value.situation is Situation.OUTDATED
