"""Who is on duty, and until when."""

from datetime import datetime

from sqlalchemy import bindparam, func, select

from rules import duty
from rules.ids import PersonId, TeamId
from rules.notice import Subject, redraw
from rules.people import Person
from storage import audit, contacts, outbox, people
from storage.database import Transaction
from storage.tables.people import staff

_UNTIL = select(staff.c.on_duty_until).where(
    staff.c.person_id == bindparam("person"), staff.c.on_duty_until > bindparam("now")
)
_OVER = select(staff.c.person_id, staff.c.team_id).where(staff.c.on_duty_until <= bindparam("now"))
_NEXT_END = select(func.min(staff.c.on_duty_until, type_=staff.c.on_duty_until.type).label("at"))


def until(tx: Transaction, person: PersonId) -> datetime | None:
    """When their shift ends (UTC); None for somebody who is not on duty."""
    row = tx.row(_UNTIL, {"person": person, "now": tx.now})
    return None if row is None else row.on_duty_until


def start(tx: Transaction, person: Person, *, hours: int) -> datetime:
    """Begin a shift, or make it longer; gives its end (UTC). Refuses what the rule refuses.

    Calls that nobody has yet are put to this person at once.
    """
    before = until(tx, person.id)
    ends = duty.start(person, hours=hours, until=before, now=tx.now)
    if ends == before:
        return ends
    people.set_on_duty(tx, person.id, ends)
    audit.record(tx, "on_duty", Subject.PERSON, person.id, by=person.id)
    outbox.put(tx, (duty.ends_soon(person.id, ends), redraw(person.id, Subject.PERSON, person.id)))
    contacts.ask_on_duty(tx, person)
    return ends


def end(tx: Transaction, person: Person) -> None:
    """End the shift now. Calls that were put to this person stay with them to see."""
    was = until(tx, person.id) is not None
    people.set_on_duty(tx, person.id, None)
    audit.record(tx, "off_duty", Subject.PERSON, person.id, by=person.id)
    if was:
        _tell_who_is_left(tx, person.team, but=person.id)
        outbox.put(tx, [redraw(person.id, Subject.PERSON, person.id)])


def end_due(tx: Transaction) -> int:
    """End the shifts whose time is over; how many there were."""
    over = tx.rows(_OVER, {"now": tx.now})
    for row in over:
        people.set_on_duty(tx, row.person_id, None)
        audit.record(tx, "off_duty", Subject.PERSON, row.person_id, by=None)
        outbox.put(tx, [redraw(row.person_id, Subject.PERSON, row.person_id)])
    for team in dict.fromkeys(TeamId(row.team_id) for row in over):
        _tell_who_is_left(tx, team)
    return len(over)


def next_end(tx: Transaction) -> datetime | None:
    """When the next shift ends (UTC)."""
    row = tx.row(_NEXT_END)
    return None if row is None else row.at


def tell_unreachable(tx: Transaction, person: Person) -> None:
    """Tell the team that somebody on duty cannot be reached, once: when it has just begun to be so."""
    if person.is_staff and people.blocked_at(tx, person.id) == tx.now:
        outbox.put(tx, duty.unreachable(people.roster(tx, person.team), person.id, now=tx.now))


def _tell_who_is_left(tx: Transaction, team: TeamId, *, but: PersonId | None = None) -> None:
    outbox.put(tx, duty.nobody_left(people.roster(tx, team), team, but=but, now=tx.now))
