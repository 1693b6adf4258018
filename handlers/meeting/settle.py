"""Taps that settle a meeting for everyone: agree, stop, cancel, reopen; each in two taps."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from handlers.buttons.meeting import (
    AgreeBecause,
    AgreeFirst,
    AgreeNow,
    AskColleague,
    CancelFirst,
    CancelNow,
    Colleagues,
    More,
    ReopenFirst,
    ReopenNow,
    StopFirst,
    StopNow,
)
from handlers.meeting.answer import leads, seen, staffed
from handlers.meeting.truth import known_to, today
from handlers.turn import Turn
from handlers.views import meeting_agreed as agreed_views
from handlers.views import meeting_more as more_views
from handlers.views import meeting_settle as views
from rules import agreement
from rules.decision import Decision, Refused, Situation
from rules.ids import OptionId
from rules.meeting import Meeting, Option, State, Waiver, may_settle
from rules.meeting_asking import withdraw
from rules.meeting_company import ask_colleague
from storage import meetings, people


def agree_first(turn: Turn, tap: AgreeFirst) -> None:
    """Show who has not answered, before a time is agreed."""
    meeting = _settled_by(turn, tap.meeting)
    option = meeting.option(tap.option)
    if meeting.state is not State.ASKING or option is None or not option.is_open(turn.now):
        raise Refused(Situation.OUTDATED)
    known = known_to(turn.tx, meeting, turn.reader)
    turn.show(views.agree_first(meeting, option, turn.reader, known))


def agree_now(turn: Turn, tap: AgreeNow) -> None:
    """Agree the time that was shown."""
    _agree(turn, tap.meeting, tap.option, None)


def agree_because(turn: Turn, tap: AgreeBecause) -> None:
    """Agree it without the core pair, for a stated reason."""
    _agree(turn, tap.meeting, tap.option, tap.waiver)


def stop_first(turn: Turn, tap: StopFirst) -> None:
    """Show what taking the question back will do."""
    meeting = seen(turn, tap.meeting)
    if not (may_settle(meeting, turn.person) or meeting.organiser == turn.person.id):
        raise Refused(Situation.NOT_FOR_YOU)
    if meeting.state is not State.ASKING:
        raise Refused(Situation.OUTDATED)
    turn.show(views.stop_first(meeting, turn.reader))


def stop_now(turn: Turn, tap: StopNow) -> None:
    """Take the question back."""
    decision = meetings.apply(turn.tx, tap.meeting, partial(withdraw, by=turn.person), by=turn.person.id)
    turn.show(today(turn.tx, decision.value, turn.reader))


def more(turn: Turn, tap: More) -> None:
    """Show what is seldom wanted, or ends something for everybody."""
    meeting = seen(turn, tap.meeting)
    if meeting.state is State.ASKING:
        turn.show(more_views.more(meeting, None, turn.reader))
    else:
        turn.show(more_views.more(*_agreed(turn, tap.meeting), turn.reader))


def cancel_first(turn: Turn, tap: CancelFirst) -> None:
    """Show what cancelling will do."""
    meeting, option = _agreed(turn, tap.meeting)
    turn.show(agreed_views.cancel_first(meeting, option, turn.reader))


def cancel_now(turn: Turn, tap: CancelNow) -> None:
    """Cancel the plan that was shown."""
    move = of_plan(tap.sequence, partial(agreement.cancel, by=turn.person))
    decision = meetings.apply(turn.tx, tap.meeting, move, by=turn.person.id)
    turn.show(today(turn.tx, decision.value, turn.reader))


def reopen_first(turn: Turn, tap: ReopenFirst) -> None:
    """Show what looking for another time will do."""
    meeting, option = _agreed(turn, tap.meeting)
    turn.show(agreed_views.reopen_first(meeting, option, turn.reader))


def reopen_now(turn: Turn, tap: ReopenNow) -> None:
    """Give up the plan that was shown."""
    move = of_plan(tap.sequence, partial(agreement.reopen, by=turn.person))
    decision = meetings.apply(turn.tx, tap.meeting, move, by=turn.person.id)
    turn.show(agreed_views.reopened(decision.value, turn.reader))


def colleagues(turn: Turn, tap: Colleagues) -> None:
    """Show colleagues who are not asked yet."""
    meeting = staffed(turn, tap.meeting)
    if meeting.state not in {State.ASKING, State.AGREED}:
        raise Refused(Situation.OUTDATED)
    roster = people.roster(turn.tx, meeting.team)
    free = tuple(m.id for m in roster.members if meeting.participant(m.id) is None)
    found = people.named(turn.tx, free)
    turn.show(views.colleagues(meeting, [found[p] for p in free if p in found], turn.reader))


def add_colleague(turn: Turn, tap: AskColleague) -> None:
    """Ask a colleague to come as well."""
    colleague = people.get(turn.tx, tap.person)
    if colleague is None:
        raise Refused(Situation.NOT_FOR_YOU)
    decision = meetings.apply(
        turn.tx,
        tap.meeting,
        partial(ask_colleague, colleague=colleague, by=turn.person),
        by=turn.person.id,
    )
    turn.show(today(turn.tx, decision.value, turn.reader))


def of_plan(sequence: int, move: Callable[..., Decision[Meeting]]) -> Callable[..., Decision[Meeting]]:
    """The move, refused as OUTDATED when people have been told of a newer plan."""

    def checked(meeting: Meeting, *, now: datetime) -> Decision[Meeting]:
        decision = move(meeting, now=now)
        if meeting.sequence != sequence:
            raise Refused(Situation.OUTDATED)
        return decision

    return checked


def _agree(turn: Turn, meeting: str, option: OptionId, waiver: Waiver | None) -> None:
    decision = meetings.apply(
        turn.tx,
        meeting,
        partial(
            agreement.agree,
            option=option,
            by=turn.person,
            organisation=turn.reader.organisation,
            waiver=waiver,
            leads=leads(turn),
        ),
        by=turn.person.id,
    )
    turn.show(today(turn.tx, decision.value, turn.reader))


def _settled_by(turn: Turn, meeting: str) -> Meeting:
    found = seen(turn, meeting)
    if not may_settle(found, turn.person):
        raise Refused(Situation.NOT_FOR_YOU)
    return found


def _agreed(turn: Turn, meeting: str) -> tuple[Meeting, Option]:
    found = _settled_by(turn, meeting)
    option = found.agreed_option
    if found.state is not State.AGREED or option is None or option.ends_at <= turn.now:
        raise Refused(Situation.OUTDATED)
    return found, option
