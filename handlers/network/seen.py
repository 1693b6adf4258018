"""What each reader sees of a network today, gathered from storage; also what is told about it."""

from handlers.buttons.network import Networks
from handlers.buttons.network_family import MyNetwork
from handlers.card import Card, Key
from handlers.turn import Reader
from handlers.views import network as staff_views
from handlers.views import network_family as family_views
from handlers.views import network_naming as naming_views
from handlers.views.network_words import Seen
from rules import consent
from rules.ids import NetworkId, PersonId
from rules.network import Answer, Network, may_see
from rules.notice import Notice, Subject
from storage import cards, contacts, meetings, networks, people
from storage.database import Transaction


def seen(tx: Transaction, network: Network) -> Seen:
    """The network with everybody who is named in it."""
    caller = None
    if network.contact is not None:
        contact = contacts.load(tx, network.contact)
        caller = None if contact is None else contact.caller
    wanted = {*network.core, *(m.person for m in network.members)}
    wanted |= {m.invited_as for m in network.members if m.invited_as is not None}
    wanted |= {said.by for m in network.members for said in (m.person_says, m.member_says) if said is not None}
    if caller is not None:
        wanted.add(caller)
    last = meetings.without_next(tx, network.id) if network.is_open else None
    return Seen(network, people.named(tx, tuple(wanted)), caller, last)


def card(tx: Transaction, network: str, reader: Reader) -> Card | None:
    """Today's card of the network for this reader; None for anybody it is not for, and never was."""
    found = networks.load(tx, NetworkId(network))
    if found is not None and found.team == reader.person.team:
        if reader.person.is_staff and may_see(found, reader.person):
            return staff_views.network(seen(tx, found), reader)
        if not reader.person.is_staff and (shown := family_views.mine(seen(tx, found), reader)) is not None:
            return shown
    return family_views.plan_changed(reader) if knew(tx, network, reader.person.id) else None


def knew(tx: Transaction, network: str, person: PersonId) -> bool:
    """Whether a card of this network stands on their phone, from when it was for them.

    Whoever was never asked has none, and must learn nothing.
    """
    return bool(cards.showing(tx, person, Subject.NETWORK, network))


def asks(tx: Transaction, reader: Reader) -> Card | None:
    """What waits for this reader's answer: about themselves, or about somebody who may be asked."""
    if reader.person.is_staff:
        return None
    for network in networks.of_member(tx, reader.person.id):
        now = seen(tx, network)
        if family_views.is_asked(now, reader):
            return family_views.mine(now, reader)
    return None


def home_keys(tx: Transaction, reader: Reader) -> list[tuple[Key, ...]]:
    """Staff: the list of networks. Family: each network that they may know of."""
    if reader.person.is_staff:
        return [(Key(reader.t.gettext("Networks"), Networks()),)]
    return [
        (Key(family_views.label(seen(tx, network), reader), MyNetwork(network.id)),)
        for network in networks.of_member(tx, reader.person.id)
        if family_views.mine(seen(tx, network), reader) is not None
    ]


def present_chosen(tx: Transaction, notice: Notice, reader: Reader) -> Card | None:
    """To a colleague, while they are in the core pair."""
    found = _for_core(tx, notice, reader)
    return None if found is None else staff_views.chosen(seen(tx, found), reader)


def present_answered(tx: Transaction, notice: Notice, reader: Reader) -> Card | None:
    """To the core pair, while it is still what that person says."""
    found = _for_core(tx, notice, reader)
    of = None if found is None else found.of(PersonId(str(notice.facts["member"])))
    if found is None or of is None or not of.is_here or of.member_says is None:
        return None
    answer = Answer(str(notice.facts["answer"]))
    if of.member_says.answer is not answer:
        return None
    return staff_views.answered(seen(tx, found), of.person, answer, reader)


def present_cleared(tx: Transaction, notice: Notice, reader: Reader) -> Card | None:
    """To the core pair: this member may be asked now, and only a person can; while that is so."""
    found = _for_core(tx, notice, reader)
    member = PersonId(str(notice.facts["member"]))
    if found is None or not consent.may_be_asked(found, member):
        return None
    now = seen(tx, found)
    return None if now.on_telegram(member) else staff_views.cleared(now, member, reader)


def present_phone(tx: Transaction, notice: Notice, reader: Reader) -> Card | None:
    """To the core pair or a lead: somebody has a question to answer and cannot be written to; while that is so."""
    found = networks.load(tx, NetworkId(notice.subject_id))
    whom = PersonId(str(notice.facts["phone"]))
    person = people.get(tx, whom)
    if found is None or person is None or not found.is_open or not may_see(found, reader.person):
        return None
    if not person.only_by_phone or not consent.is_asked(found, whom):
        return None
    return staff_views.please_phone(seen(tx, found), whom, reader)


def present_consent_ask(tx: Transaction, notice: Notice, reader: Reader) -> Card | None:
    """To the person at the centre, while they take part and the question is open."""
    found = networks.load(tx, NetworkId(notice.subject_id))
    member = PersonId(str(notice.facts["member"]))
    if found is None or found.person != reader.person.id:
        return None
    if not consent.may_hear(found, reader.person) or not consent.awaits_person(found, member):
        return None
    return family_views.ask_about(seen(tx, found), member, reader)


def present_member_ask(tx: Transaction, notice: Notice, reader: Reader) -> Card | None:
    """The question itself, while it may be asked and is not answered."""
    found = networks.load(tx, NetworkId(notice.subject_id))
    if found is None or not consent.may_be_asked(found, reader.person.id):
        return None
    return family_views.mine(seen(tx, found), reader)


def present_rename(tx: Transaction, notice: Notice, reader: Reader) -> Card | None:
    """To the core pair, while the code name holds a name of somebody in the network."""
    found = _for_core(tx, notice, reader)
    if found is None:
        return None
    now = seen(tx, found)
    return naming_views.rename(now, reader) if now.is_badly_named else None


def present_left(_tx: Transaction, _notice: Notice, reader: Reader) -> Card:
    """To one who was taken off a list; says no more than that."""
    return family_views.plan_changed(reader)


def _for_core(tx: Transaction, notice: Notice, reader: Reader) -> Network | None:
    found = networks.load(tx, NetworkId(notice.subject_id))
    if found is None or not found.is_core(reader.person.id) or not found.is_open:
        return None
    return found if may_see(found, reader.person) else None
