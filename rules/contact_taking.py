"""Having a contact: taking it, speaking with the caller or trying to, and closing it."""

from dataclasses import replace
from datetime import datetime

from rules.contact import Contact, Reason, State, Wish, closed, redraws, require_owner, tell
from rules.contact_asking import escalate
from rules.decision import Decision, Refused, Situation
from rules.ids import PersonId
from rules.ladder import Ladder
from rules.notice import Kind, Urgency

TRIES_TO_CLOSE = 3
"""How often an owner must have tried before a call can be closed as not reached."""
TRIES_TO_CHECK = 1
"""How often, when the caller has said that they no longer need it and nobody has spoken with them."""
TRIES_ALONE = 1
"""How often an owner may not reach the caller before the others are asked as well."""


def take(contact: Contact, *, by: PersonId, card_round: int, ladder: Ladder, now: datetime) -> Decision[Contact]:
    """Take it ("I have this"): the first wins, and promises to reach the caller in time.

    Any reachable member of the team may, whether already asked or not. The owner taking it again
    ("I still have this") stops the asking, or takes back a hand-over. Refuses NOT_FOR_YOU, CLOSED,
    ALREADY_TAKEN and, for a button from an older round, OUTDATED.
    """
    if not ladder.reaches(by) or by == contact.caller:
        # Somebody who cannot be written to could not be reminded of the promise either.
        raise Refused(Situation.NOT_FOR_YOU)
    if contact.is_closed:
        raise Refused(Situation.CLOSED)
    if contact.state is State.TAKEN and contact.owner != by:
        raise Refused(Situation.ALREADY_TAKEN)
    if contact.state is State.TAKEN:
        if contact.handing_to is None:
            return Decision(contact)
        kept = replace(contact, handing_to=None, handing_due_at=None)
        return Decision(kept, redraws(contact, without={contact.caller, by}), "kept")
    if card_round != contact.round:
        raise Refused(Situation.OUTDATED)
    return owned_by(contact, by, ladder=ladder, now=now)


def owned_by(contact: Contact, by: PersonId, *, ladder: Ladder, now: datetime) -> Decision[Contact]:
    """`by` is responsible from now on; nobody else is asked any more; all concerned are told."""
    before = contact.owner
    still = before == by and contact.spoken_at is not None
    taken = replace(
        contact,
        state=State.TAKEN,
        step_due_at=None,
        asking=(),
        nobody_since=None,
        owner=by,
        taken_at=contact.taken_at if before == by else now,
        spoken_at=contact.spoken_at if before == by else None,
        tries=contact.tries if before == by else 0,
        promise_due_at=None if still else now + ladder.waits.promise,
        handing_to=None,
        handing_due_at=None,
        declined=contact.declined if before == by else (),
    )
    notices = [tell(contact, contact.caller, Kind.CONTACT_TAKEN, {"owner": by, "still": int(before == by)})]
    if before is not None and before != by:
        notices.append(tell(contact, before, Kind.CONTACT_PASSED, {"what": "done", "owner": by}))
    # Whoever reads a new message about it keeps the older ones as they were.
    left_out = {contact.caller, by} if before is None else {contact.caller, by, before}
    notices.extend(redraws(taken, without=left_out))
    return Decision(taken, tuple(notices), "taken")


def spoken(contact: Contact, *, by: PersonId, now: datetime) -> Decision[Contact]:
    """The owner has spoken with the caller: the promise is kept, and asking others stops."""
    require_owner(contact, by)
    if contact.spoken_at is not None:
        return Decision(contact)
    kept = replace(
        contact,
        state=State.TAKEN,
        step_due_at=None,
        asking=(),
        nobody_since=None,
        promise_due_at=None,
        spoken_at=now,
        replied_at=contact.replied_at or now,
    )
    return Decision(kept, redraws(kept, without={by}), "spoken")


def not_reached(contact: Contact, *, by: PersonId, tries: int, ladder: Ladder, now: datetime) -> Decision[Contact]:
    """The owner tried and could not reach the caller, who is told that NAME tried.

    The first time the promise is renewed once. From the second time on, everybody is asked as well,
    for somebody else may know another way; the owner stays responsible. `tries` is the number the
    card showed: a second tap on the same card is OUTDATED and counts nothing.
    """
    require_owner(contact, by)
    if contact.spoken_at is not None or tries != contact.tries:
        raise Refused(Situation.OUTDATED)
    tried = replace(contact, tries=contact.tries + 1)
    told = tell(contact, contact.caller, Kind.CONTACT_NOT_REACHED, {"owner": by, "tries": tried.tries})
    if contact.state is State.OPEN:
        return Decision(tried, (told, *redraws(contact, without={by, contact.caller})), "not_reached")
    if tried.tries > TRIES_ALONE:
        asked = escalate(tried, ladder=ladder, now=now, why="not_reached")
        return Decision(asked.value, (told, *asked.notices), "not_reached")
    renewed = replace(tried, promise_due_at=now + ladder.waits.promise)
    return Decision(renewed, (told, *redraws(contact, without={by, contact.caller})), "not_reached")


def ask_how(contact: Contact, *, by: PersonId, now: datetime) -> Decision[Contact]:
    """The owner asks the caller how to reach them, and the caller's earlier wish is open again.

    Only while the caller does not already wish to be phoned, and has answered the question before:
    OUTDATED otherwise, so that a double tap asks once.
    """
    del now
    require_owner(contact, by)
    if contact.wish not in {Wish.MESSAGE, Wish.NOT_SURE}:
        raise Refused(Situation.OUTDATED)
    asked = replace(contact, wish=None)
    told = tell(contact, contact.caller, Kind.CONTACT_HOW, {"owner": by})
    return Decision(asked, (told,), "asked_how")


def reasons(contact: Contact) -> tuple[Reason, ...]:
    """The reasons for which it may be closed as things are; none while nobody has answered.

    That they asked for it needs a human who spoke with them, or who tried: "please check once".
    """
    checked = contact.replied_at is not None or contact.tries >= TRIES_TO_CHECK
    asked = (Reason.THEY_ASKED,) if checked and contact.unneeded_at is not None else ()
    if contact.replied_at is not None:
        return (*asked, Reason.MET, Reason.NO_MEETING, Reason.PASSED_ON)
    return (*asked, Reason.NOT_REACHED) if contact.tries >= TRIES_TO_CLOSE else asked


def close(contact: Contact, *, by: PersonId, reason: Reason, now: datetime) -> Decision[Contact]:
    """The owner closes it with a stated reason that fits what has happened; else OUTDATED.

    NOT_REACHED needs TRIES_TO_CLOSE tries by this owner: without that way out, somebody who called
    and then blocked the bot would wake the team for ever. The others need a human who spoke with
    the caller: an unanswered call cannot be closed.
    """
    require_owner(contact, by)
    if reason not in reasons(contact):
        raise Refused(Situation.OUTDATED)
    told = tell(contact, contact.caller, Kind.CONTACT_CLOSED, urgency=Urgency.REPLY)
    ended = closed(contact, reason, now)
    return Decision(ended, (told, *redraws(contact, without={by, contact.caller})), "closed")
