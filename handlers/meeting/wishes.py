"""Taps about what only the person at the centre can wish: wait, go on, go ahead without me, be there after all."""

from collections.abc import Callable
from functools import partial

from handlers.buttons.meeting_wishes import BeThere, GoAhead, GoAheadFirst, SetHold
from handlers.meeting.answer import seen
from handlers.meeting.truth import known_to, today
from handlers.turn import Turn
from handlers.views import meeting_wishes as views
from rules import meeting_wishes as rules
from rules.decision import Decision, Refused, Situation
from rules.meeting import Meeting, State, may_settle
from storage import meetings


def set_hold(turn: Turn, tap: SetHold) -> None:
    """The person at the centre asks to wait, or lets it go on."""
    _move(turn, tap.meeting, partial(rules.set_hold, hold=tap.hold, by=turn.person))


def go_ahead_first(turn: Turn, tap: GoAheadFirst) -> None:
    """Show what going ahead without the person means."""
    meeting = seen(turn, tap.meeting)
    if not may_settle(meeting, turn.person):
        raise Refused(Situation.NOT_FOR_YOU)
    if meeting.state is not State.ASKING or meeting.go_ahead is not None:
        raise Refused(Situation.OUTDATED)
    turn.show(views.go_ahead_first(meeting, turn.reader, known_to(turn.tx, meeting, turn.reader)))


def go_ahead(turn: Turn, tap: GoAhead) -> None:
    """The person has said: go ahead without me."""
    _move(turn, tap.meeting, partial(rules.say_go_ahead, by=turn.person))


def be_there(turn: Turn, tap: BeThere) -> None:
    """The person takes that back."""
    _move(turn, tap.meeting, partial(rules.want_to_be_there, by=turn.person))


def _move(turn: Turn, meeting: str, move: Callable[..., Decision[Meeting]]) -> None:
    decision = meetings.apply(turn.tx, meeting, move, by=turn.person.id)
    turn.show(today(turn.tx, decision.value, turn.reader))
