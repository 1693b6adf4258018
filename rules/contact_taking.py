"""Having a contact: taking it, speaking with the caller or trying to, and closing it."""

from dataclasses import replace
from datetime import datetime, timedelta

from rules.contact import AGAIN_AFTER, Because, Contact, Reason, State, closed, redraws, require_owner, tell
from rules.contact_asking import escalate
from rules.decision import Decision, Refused, Situation
from rules.ids import PersonId
from rules.ladder import Ladder
from rules.notice import Kind, Subject, Urgency, redraw

TRIES_TO_CLOSE = 3
"""How often an owner must have tried before a call can be closed as not reached."""
TRIES_TO_CHECK = 1
"""How often, when the caller has said that they no longer need it and nobody has spoken with them."""
TRIES_ALONE = 1
"""How often an owner may not reach the caller before the others are asked as well."""
TAKE_BACK_FOR = timedelta(hours=1)
"""So long "I have spoken with them" can be taken back."""


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
    taken = replace(
        contact,
        state=State.TAKEN,
        step_due_at=None,
        asking=(),
        nobody_since=None,
        owner=by,
        former=None,
        because=None,
        taken_at=contact.taken_at if before == by else now,
        tries=contact.tries if before == by else 0,
        tried_at=contact.tried_at if before == by else None,
        question=contact.question if before == by else None,
        promise_due_at=promised(contact, ladder=ladder, now=now) if contact.spoken_at is None else None,
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


def promised(contact: Contact, *, ladder: Ladder, now: datetime) -> datetime:
    """When the caller can expect to have heard from an owner who promises it now: not before they want to be phoned."""
    return max(now, contact.phone_from or now) + ladder.waits.promise


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
        spoken_at=now,
        spoken_by=by,
        replied_at=contact.replied_at or now,
    )
    # The key that takes it back goes from their card when it no longer counts.
    later = replace(redraw(by, Subject.CONTACT, contact.id), not_before=now + TAKE_BACK_FOR)
    return Decision(kept, (*redraws(kept, without={by}), later), "spoken")


def may_take_back(contact: Contact, *, by: PersonId, now: datetime) -> bool:
    """Whether "I have spoken with them" can still be taken back by whoever said it, and has the contact.

    Not for somebody who phoned the team: there the call itself was the talk.
    """
    at = contact.spoken_at
    said = at is not None and contact.opened_by is None and now < at + TAKE_BACK_FOR
    return said and not contact.is_closed and contact.spoken_by == by == contact.owner


def take_back_spoken(contact: Contact, *, by: PersonId, ladder: Ladder, now: datetime) -> Decision[Contact]:
    """ "I have spoken with them" was a mistake: the promise counts again, and the caller is told so.

    A promise whose time is over by now, or others who were being asked: everybody is asked again.
    """
    require_owner(contact, by)
    if not may_take_back(contact, by=by, now=now):
        raise Refused(Situation.OUTDATED)
    back = replace(
        contact,
        spoken_at=None,
        spoken_by=None,
        replied_at=None if contact.replied_at == contact.spoken_at else contact.replied_at,
    )
    if contact.state is State.OPEN:
        told = tell(contact, contact.caller, Kind.CONTACT_MISTAKE, {"owner": by})
        return Decision(back, (told, *redraws(back, without={by, back.caller})), "not_spoken")
    if back.promise_due_at is None or back.promise_due_at <= now:
        asked = escalate(back, ladder=ladder, now=now, why=Because.MISTAKE)
        return Decision(asked.value, asked.notices, "not_spoken")
    told = tell(contact, contact.caller, Kind.CONTACT_MISTAKE, {"owner": by})
    return Decision(back, (told, *redraws(back, without={by, back.caller})), "not_spoken")


def not_reached(contact: Contact, *, by: PersonId, tries: int, ladder: Ladder, now: datetime) -> Decision[Contact]:
    """The owner tried and could not reach the caller, who is told so.

    The first time the promise is renewed once. From the second time on, everybody is asked as well,
    for somebody else may know another way; the owner stays responsible. `tries` is the number the
    card showed: a second tap on the same card is OUTDATED and counts nothing. Another try within
    AGAIN_AFTER is TOO_SOON: tries are spread in time, for they make closing possible.
    """
    require_owner(contact, by)
    if contact.spoken_at is not None or tries != contact.tries:
        raise Refused(Situation.OUTDATED)
    if contact.tried_at is not None and now < contact.tried_at + AGAIN_AFTER:
        raise Refused(Situation.TOO_SOON)
    tried = replace(contact, tries=contact.tries + 1, tried_at=now)
    told = tell(contact, contact.caller, Kind.CONTACT_NOT_REACHED, {"owner": by, "tries": tried.tries})
    if contact.state is State.OPEN:
        return Decision(tried, (told, *redraws(contact, without={by, contact.caller})), "not_reached")
    if tried.tries > TRIES_ALONE:
        # What the caller reads about the asking says that NAME could not reach them: one message is enough.
        asked = escalate(tried, ladder=ladder, now=now, why=Because.NOT_REACHED)
        return Decision(asked.value, asked.notices, "not_reached")
    renewed = replace(tried, promise_due_at=promised(tried, ladder=ladder, now=now))
    return Decision(renewed, (told, *redraws(contact, without={by, contact.caller})), "not_reached")


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
