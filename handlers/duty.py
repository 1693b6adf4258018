"""Being on duty, and how long the ladder waits."""

from datetime import datetime

from handlers.buttons import duty as buttons
from handlers.card import Card, Key
from handlers.subject import Part
from handlers.turn import Reader, Turn
from handlers.views import duty as views
from rules.decision import Refused, Situation
from rules.duty import change_wait
from rules.ids import PersonId, TeamId
from rules.notice import Kind, Notice
from storage import duty, people, teams
from storage.database import Transaction


def show(turn: Turn, _tap: buttons.Duty) -> None:
    """Who is on duty, and my own shift."""
    if not turn.person.is_staff:
        raise Refused(Situation.NOT_FOR_YOU)
    turn.show(views.duty(_shifts(turn.tx, turn.person.team, turn.now), turn.reader))


def on_duty(turn: Turn, tap: buttons.OnDuty) -> None:
    """Begin a shift, or make it longer."""
    before = duty.until(turn.tx, turn.person.id)
    if duty.start(turn.tx, turn.person, hours=tap.hours) == before:
        turn.toast(views.longer_already(before, turn.reader))
    show(turn, buttons.Duty())


def off_duty(turn: Turn, _tap: buttons.OffDuty) -> None:
    """End it now."""
    if not turn.person.is_staff:
        raise Refused(Situation.NOT_FOR_YOU)
    duty.end(turn.tx, turn.person)
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


def home_words(tx: Transaction, reader: Reader) -> list[str]:
    """Staff read on their first screen whether they are on duty."""
    if not reader.person.is_staff:
        return []
    return [views.mine(duty.until(tx, reader.person.id), reader)]


def reachability(tx: Transaction, person: PersonId) -> None:
    """Somebody blocked the bot, or came back: the team hears of one who is on duty."""
    known = people.get(tx, person)
    if known is not None:
        duty.tell_unreachable(tx, known)


def _ends(tx: Transaction, notice: Notice, reader: Reader) -> Card | None:
    until = duty.until(tx, reader.person.id)
    if until is None or until.isoformat() != notice.facts["until"]:
        return None
    return views.ends(until, reader)


def _unreachable(tx: Transaction, notice: Notice, reader: Reader) -> Card | None:
    roster = people.roster(tx, reader.person.team)
    gone = next((m for m in roster.members if m.id == notice.subject_id), None)
    if not reader.person.is_staff or gone is None or gone.reachable or not gone.is_on_duty(reader.now):
        return None
    name = people.named(tx, (gone.id,))[gone.id].name
    return views.unreachable(name, reader, others=bool(roster.on_duty(reader.now)))


def _nobody(tx: Transaction, notice: Notice, reader: Reader) -> Card | None:
    del notice
    if not reader.person.is_lead or people.roster(tx, reader.person.team).on_duty(reader.now):
        return None
    return views.nobody(reader)


def _shifts(tx: Transaction, team: TeamId, now: datetime) -> list[views.Shift]:
    members = [m for m in people.roster(tx, team).members if m.is_on_duty(now)]
    known = people.named(tx, tuple(member.id for member in members))
    return [
        views.Shift(member.id, known[member.id].name, member.on_duty_until, member.reachable)
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
    home_words=home_words,
    presenters={
        Kind.DUTY_ENDS: _ends,
        Kind.DUTY_UNREACHABLE: _unreachable,
        Kind.DUTY_NOBODY: _nobody,
    },
    reachability=reachability,
    due=duty.end_due,
    next_due=duty.next_end,
)
