"""Being on duty, and how long the ladder may wait: what staff and leads may choose."""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from rules.decision import Refused, Situation
from rules.organisation import Waits
from rules.people import Person

SHIFTS = (4, 8, 12)
"""Hours that can be chosen; a shift ends by itself, so that a forgotten one wakes nobody."""

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


def start(person: Person, *, hours: int, now: datetime) -> datetime:
    """When this shift ends (UTC), in elapsed hours. Only staff, and only hours in SHIFTS."""
    if not person.is_staff or hours not in SHIFTS:
        raise Refused(Situation.NOT_FOR_YOU)
    return now + timedelta(hours=hours)


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
