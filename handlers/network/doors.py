"""Finding the network of a tap, checking who taps, and the way every change goes."""

from handlers.buttons.network import OfNetwork
from handlers.network.seen import knew, seen
from handlers.turn import Turn
from handlers.views.network_words import Seen, was
from rules.decision import Refused, Situation
from rules.ids import ContactId, NetworkId, PersonId
from rules.network import Consent, Membership, Network, may_change, may_see
from rules.people import Person
from storage import networks, people


def staff_only(turn: Turn) -> Person:
    """The staff member who taps; anybody else is refused."""
    if not turn.person.is_staff:
        raise Refused(Situation.NOT_FOR_YOU)
    return turn.person


def load(turn: Turn, network: NetworkId) -> Network:
    """The network, for whoever belongs to it: its staff, or somebody in it. NOT_FOR_YOU else.

    A network that is not there and one that is not theirs are refused alike: nobody can probe.
    """
    found = networks.load(turn.tx, network)
    if found is None or found.team != turn.person.team:
        raise Refused(Situation.NOT_FOR_YOU)
    theirs = may_see(found, turn.person) if turn.person.is_staff else found.of(turn.person.id) is not None
    if not theirs:
        raise not_theirs(turn, network)
    return found


def not_theirs(turn: Turn, network: NetworkId) -> Refused:
    """The refusal for a network that is not theirs: who has an old card of it reads that the plan has changed."""
    knew_it = knew(turn.tx, network, turn.person.id)
    return Refused(Situation.OUTDATED if knew_it else Situation.NOT_FOR_YOU)


def as_staff(turn: Turn, tap: OfNetwork) -> Seen:
    """The network of the tap for its core pair and leads."""
    staff_only(turn)
    return seen(turn.tx, load(turn, tap.network))


def to_change(turn: Turn, tap: OfNetwork) -> Seen:
    """The same, while it can still be changed."""
    known = as_staff(turn, tap)
    if not may_change(known.network, turn.person):
        raise Refused(Situation.CLOSED)
    return known


def as_centre(turn: Turn, tap: OfNetwork) -> Seen:
    """The network of the tap for the person at the centre, while they are in it."""
    found = load(turn, tap.network)
    centre = found.centre
    if centre is None or centre.person != turn.person.id or not centre.is_here:
        raise Refused(Situation.NOT_FOR_YOU)
    if not found.is_open:
        raise Refused(Situation.CLOSED)
    return seen(turn.tx, found)


def member_of(known: Seen, person: PersonId) -> Membership:
    """Somebody who is in the network now. Raises Refused NOT_THERE."""
    of = known.network.of(person)
    if of is None or not of.is_here:
        raise Refused(Situation.NOT_THERE)
    return of


def who_opened(known: Seen, person: PersonId) -> PersonId:
    """Under whose account `person` is in the network: they may have opened their link meanwhile."""
    if known.network.of(person) is not None:
        return person
    return next((m.person for m in known.network.members if m.invited_as == person), person)


def change(turn: Turn, network: NetworkId, decide: networks.Decide) -> Seen:
    """Send a move through the one door, by the one who taps."""
    value = networks.apply(turn.tx, network, decide, by=turn.person.id).value
    return seen(turn.tx, value)


def must_be(before: Consent | None, expected: str) -> None:
    """Refuse a button that was made when something else had been said."""
    if was(before) != expected:
        raise Refused(Situation.OUTDATED)


def contact_of(word: str) -> ContactId | None:
    """The contact a button names; "none" is none."""
    return None if word == "none" else ContactId(word)


def register(turn: Turn, name: str) -> Person:
    """Somebody who is not on Telegram here: known by a first name until they open their link."""
    return people.register(turn.tx, team=turn.person.team, name=name, language=turn.t.language)
