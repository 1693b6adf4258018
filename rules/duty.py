"""Being on duty, and how long the ladder may wait: what staff and leads may choose."""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from rules.decision import Refused, Situation
from rules.ids import PersonId, TeamId
from rules.notice import Kind, Notice, Subject, Urgency
from rules.organisation import Waits
from rules.people import Person, Roster

SHIFTS = (4, 8, 12)
"""Hours that can be chosen; a shift ends by itself, so that a forgotten one wakes nobody."""

ENDS_SOON = timedelta(minutes=15)
"""So long before its end whoever is on duty hears of it, and can stay longer."""

SHORTEST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=60)
MINUTES = (1, 2, 3, 5, 10, 15, 20, 30, 45, 60)
"""Waits offered as keys."""


class Part(StrEnum):
    """The waits a lead may change; each is a field of `rules.organisation.Waits`."""

    ON_DUTY = "on_duty"
    PRACTITIONERS = "practitioners"
    LEADS = "leads"
    PROMISE = "promise"


def start(person: Person, *, hours: int, now: datetime, until: datetime | None = None) -> datetime:
    """When this shift ends (UTC), in elapsed hours. Only staff, and only hours in SHIFTS.

    `until` is when the present one ends: a shift is never cut by this. To be off duty is a key of its own.
    """
    if not person.is_staff or hours not in SHIFTS:
        raise Refused(Situation.NOT_FOR_YOU)
    return max(now + timedelta(hours=hours), until or now)


def choices(until: datetime | None, *, now: datetime) -> tuple[int, ...]:
    """The hours worth a key: those that end later than the present shift does."""
    return tuple(hours for hours in SHIFTS if until is None or now + timedelta(hours=hours) > until)


def ends_soon(person: PersonId, until: datetime) -> Notice:
    """What whoever is on duty hears shortly before the end; checked again when it is sent."""
    return Notice(
        Kind.DUTY_ENDS,
        person,
        Subject.PERSON,
        person,
        Urgency.REPLY,
        not_before=until - ENDS_SOON,
        expires_at=until,
        facts={"until": until.isoformat()},
    )


def unreachable(roster: Roster, who: PersonId, *, now: datetime) -> tuple[Notice, ...]:
    """Somebody on duty cannot be reached any more: the leads, and whoever else is on duty, are told."""
    on_duty = any(m.id == who and not m.reachable and m.is_on_duty(now) for m in roster.members)
    people = dict.fromkeys((*roster.leads(), *roster.on_duty(now))) if on_duty else {}
    return tuple(Notice(Kind.DUTY_UNREACHABLE, p, Subject.PERSON, who, Urgency.REPLY) for p in people if p != who)


def nobody_left(roster: Roster, team: TeamId, *, but: PersonId | None, now: datetime) -> tuple[Notice, ...]:
    """A shift has ended, and nobody who can be reached is on duty: the leads are told, but whoever ended it."""
    if roster.on_duty(now):
        return ()
    return tuple(Notice(Kind.DUTY_NOBODY, lead, Subject.TEAM, team) for lead in roster.leads() if lead != but)


def change_wait(waits: Waits, *, by: Person, part: Part, minutes: int) -> Waits:
    """The waits with one part changed, 1 to 60 whole minutes. Only a lead may."""
    if not by.is_lead:
        raise Refused(Situation.NOT_FOR_YOU)
    wait = timedelta(minutes=minutes)
    if not SHORTEST_WAIT <= wait <= LONGEST_WAIT:
        raise Refused(Situation.NUMBER_UNREADABLE)
    match part:
        case Part.ON_DUTY:
            return replace(waits, on_duty=wait)
        case Part.PRACTITIONERS:
            return replace(waits, practitioners=wait)
        case Part.LEADS:
            return replace(waits, leads=wait)
        case Part.PROMISE:
            return replace(waits, promise=wait)
