"""The dialogue in which staff give the place of an agreed meeting that had none."""

from handlers.buttons.meeting import AddPlace
from handlers.dialogue import END, Dialogue, Tapped, Typed
from handlers.meeting.answer import PLACING, staffed
from handlers.meeting.propose_place import on_one_line
from handlers.meeting.truth import today
from handlers.turn import Turn
from handlers.views import meeting_agreed as views
from handlers.views.meeting_propose import place_too_long
from rules.decision import Refused, Situation
from rules.ids import OptionId
from rules.meeting import Meeting, Option, State
from storage import meetings

ADDRESS = "address"


def dialogue() -> Dialogue:
    """A new dialogue."""
    return Dialogue(
        "place",
        entry=[Tapped(AddPlace, ask)],
        states={ADDRESS: [Typed(typed)]},
    )


def ask(turn: Turn, tap: AddPlace) -> str:
    """Ask for the place, while it is still open."""
    meeting, option = _open(turn, tap.meeting, tap.option)
    turn.draft.update({PLACING: meeting.id, "option": option.id})
    turn.show(views.which_place(meeting, option, turn.reader))
    return ADDRESS


def typed(turn: Turn, text: str) -> str | None:
    """The place, on one line; those who take part hear that it is there."""
    meeting, option = _open(turn, str(turn.draft[PLACING]), OptionId(str(turn.draft["option"])))
    place = on_one_line(text)
    if place is None:
        turn.show(views.which_place(meeting, option, turn.reader, trouble=place_too_long(turn.reader)))
        return None
    decision = meetings.give_place(turn.tx, meeting.id, option.id, place, by=turn.person)
    turn.show(today(turn.tx, decision.value, turn.reader))
    return END


def _open(turn: Turn, meeting: str, wanted: OptionId) -> tuple[Meeting, Option]:
    found = staffed(turn, meeting)
    option = found.agreed_option
    if found.state is not State.AGREED or option is None or option.id != wanted or option.ends_at <= turn.now:
        raise Refused(Situation.OUTDATED)
    if option.has_place or not option.mode.needs_place:
        raise Refused(Situation.OUTDATED)
    return found, option
