"""A contact as its screens need it, and who may see it."""

from handlers.card import Card
from handlers.turn import Reader
from handlers.views import contact_caller, contact_staff
from handlers.views.contact_words import Seen
from rules.contact import Contact
from rules.decision import Refused, Situation
from rules.ids import ContactId
from rules.network import may_see
from rules.people import Person
from storage import contacts, networks, people
from storage.database import Transaction


def see(tx: Transaction, contact: Contact) -> Seen:
    """The contact with its caller and the names it mentions."""
    roster = people.roster(tx, contact.team)
    # Somebody who has left the team may still be named as the owner of an older call.
    mentioned = (contact.owner, contact.handing_to, contact.opened_by, contact.former, contact.spoken_by)
    wanted = {contact.caller, *(member.id for member in roster.members), *mentioned}
    known = people.named(tx, tuple(person for person in wanted if person is not None))
    names = {person.id: person.name for person in known.values()}
    network = networks.of_contact(tx, contact.id)
    if network is None and contact.network is not None:
        # The caller belongs to one already: a second one for the same people would split what is agreed.
        owner = None if contact.owner is None else known.get(contact.owner)
        theirs = networks.load(tx, contact.network)
        network = theirs if theirs is not None and owner is not None and may_see(theirs, owner) else None
    opened = None if network is None or not network.is_open else network.id
    return Seen(contact, known[contact.caller], names, opened)


def is_staff_of(person: Person, contact: Contact) -> bool:
    """Whether this is staff of the contact's team who is not its caller."""
    return person.is_staff and person.team == contact.team and person.id != contact.caller


def for_staff(tx: Transaction, contact: ContactId, person: Person) -> Contact:
    """The contact, for staff of its team; NOT_FOR_YOU for everybody else."""
    found = contacts.load(tx, contact)
    if found is None or not is_staff_of(person, found):
        raise Refused(Situation.NOT_FOR_YOU)
    return found


def for_caller(tx: Transaction, contact: ContactId, person: Person) -> Contact:
    """The contact, for its caller; NOT_FOR_YOU for everybody else."""
    found = contacts.load(tx, contact)
    if found is None or found.caller != person.id:
        raise Refused(Situation.NOT_FOR_YOU)
    return found


def card_of(tx: Transaction, contact: str, reader: Reader) -> Card | None:
    """Today's card for its caller or for staff of its team; None for everybody else."""
    found = contacts.load(tx, ContactId(contact))
    if found is None:
        return None
    if found.caller == reader.person.id:
        return contact_caller.today(see(tx, found), reader)
    if is_staff_of(reader.person, found):
        return contact_staff.today(see(tx, found), reader)
    return None
