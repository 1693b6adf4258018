"""A network: the people around one person, the staff who stay with them, and what each has said."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from rules.decision import Decision, Refused, Situation
from rules.ids import ContactId, NetworkId, PersonId, TeamId
from rules.notice import Kind, Notice, Subject, redraw
from rules.people import Person, Role, Roster

CORE_LEAST: Final = 2
CORE_MOST: Final = 3


class Part(StrEnum):
    """What somebody is in a network, staff aside."""

    CENTRE = "centre"
    """The person the meetings are for."""
    MEMBER = "member"


class Answer(StrEnum):
    """What can be said to a question of consent. Silence is None, and never a yes."""

    YES = "yes"
    NOT_NOW = "not_now"
    UNSURE = "unsure"
    """Only the person, about a member: a complete answer that asks nothing of anybody."""
    PHONE_FIRST = "phone_first"
    """Only about oneself: somebody should phone before anything else."""


class How(StrEnum):
    """How a consent was given."""

    SELF = "self"
    IN_PERSON = "in_person"
    BY_PHONE = "by_phone"


@dataclass(frozen=True, slots=True)
class Consent:
    """One answer: when it was given, how, and who recorded it (themselves or a staff member)."""

    answer: Answer
    at: datetime
    how: How
    by: PersonId

    @property
    def is_yes(self) -> bool:
        return self.answer is Answer.YES


@dataclass(frozen=True, slots=True)
class Membership:
    """One person in one network, with the two facts of consent kept apart (domain.md section 4).

    `person_says`: what the person at the centre says about asking this member; None for the
    centre, and while not asked. `member_says`: what they say themselves. `left_at` is set when
    they left or were removed; the row stays so that they are not asked again by mistake.
    `invited_as` is the identity under which the inviter named them, once they opened their link.
    """

    person: PersonId
    part: Part
    added_by: PersonId
    at: datetime
    person_says: Consent | None = None
    member_says: Consent | None = None
    left_at: datetime | None = None
    invited_as: PersonId | None = None

    @property
    def is_here(self) -> bool:
        return self.left_at is None


@dataclass(frozen=True, slots=True)
class Network:
    """One network. `core` holds the two or three staff who stay from first to last meeting."""

    id: NetworkId
    team: TeamId
    code_name: str
    core: tuple[PersonId, ...]
    opened_at: datetime
    contact: ContactId | None = None
    members: tuple[Membership, ...] = ()
    closed_at: datetime | None = None
    version: int = 1

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def centre(self) -> Membership | None:
        """The membership of the person at the centre, also after they left; None before named."""
        return next((m for m in self.members if m.part is Part.CENTRE), None)

    @property
    def person(self) -> PersonId | None:
        """The person at the centre; None before they were named."""
        return None if self.centre is None else self.centre.person

    def of(self, person: PersonId) -> Membership | None:
        """The membership of `person`, also after they left; None for a stranger."""
        return next((m for m in self.members if m.person == person), None)

    def here(self) -> tuple[Membership, ...]:
        """Everyone who has not left, the centre first."""
        present = [m for m in self.members if m.is_here]
        return tuple(sorted(present, key=lambda m: m.part is not Part.CENTRE))

    def invited_as(self, person: PersonId) -> PersonId:
        """The identity under which somebody here was named; who was never named otherwise is only themselves."""
        of = self.of(person)
        return person if of is None or of.invited_as is None else of.invited_as

    def is_core(self, person: PersonId) -> bool:
        return person in self.core

    def with_membership(self, membership: Membership) -> "Network":
        """The network with this membership added, or put in the place of the same person's."""
        if self.of(membership.person) is None:
            return replace(self, members=(*self.members, membership))
        return replace(
            self,
            members=tuple(membership if m.person == membership.person else m for m in self.members),
        )


def may_see(network: Network, person: Person) -> bool:
    """Whether `person` may open the staff card: the core pair and the team's leads."""
    if person.team != network.team or not person.is_staff or person.erased:
        return False
    return person.is_lead or network.is_core(person.id)


def may_change(network: Network, person: Person) -> bool:
    """Whether `person` may change the network: whoever may see it, while it is open."""
    return network.is_open and may_see(network, person)


def require_change(network: Network, by: Person) -> None:
    """Refuse anyone but the core pair and leads of an open network.

    Raises Refused: NOT_FOR_YOU (says nothing about the network), CLOSED.
    """
    if not may_see(network, by):
        raise Refused(Situation.NOT_FOR_YOU)
    if not network.is_open:
        raise Refused(Situation.CLOSED)


def checked_core(core: Collection[PersonId], roster: Roster) -> tuple[PersonId, ...]:
    """The core pair (two, or three with a peer worker) in the order chosen, without repeats.

    Refuses CORE_INCOMPLETE: fewer than two, more than three, no practitioner (a lead is one),
    or somebody who is not staff of the team today.
    """
    chosen = tuple(dict.fromkeys(core))
    roles = {m.id: m.role for m in roster.members}
    fits = CORE_LEAST <= len(chosen) <= CORE_MOST and all(p in roles for p in chosen)
    if not fits or all(roles[p] is Role.PEER for p in chosen):
        raise Refused(Situation.CORE_INCOMPLETE)
    return chosen


def open_network(
    network: NetworkId,
    *,
    by: Person,
    code_name: str,
    core: Collection[PersonId],
    roster: Roster,
    contact: ContactId | None = None,
    now: datetime,
) -> Decision[Network]:
    """A new network; colleagues in the core pair are told. `code_name` has been checked before.

    Refuses NOT_FOR_YOU for anyone who is not staff, and CORE_INCOMPLETE (see `checked_core`).
    """
    if not by.is_staff:
        raise Refused(Situation.NOT_FOR_YOU)
    chosen = checked_core(core, roster)
    value = Network(network, by.team, code_name, chosen, now, contact)
    return Decision(value, _chosen(value, chosen, by), "network_opened")


def change_core(
    network: Network, *, by: Person, core: Collection[PersonId], roster: Roster, now: datetime
) -> Decision[Network]:
    """The same network with another core pair; newcomers are told, those released are redrawn."""
    del now  # As in every move: `apply` gives it to each.
    require_change(network, by)
    chosen = checked_core(core, roster)
    if chosen == network.core:
        return Decision(network)
    value = replace(network, core=chosen)
    newcomers = tuple(p for p in chosen if p not in network.core)
    others = tuple(p for p in (*network.core, *chosen) if p not in newcomers)
    cards = tuple(redraw(p, Subject.NETWORK, network.id) for p in dict.fromkeys(others))
    return Decision(value, (*_chosen(value, newcomers, by), *cards), "core_changed")


def name_centre(network: Network, *, by: Person, centre: Person, now: datetime) -> Decision[Network]:
    """Say whom the meetings are for. Who is on Telegram is asked; else it needs a link or a call.

    Refuses ALREADY_INVITED when somebody is at the centre already or has left (only a link that they open brings
    them back), and ALREADY_IN_TEAM for staff.
    """
    require_change(network, by)
    before = network.of(centre.id)
    if network.centre is not None or (before is not None and not before.is_here):
        raise Refused(Situation.ALREADY_INVITED)
    if centre.is_staff or centre.team != network.team:
        raise Refused(Situation.ALREADY_IN_TEAM)
    value = network.with_membership(Membership(centre.id, Part.CENTRE, by.id, now))
    asks = (ask_member(network, centre.id),) if centre.may_be_sent_to else ()
    return Decision(value, (*asks, *redraw_core(network)), "centre_named")


def rename(network: Network, *, by: Person, code_name: str, now: datetime) -> Decision[Network]:
    """The same network under another code name, which has been checked before; nobody is interrupted."""
    del now
    require_change(network, by)
    if code_name == network.code_name:
        return Decision(network)
    value = replace(network, code_name=code_name)
    # Who left, or was never asked, has no card with the name on it.
    cards = tuple(redraw(m.person, Subject.NETWORK, network.id) for m in value.here() if m.member_says is not None)
    return Decision(value, (*redraw_core(value), *cards), "renamed")


def ask_to_rename(network: Network) -> tuple[Notice, ...]:
    """To the core pair: the code name holds the name of somebody who is in the network."""
    return tuple(Notice(Kind.NETWORK_RENAME, p, Subject.NETWORK, network.id) for p in network.core)


def close(network: Network, *, by: Person, now: datetime) -> Decision[Network]:
    """Close the network: nothing about it is sent to anybody from now on. Told to nobody."""
    if not may_see(network, by):
        raise Refused(Situation.NOT_FOR_YOU)
    if not network.is_open:
        return Decision(network)
    return Decision(replace(network, closed_at=now), redraw_core(network), "network_closed")


def ask_member(network: Network, person: PersonId) -> Notice:
    """The question to somebody on Telegram, whether they would like to take part.

    It carries no `network`, for it goes out before the consent it asks for; its presenter checks
    `rules.consent.may_be_asked` when it is sent.
    """
    return Notice(Kind.MEMBER_ASK, person, Subject.NETWORK, network.id)


def redraw_core(network: Network) -> tuple[Notice, ...]:
    """A silent refresh of the core pair's cards: nobody is interrupted."""
    return tuple(redraw(p, Subject.NETWORK, network.id) for p in network.core)


def _chosen(network: Network, people: Collection[PersonId], by: Person) -> tuple[Notice, ...]:
    return tuple(Notice(Kind.CORE_CHOSEN, p, Subject.NETWORK, network.id) for p in people if p != by.id)
