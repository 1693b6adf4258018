"""Who takes part, who may be asked and who may hear: the one reading of a network's consents."""

from rules.ids import PersonId
from rules.network import Answer, Membership, Network, Part
from rules.people import Person


def takes_part(network: Network, person: PersonId) -> bool:
    """Whether every yes is there for `person` to take part: the one reading of consent.

    The centre: their own yes. A member: the centre's own yes, the centre's yes about them, and
    their own. Phone-only people count the same. Staff are not members; they give False.
    """
    centre = network.centre
    if not network.is_open or centre is None or not is_willing(centre):
        return False
    membership = network.of(person)
    if membership is None or not is_willing(membership):
        return False
    return membership.part is Part.CENTRE or person_agrees(membership)


def participants(network: Network) -> tuple[PersonId, ...]:
    """Everyone who takes part today, staff aside, the centre first. Empty is an ordinary answer."""
    return tuple(m.person for m in network.here() if takes_part(network, m.person))


def may_hear(network: Network, person: Person) -> bool:
    """Whether a message about this network may be sent to `person` at this moment (promise 6).

    Staff of the same team hear about logistics while the network is open; everyone else needs
    every consent of `takes_part`. Nobody who blocked, stopped messages or was erased hears.
    """
    return person.may_be_sent_to and _is_concerned(network, person)


def may_be_phoned(network: Network, person: Person) -> bool:
    """Whether staff may phone `person` about this network, for the bot cannot write to them.

    Every consent counts as it does for a message; whoever wants none, was erased or left is not phoned.
    """
    return person.only_by_phone and _is_concerned(network, person)


def _is_concerned(network: Network, person: Person) -> bool:
    if not network.is_open or person.team != network.team:
        return False
    return person.is_staff or takes_part(network, person.id)


def may_be_asked(network: Network, person: PersonId) -> bool:
    """Whether `person` may be asked to take part: they are here and have not answered no or yes.

    A member may be asked only while the centre takes part and says yes about them.
    """
    membership = network.of(person)
    if not network.is_open or membership is None or not membership.is_here:
        return False
    if membership.part is Part.MEMBER and not is_cleared(network, membership):
        return False
    return membership.member_says is None or membership.member_says.answer is Answer.PHONE_FIRST


def awaits_person(network: Network, member: PersonId) -> bool:
    """Whether the person at the centre still has to say if this member may be asked."""
    centre, membership = network.centre, network.of(member)
    if not network.is_open or centre is None or not is_willing(centre):
        return False
    if membership is None or not membership.is_here or membership.part is Part.CENTRE:
        return False
    return membership.person_says is None


def is_asked(network: Network, person: PersonId) -> bool:
    """Whether a question waits for `person`: whether they take part, or, for the person, who else may be asked."""
    if may_be_asked(network, person):
        return True
    return person == network.person and any(awaits_person(network, m.person) for m in network.members)


def is_willing(membership: Membership) -> bool:
    """Whether they are here and their own word is yes."""
    says = membership.member_says
    return membership.is_here and says is not None and says.is_yes


def person_agrees(membership: Membership) -> bool:
    """Whether the person at the centre said yes about them."""
    return membership.person_says is not None and membership.person_says.is_yes


def person_refuses(membership: Membership) -> bool:
    """Whether the person at the centre said not now about them; silence is not that."""
    says = membership.person_says
    return says is not None and says.answer is Answer.NOT_NOW


def is_cleared(network: Network, membership: Membership) -> bool:
    """The centre takes part, and says yes about this member."""
    centre = network.centre
    return centre is not None and is_willing(centre) and person_agrees(membership)
