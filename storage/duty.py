"""Who is on duty, and until when."""

from datetime import datetime

from rules import duty
from rules.ids import PersonId
from rules.notice import Subject
from rules.people import Person
from storage import audit, contacts, people
from storage.database import Transaction


def start(tx: Transaction, person: Person, *, hours: int) -> datetime:
    """Begin a shift, or change when it ends; gives its end (UTC). Refuses what the rule refuses.

    Calls that nobody has yet are put to this person at once.
    """
    until = duty.start(person, hours=hours, now=tx.now)
    people.set_on_duty(tx, person.id, until)
    audit.record(tx, "on_duty", Subject.PERSON, person.id, by=person.id)
    contacts.ask_on_duty(tx, person)
    return until


def end(tx: Transaction, person: PersonId) -> None:
    """End the shift now. Calls that were put to this person stay with them to see."""
    people.set_on_duty(tx, person, None)
    audit.record(tx, "off_duty", Subject.PERSON, person, by=person)
