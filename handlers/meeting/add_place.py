"""The dialogue in which staff give the place of a time that had none, or put it right."""

from handlers.buttons.meeting import AddPlace
from handlers.buttons.meeting_propose import UsePlace
from handlers.dialogue import END, Dialogue, Tapped, Typed
from handlers.meeting.answer import PLACING, staffed
from handlers.meeting.propose_place import on_one_line, unfit
from handlers.meeting.truth import today
from handlers.turn import Turn
from handlers.views import meeting_place as views
from rules.decision import Refused, Situation
from rules.ids import OptionId
from rules.meeting import Meeting, Option
from rules.meeting_place import can_be_placed
from storage import meetings

ADDRESS = "address"


def dialogue() -> Dialogue:
    """A new dialogue: what is typed is shown once more, and can be typed again, before anybody is told."""
    return Dialogue(
        "place",
        entry=[Tapped(AddPlace, ask)],
        states={ADDRESS: [Tapped(UsePlace, use), Typed(typed)]},
    )


def ask(turn: Turn, tap: AddPlace) -> str:
    """Ask for the place."""
    meeting, option = _open(turn, tap.meeting, tap.option)
    turn.draft.update({PLACING: meeting.id, "option": option.id, "corrects": option.has_place})
    turn.show(views.ask(meeting, option, turn.reader))
    return ADDRESS


def typed(turn: Turn, text: str) -> None:
    """The place, on one line, to be looked at once more."""
    meeting, option = _open(turn, *_asked(turn))
    place = on_one_line(text)
    if (trouble := unfit(turn, place)) is not None:
        turn.show(views.ask(meeting, option, turn.reader, trouble=trouble))
        return
    turn.draft["place"] = place
    turn.show(views.echo(meeting, option, place, turn.reader))


def use(turn: Turn, tap: UsePlace) -> str:  # noqa: ARG001 - every step gets its tap
    """It is right; those whom it concerns hear that it is there, or that it has changed."""
    meeting, option = _open(turn, *_asked(turn))
    place = turn.draft.get("place")
    if place is None:
        raise Refused(Situation.OUTDATED)
    corrects = bool(turn.draft["corrects"])
    decision = meetings.give_place(turn.tx, meeting.id, option.id, str(place), corrects=corrects, by=turn.person)
    turn.show(today(turn.tx, decision.value, turn.reader))
    return END


def _asked(turn: Turn) -> tuple[str, OptionId]:
    return str(turn.draft[PLACING]), OptionId(str(turn.draft["option"]))


def _open(turn: Turn, meeting: str, wanted: OptionId) -> tuple[Meeting, Option]:
    found = staffed(turn, meeting)
    option = found.option(wanted)
    if option is None or not can_be_placed(found, option, now=turn.now):
        raise Refused(Situation.OUTDATED)
    return found, option
