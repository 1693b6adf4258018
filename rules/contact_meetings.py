"""What the meetings of a network say to the 24-hour clock of a contact."""

from dataclasses import replace
from datetime import datetime

from rules.contact import DAY, WARN_AFTER, Contact, DayWarning, Reason, State, closed, redraws, require_owner, tell
from rules.contact_asking import ask_from_the_start
from rules.decision import Decision
from rules.ids import PersonId
from rules.ladder import Ladder
from rules.notice import Kind, Urgency


def record_offer(contact: Contact, *, now: datetime) -> Decision[Contact]:
    """A meeting has been offered. No change when that is known, or the contact is closed."""
    if contact.is_closed or contact.offered_at is not None:
        return Decision(contact)
    offered = replace(contact, offered_at=now)
    return Decision(offered, redraws(offered), "offered")


def record_agreed(contact: Contact, *, now: datetime, ends_at: datetime | None = None) -> Decision[Contact]:
    """A time for a meeting has been agreed; that it was offered is then known too.

    `ends_at` is when that meeting ends: the next daily look comes after it.
    """
    look_at = contact.check_at
    if ends_at is not None and look_at <= ends_at:
        look_at += DAY * ((ends_at - look_at) // DAY + 1)
    if contact.is_closed or (contact.agreed_at is not None and look_at == contact.check_at):
        return Decision(contact)
    agreed = replace(
        contact,
        agreed_at=contact.agreed_at or now,
        offered_at=contact.offered_at or now,
        check_at=look_at,
    )
    return Decision(agreed, redraws(agreed), "agreed")


def record_unsettled(contact: Contact, *, now: datetime) -> Decision[Contact]:
    """The agreed meeting will not be, or was not held: none is agreed any more, and the daily look is near again.

    Warnings whose hour has passed while it was agreed are not made up for: they would speak of hours long gone.
    """
    if contact.is_closed or contact.agreed_at is None:
        return Decision(contact)
    unsettled = _unsettled(contact, now)
    return Decision(unsettled, redraws(unsettled), "unsettled")


def record_met(contact: Contact, *, now: datetime, closes: bool = True) -> Decision[Contact]:
    """The meeting was held: the contact has come to its end and closes by itself.

    The caller is not told, for the caller may not be in the network that met; `record_not_met` takes it
    back whole. Not `closes`: a later
    call from somebody in that network. Its clock is kept, but nobody knows whether its caller was
    there or has spoken with a human, so only its owner closes it.
    """
    if contact.is_closed:
        return Decision(contact)
    met = replace(
        contact,
        met_at=now,
        offered_at=contact.offered_at or now,
        agreed_at=contact.agreed_at or now,
    )
    if not closes:
        return Decision(met, redraws(met), "met")
    met = replace(met, replied_at=contact.replied_at or now)
    return Decision(closed(met, Reason.MET, now), redraws(met), "met")


def choose_later(contact: Contact, *, now: datetime, by: PersonId | None = None) -> Decision[Contact]:
    """The person chose a later time: an offer kept, not a breach (domain.md section 3).

    `by` is the owner when they record it by hand; nobody else may.
    """
    if by is not None:
        require_owner(contact, by)
    if contact.is_closed or contact.later_at is not None:
        return Decision(contact)
    later = replace(contact, later_at=now, offered_at=contact.offered_at or now)
    return Decision(later, redraws(later), "chose_later")


def record_not_met(contact: Contact, *, ladder: Ladder, now: datetime, planned: bool) -> Decision[Contact]:
    """ "Yes, we met" was a mistake: what it said to the clock is taken back, and what it closed is open again.

    `planned` says that another meeting is still ahead. The owner keeps the contact, and has a due time again;
    where none can be reached, everybody is asked. The caller, who could read that it was closed, is told.
    """
    if contact.met_at is None:
        return Decision(contact)
    met = contact.met_at
    back = replace(
        contact if planned else _unsettled(contact, now),
        met_at=None,
        offered_at=None if contact.offered_at == met else contact.offered_at,
        replied_at=None if contact.replied_at == met else contact.replied_at,
    )
    if contact.closed_at != met:
        return Decision(back, redraws(back), "not_met") if not contact.is_closed else Decision(contact)
    kept = ladder.reaches(back.owner)
    promised = None if back.spoken_at is not None or not kept else now + ladder.waits.promise
    again = replace(
        back,
        state=State.TAKEN if kept else State.OPEN,
        reason=None,
        closed_at=None,
        check_at=max(back.check_at, now + DAY),
        promise_due_at=promised,
    )
    if not kept:
        asked = ask_from_the_start(replace(again, owner=None, former=back.owner), ladder=ladder, now=now)
        told = tell(contact, contact.caller, Kind.CONTACT_REOPENED)
        return Decision(asked.value, (told, *asked.notices), "reopened")
    people = dict.fromkeys(p for p in (again.caller, again.owner) if p is not None)
    notices = [tell(contact, p, Kind.CONTACT_REOPENED, urgency=Urgency.REPLY) for p in people]
    return Decision(again, (*notices, *redraws(again, without=people)), "reopened")


def _unsettled(contact: Contact, now: datetime) -> Contact:
    passed = {w for w in (DayWarning.MEETING, DayWarning.LEADS) if contact.opened_at + WARN_AFTER[w] <= now}
    return replace(
        contact,
        agreed_at=None,
        check_at=min(contact.check_at, now + DAY),
        warned=contact.warned | passed,
    )
