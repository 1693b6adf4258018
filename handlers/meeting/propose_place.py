"""Steps of the proposing dialogue: where, and how long."""

from handlers.buttons.meeting_propose import (
    ChooseLength,
    ChooseMode,
    PlaceKnown,
    SamePlace,
    UsePlace,
)
from handlers.meeting.draft import draft_of
from handlers.meeting.propose_time import ask_day, typed_time
from handlers.turn import Turn
from handlers.views import meeting_place as place_views
from handlers.views import meeting_propose as views
from handlers.views import meeting_propose_words as words
from locales.typed_length import minutes_long
from locales.typed_time import Understood, understand
from rules.decision import Refused, Situation
from rules.meeting import LONGEST, PLACE_LIMIT, SHORTEST
from rules.meeting_place import is_place

WHERE, PLACE, LENGTH = "where", "place", "length"


def choose_mode(turn: Turn, tap: ChooseMode) -> str:
    """Where; a place of its own is typed, or used again."""
    draft = draft_of(turn)
    draft.set_mode(tap.mode)
    if tap.mode.needs_place:
        turn.show(views.place(tap.mode, draft.places, turn.reader))
        return PLACE
    return _ask_length(turn)


def same_place(turn: Turn, tap: SamePlace) -> str:
    """A place that this proposal has used."""
    draft = draft_of(turn)
    if not 0 <= tap.number < len(draft.places):
        raise Refused(Situation.OUTDATED)
    draft.set_place(draft.places[tap.number])
    return _ask_length(turn)


def place_known(turn: Turn, tap: PlaceKnown) -> str:  # noqa: ARG001 - every step gets its tap
    """No place is typed; staff can add it when the time is agreed."""
    draft_of(turn).leave_place()
    return _ask_length(turn)


def typed_place(turn: Turn, text: str) -> str:
    """The typed address, or how to join, on one line, to be looked at once more."""
    draft = draft_of(turn)
    place = on_one_line(text)
    if (trouble := unfit(turn, place)) is not None:
        turn.show(views.place(draft.mode, draft.places, turn.reader, trouble=trouble))
        return PLACE
    draft.type_place(place)
    turn.show(place_views.proposed_echo(draft.mode, place, turn.reader))
    return PLACE


def use_place(turn: Turn, tap: UsePlace) -> str:  # noqa: ARG001 - every step gets its tap
    """The echoed place is right."""
    draft = draft_of(turn)
    draft.set_place(draft.take_typed_place())
    return _ask_length(turn)


def on_one_line(text: str) -> str:
    """A typed place."""
    return " ".join(text.split())


def unfit(turn: Turn, place: str) -> str | None:
    """Why these words are no place; None when they can be one."""
    if len(place) > PLACE_LIMIT:
        return place_views.too_long(turn.reader)
    return None if is_place(place) else place_views.no_words(turn.reader)


def choose_length(turn: Turn, tap: ChooseLength) -> str:
    """How long, by key."""
    return _set_length(turn, tap.minutes)


def typed_length(turn: Turn, text: str) -> str:
    """How long, typed: "45", "1,5 h", "puolitoista tuntia". A time that was meant for later is kept till then."""
    minutes = minutes_long(text)
    if minutes is None and _is_time(turn, text):
        draft_of(turn).type_early(text)
        return _ask_length(turn, trouble=words.length_first(turn.reader, text))
    return _set_length(turn, minutes or 0)


def typed_too_early(turn: Turn, text: str) -> None:
    """Words before the place is chosen: the keys once more. A time is kept and used as soon as it can be."""
    kept = text if _is_time(turn, text) else ""
    if kept:
        draft_of(turn).type_early(kept)
    turn.show(views.where(turn.reader, trouble=words.place_first(turn.reader, kept)))


def _is_time(turn: Turn, text: str) -> bool:
    return isinstance(understand(text, turn.t.language, turn.reader.zone, now=turn.now), Understood)


def _ask_length(turn: Turn, *, trouble: str = "") -> str:
    turn.show(views.how_long(turn.reader, trouble=trouble))
    return LENGTH


def _set_length(turn: Turn, minutes: int) -> str:
    if not SHORTEST <= minutes <= LONGEST:
        return _ask_length(turn, trouble=words.no_length(turn.reader))
    draft = draft_of(turn)
    draft.set_minutes(minutes)
    early = draft.take_early()
    return ask_day(turn) if early is None else typed_time(turn, early)
