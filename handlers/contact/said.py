"""What each notice about a call becomes when it is sent: made from the truth of that moment."""

from collections.abc import Callable, Mapping

from handlers.card import Card
from handlers.contact.seen import is_staff_of, see
from handlers.subject import Presenter
from handlers.turn import Reader
from handlers.views import contact_clock, contact_news, contact_staff, contact_unneeded
from handlers.views.contact_words import Seen
from rules.ids import ContactId
from rules.notice import Kind, Notice
from storage import contacts
from storage.database import Transaction

View = Callable[[Seen, Mapping[str, str | int], Reader], Card | None]


def _caller(view: View) -> Presenter:
    """Only ever to the one who called."""

    def present(tx: Transaction, notice: Notice, reader: Reader) -> Card | None:
        contact = contacts.load(tx, ContactId(notice.subject_id))
        if contact is None or contact.caller != reader.person.id:
            return None
        return view(see(tx, contact), notice.facts, reader)

    return present


def _staff(view: View) -> Presenter:
    """Only ever to staff of the contact's team, as the team is when it is sent."""

    def present(tx: Transaction, notice: Notice, reader: Reader) -> Card | None:
        contact = contacts.load(tx, ContactId(notice.subject_id))
        if contact is None or not is_staff_of(reader.person, contact):
            return None
        return view(see(tx, contact), notice.facts, reader)

    return present


def _ask(seen: Seen, facts: Mapping[str, str | int], reader: Reader) -> Card | None:
    card = contact_staff.ask(seen, facts, reader)
    return None if card is None else contact_clock.with_lateness(card, facts, reader)


def _nobody(tx: Transaction, notice: Notice, reader: Reader) -> Card | None:
    contact = contacts.load(tx, ContactId(notice.subject_id))
    if contact is None:
        return None
    if contact.caller == reader.person.id:
        return contact_news.nobody(see(tx, contact), reader)
    if is_staff_of(reader.person, contact):
        return contact_clock.nobody(see(tx, contact), reader)
    return None


def _reopened(tx: Transaction, notice: Notice, reader: Reader) -> Card | None:
    contact = contacts.load(tx, ContactId(notice.subject_id))
    if contact is None:
        return None
    if contact.caller == reader.person.id:
        return contact_news.reopened(see(tx, contact), reader)
    return contact_clock.reopened(see(tx, contact), reader) if is_staff_of(reader.person, contact) else None


PRESENTERS: Mapping[Kind, Presenter] = {
    Kind.CONTACT_OPENED: _caller(contact_news.opened),
    Kind.CONTACT_TAKEN: _caller(contact_news.taken),
    Kind.CONTACT_WAITING: _caller(contact_news.waiting),
    Kind.CONTACT_NOT_REACHED: _caller(contact_news.not_reached),
    Kind.CONTACT_HOW: _caller(contact_news.how),
    Kind.CONTACT_CLOSED: _caller(lambda seen, _facts, reader: contact_news.closed(seen, reader)),
    Kind.CONTACT_MISTAKE: _caller(contact_news.mistake),
    Kind.CONTACT_REOPENED: _reopened,
    Kind.CONTACT_NOBODY: _nobody,
    Kind.CONTACT_AGAIN: _staff(contact_clock.again),
    Kind.CONTACT_UNNEEDED: _staff(contact_unneeded.told),
    Kind.CONTACT_ASK: _staff(_ask),
    Kind.CONTACT_WISH: _staff(contact_clock.wished),
    Kind.CONTACT_PROMISE_DUE: _staff(contact_clock.promise_due),
    Kind.CONTACT_WARNING: _staff(contact_clock.warning),
    Kind.CONTACT_PASSED: _staff(contact_clock.passed),
}
