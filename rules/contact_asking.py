"""Asking people, step by step, until a human has the contact; and telling the caller so."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from rules.contact import DAY, LATE, Because, Contact, State, lateness, redraws, tell
from rules.decision import Decision, Refused, Situation
from rules.ids import ContactId, NetworkId, PersonId, TeamId
from rules.ladder import BEFORE_THE_FIRST, LONGEST_ROUND, LONGEST_ROUND_OWNED, ROUNDS_AS_SET, Ladder
from rules.notice import Kind, Notice, Subject, Urgency, redraw

TOLD_OFTEN_FOR = timedelta(hours=4)
TOLD_OFTEN = timedelta(hours=1)
TOLD_LATER = timedelta(hours=4)
"""After the first rounds the caller hears that nobody has answered hourly at most, later every four hours: more often
the same words are only noise to somebody in distress (domain.md section 8, "alert fatigue")."""


def open_contact(
    contact: ContactId,
    *,
    team: TeamId,
    caller: PersonId,
    ladder: Ladder,
    now: datetime,
    network: NetworkId | None = None,
    by: PersonId | None = None,
) -> Decision[Contact]:
    """A new contact from the first tap, asking its first step at once.

    The caller reads the fixed words, or, when nobody can be reached, the words that say so.
    `by` is a member of staff who opens it for somebody who phoned them: whoever hears first stays
    responsible, so they own it, and that call was its first human reply.
    """
    opened = Contact(contact, team, caller, opened_at=now, check_at=now + DAY, network=network, opened_by=by)
    if by is not None:
        if not ladder.reaches(by):
            raise Refused(Situation.NOT_FOR_YOU)
        return Decision(
            replace(opened, state=State.TAKEN, owner=by, taken_at=now, spoken_at=now, spoken_by=by, replied_at=now),
            verb="opened",
        )
    asked = ask_from_the_start(opened, ladder=ladder, now=now)
    if asked.value.nobody_since is not None:
        return replace(asked, verb="opened")
    told = tell(opened, caller, Kind.CONTACT_OPENED, whom_told(asked.value, ladder=ladder, now=now))
    return Decision(asked.value, (told, *asked.notices), "opened")


def ask_from_the_start(contact: Contact, *, ladder: Ladder, now: datetime, why: str = "new") -> Decision[Contact]:
    """Ask from the first step of the ladder on, leaving the owner out while there are others."""
    fresh = replace(contact, heard=(), begun=contact.round)
    return ask_after(fresh, BEFORE_THE_FIRST, ladder=ladder, now=now, planned=now, why=why)


def ask_after(
    contact: Contact, step: int, *, ladder: Ladder, now: datetime, planned: datetime, why: str
) -> Decision[Contact]:
    """Ask the next step after `step`; its people get their full wait from `now`.

    `planned` is when this was due, so that a late message can say so. Where nobody can be reached
    the leads and the caller are told, and the ladder tries again after its first wait. The caller's card
    says how far it is at each step; a new message comes after the first step that nobody answered, after
    the first rounds, and as soon as somebody can be reached again.
    """
    without = () if contact.owner is None else (contact.owner,)
    turn = ladder.turn_after(
        step,
        now,
        without=(*without, contact.caller),
        heard=contact.heard,
        number=_number(contact),
        longest=LONGEST_ROUND if contact.owner is None else LONGEST_ROUND_OWNED,
    )
    if turn is None or set(turn.people) <= {contact.caller}:
        return _nobody(contact, ladder=ladder, now=now)
    people = tuple(p for p in turn.people if p != contact.caller)
    asked = replace(
        contact,
        state=State.OPEN,
        round=contact.round + 1 if turn.wraps else contact.round,
        step=turn.step,
        asks=contact.asks + 1,
        step_due_at=now + turn.wait,
        asking=people,
        heard=people if turn.wraps else tuple(dict.fromkeys((*contact.heard, *people))),
        asked=tuple(dict.fromkeys((*contact.asked, *people))),
        nobody_since=None,
    )
    late = lateness(planned, now)
    notices = [_ask(asked, p, why=why, late=late, again=p in turn.again) for p in people]
    to_caller = _to_caller(contact, wraps=turn.wraps, why=why, now=now)
    if to_caller:
        asked = replace(asked, told_at=now)
        facts = {"why": to_caller, **whom_told(asked, ladder=ladder, now=now)}
        notices.append(tell(contact, contact.caller, Kind.CONTACT_WAITING, facts))
    elif why in {"step", "unreachable"}:
        notices.append(redraw(contact.caller, Subject.CONTACT, contact.id, Urgency.REPLY))
    if turn.wraps:
        reminded = _owner_reminded(asked, ladder)
        notices.extend(reminded)
        # Old cards carry the old round: bring them up to date, so that any of them can be tapped.
        notices.extend(redraws(contact, without={*people, contact.caller, *(n.to for n in reminded)}))
    return Decision(asked, tuple(notices), "asked")


def someone_on_duty(contact: Contact, *, who: PersonId, ladder: Ladder, now: datetime) -> Decision[Contact]:
    """Somebody's shift begins while people are being asked: they are asked too, at once.

    Not twice within minutes; but while rounds are long, also if they were asked earlier in this one.
    """
    if contact.state is not State.OPEN or who in {contact.caller, contact.owner}:
        return Decision(contact)
    if who in contact.heard and _number(contact) <= ROUNDS_AS_SET:
        return Decision(contact)
    if not ladder.reaches(who):
        return Decision(contact)
    if contact.nobody_since is not None:
        return ask_from_the_start(contact, ladder=ladder, now=now, why="duty")
    asked = replace(
        contact,
        asking=tuple(dict.fromkeys((*contact.asking, who))),
        heard=tuple(dict.fromkeys((*contact.heard, who))),
        asked=tuple(dict.fromkeys((*contact.asked, who))),
    )
    ask = _ask(asked, who, why="duty", late={})
    return Decision(asked, (ask,), "asked")


def escalate(
    contact: Contact, *, ladder: Ladder, now: datetime, why: Because, planned: datetime | None = None
) -> Decision[Contact]:
    """Ask everybody again, from the first step and in a new round, and tell the caller so.

    The owner stays responsible until somebody else accepts; one who is gone cannot be.
    """
    owner = contact.owner
    kept = owner if ladder.reaches(owner) else None
    again = replace(
        contact,
        owner=kept,
        former=None if kept is not None else owner,
        because=why,
        round=contact.round + 1,
        promise_due_at=None,
        handing_to=None,
        handing_due_at=None,
        declined=(),
        told_at=now,
    )
    asked = ask_from_the_start(again, ladder=ladder, now=now, why=why.value)
    notices = list(asked.notices)
    if asked.value.nobody_since is None:
        facts = {"why": why.value, **whom_told(asked.value, ladder=ladder, now=now)}
        if owner is not None:
            facts["owner"] = owner
        notices.insert(0, tell(contact, contact.caller, Kind.CONTACT_WAITING, facts))
    if kept is not None and why is Because.PROMISE:
        late = lateness(planned or now, now)
        notices.insert(0, tell(contact, kept, Kind.CONTACT_PROMISE_DUE, late))
    left_out = {contact.caller, *asked.value.asking}
    if kept is not None and why in {Because.PROMISE, Because.AGAIN}:
        # They read a new message about it, which a redraw would take the heading from.
        left_out.add(kept)
    return Decision(asked.value, (*notices, *redraws(contact, without=left_out)), "escalated")


def call_again(contact: Contact, *, by: PersonId, ladder: Ladder, now: datetime) -> Decision[Contact]:
    """The caller asks to talk although somebody has spoken with them: as urgent as a first call.

    The owner is told, and others are asked from the first step on: the owner may be asleep. While they wait
    for a human already, nothing changes.
    """
    if by != contact.caller:
        raise Refused(Situation.NOT_FOR_YOU)
    if contact.is_closed:
        raise Refused(Situation.CLOSED)
    if contact.spoken_at is None:
        return Decision(contact)
    waits = replace(contact, spoken_at=None, spoken_by=None, tries=0, tried_at=None, unneeded_at=None, phone_from=None)
    asked = escalate(waits, ladder=ladder, now=now, why=Because.AGAIN)
    owner = asked.value.owner
    told = () if owner is None or owner in asked.value.asking else (tell(contact, owner, Kind.CONTACT_AGAIN),)
    return Decision(asked.value, (*told, *asked.notices), "called_again")


def whom_told(contact: Contact, *, ladder: Ladder, now: datetime) -> dict[str, str | int]:
    """Facts for the caller: how many staff are being asked, since when, and whether any is on duty."""
    return {
        "people": len(contact.asking),
        "on_duty": int(bool(ladder.roster.on_duty(now))),
        "at": now.isoformat(),
    }


def _nobody(contact: Contact, *, ladder: Ladder, now: datetime) -> Decision[Contact]:
    first = contact.nobody_since is None
    since = contact.nobody_since or now
    soon = now - since <= ROUNDS_AS_SET * ladder.round_length + LATE
    again = ladder.round_length if soon else _told_again_after(contact, now)
    overdue = contact.told_at is None or now - contact.told_at >= again
    waiting = replace(
        contact,
        state=State.OPEN,
        step=BEFORE_THE_FIRST,
        step_due_at=now + ladder.waits.on_duty,
        asking=(),
        heard=(),
        nobody_since=since,
        told_at=now if first or overdue else contact.told_at,
    )
    notices: tuple[Notice, ...] = ()
    if first:
        leads = [m.id for m in ladder.roster.members if m.role.value == "lead"]
        notices = tuple(tell(contact, lead, Kind.CONTACT_NOBODY) for lead in leads)
    if first or overdue:
        notices = (tell(contact, contact.caller, Kind.CONTACT_NOBODY), *notices)
    return Decision(waiting, notices, "nobody")


def _owner_reminded(contact: Contact, ladder: Ladder) -> tuple[Notice, ...]:
    """While others are asked again and again, so is the one whose single tap would end it."""
    owner = contact.owner
    if owner is None or contact.spoken_at is not None or not ladder.reaches(owner):
        return ()
    return (tell(contact, owner, Kind.CONTACT_PROMISE_DUE),)


def _to_caller(contact: Contact, *, wraps: bool, why: str, now: datetime) -> str:
    """Why the caller gets a new message with this step; empty where their card is redrawn, and no more."""
    if contact.nobody_since is not None:
        return "reachable"
    if wraps and (_number(contact) <= ROUNDS_AS_SET or _caller_waits_long(contact, now)):
        return "round"
    return "step" if why == "step" and contact.told_at is None else ""


def _number(contact: Contact) -> int:
    """Which round of the present asking this is, from 1."""
    return contact.round - contact.begun + 1


def _caller_waits_long(contact: Contact, now: datetime) -> bool:
    return contact.told_at is None or now - contact.told_at >= _told_again_after(contact, now)


def _told_again_after(contact: Contact, now: datetime) -> timedelta:
    # A tick that is seconds late must not put it off by a whole round.
    return (TOLD_OFTEN if now - contact.opened_at <= TOLD_OFTEN_FOR else TOLD_LATER) - LATE


def _ask(contact: Contact, to: PersonId, *, why: str, late: Mapping[str, str | int], again: bool = False) -> Notice:
    facts = {"round": contact.round, "step": contact.step, "why": why, "again": int(again), **late}
    return tell(contact, to, Kind.CONTACT_ASK, facts)
