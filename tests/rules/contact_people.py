"""The people of the contact tests: Lena leads, Dan, Aisha and Lee work, Maria calls."""

from datetime import UTC, datetime, timedelta

import pytest

from rules.contact import Contact
from rules.contact_asking import open_contact
from rules.contact_clock import raise_if_due
from rules.contact_taking import spoken, take
from rules.decision import Decision, Refused, Situation
from rules.ids import ContactId, PersonId, TeamId
from rules.ladder import Ladder
from rules.notice import Kind
from rules.people import Role, Roster, StaffMember

LENA = PersonId("lenaaaaaaa")
DAN = PersonId("danaaaaaaa")
AISHA = PersonId("aishaaaaaa")
LEE = PersonId("leeaaaaaaa")
MARIA = PersonId("mariaaaaaa")
EVERYBODY = (LENA, DAN, AISHA, LEE)
ROLES = {LENA: Role.LEAD, DAN: Role.PRACTITIONER, AISHA: Role.PRACTITIONER, LEE: Role.PEER}

MONDAY = datetime(2026, 11, 23, 14, tzinfo=UTC)
CALL = ContactId("callaaaaaa")
TEAM = TeamId("teamaaaaaa")


def after(**parts: float) -> datetime:
    """Monday 2pm and so much later."""
    return MONDAY + timedelta(**parts)


def ladder(
    *people: PersonId,
    on_duty: tuple[PersonId, ...] = (),
    blocked: tuple[PersonId, ...] = (),
    core: tuple[PersonId, ...] = (),
) -> Ladder:
    """A ladder of these people, or of all four; shifts last for a month."""
    members = tuple(
        StaffMember(
            person,
            ROLES[person],
            reachable=person not in blocked,
            on_duty_until=MONDAY + timedelta(days=30) if person in on_duty else None,
        )
        for person in people or EVERYBODY
    )
    return Ladder(Roster(members), core=core)


def called(using: Ladder) -> Contact:
    """Maria's call at Monday 2pm."""
    return open_contact(CALL, team=TEAM, caller=MARIA, ladder=using, now=MONDAY).value


def told(decision: Decision[Contact], kind: Kind) -> set[PersonId]:
    """Who is told something of this kind."""
    return {notice.to for notice in decision.notices if notice.kind is kind}


DUTY = ladder(on_duty=(DAN,))


def taken_by(who: PersonId, using: Ladder = DUTY, minutes: float = 1) -> Contact:
    """Maria's call, which this person took."""
    contact = called(using)
    now = after(minutes=minutes)
    return take(contact, by=who, card_round=contact.round, ladder=using, now=now).value


def spoken_by(who: PersonId, using: Ladder = DUTY) -> Contact:
    """The same, after they spoke with Maria at 2:03pm."""
    return spoken(taken_by(who, using), by=who, now=after(minutes=3)).value


def tick(contact: Contact, using: Ladder = DUTY, **parts: float) -> Decision[Contact]:
    """What time does to the call."""
    return raise_if_due(contact, ladder=using, now=after(**parts))


def situation(refused: pytest.ExceptionInfo[Refused]) -> Situation:
    """Why a rule refused."""
    return refused.value.situation
