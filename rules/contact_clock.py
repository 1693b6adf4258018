"""What time does to a contact: steps, promises, the 24-hour warnings, and no silent end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from rules.contact import (
    DAY,
    WARN_AFTER,
    Because,
    Contact,
    DayWarning,
    State,
    lateness,
    redraws,
    tell,
)
from rules.contact_asking import ask_after, escalate
from rules.decision import Decision
from rules.ids import PersonId
from rules.ladder import Ladder
from rules.notice import Kind, Notice, Urgency

Move = Callable[[Contact], Decision[Contact]]


def raise_if_due(contact: Contact, *, ladder: Ladder, now: datetime) -> Decision[Contact]:
    """Do everything that is due at `now`; afterwards `due_at` lies in the future.

    Safe to call at any time and as often as one likes. A late call gives the next audience its full
    wait from now: an outage must not rush people. Each warning is given late rather than never.
    """
    if contact.is_closed:
        return Decision(contact)
    moves: tuple[Move, ...] = (
        lambda value: _mend(value, ladder, now),
        lambda value: _hand_over_unanswered(value, now),
        lambda value: _promise_broken(value, ladder, now),
        lambda value: _next_step(value, ladder, now),
        lambda value: _warn(value, ladder, now),
        lambda value: _daily_check(value, ladder, now),
    )
    return _in_turn(contact, moves)


def mend(contact: Contact, *, ladder: Ladder, now: datetime) -> Decision[Contact]:
    """Put right what a change of the team has broken, without waiting for anything to be due.

    The owner left or blocked the bot: others are asked. Nobody of the current step can be reached
    any more: the next one is asked at once. Nobody could be reached and now somebody can: they are.
    """
    if contact.is_closed:
        return Decision(contact)
    return _mend(contact, ladder, now)


def silent(contact: Contact, *, ladder: Ladder, now: datetime) -> bool:
    """Whether this open contact would end in silence (promise 3): a breach, checked at each tick.

    True when nothing is due in the future, or when neither its owner nor anybody asked can be
    reached and the leads and the caller have not been told so.
    """
    if contact.is_closed:
        return False
    due = contact.due_at
    if due is None or due <= now:
        return True
    if contact.nobody_since is not None:
        return contact.state is not State.OPEN
    if contact.state is State.TAKEN:
        return not ladder.reaches(contact.owner)
    return not any(ladder.reaches(person) for person in contact.asking)


def _in_turn(contact: Contact, moves: tuple[Move, ...]) -> Decision[Contact]:
    notices: list[Notice] = []
    verb = ""
    for move in moves:
        decision = move(contact)
        contact = decision.value
        notices.extend(decision.notices)
        verb = verb or decision.verb
    return Decision(contact, tuple(notices), verb)


def _mend(contact: Contact, ladder: Ladder, now: datetime) -> Decision[Contact]:
    notices: tuple[Notice, ...] = ()
    verb = ""
    if contact.handing_to is not None and not ladder.reaches(contact.handing_to):
        contact, notices = _hand_over_ends(contact, "unreachable")
        verb = "hand_over_ended"
    if contact.owner is not None and not ladder.reaches(contact.owner):
        decision = escalate(contact, ladder=ladder, now=now, why=Because.OWNER_GONE)
        return replace(decision, notices=(*notices, *decision.notices))
    if contact.state is State.OPEN and not any(ladder.reaches(p) for p in contact.asking):
        if contact.nobody_since is not None and not ladder.roster.reachable():
            return Decision(contact, notices, verb)
        decision = ask_after(contact, contact.step, ladder=ladder, now=now, planned=now, why="unreachable")
        return replace(decision, notices=(*notices, *decision.notices))
    return Decision(contact, notices, verb)


def _hand_over_unanswered(contact: Contact, now: datetime) -> Decision[Contact]:
    if contact.handing_due_at is None or now < contact.handing_due_at:
        return Decision(contact)
    value, notices = _hand_over_ends(contact, "unanswered")
    return Decision(value, notices, "hand_over_ended")


def _hand_over_ends(contact: Contact, what: str) -> tuple[Contact, tuple[Notice, ...]]:
    to = contact.handing_to
    value = replace(contact, handing_to=None, handing_due_at=None)
    if contact.owner is None or to is None:
        return value, ()
    told = tell(contact, contact.owner, Kind.CONTACT_PASSED, {"what": what, "to": to})
    return value, (told, *redraws(contact, without={contact.owner, contact.caller}))


def _promise_broken(contact: Contact, ladder: Ladder, now: datetime) -> Decision[Contact]:
    if contact.promise_due_at is None or now < contact.promise_due_at or contact.spoken_at is not None:
        return Decision(contact)
    return escalate(contact, ladder=ladder, now=now, why=Because.PROMISE, planned=contact.promise_due_at)


def _next_step(contact: Contact, ladder: Ladder, now: datetime) -> Decision[Contact]:
    if contact.step_due_at is None or now < contact.step_due_at:
        return Decision(contact)
    return ask_after(
        contact,
        contact.step,
        ladder=ladder,
        now=now,
        planned=contact.step_due_at,
        why="step",
    )


def _warn(contact: Contact, ladder: Ladder, now: datetime) -> Decision[Contact]:
    due = [w for w in contact.warnings_left if now >= contact.opened_at + WARN_AFTER[w]]
    if not due:
        return Decision(contact)
    notices = [
        _warning(contact, person, warning, now)
        for warning in due
        for person in _warned_people(contact, warning, ladder)
    ]
    warned = replace(contact, warned=contact.warned | frozenset(due))
    return Decision(warned, tuple(notices), "warned")


def _warned_people(contact: Contact, warning: DayWarning, ladder: Ladder) -> tuple[PersonId, ...]:
    if warning is not DayWarning.LEADS and contact.owner is not None:
        return (contact.owner,)
    return tuple(dict.fromkeys(ladder.all_leads()))


def _warning(contact: Contact, to: PersonId, warning: DayWarning, now: datetime) -> Notice:
    after = WARN_AFTER[warning]
    facts: dict[str, str | int] = {
        "warning": warning.value,
        "hours": int(after.total_seconds()) // 3600,
        **lateness(contact.opened_at + after, now),
    }
    return tell(contact, to, Kind.CONTACT_WARNING, facts)


def _daily_check(contact: Contact, ladder: Ladder, now: datetime) -> Decision[Contact]:
    if now < contact.check_at:
        return Decision(contact)
    people = (contact.owner,) if contact.owner is not None else ladder.all_leads()
    days = (now - contact.opened_at) // DAY
    notices = tuple(
        tell(
            contact,
            person,
            Kind.CONTACT_WARNING,
            {"warning": "daily", "days": days},
            urgency=Urgency.ORDINARY,
        )
        for person in people
    )
    return Decision(replace(contact, check_at=now + DAY), notices, "checked")
