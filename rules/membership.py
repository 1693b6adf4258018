"""How a network's list changes: suggested, invited, asked, answered, left; each word kept apart."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from rules.consent import (
    awaits_person,
    is_asked,
    is_cleared,
    is_willing,
    may_be_asked,
    may_hear,
    person_refuses,
    takes_part,
)
from rules.decision import Decision, Refused, Situation
from rules.ids import PersonId
from rules.network import (
    Answer,
    Consent,
    How,
    Membership,
    Network,
    Part,
    ask_member,
    may_change,
    redraw_core,
    require_change,
)
from rules.notice import Kind, Notice, Subject, redraw
from rules.people import Person, Roster

ABOUT_ANOTHER: Final = frozenset({Answer.YES, Answer.NOT_NOW, Answer.UNSURE})
ABOUT_ONESELF: Final = frozenset({Answer.YES, Answer.NOT_NOW, Answer.PHONE_FIRST})


def suggest(network: Network, *, by: Person, member: Person, centre: Person | None, now: datetime) -> Decision[Network]:
    """Staff suggest a member. Nothing reaches the member before the person has said yes.

    The person at the centre is asked at once when they take part and can be messaged; otherwise
    the question waits for their yes, or for a staff member to ask them.
    """
    require_change(network, by)
    value = _joined(network, Membership(member.id, Part.MEMBER, by.id, now), member)
    asks = _questions(value, (member.id,)) if _can_ask(value, centre) else ()
    return Decision(value, (*asks, *redraw_core(value)), "member_suggested")


def invite(network: Network, *, by: Person, member: Person, now: datetime) -> Decision[Network]:
    """The person at the centre names a member, which is their yes to asking them.

    Somebody already on Telegram is asked here; anyone else by the link the person hands on.
    Refuses NOT_FOR_YOU for anyone but the person, CONSENT_MISSING before the person's own yes.
    """
    centre = _own_network(network, by)
    if not is_willing(centre):
        raise Refused(Situation.CONSENT_MISSING)
    said = Consent(Answer.YES, now, How.SELF, by.id)
    added = Membership(member.id, Part.MEMBER, by.id, now, person_says=said)
    value = _joined(network, added, member)
    asks = (ask_member(value, member.id),) if member.may_be_sent_to else ()
    return Decision(value, (*asks, *redraw_core(value)), "member_invited")


def person_answers(
    network: Network,
    *,
    by: Person,
    member: Person,
    answer: Answer,
    how: How = How.SELF,
    now: datetime,
) -> Decision[Network]:
    """Record what the person at the centre says about asking `member`.

    By the person themselves, or by staff as given in person or by phone. A yes asks a member who
    is on Telegram; taking a yes back works at once and tells the member only that the plan has
    changed. The same answer again changes nothing.
    """
    membership = _present(network, member.id)
    centre = network.centre
    if centre is None or membership.part is Part.CENTRE or answer not in ABOUT_ANOTHER:
        raise Refused(Situation.NOT_THERE)
    _entitled_to_record(network, centre.person, by, how)
    if not centre.is_here or not is_willing(centre):
        raise Refused(Situation.CONSENT_MISSING)
    if membership.person_says is not None and membership.person_says.answer is answer:
        return Decision(network)
    value = network.with_membership(replace(membership, person_says=Consent(answer, now, how, by.id)))
    told: tuple[Notice, ...] = ()
    if may_be_asked(value, member.id):
        # Somebody whom the bot cannot write to waits for a link or a call: the core pair hears it.
        told = (ask_member(value, member.id),) if member.may_be_sent_to else _core_may_ask(value, member.id, by)
    else:
        told = (*_plan_changed(network, member), *_redraw_told(network, membership))
    return Decision(value, (*told, *_redraw_all(value)), f"person_said_{answer}")


def member_answers(
    network: Network,
    *,
    by: Person,
    member: PersonId,
    answer: Answer,
    how: How = How.SELF,
    centre: Person | None = None,
    now: datetime,
) -> Decision[Network]:
    """Record what somebody says about themselves, the person at the centre included.

    By themselves, or by staff as given in person or by phone. The core pair is told, except the
    one who recorded it; taking a yes back is announced to nobody, the list just shows it.
    The centre's first yes asks them about the members suggested meanwhile. `centre` is the
    centre's Person, for whether they can be messaged; None asks nothing.
    Refuses CONSENT_MISSING when the person at the centre has not said that they may be asked.
    """
    membership = _present(network, member)
    if answer not in ABOUT_ONESELF:
        raise Refused(Situation.NOT_THERE)
    _entitled_to_record(network, member, by, how)
    if membership.part is Part.MEMBER and not is_cleared(network, membership):
        raise Refused(Situation.CONSENT_MISSING)
    if membership.member_says is not None and membership.member_says.answer is answer:
        return Decision(network)
    value = network.with_membership(replace(membership, member_says=Consent(answer, now, how, by.id)))
    withdrawn = is_willing(membership) and answer is Answer.NOT_NOW
    told = () if withdrawn else _core_told(network, member, answer, by)
    asks: tuple[Notice, ...] = ()
    if membership.part is Part.CENTRE and _can_ask(value, centre):
        waiting = tuple(m.person for m in value.here() if awaits_person(value, m.person))
        asks = _questions(value, waiting)
    # Without the person nobody takes part, and nobody may be asked.
    others = network.members if withdrawn and membership.part is Part.CENTRE else ()
    redrawn = _redraw_told(network, *(m for m in others if m is not membership))
    return Decision(value, (*told, *asks, *redrawn, *_redraw_all(value)), f"member_said_{answer}")


def number_given(network: Network, member: PersonId) -> tuple[Notice, ...]:
    """Somebody who wants to be phoned first has given a number: the core pair hears it."""
    membership = _present(network, member)
    says = membership.member_says
    if says is None or says.answer is not Answer.PHONE_FIRST:
        return ()
    return _core_told(network, member, says.answer, None)


def ask_by_phone(network: Network, person: Person, *, roster: Roster) -> tuple[Notice, ...]:
    """Somebody with an open question cannot be written to: the core pair hears it, or the leads where it is not there.

    Nothing is said of one who wants no messages, or who was erased.
    """
    if not person.only_by_phone or not is_asked(network, person.id):
        return ()
    core = tuple(m.id for m in roster.reachable() if m.id in network.core)
    return tuple(
        Notice(Kind.MEMBER_PHONE, to, Subject.NETWORK, network.id, facts={"phone": person.id})
        for to in core or roster.leads()
    )


def leave(network: Network, *, by: Person, now: datetime) -> Decision[Network]:
    """Withdraw, in one tap, at once and for no reason. Announced to nobody: cards redraw silently.

    The person at the centre can leave too: then nobody hears about this network any more.
    """
    membership = network.of(by.id)
    if membership is None:
        raise Refused(Situation.NOT_FOR_YOU)
    if not membership.is_here:
        return Decision(network)
    value = network.with_membership(_gone(membership, now))
    # Without the person nobody takes part: what stands on the phones of the others is no longer true.
    others = network.members if membership.part is Part.CENTRE else ()
    redrawn = _redraw_told(network, *(m for m in others if m is not membership))
    return Decision(value, (*redraw_core(value), *redrawn), "left")


def come_back(network: Network, *, by: Person, now: datetime) -> Decision[Network]:
    """Undo one's own leaving: they are asked again, and nobody is told before they answer.

    Refuses CONSENT_MISSING for a member whom the person does not want asked, or whom staff
    removed: only a new yes of the person brings those back.
    """
    del now  # As in every move: `apply` gives it to each.
    membership = network.of(by.id)
    if membership is None:
        raise Refused(Situation.NOT_FOR_YOU)
    if not network.is_open:
        raise Refused(Situation.CLOSED)
    if membership.is_here:
        return Decision(network)
    if membership.part is Part.MEMBER and not is_cleared(network, membership):
        raise Refused(Situation.CONSENT_MISSING)
    value = network.with_membership(replace(membership, left_at=None))
    return Decision(value, redraw_core(value), "came_back")


def remove(network: Network, *, by: Person, member: Person, now: datetime) -> Decision[Network]:
    """Staff take somebody off the list, say one entered by mistake.

    A member who took part reads only that the plan has changed; nobody else is told. The person's word
    about them ends with it. When it is the person at the centre, the network begins anew.
    """
    require_change(network, by)
    membership = _present(network, member.id)
    if membership.part is Part.CENTRE:
        return _wrong_centre(network, membership, member)
    told = (*_plan_changed(network, member), *_redraw_told(network, membership))
    value = network.with_membership(replace(_gone(membership, now), person_says=None))
    return Decision(value, (*told, *_redraw_all(value)), "removed")


def _wrong_centre(network: Network, wrong: Membership, person: Person) -> Decision[Network]:
    """The meetings are for somebody else: whom the wrong person named, the next one must not read.

    Whoever took part or was asked reads that the plan has changed. Those whom staff suggested, and
    nobody said anything about, stay on the list.
    """
    others = tuple(m for m in network.members if m is not wrong)
    kept = tuple(
        replace(m, person_says=None, member_says=None) for m in others if not m.is_here or m.person_says is None
    )
    value = replace(network, members=kept)
    # Who said not now was promised to be sent nothing: only their card changes.
    concerned = person.may_be_sent_to and (is_willing(wrong) or may_be_asked(network, person.id))
    told = [_word_of_change(person.id)] if concerned else []
    told += [_word_of_change(m.person) for m in others if takes_part(network, m.person)]
    redrawn = (redraw(person.id, Subject.NETWORK, network.id), *_redraw_told(network, *others))
    return Decision(value, (*told, *redrawn, *redraw_core(value)), "centre_removed")


def claim(network: Network, *, invited: PersonId, account: Person, now: datetime) -> Decision[Network]:
    """Whoever says "that is me" on the link made for `invited` takes that place.

    What the person said about `invited` holds for them. Their own yes has to come from them:
    opening a link is not a yes, and what staff recorded for `invited` may be another's.
    Refuses OWN_LINK for staff of the team and for anyone who cannot be the one invited (the person
    at the centre opening a member's link), and LINK_UNKNOWN when the place is gone, or when the
    person said not now about this very account.
    """
    del now  # As in every move: `apply` gives it to each.
    place = network.of(invited)
    if account.is_staff or account.team != network.team:
        raise Refused(Situation.OWN_LINK)
    if not network.is_open or place is None or not place.is_here:
        raise Refused(Situation.LINK_UNKNOWN)
    if account.id == invited:
        return Decision(network)
    already = network.of(account.id)
    if already is not None and already.part is not place.part:
        raise Refused(Situation.OWN_LINK)
    if already is not None and person_refuses(already):
        raise Refused(Situation.LINK_UNKNOWN)
    # A second link for a place that was taken before: the inviter's own word for it stays.
    taken = replace(place, person=account.id, invited_as=place.invited_as or invited, member_says=None)
    if already is not None and already.is_here:
        taken = replace(taken, member_says=already.member_says)
    others = tuple(m for m in network.members if m.person not in (invited, account.id))
    value = replace(network, members=(*others, taken))
    return Decision(value, redraw_core(value), "link_opened")


def _redraw_told(before: Network, *members: Membership) -> tuple[Notice, ...]:
    """A card that asks, or says "you take part", is no longer true; who said not now, or left, is left alone."""
    return tuple(
        redraw(m.person, Subject.NETWORK, before.id) for m in members if is_willing(m) or may_be_asked(before, m.person)
    )


def _present(network: Network, member: PersonId) -> Membership:
    membership = network.of(member)
    if membership is None or not membership.is_here:
        raise Refused(Situation.NOT_THERE)
    if not network.is_open:
        raise Refused(Situation.CLOSED)
    return membership


def _own_network(network: Network, by: Person) -> Membership:
    centre = network.centre
    if centre is None or centre.person != by.id or not centre.is_here:
        raise Refused(Situation.NOT_FOR_YOU)
    if not network.is_open:
        raise Refused(Situation.CLOSED)
    return centre


def _entitled_to_record(network: Network, whose: PersonId, by: Person, how: How) -> None:
    """Their own word themselves; anyone else's only as staff who say how it was given."""
    own = by.id == whose
    if not (how is How.SELF if own else how is not How.SELF and may_change(network, by)):
        raise Refused(Situation.NOT_FOR_YOU)


def _joined(network: Network, added: Membership, member: Person) -> Network:
    """The network with a member added.

    Somebody who left before is not brought back by others: only a link that they open does that.
    """
    if member.is_staff or member.team != network.team:
        raise Refused(Situation.ALREADY_IN_TEAM)
    if network.centre is None:
        raise Refused(Situation.CONSENT_MISSING)
    if network.of(member.id) is not None:
        raise Refused(Situation.ALREADY_INVITED)
    return network.with_membership(added)


def _gone(membership: Membership, now: datetime) -> Membership:
    return replace(membership, left_at=now, member_says=None)


def _can_ask(network: Network, centre: Person | None) -> bool:
    return centre is not None and centre.id == network.person and may_hear(network, centre)


def _questions(network: Network, members: tuple[PersonId, ...]) -> tuple[Notice, ...]:
    centre = network.person
    if centre is None:
        return ()
    return tuple(
        Notice(
            Kind.CONSENT_ASK,
            centre,
            Subject.NETWORK,
            network.id,
            network=network.id,
            facts={"member": member},
        )
        for member in members
        if awaits_person(network, member)
    )


def _core_told(network: Network, member: PersonId, answer: Answer, by: Person | None) -> tuple[Notice, ...]:
    facts: Mapping[str, str | int] = {"member": member, "answer": answer.value}
    return tuple(
        Notice(Kind.MEMBER_ANSWERED, p, Subject.NETWORK, network.id, facts=facts)
        for p in network.core
        if by is None or p != by.id
    )


def _core_may_ask(network: Network, member: PersonId, by: Person) -> tuple[Notice, ...]:
    facts: Mapping[str, str | int] = {"member": member}
    return tuple(
        Notice(Kind.MEMBER_CLEARED, p, Subject.NETWORK, network.id, facts=facts) for p in network.core if p != by.id
    )


def _plan_changed(before: Network, member: Person) -> tuple[Notice, ...]:
    """To one who heard until now. Without `network`: their consent to it has just ended."""
    if not may_hear(before, member):
        return ()
    return (_word_of_change(member.id),)


def _word_of_change(person: PersonId) -> Notice:
    return Notice(Kind.MEMBER_LEFT, person, Subject.PERSON, person)


def _redraw_all(network: Network) -> tuple[Notice, ...]:
    """The core pair's cards and the centre's own: none of these interrupts anybody."""
    centre = network.centre
    mine = (redraw(centre.person, Subject.NETWORK, network.id),) if centre is not None and is_willing(centre) else ()
    return (*redraw_core(network), *mine)
