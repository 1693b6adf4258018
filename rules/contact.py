"""A crisis contact: what it is, what its caller wishes, and what its moves have in common."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from rules.decision import Decision, Refused, Situation
from rules.ids import ContactId, NetworkId, PersonId, TeamId
from rules.ladder import BEFORE_THE_FIRST
from rules.notice import Kind, Notice, Subject, Urgency, redraw

DAY = timedelta(hours=24)
AGAIN_AFTER = timedelta(minutes=10)
"""So long after one try to reach the caller, or one question to them, the next counts."""


class State(StrEnum):
    """OPEN: people are being asked. TAKEN: a human has it. CLOSED: nothing happens by itself."""

    OPEN = "open"
    TAKEN = "taken"
    CLOSED = "closed"


class Wish(StrEnum):
    """How the caller would like to be reached; "not sure yet" is a complete answer."""

    MESSAGE = "message"
    PHONE = "phone"
    NOT_SURE = "not_sure"


class Question(StrEnum):
    """What an owner may ask the caller by a fixed message (`rules.contact_questions`)."""

    NUMBER = "number"
    WHEN = "when"


class Because(StrEnum):
    """Why people are asked again although somebody had the contact."""

    PROMISE = "promise"
    OWNER_GONE = "owner_gone"
    NOT_REACHED = "not_reached"
    ASKED = "asked"
    MISTAKE = "mistake"
    AGAIN = "again"


class Reason(StrEnum):
    """Why a contact was closed. Neutral words only: the bot keeps no notes about a person."""

    MET = "met"
    NO_MEETING = "no_meeting"
    PASSED_ON = "passed_on"
    NOT_REACHED = "not_reached"
    THEY_ASKED = "they_asked"


class DayWarning(StrEnum):
    """The warnings of the 24-hour clock; each is given once (`rules.contact_clock`)."""

    REPLY = "reply"
    OFFER = "offer"
    MEETING = "meeting"
    LEADS = "leads"


WARN_AFTER = {
    DayWarning.REPLY: timedelta(hours=4),
    DayWarning.OFFER: timedelta(hours=12),
    DayWarning.MEETING: timedelta(hours=18),
    DayWarning.LEADS: timedelta(hours=22),
}


@dataclass(frozen=True, slots=True)
class Contact:
    """One request to talk to a human. Times are aware UTC; `due_at` says when to look at it next.

    `asking` are those in the current step, `heard` those asked in this round, `asked` all whose cards
    are live, `asks` the number of steps taken so far. `begun` is the round in which the present asking
    began: rounds grow apart from there (`rules.ladder`), and `because` is why, where somebody had it.
    `owner` stays responsible, also while others are being asked, until somebody else accepts; `former` is
    one who had it and cannot be reached, while nobody has it. `promise_due_at` counts until somebody has
    spoken: `spoken_at` and `spoken_by` stay when it is passed on; `replied_at` is the first time any human
    spoke with the caller. `tries` and `tried_at` belong to the present owner. `question` is what the owner
    has asked the caller at `question_at`, `phone_from` the earliest moment at which the caller would like to
    be phoned. `nobody_since` is set while no member of staff can be reached, `told_at` when the caller last
    heard that they are still waiting. `declined` are colleagues who said no to this owner. `unneeded_at` is
    when the caller said that they no longer need it.
    """

    id: ContactId
    team: TeamId
    caller: PersonId
    opened_at: datetime
    check_at: datetime
    network: NetworkId | None = None
    opened_by: PersonId | None = None
    state: State = State.OPEN
    round: int = 1
    step: int = BEFORE_THE_FIRST
    asks: int = 0
    step_due_at: datetime | None = None
    asking: tuple[PersonId, ...] = ()
    heard: tuple[PersonId, ...] = ()
    asked: tuple[PersonId, ...] = ()
    begun: int = 1
    because: Because | None = None
    former: PersonId | None = None
    nobody_since: datetime | None = None
    told_at: datetime | None = None
    owner: PersonId | None = None
    taken_at: datetime | None = None
    promise_due_at: datetime | None = None
    spoken_at: datetime | None = None
    spoken_by: PersonId | None = None
    tries: int = 0
    tried_at: datetime | None = None
    question: Question | None = None
    question_at: datetime | None = None
    phone_from: datetime | None = None
    handing_to: PersonId | None = None
    handing_due_at: datetime | None = None
    declined: tuple[PersonId, ...] = ()
    unneeded_at: datetime | None = None
    replied_at: datetime | None = None
    offered_at: datetime | None = None
    agreed_at: datetime | None = None
    later_at: datetime | None = None
    met_at: datetime | None = None
    warned: frozenset[DayWarning] = frozenset()
    wish: Wish | None = None
    closed_at: datetime | None = None
    reason: Reason | None = None
    version: int = 1

    @property
    def due_at(self) -> datetime | None:
        """When a tick must look at this next: always set while it is not closed (promise 3)."""
        if self.state is State.CLOSED:
            return None
        promised = self.promise_due_at if self.spoken_at is None else None
        waits = (self.step_due_at, promised, self.handing_due_at, self.check_at)
        return min(
            [at for at in waits if at is not None]
            + [self.opened_at + WARN_AFTER[warning] for warning in self.warnings_left]
        )

    @property
    def warnings_left(self) -> tuple[DayWarning, ...]:
        """The warnings that are neither given nor made unnecessary, in their order in time."""
        return tuple(w for w in DayWarning if w not in self.warned and not self._is_kept(w))

    @property
    def missing(self) -> DayWarning | None:
        """The first thing of the 24 hours that has not happened: a reply, an offer, a meeting."""
        order = (DayWarning.REPLY, DayWarning.OFFER, DayWarning.MEETING)
        return next((w for w in order if not self._is_kept(w)), None)

    @property
    def is_closed(self) -> bool:
        return self.state is State.CLOSED

    @property
    def waits_for_check(self) -> bool:
        """Whether the caller said that they no longer need it, and no human has checked since."""
        checks = (self.spoken_at, self.tried_at)
        return self.unneeded_at is not None and not any(at is not None and at >= self.unneeded_at for at in checks)

    def _is_kept(self, warning: DayWarning) -> bool:
        if warning is DayWarning.REPLY:
            return self.replied_at is not None
        agreed = self.agreed_at or self.later_at or self.met_at
        if warning is DayWarning.OFFER:
            return (self.offered_at or agreed) is not None
        if warning is DayWarning.MEETING:
            return agreed is not None
        return agreed is not None and self.replied_at is not None


def record_wish(
    contact: Contact, wish: Wish, *, by: PersonId, now: datetime, finished: bool = True
) -> Decision[Contact]:
    """How the caller would like to be reached. It may change at any time and delays nothing.

    An owner who has not spoken with them yet is told by a new message, once the answer is
    `finished`: "phone me" is not while the number is still to be typed.
    """
    del now
    if by != contact.caller:
        raise Refused(Situation.NOT_FOR_YOU)
    if contact.is_closed:
        raise Refused(Situation.CLOSED)
    changed = replace(contact, wish=wish, phone_from=None, question=None if finished else contact.question)
    # A new phone number leaves the wish as it was; the cards of staff must show it all the same.
    left_out = {contact.caller}
    told: tuple[Notice, ...] = ()
    if finished and contact.owner is not None and contact.spoken_at is None:
        left_out.add(contact.owner)
        told = (tell(contact, contact.owner, Kind.CONTACT_WISH),)
    return Decision(changed, (*told, *redraws(changed, without=left_out)), "wished")


def tell(
    contact: Contact,
    to: PersonId,
    kind: Kind,
    facts: Mapping[str, str | int] | None = None,
    *,
    urgency: Urgency = Urgency.CRISIS,
) -> Notice:
    """A notice about this contact."""
    return Notice(kind, to, Subject.CONTACT, contact.id, urgency, facts=facts or {})


def redraws(contact: Contact, *, without: Iterable[PersonId] = ()) -> tuple[Notice, ...]:
    """Bring the cards of all concerned up to today's truth.

    Less urgent than any question or answer: nobody waits for a human behind a redrawn card.
    """
    concerned = [contact.caller, *contact.asked]
    concerned += [p for p in (contact.owner, contact.handing_to, contact.opened_by) if p is not None]
    left_out = set(without)
    return tuple(
        redraw(person, Subject.CONTACT, contact.id, Urgency.REPLY)
        for person in dict.fromkeys(concerned)
        if person not in left_out
    )


LATE = timedelta(minutes=3)
"""A tick that is later than this says so in what it sends."""


def lateness(planned: datetime, now: datetime) -> dict[str, str | int]:
    """The fact `planned` (an ISO time) for what comes late because nothing ran when it was due."""
    return {"planned": planned.isoformat()} if now - planned > LATE else {}


def require_owner(contact: Contact, by: PersonId) -> None:
    """Refuse CLOSED, or NOT_YOURS to anybody but the owner."""
    if contact.owner != by:
        raise Refused(Situation.NOT_YOURS)
    if contact.is_closed:
        raise Refused(Situation.CLOSED)


def closed(contact: Contact, reason: Reason, now: datetime) -> Contact:
    """The contact at its end: nothing of it is due any more."""
    return replace(
        contact,
        state=State.CLOSED,
        reason=reason,
        closed_at=now,
        step_due_at=None,
        promise_due_at=None,
        handing_to=None,
        handing_due_at=None,
        asking=(),
        nobody_since=None,
    )
