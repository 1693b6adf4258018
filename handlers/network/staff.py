"""Staff and the list: one person at a time, suggestions, recorded answers, closing."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from handlers.buttons.base import Button
from handlers.buttons.network import (
    AskRecord,
    AskRecordAbout,
    Close,
    CloseNow,
    Networks,
    Record,
    RecordAbout,
    Remove,
    RemoveNow,
    ShowMember,
    ShowNetwork,
    Suggest,
    SuggestCaller,
)
from handlers.network.doors import as_staff, change, member_of, must_be, staff_only, to_change, who_opened
from handlers.turn import Turn
from handlers.views import network as views
from handlers.views import network_opening as opening_views
from handlers.views.network_words import Seen
from rules import membership
from rules import network as rules
from rules.decision import Refused, Situation
from rules.ids import PersonId
from rules.people import Person
from storage import meetings, networks


def listing(turn: Turn, _tap: Networks) -> None:
    """A lead sees the team's networks, everybody else those in whose core pair they are."""
    by = staff_only(turn)
    found = networks.of_team(turn.tx, by.team) if by.is_lead else networks.of_core(turn.tx, by.id)
    turn.show(views.listing(found, turn.reader))


def show(turn: Turn, tap: ShowNetwork) -> None:
    """One network; whatever was half typed about it is left."""
    known = as_staff(turn, tap)
    turn.end_dialogues()
    turn.show(views.network(known, turn.reader))


def show_member(turn: Turn, tap: ShowMember) -> None:
    """One person of the network."""
    known = as_staff(turn, tap)
    of = member_of(known, who_opened(known, tap.person))
    turn.end_dialogues()
    turn.show(views.member(known, of.person, turn.reader))


def suggest(turn: Turn, tap: Suggest) -> None:
    """Ask whom to suggest."""
    turn.show(views.suggest(to_change(turn, tap), turn.reader))


def suggest_caller(turn: Turn, tap: SuggestCaller) -> None:
    """The one who called; they hear nothing before the person at the centre says yes."""
    known = to_change(turn, tap)
    caller = None if known.caller is None else known.people.get(known.caller)
    if caller is None:
        raise Refused(Situation.NOT_THERE)
    put_forward(turn, known, caller)


def put_forward(turn: Turn, known: Seen, member: Person) -> None:
    """Suggest somebody, and show them on the list."""
    centre = None if known.network.person is None else known.people.get(known.network.person)
    move = partial(membership.suggest, by=turn.person, member=member, centre=centre)
    changed = change(turn, known.network.id, move)
    turn.show(views.member(changed, member.id, turn.reader))


def ask_record(turn: Turn, tap: AskRecord) -> None:
    """Ask what somebody said about themselves."""
    known = to_change(turn, tap)
    member_of(known, tap.person)
    turn.show(views.record(known, tap.person, turn.reader))


def record(turn: Turn, tap: Record) -> None:
    """Record it; the record says who recorded it and how it was given."""
    known = to_change(turn, tap)
    must_be(member_of(known, tap.person).member_says, tap.was)
    centre = None if known.network.person is None else known.people.get(known.network.person)
    move = partial(
        membership.member_answers,
        by=turn.person,
        member=tap.person,
        answer=tap.answer,
        how=tap.how,
        centre=centre,
    )
    turn.show(views.member(change(turn, tap.network, move), tap.person, turn.reader))


def ask_record_about(turn: Turn, tap: AskRecordAbout) -> None:
    """Ask what the person at the centre said about this member."""
    known = to_change(turn, tap)
    member_of(known, tap.person)
    turn.show(views.record_about(known, tap.person, turn.reader))


def record_about(turn: Turn, tap: RecordAbout) -> None:
    """Record it; a yes asks a member who is on Telegram."""
    known = to_change(turn, tap)
    must_be(member_of(known, tap.person).person_says, tap.was)
    move = partial(
        membership.person_answers,
        by=turn.person,
        member=_known(known, tap.person),
        answer=tap.answer,
        how=tap.how,
    )
    turn.show(views.member(change(turn, tap.network, move), tap.person, turn.reader))


def remove(turn: Turn, tap: Remove) -> None:
    """The first of two taps."""
    known = to_change(turn, tap)
    member_of(known, tap.person)
    if tap.person == known.network.person:
        turn.show(opening_views.wrong_centre(known, turn.reader, met=meetings.are_in(turn.tx, tap.network)))
    else:
        turn.show(views.remove(known, tap.person, turn.reader))


def remove_now(turn: Turn, tap: RemoveNow) -> None:
    """Take somebody off the list. Where there was a meeting, its person stays: the next must not read of it."""
    known = to_change(turn, tap)
    if tap.person == known.network.person and meetings.are_in(turn.tx, tap.network):
        raise Refused(Situation.OUTDATED)
    move = partial(membership.remove, by=turn.person, member=_known(known, tap.person))
    turn.show(views.network(change(turn, tap.network, move), turn.reader))


def close(turn: Turn, tap: Close) -> None:
    """The first of two taps."""
    known = to_change(turn, tap)
    planned = meetings.is_living_in(turn.tx, tap.network)
    turn.show(views.close(known, turn.reader, planned=planned))


def close_now(turn: Turn, tap: CloseNow) -> None:
    """Close it; nobody is told, so nobody may be waiting for a meeting either."""
    to_change(turn, tap)
    if meetings.is_living_in(turn.tx, tap.network):
        raise Refused(Situation.OUTDATED)
    changed = change(turn, tap.network, partial(rules.close, by=turn.person))
    turn.show(views.network(changed, turn.reader))


def _known(known: Seen, person: PersonId) -> Person:
    found = known.people.get(person)
    if found is None or known.network.of(person) is None:
        raise Refused(Situation.NOT_THERE)
    return found


TAPS: Mapping[type[Button], Callable[[Turn, Any], None]] = {
    Networks: listing,
    ShowNetwork: show,
    ShowMember: show_member,
    Suggest: suggest,
    SuggestCaller: suggest_caller,
    AskRecord: ask_record,
    Record: record,
    AskRecordAbout: ask_record_about,
    RecordAbout: record_about,
    Remove: remove,
    RemoveNow: remove_now,
    Close: close,
    CloseNow: close_now,
}
