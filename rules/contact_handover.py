"""Passing a contact on: the owner stays responsible until somebody else has accepted."""

from dataclasses import replace
from datetime import datetime

from rules.contact import Because, Contact, State, redraws, require_owner, tell
from rules.contact_asking import escalate
from rules.contact_taking import owned_by
from rules.decision import Decision, Refused, Situation
from rules.ids import PersonId
from rules.ladder import Ladder
from rules.notice import Kind


def hand_over(contact: Contact, *, by: PersonId, to: PersonId, ladder: Ladder, now: datetime) -> Decision[Contact]:
    """The owner asks one colleague to take it. Nothing changes hands until they accept.

    Refuses NOT_THERE for somebody who is not reachable staff, is the caller, or is the owner. A new
    request replaces an unanswered one.
    """
    require_owner(contact, by)
    if not ladder.reaches(to) or to in {by, contact.caller}:
        raise Refused(Situation.NOT_THERE)
    if contact.state is State.OPEN:
        raise Refused(Situation.OUTDATED)
    if contact.handing_to == to:
        return Decision(contact)
    asked = replace(contact, handing_to=to, handing_due_at=now + ladder.waits.promise)
    ask = tell(contact, to, Kind.CONTACT_PASSED, {"what": "asked", "owner": by})
    return Decision(asked, (ask, *redraws(contact, without={by, contact.caller})), "hand_over")


def colleagues(contact: Contact, *, ladder: Ladder, now: datetime) -> tuple[tuple[PersonId, bool], ...]:
    """Whom the owner may ask to take it, and who of them is on duty: those first.

    Not whoever has already said no to this owner: asking again would press them.
    """
    left_out = {contact.owner, contact.caller, contact.handing_to, *contact.declined}
    on_duty = frozenset(ladder.roster.on_duty(now))
    there = [member.id for member in ladder.roster.reachable() if member.id not in left_out]
    return tuple((person, person in on_duty) for person in sorted(there, key=lambda p: p not in on_duty))


def accept(contact: Contact, *, by: PersonId, ladder: Ladder, now: datetime) -> Decision[Contact]:
    """The colleague accepts: they own it from now on and the caller reads their name."""
    _require_asked(contact, by)
    if not ladder.reaches(by):
        raise Refused(Situation.NOT_FOR_YOU)
    return owned_by(contact, by, ladder=ladder, now=now)


def decline(contact: Contact, *, by: PersonId, now: datetime) -> Decision[Contact]:
    """The colleague cannot: the owner is told and still has it. No reason is asked for."""
    del now
    _require_asked(contact, by)
    declined = tuple(dict.fromkeys((*contact.declined, by)))
    kept = replace(contact, handing_to=None, handing_due_at=None, declined=declined)
    if contact.owner is None:
        return Decision(kept, verb="declined")
    told = tell(contact, contact.owner, Kind.CONTACT_PASSED, {"what": "declined", "to": by})
    return Decision(kept, (told,), "declined")


def ask_others(contact: Contact, *, by: PersonId, ladder: Ladder, now: datetime) -> Decision[Contact]:
    """The owner gives it back to the ladder; still theirs until somebody else takes it."""
    require_owner(contact, by)
    if contact.state is State.OPEN:
        return Decision(contact)
    return escalate(contact, ladder=ladder, now=now, why=Because.ASKED)


def _require_asked(contact: Contact, by: PersonId) -> None:
    if contact.is_closed:
        raise Refused(Situation.CLOSED)
    if contact.handing_to != by:
        raise Refused(Situation.OUTDATED)
