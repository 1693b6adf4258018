"""Shifts and waits."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.decision import Refused, Situation
from rules.duty import SHIFTS, Part, change_wait, choices, nobody_left, start, unreachable
from rules.organisation import Waits
from rules.people import Person, Role
from tests.rules.contact_people import AISHA, DAN, LENA, MARIA, MONDAY, TEAM, after, ladder

LEAD = Person(LENA, TEAM, "Lena", "en", Role.LEAD)
PRACTITIONER = Person(DAN, TEAM, "Dan", "en", Role.PRACTITIONER)
CALLER = Person(MARIA, TEAM, "Maria", "fi")


def test_a_shift_ends_by_itself() -> None:
    assert start(PRACTITIONER, hours=8, now=MONDAY) == after(hours=8)


def test_a_longer_shift_is_not_cut() -> None:
    long = after(hours=12)
    assert start(PRACTITIONER, hours=4, until=long, now=after(hours=1)) == long
    assert start(PRACTITIONER, hours=12, until=long, now=after(hours=1)) == after(hours=13)
    assert choices(long, now=after(hours=1)) == (12,)
    assert choices(None, now=MONDAY) == SHIFTS


def test_the_team_hears_of_somebody_on_duty_who_cannot_be_reached() -> None:
    roster = ladder(on_duty=(DAN, AISHA), blocked=(DAN,)).roster
    assert {n.to for n in unreachable(roster, DAN, now=MONDAY)} == {LENA, AISHA}
    assert unreachable(roster, AISHA, now=MONDAY) == ()
    assert unreachable(ladder(blocked=(DAN,)).roster, DAN, now=MONDAY) == ()


def test_the_leads_hear_when_nobody_who_can_be_reached_is_on_duty() -> None:
    roster = ladder(on_duty=(DAN,), blocked=(DAN,)).roster
    assert {n.to for n in nobody_left(roster, TEAM, but=None, now=MONDAY)} == {LENA}
    assert nobody_left(roster, TEAM, but=LENA, now=MONDAY) == ()
    assert nobody_left(ladder(on_duty=(DAN,)).roster, TEAM, but=None, now=MONDAY) == ()


@pytest.mark.parametrize("hours", [0, -4, 5, 100])
def test_only_the_hours_on_offer_can_be_chosen(hours: int) -> None:
    with pytest.raises(Refused):
        start(PRACTITIONER, hours=hours, now=MONDAY)


def test_a_caller_cannot_go_on_duty() -> None:
    with pytest.raises(Refused) as refused:
        start(CALLER, hours=4, now=MONDAY)
    assert refused.value.situation is Situation.NOT_FOR_YOU


@pytest.mark.parametrize("part", list(Part))
def test_a_lead_changes_one_wait_and_no_other(part: Part) -> None:
    changed = change_wait(Waits(), by=LEAD, part=part, minutes=7)
    assert getattr(changed, part.value) == timedelta(minutes=7)
    assert replace(changed, **{part.value: getattr(Waits(), part.value)}) == Waits()


@pytest.mark.parametrize("minutes", [0, -1, 61, 10**9])
def test_a_wait_is_one_to_sixty_minutes(minutes: int) -> None:
    with pytest.raises(Refused) as refused:
        change_wait(Waits(), by=LEAD, part=Part.LEADS, minutes=minutes)
    assert refused.value.situation is Situation.NUMBER_UNREADABLE


def test_only_a_lead_changes_waits() -> None:
    with pytest.raises(Refused) as refused:
        change_wait(Waits(), by=PRACTITIONER, part=Part.LEADS, minutes=7)
    assert refused.value.situation is Situation.NOT_FOR_YOU
