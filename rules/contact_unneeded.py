"""The caller says that they no longer need it: staff are told and check once; nothing ends by itself."""

from dataclasses import replace
from datetime import datetime

from rules.contact import Contact, redraws, tell
from rules.decision import Decision, Refused, Situation
from rules.ids import PersonId
from rules.notice import Kind


def no_longer_needed(contact: Contact, *, by: PersonId, now: datetime) -> Decision[Contact]:
    """Record it and tell the owner, or those being asked. The asking and every clock go on.

    It closes nothing: somebody else may hold the phone (domain.md section 8, "a watched phone").
    """
    _require_caller(contact, by)
    if contact.unneeded_at is not None:
        return Decision(contact)
    return _said(replace(contact, unneeded_at=now), needed=False)


def needed_after_all(contact: Contact, *, by: PersonId, now: datetime) -> Decision[Contact]:
    """The caller takes it back, and the same people are told so."""
    del now
    _require_caller(contact, by)
    if contact.unneeded_at is None:
        return Decision(contact)
    return _said(replace(contact, unneeded_at=None), needed=True)


def _said(contact: Contact, *, needed: bool) -> Decision[Contact]:
    people = contact.heard if contact.owner is None else (contact.owner,)
    told = tuple(tell(contact, person, Kind.CONTACT_UNNEEDED, {"needed": int(needed)}) for person in people)
    left_out = {contact.caller, *people}
    verb = "needed" if needed else "unneeded"
    return Decision(contact, (*told, *redraws(contact, without=left_out)), verb)


def _require_caller(contact: Contact, by: PersonId) -> None:
    if by != contact.caller:
        raise Refused(Situation.NOT_FOR_YOU)
    if contact.is_closed:
        raise Refused(Situation.CLOSED)
