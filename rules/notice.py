"""What must be said, to whom, and how pressing it is. Wording belongs to views."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Final

from rules.ids import NetworkId, PersonId


class Urgency(IntEnum):
    """The order of delivery (promise 4): a lower number never waits behind a higher one."""

    CRISIS = 0
    REPLY = 1
    ORDINARY = 2
    REMINDER = 3


class Subject(StrEnum):
    """The kinds of thing a notice or a card can be about."""

    CONTACT = "contact"
    NETWORK = "network"
    MEETING = "meeting"
    PERSON = "person"
    TEAM = "team"
    PHONING = "phoning"
    """That somebody has to be phoned, as it was put to staff: each such task has its own messages."""
    QUESTION = "question"
    """A question about a meeting that somebody has opened: no news takes it away, only what settles it does."""
    SCREEN = "screen"
    """A message on the way to somewhere: the card of nothing, never redrawn by itself."""


class Kind(StrEnum):
    """Every notice there is. A guard test checks that each has a presenter in `handlers.notices`."""

    REPLY = "reply"
    """An answer to something typed; its card is sealed in the row, for it is about that moment."""
    REDRAW = "redraw"
    """Bring the cards a person has about a subject up to today's truth; silent, never a new message."""
    FOLD = "fold"
    """An older message about a subject that has a newer one goes, or becomes one line; facts: message."""
    HOME = "home"

    # contact
    CONTACT_OPENED = "contact_opened"
    """To the caller: the fixed words, who has been told and when."""
    CONTACT_ASK = "contact_ask"
    """To staff in the current step: somebody asks to talk; who has it?"""
    CONTACT_TAKEN = "contact_taken"
    """To the caller: seen by NAME, and what comes next."""
    CONTACT_WAITING = "contact_waiting"
    """To the caller: nobody has answered yet; numbers again; we keep trying."""
    CONTACT_NOT_REACHED = "contact_not_reached"
    """To the caller: NAME tried to reach you."""
    CONTACT_PROMISE_DUE = "contact_promise_due"
    """To the owner: did you speak with them? It is being asked of others too."""
    CONTACT_WARNING = "contact_warning"
    """To the owner or leads: a 24-hour warning; facts: hours, missing."""
    CONTACT_NOBODY = "contact_nobody"
    """To leads and the caller: no reachable person is left in the ladder."""
    CONTACT_PASSED = "contact_passed"
    """To staff, about passing a contact on; facts: what (asked, declined, unanswered, done …)."""
    CONTACT_WISH = "contact_wish"
    """To the owner: how the caller would like to be reached."""
    CONTACT_HOW = "contact_how"
    """To the caller: NAME asks which number, or when to phone; facts: owner, question."""
    CONTACT_UNNEEDED = "contact_unneeded"
    """To the owner, or those being asked: the caller no longer needs it, or does after all; facts: needed."""
    CONTACT_CLOSED = "contact_closed"
    CONTACT_AGAIN = "contact_again"
    """To the owner: the caller, with whom somebody has spoken, asks to talk again."""
    CONTACT_REOPENED = "contact_reopened"
    """To the caller and the owner: what "yes, we met" had closed is open again."""
    CONTACT_MISTAKE = "contact_mistake"
    """To the caller: NAME recorded by mistake that they had spoken; facts: owner."""

    # duty
    DUTY_ENDS = "duty_ends"
    """To somebody on duty: it ends soon; facts: until."""
    DUTY_UNREACHABLE = "duty_unreachable"
    """To leads and whoever else is on duty: somebody on duty (the subject) cannot be reached."""
    DUTY_NOBODY = "duty_nobody"
    """To leads: nobody who can be reached is on duty any more."""

    NUMBERS_OLD = "numbers_old"
    """To leads, once: nobody has checked a number to call for 90 days."""

    # network and consent
    STAFF_JOINED = "staff_joined"
    ROLE_ENDED = "role_ended"
    """To somebody who is no longer in the team: what that means for them."""
    CONSENT_ASK = "consent_ask"
    """To the person at the centre: may this member be asked?"""
    MEMBER_ASK = "member_ask"
    """To somebody already on Telegram: would you like to be in this network?"""
    MEMBER_ANSWERED = "member_answered"
    """To the core pair: yes, not now, or phone me first."""
    MEMBER_CLEARED = "member_cleared"
    """To the core pair: the person says yes about a member whom the bot cannot write to."""
    MEMBER_PHONE = "member_phone"
    """To the core pair: somebody with a question to answer cannot be written to any more; facts: phone (an id)."""
    CORE_CHOSEN = "core_chosen"
    """To a practitioner: you are in the core pair of this network."""
    NETWORK_RENAME = "network_rename"
    """To the core pair: the code name holds the name of somebody in the network."""
    MEMBER_LEFT = "member_left"
    """To a member who was removed or left: the plan has changed, nothing to do."""

    # meeting
    MEETING_ASK = "meeting_ask"
    """To everyone asked: can you come to these times?"""
    MEETING_READY = "meeting_ready"
    """To those who may agree: everything needed is there."""
    MEETING_AGREED = "meeting_agreed"
    CALENDAR = "calendar"
    """The calendar file that goes with MEETING_AGREED or MEETING_CANCELLED."""
    MEETING_DAY_BEFORE = "meeting_day_before"
    MEETING_SOON = "meeting_soon"
    MEETING_CHANGED = "meeting_changed"
    """To staff and organiser: someone will be late or cannot come; facts: status, minutes."""
    MEETING_PHONE = "meeting_phone"
    """To staff: whom to phone about what, for the bot cannot write to them; facts: topic, phone (ids), since."""
    MEETING_CANCELLED = "meeting_cancelled"
    MEETING_AFTER = "meeting_after"
    """To the core pair after the end, and to the leads when it stays open; facts: next (what is asked)."""
    MEETING_NEXT = "meeting_next"
    """To everyone who attended: what was agreed about the next meeting."""
    MEETING_WITHDRAWN = "meeting_withdrawn"
    """To somebody asked: another time is being looked for, nothing to do."""
    MEETING_WRITE_BY = "meeting_write_by"
    """To staff on the date that was promised: it is today that the family hears when next."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell one person.

    `version` is the version of the subject this is true for; None when any later truth will do.
    `facts` holds ids, numbers and ISO times only, never names, places or words.
    `not_before` keeps a reminder back; after `expires_at` it is dropped rather than sent untrue.
    `network` is set when consent within that network decides whether it may be sent.
    """

    kind: Kind
    to: PersonId
    subject: Subject
    subject_id: str
    urgency: Urgency = Urgency.ORDINARY
    version: int | None = None
    network: NetworkId | None = None
    not_before: datetime | None = None
    expires_at: datetime | None = None
    facts: Mapping[str, str | int] = field(default_factory=dict)


ENDS: Final = "ends"
"""The fact of a redraw after which no question that somebody has opened about the subject can be answered."""


def redraw(
    to: PersonId, subject: Subject, subject_id: str, urgency: Urgency = Urgency.ORDINARY, *, ends: bool = False
) -> Notice:
    """A silent refresh of the cards `to` holds about the subject; with `ends` of opened questions about it too."""
    return Notice(Kind.REDRAW, to, subject, subject_id, urgency, facts={ENDS: 1} if ends else {})


def fold(to: PersonId, subject: Subject, subject_id: str, message: int) -> Notice:
    """Make an older message about the subject one line: two true cards in one chat read as two meetings."""
    return Notice(Kind.FOLD, to, subject, subject_id, Urgency.REMINDER, facts={"message": message})
