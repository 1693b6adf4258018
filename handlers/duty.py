"""Being on duty, and how long the ladder waits."""

from datetime import datetime

from handlers.buttons import duty as buttons
from handlers.card import Key
from handlers.subject import Part
from handlers.turn import Reader, Turn
from handlers.views import duty as views
from rules.decision import Refused, Situation
from rules.duty import change_wait
from rules.ids import TeamId
from storage import duty, people, teams
from storage.database import Transaction


def show(turn: Turn, _tap: buttons.Duty) -> None:
    """Who is on duty, and my own shift."""
    if not turn.person.is_staff:
        raise Refused(Situation.NOT_FOR_YOU)
    turn.show(views.duty(_shifts(turn.tx, turn.person.team, turn.now), turn.reader))


def on_duty(turn: Turn, tap: buttons.OnDuty) -> None:
    """Begin a shift, or change its end."""
    duty.start(turn.tx, turn.person, hours=tap.hours)
    show(turn, buttons.Duty())


def off_duty(turn: Turn, _tap: buttons.OffDuty) -> None:
    """End it now."""
    if not turn.person.is_staff:
        raise Refused(Situation.NOT_FOR_YOU)
    duty.end(turn.tx, turn.person.id)
    show(turn, buttons.Duty())


def show_waits(turn: Turn, _tap: buttons.ShowWaits) -> None:
    """How long each step waits; leads only."""
    _only_leads(turn)
    turn.show(views.waits(teams.get(turn.tx, turn.person.team).waits, turn.reader))


def choose_wait(turn: Turn, tap: buttons.ChangeWait) -> None:
    """Minutes to choose from."""
    _only_leads(turn)
    waits = teams.get(turn.tx, turn.person.team).waits
    turn.show(views.choose_wait(tap.part, waits, turn.reader))


def set_wait(turn: Turn, tap: buttons.SetWait) -> None:
    """Change one wait; calls follow from their next step on."""
    team = teams.get(turn.tx, turn.person.team)
    waits = change_wait(team.waits, by=turn.person, part=tap.part, minutes=tap.minutes)
    teams.set_waits(turn.tx, team.id, waits, by=turn.person.id)
    turn.show(views.waits(waits, turn.reader))


def home_keys(tx: Transaction, reader: Reader) -> list[tuple[Key, ...]]:
    """Staff reach who is on duty from their first screen."""
    del tx
    return [(views.duty_key(reader),)] if reader.person.is_staff else []


def _shifts(tx: Transaction, team: TeamId, now: datetime) -> list[views.Shift]:
    members = [m for m in people.roster(tx, team).members if m.is_on_duty(now)]
    known = people.named(tx, tuple(member.id for member in members))
    return [
        views.Shift(member.id, known[member.id].name, member.on_duty_until)
        for member in members
        if member.on_duty_until is not None
    ]


def _only_leads(turn: Turn) -> None:
    if not turn.person.is_lead:
        raise Refused(Situation.NOT_FOR_YOU)


PART = Part(
    taps={
        buttons.Duty: show,
        buttons.OnDuty: on_duty,
        buttons.OffDuty: off_duty,
        buttons.ShowWaits: show_waits,
        buttons.ChangeWait: choose_wait,
        buttons.SetWait: set_wait,
    },
    home_keys=home_keys,
)
