"""Leaving the team: a lead ends a role, at once, and never their own."""

from rules.decision import Refused, Situation
from rules.notice import Kind, Notice, Subject
from rules.people import Person


def require_may_end(person: Person, *, by: Person) -> None:
    """Refuse anyone but a lead of the same team, and a lead about themselves: so a team always keeps one.

    Raises Refused: NOT_FOR_YOU, or NOT_THERE for somebody who is not in the team any more.
    """
    if not by.is_lead or person.team != by.team or person.id == by.id:
        raise Refused(Situation.NOT_FOR_YOU)
    if not person.is_staff:
        raise Refused(Situation.NOT_THERE)


def ended(person: Person) -> Notice:
    """The plain word to the one whose role has ended."""
    return Notice(Kind.ROLE_ENDED, person.id, Subject.PERSON, person.id)
