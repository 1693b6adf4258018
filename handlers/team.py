"""A lead looks after the team: who is in it, which links are open, and whose role ends."""

from handlers.buttons.invitation import Colleague, EndRole, Team, WithdrawLink
from handlers.card import Card
from handlers.subject import Part
from handlers.turn import Reader, Turn
from handlers.views import team as views
from rules.decision import Refused, Situation
from rules.ids import PersonId
from rules.leaving import require_may_end
from rules.notice import Kind, Notice
from rules.people import Person
from storage import invitations, leaving, people
from storage.database import Transaction


def show(turn: Turn, _tap: Team) -> None:
    """Everybody in the team, and the links that still work."""
    by = _lead_only(turn)
    roster = people.roster(turn.tx, by.team)
    known = people.named(turn.tx, tuple(member.id for member in roster.members))
    colleagues = [known[member.id] for member in roster.members if member.id in known]
    turn.show(views.team(colleagues, invitations.open_for_staff(turn.tx, by.team), turn.reader))


def withdraw(turn: Turn, tap: WithdrawLink) -> None:
    """One tap: another link can be made."""
    invitations.withdraw_for_staff(turn.tx, tap.invitation, by=_lead_only(turn))
    show(turn, Team())


def colleague(turn: Turn, tap: Colleague) -> None:
    """The first of two taps."""
    found = _one_of_us(turn, tap.person)
    turn.show(views.colleague(found, turn.reader))


def end_role(turn: Turn, tap: EndRole) -> None:
    """At once; the lead reads what is left to do."""
    found = _one_of_us(turn, tap.person)
    theirs = leaving.end_role(turn.tx, found.id, by=turn.person)
    turn.show(views.ended(found, theirs, turn.reader))


def present_ended(_tx: Transaction, _notice: Notice, reader: Reader) -> Card | None:
    """To the one who left, unless they are back by now."""
    return None if reader.person.is_staff else views.your_role_ended(reader)


def present_numbers(_tx: Transaction, _notice: Notice, reader: Reader) -> Card | None:
    """To a lead, while the numbers have not been checked."""
    return views.numbers_old(reader) if reader.person.is_lead else None


def _one_of_us(turn: Turn, person: PersonId) -> Person:
    by = _lead_only(turn)
    found = people.get(turn.tx, person)
    if found is None or found.team != by.team:
        raise Refused(Situation.NOT_THERE)
    require_may_end(found, by=by)
    return found


def _lead_only(turn: Turn) -> Person:
    if not turn.person.is_lead:
        raise Refused(Situation.NOT_FOR_YOU)
    return turn.person


PART = Part(
    taps={Team: show, WithdrawLink: withdraw, Colleague: colleague, EndRole: end_role},
    presenters={Kind.ROLE_ENDED: present_ended, Kind.NUMBERS_OLD: present_numbers},
)
