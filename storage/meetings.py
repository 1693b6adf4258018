"""Meetings: one door for each change, and the questions that screens ask."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, select

from rules.contact_meetings import (
    choose_later,
    record_agreed,
    record_met,
    record_offer,
    record_unsettled,
)
from rules.decision import Decision, Refused, Situation
from rules.ids import ContactId, MeetingId, NetworkId, OptionId, PersonId, TeamId
from rules.meeting import Meeting, Participant, Proposal, State
from rules.meeting_asking import add_options, ask
from rules.meeting_company import follow as following
from rules.meeting_notices import redraw_as_time_passes, redraw_everyone
from rules.meeting_place import set_place
from rules.meeting_question import Asked
from rules.notice import Kind, Subject, redraw
from rules.people import Person
from storage import audit, cards, contact_clock, contacts, outbox
from storage.database import Transaction
from storage.ids import new_id
from storage.meeting_rows import changes, read, write_new, write_place, write_places
from storage.tables.meeting import meetings, options, participants
from storage.tables.network import networks

ATTEMPTS: Final = 5
_CODE_NAME = select(networks.c.code_name_sealed).where(networks.c.id == bindparam("network"))
LIVING: Final = (State.ASKING.value, State.AGREED.value)
OVER: Final = (State.HELD.value, State.NOT_HELD.value)
LISTED: Final = 20
"""How many meetings one screen lists at most."""

_PERSON: BindParameter[str] = bindparam("person")
_IN_NETWORK = meetings.c.network_id == bindparam("network")
_CONCERNING = (
    select(participants.c.meeting_id)
    .join(meetings, meetings.c.id == participants.c.meeting_id)
    .where(participants.c.person_id == _PERSON, meetings.c.state.in_(LIVING))
    .limit(1)
)
_LATER = meetings.c.state.in_(OVER) & (meetings.c.opened_at > bindparam("opened_at"))
_NEXT_ONE = (
    select(meetings.c.id)
    .where(_IN_NETWORK, meetings.c.id != bindparam("meeting"), meetings.c.state.in_(LIVING) | _LATER)
    .limit(1)
)
_PLANNED_AND_OVER = (
    select(meetings.c.id, meetings.c.state)
    .where(_IN_NETWORK, meetings.c.state.in_((*LIVING, *OVER)))
    .order_by(meetings.c.opened_at.desc(), meetings.c.id)
)


def _list(condition: ColumnElement[bool]) -> Select[tuple[str]]:
    """Ids of the living meetings and of those without a next step, newest first."""
    newer = meetings.alias()
    planned = select(newer.c.id).where(
        newer.c.network_id == meetings.c.network_id,
        newer.c.id != meetings.c.id,
        newer.c.state.in_(LIVING) | (newer.c.state.in_(OVER) & (newer.c.opened_at > meetings.c.opened_at)),
    )
    unfinished = meetings.c.state.in_(OVER) & meetings.c.next_step.is_(None) & ~planned.exists()
    return (
        select(meetings.c.id)
        .where(condition, meetings.c.state.in_(LIVING) | unfinished)
        .order_by(meetings.c.opened_at.desc(), meetings.c.id)
        .limit(LISTED)
    )


_THEIRS = select(participants.c.meeting_id).where(participants.c.person_id == _PERSON)
_OF_PERSON = _list(meetings.c.id.in_(_THEIRS) | (meetings.c.organiser_id == _PERSON))
_OF_TEAM = _list(meetings.c.team_id == bindparam("team"))


def load(tx: Transaction, meeting: str) -> Meeting | None:
    """The meeting as it is now, or None. Two statements; places stay sealed."""
    return read(tx, MeetingId(meeting))


def get(tx: Transaction, meeting: str) -> Meeting:
    """As `load`, but refuses NOT_FOR_YOU: one that is not there reads like one that is not theirs."""
    found = load(tx, meeting)
    if found is None:
        raise Refused(Situation.NOT_FOR_YOU)
    return found


def apply(
    tx: Transaction,
    meeting: str,
    decide: Callable[..., Decision[Meeting]],
    *,
    by: PersonId | None,
) -> Decision[Meeting]:
    """Load, decide, write, queue and audit. A lost race loads and decides again.

    Raises what `decide` raises, and Refused NOT_FOR_YOU for an unknown meeting.
    """
    for _attempt in range(ATTEMPTS):
        before = get(tx, meeting)
        decision = decide(before, now=tx.now)
        if not decision.verb:
            return decision
        if changes(tx, before, decision.value):
            _follow_up(tx, decision, by, was=before.state)
            return decision
    raise Refused(Situation.OUTDATED)


def open_meeting(
    tx: Transaction,
    proposals: Sequence[Proposal],
    *,
    network: NetworkId,
    contact: ContactId | None,
    company: Sequence[Participant],
    by: Person,
) -> Decision[Meeting]:
    """Ask `company` about these times; the places are sealed. Raises what `rules` refuse."""
    decision = ask(
        proposals,
        id=MeetingId(new_id()),
        team=by.team,
        network=network,
        contact=contact,
        participants=company,
        by=by,
        new_option=_new_option,
        now=tx.now,
    )
    write_new(tx, decision.value, proposals)
    _follow_up(tx, decision, by.id)
    return decision


def add_times(tx: Transaction, meeting: str, proposals: Sequence[Proposal], *, by: Person) -> Decision[Meeting]:
    """Ask about further times of a meeting that is being asked about."""
    earlier = _asked(tx, get(tx, meeting))
    decision = apply(
        tx,
        meeting,
        partial(add_options, proposals=proposals, by=by, new_option=_new_option, earlier=earlier),
        by=by.id,
    )
    write_places(tx, decision.value.options[-len(proposals) :], proposals)
    return decision


def give_place(
    tx: Transaction, meeting: str, option: OptionId, place: str, *, corrects: bool, by: Person
) -> Decision[Meeting]:
    """Write the place of a time, or put it right; messages that show the old one are taken away.

    Raises what `rules.meeting_place.set_place` refuses.
    """
    decision = apply(tx, meeting, partial(set_place, option=option, corrects=corrects, by=by), by=by.id)
    write_place(tx, option, place)
    outbox.withdraw(tx, subject=Subject.PERSON, subject_id=shown_place(option))
    cards.take_away(tx, Subject.PERSON, shown_place(option))
    return decision


def shown_place(option: OptionId) -> str:
    """What a message that shows the place of a time is kept under: of no subject that is ever redrawn."""
    return f"place {option}"


def follow(tx: Transaction, network: NetworkId, company: Sequence[Participant]) -> None:
    """Bring the network's living meetings in line with who takes part in it today."""
    rows = tx.rows(select(meetings.c.id).where(meetings.c.network_id == network, meetings.c.state.in_(LIVING)))
    for row in rows:
        apply(tx, row.id, partial(following, network=company), by=None)


def place(tx: Transaction, option: OptionId) -> str | None:
    """The address, or the way to join, opened; None where there is none."""
    row = tx.row(select(options.c.place_sealed).where(options.c.id == option))
    return None if row is None or row.place_sealed is None else tx.open(row.place_sealed)


def of_person(tx: Transaction, person: PersonId) -> list[Meeting]:
    """What somebody takes part in or organised, newest first: living, or with no next step yet."""
    return _all(tx, _OF_PERSON, {"person": person})


def of_team(tx: Transaction, team: TeamId) -> list[Meeting]:
    """The same for a whole team: for its leads."""
    return _all(tx, _OF_TEAM, {"team": team})


def concerns(tx: Transaction, person: PersonId) -> bool:
    """Whether anybody asks this person about a meeting, or one is agreed with them."""
    return tx.row(_CONCERNING, {"person": person}) is not None


def is_living_in(tx: Transaction, network: NetworkId) -> bool:
    """Whether a meeting of this network is being asked about or agreed."""
    living = select(meetings.c.id).where(meetings.c.network_id == network, meetings.c.state.in_(LIVING))
    return tx.row(living.limit(1)) is not None


def are_in(tx: Transaction, network: NetworkId) -> bool:
    """Whether this network has, or ever had, a meeting."""
    return tx.row(select(meetings.c.id).where(meetings.c.network_id == network).limit(1)) is not None


def is_next_planned(tx: Transaction, meeting: Meeting) -> bool:
    """Whether the network has another meeting that is being looked for or agreed, or that came after this one."""
    this = {"network": meeting.network, "meeting": meeting.id, "opened_at": meeting.opened_at}
    return tx.row(_NEXT_ONE, this) is not None


def without_next(tx: Transaction, network: NetworkId) -> Meeting | None:
    """The network's last meeting when it is over and the step after it is open; None while one is looked for or near.

    "We write by" and "times are being suggested" are no step yet.
    """
    rows = tx.rows(_PLANNED_AND_OVER, {"network": network})
    if not rows or any(row.state == State.ASKING.value for row in rows):
        return None
    last = load(tx, rows[0].id)
    option = None if last is None else last.agreed_option
    if last is None or option is None or tx.now < option.ends_at or (last.next and last.next.is_settled):
        return None
    return last


def code_name(tx: Transaction, network: NetworkId) -> str:
    """The code name of the meeting's network, for staff."""
    row = tx.row(_CODE_NAME, {"network": network})
    return "" if row is None else tx.open(row.code_name_sealed)


def _all(tx: Transaction, statement: Select[tuple[str]], parameters: Mapping[str, object]) -> list[Meeting]:
    return [found for row in tx.rows(statement, parameters) if (found := load(tx, row.id)) is not None]


def _follow_up(tx: Transaction, decision: Decision[Meeting], by: PersonId | None, *, was: State | None = None) -> None:
    meeting = decision.value
    outbox.put(tx, decision.notices)
    if decision.verb in _NEW_ON_A_PHONE:
        outbox.put(tx, redraw_as_time_passes(meeting, tx.now))
    if decision.verb in _ON_NETWORK:
        outbox.put(tx, [redraw(person, Subject.NETWORK, meeting.network) for person in meeting.staff()])
    if decision.verb in _ON_LAST:
        outbox.put(tx, [each for last in _last_of(tx, meeting) for each in redraw_everyone(last, but=None)])
    audit.record(tx, decision.verb, Subject.MEETING, meeting.id, by=by, version=meeting.version)
    if decision.verb in _ON_CONTACT:
        own = () if meeting.contact is None else (meeting.contact,)
        # Who was to come has left the network when the meeting is off because its person left.
        family = [p.person for p in meeting.participants if not p.is_staff]
        for contact in dict.fromkeys((*own, *contacts.of_network(tx, meeting.network, also=family))):
            if decision.verb == "not_held" and was is State.HELD:
                _taken_back(tx, meeting, contact, by)
                continue
            record = _recorded(tx, meeting, decision.verb, own=contact in own)
            if record is not None:
                contacts.apply(tx, contact, record, by=by)


def _taken_back(tx: Transaction, meeting: Meeting, contact: ContactId, by: PersonId | None) -> None:
    """ "Yes, we met" was a mistake: say so to the call, unless the network did meet another time."""
    met = select(meetings.c.id).where(meetings.c.network_id == meeting.network, meetings.c.state == State.HELD.value)
    if tx.row(met.limit(1)) is None:
        contacts.take_back_met(tx, contact, planned=any(contact_clock.planned(tx, meeting.network)), by=by)


def _recorded(tx: Transaction, meeting: Meeting, verb: str, *, own: bool) -> "contacts.Decide | None":
    """What this does to the 24-hour clock of a call: `own` is the one that the network came from."""
    option = meeting.agreed_option
    match verb:
        case "ask":
            return record_offer
        case "agree" if option is not None:
            return partial(record_agreed, ends_at=option.ends_at)
        case "held":
            return partial(record_met, closes=own)
        case "hold" if own:
            return choose_later
        case "reopen" | "cancel" | "not_held" if not any(contact_clock.planned(tx, meeting.network)):
            return record_unsettled
    return None


_NEW_ON_A_PHONE: Final = {"ask", "add_options", "agree", "colleague", "follow"}
"""Changes after which somebody has a card about a time that they had none about before."""
_ON_NETWORK: Final = {"ask", "held", "not_held", "next"}
"""Changes after which the network's card says something else about the next step."""
_ON_LAST: Final = {"ask", "withdraw", "cancel"}
"""Changes after which the cards of the meeting before say something else about the next one."""
_ON_CONTACT: Final = {"ask", "hold", "agree", "held", "reopen", "cancel", "not_held"}
"""Changes that move the 24-hour clock of the network's call, and of each open call of somebody in it."""


def _last_of(tx: Transaction, meeting: Meeting) -> list[Meeting]:
    """The network's last meeting that is over, if it has one."""
    over = select(meetings.c.id).where(meetings.c.network_id == meeting.network, meetings.c.state.in_(OVER))
    row = tx.row(over.order_by(meetings.c.opened_at.desc(), meetings.c.id).limit(1))
    last = None if row is None else load(tx, row.id)
    return [] if last is None else [last]


def _asked(tx: Transaction, meeting: Meeting) -> list[Asked]:
    """Who was asked, or will be nudged, about the question that is open now: not about a plan that is given up."""
    told = outbox.told(tx, Kind.MEETING_ASK, Subject.MEETING, meeting.id)
    return [
        Asked(person, at, nudge="nudge" in facts)
        for person, at, facts in told
        if facts.get("plan", 0) == meeting.sequence
    ]


def _new_option() -> OptionId:
    return OptionId(new_id())
