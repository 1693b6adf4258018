"""Steps of the proposing dialogue: which day, what time, by key or typed, always echoed."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from handlers.buttons.meeting_propose import (
    ChooseDay,
    ChooseTime,
    Pick,
    ShowDays,
    ShowMonth,
)
from handlers.meeting.draft import draft_of
from handlers.turn import Turn
from handlers.views import meeting_propose as views
from handlers.views import meeting_propose_words as words
from handlers.views.refusals import sentence
from locales.typed_time import NotUnderstood, understand
from rules.calendar_grid import bounds, shows_a_choice
from rules.decision import Refused, Situation
from rules.when import TimeTrouble, Trouble, check
from storage.meeting_plans import at_that_time, plans_of

TIME = "time"

CLOCKS_CHANGE = (TimeTrouble.DOES_NOT_EXIST, TimeTrouble.HAPPENS_TWICE)


def show_days(turn: Turn, tap: ShowDays) -> str:  # noqa: ARG001 - every step gets its tap
    """The next days."""
    return ask_day(turn)


def show_month(turn: Turn, tap: ShowMonth) -> str:
    """A month, if any of its days can be chosen."""
    must_be_placed(turn)
    first, last = bounds(turn.now, turn.reader.zone)
    if not 1 <= tap.month <= 12 or not shows_a_choice(tap.year, tap.month, first=first, last=last):  # noqa: PLR2004 - months
        raise Refused(Situation.OUTDATED)
    turn.show(views.month(tap.year, tap.month, turn.reader))
    return TIME


def choose_day(turn: Turn, tap: ChooseDay) -> str:
    """The times of a day."""
    must_be_placed(turn)
    first, last = bounds(turn.now, turn.reader.zone)
    if tap.day < first:
        raise Refused(Situation.TIME_IN_THE_PAST)
    if tap.day > last:
        raise Refused(Situation.TIME_TOO_FAR)
    turn.show(views.times(tap.day, turn.reader))
    return TIME


def choose_time(turn: Turn, tap: ChooseTime) -> str:
    """A time of that day."""
    if not 0 <= tap.minute < 24 * 60:
        raise Refused(Situation.OUTDATED)
    wall = datetime.combine(tap.day, time()) + timedelta(minutes=tap.minute)
    return _consider(turn, [wall])


def pick(turn: Turn, tap: Pick) -> str:
    """One of the moments that were offered."""
    return _echo(turn, draft_of(turn).picked(tap.number))


def typed_time(turn: Turn, text: str) -> str:
    """A day, a time or both, typed at any point once the place is chosen."""
    must_be_placed(turn)
    found = understand(text, turn.t.language, turn.reader.zone, now=turn.now)
    if isinstance(found, NotUnderstood):
        return ask_day(turn, trouble=words.not_understood(turn.reader, found.no_date))
    if found.time_given:
        return _consider(turn, found.candidates)
    days = list(dict.fromkeys(wall.date() for wall in found.candidates))
    first, last = bounds(turn.now, turn.reader.zone)
    if not all(first <= day <= last for day in days):
        return ask_day(turn, trouble=words.not_understood(turn.reader))
    if len(days) > 1:
        turn.show(views.which_day(days, turn.reader))
    else:
        turn.show(views.times(days[0], turn.reader))
    return TIME


def ask_day(turn: Turn, *, trouble: str = "") -> str:
    """Ask for the day, once where and how long are known."""
    must_be_placed(turn)
    turn.show(views.days(turn.reader, len(draft_of(turn).times), trouble=trouble))
    return TIME


def _consider(turn: Turn, walls: Sequence[datetime]) -> str:
    """Echo the one reading there is, or ask which of several is meant.

    A reading that the clocks leave out, or have twice, is never passed over for another one.
    """
    must_be_placed(turn)
    moments: list[datetime] = []
    troubles: list[Trouble] = []
    for wall in walls:
        found = check(wall, turn.reader.zone, now=turn.now)
        if isinstance(found, Trouble):
            troubles.append(found)
            moments += found.suggestions if found.kind in CLOCKS_CHANGE else ()
        else:
            moments.append(found)
    if not moments:
        return ask_day(turn, trouble=words.trouble_words(troubles[0], turn.reader))
    change = next((trouble for trouble in troubles if trouble.kind in CLOCKS_CHANGE), None)
    if len(moments) == 1 and change is None:
        return _echo(turn, moments[0])
    offered = draft_of(turn).offer(sorted(set(moments)))
    turn.show(views.which(offered, turn.reader, change=change))
    return TIME


def _echo(turn: Turn, moment: datetime) -> str:
    draft = draft_of(turn)
    if moment <= turn.now:
        return ask_day(turn, trouble=sentence(Situation.TIME_IN_THE_PAST, turn.t))
    draft.set_echo(moment)
    proposal = draft.at(moment)
    plan = at_that_time(plans_of(turn.tx, turn.person.id), proposal.starts_at, proposal.minutes)
    busy = None if plan is None else plan.code_name if turn.person.is_staff else ""
    turn.show(views.echo(proposal, turn.reader, busy=busy))
    return TIME


def must_be_placed(turn: Turn) -> None:
    """Refuse OUTDATED before where and how long have been chosen."""
    if not draft_of(turn).is_placed:
        raise Refused(Situation.OUTDATED)
