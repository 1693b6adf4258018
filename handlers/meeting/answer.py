"""Taps while a time is looked for: answers, none of these, wait, the place, the phone."""

from functools import partial
from typing import Final

from handlers.buttons.meeting import (
    AnswerFor,
    ChangeAnswer,
    ForOne,
    ForOption,
    ForOthers,
    GiveAnswer,
    HowMany,
    NoneOfThese,
    OpenMeeting,
    Places,
    ShowPlace,
)
from handlers.meeting.truth import known_to, today, with_todays_staff
from handlers.turn import Turn
from handlers.views import meeting as views
from handlers.views import meeting_others as others_views
from handlers.views import meeting_place as place_views
from rules import meeting_asking as rules
from rules.decision import Refused, Situation
from rules.ids import OptionId, PersonId
from rules.meeting import Meeting, State, is_staff_side, may_see
from storage import meetings, people

PLACING: Final = "placing"
"""In the draft of somebody who is asked for the place of a meeting: which meeting."""


def open_meeting(turn: Turn, tap: OpenMeeting) -> None:
    """Show the meeting as it is now. Whoever was asked for its place and goes back here gives none."""
    if PLACING in turn.draft:
        turn.end_dialogues()
    turn.show(today(turn.tx, seen(turn, tap.meeting), turn.reader))


def give(turn: Turn, tap: GiveAnswer) -> None:
    """The bot's busiest tap: seven statements, and no name is read for a member."""
    decision = meetings.apply(
        turn.tx,
        tap.meeting,
        partial(
            rules.answer,
            option=tap.option,
            person=turn.person.id,
            given=tap.answer,
            by=turn.person,
            pressed=turn.pressed,
        ),
        by=turn.person.id,
    )
    _say_if_not_counted(turn, decision.value, tap.option, turn.person.id)
    turn.show(today(turn.tx, decision.value, turn.reader))


def change(turn: Turn, tap: ChangeAnswer) -> None:
    """Show the question about one time again."""
    meeting = seen(turn, tap.meeting)
    option = meeting.option(tap.option)
    if meeting.participant(turn.person.id) is None:
        raise Refused(Situation.NOT_FOR_YOU)
    if meeting.state is not State.ASKING or option is None or not option.is_open(turn.now):
        raise Refused(Situation.OUTDATED)
    turn.show(views.changing(meeting, option, turn.reader, known_to(turn.tx, meeting, turn.reader)))


def none_of_these(turn: Turn, tap: NoneOfThese) -> None:
    """Note that no time suits, and offer to suggest another."""
    decision = meetings.apply(turn.tx, tap.meeting, partial(rules.cannot_any, by=turn.person), by=turn.person.id)
    turn.show(views.none_of_these(decision.value, turn.reader))


def how_many(turn: Turn, tap: HowMany) -> None:
    """Show counts, to everyone who is asked."""
    meeting = seen(turn, tap.meeting)
    if meeting.state is not State.ASKING:
        raise Refused(Situation.OUTDATED)
    turn.show(views.counts(meeting, turn.reader))


def show_place(turn: Turn, tap: ShowPlace) -> None:
    """The place of a time that is asked about or agreed, to those whom it concerns."""
    meeting = seen(turn, tap.meeting)
    option = meeting.option(tap.option)
    if option is None or option.taken_away or option.ends_at <= turn.now:
        raise Refused(Situation.OUTDATED)
    if meeting.state is not State.ASKING and not (meeting.state is State.AGREED and meeting.agreed == option.id):
        raise Refused(Situation.OUTDATED)
    text = meetings.place(turn.tx, option.id)
    if text is None:
        raise Refused(Situation.NOT_THERE)
    turn.say(place_views.shown(meeting, option, text, meetings.shown_place(option.id), turn.reader))


def places(turn: Turn, tap: Places) -> None:
    """The places of the times that are asked about, for staff."""
    meeting = staffed(turn, tap.meeting)
    if meeting.state is not State.ASKING:
        raise Refused(Situation.OUTDATED)
    turn.show(place_views.places(meeting, turn.reader))


def for_others(turn: Turn, tap: ForOthers) -> None:
    """Show who can only be phoned."""
    meeting = staffed(turn, tap.meeting)
    known = known_to(turn.tx, meeting, turn.reader)
    turn.show(others_views.for_others(meeting, turn.reader, known))


def for_one(turn: Turn, tap: ForOne) -> None:
    """Show what can be recorded for one of them."""
    meeting = with_todays_staff(turn.tx, staffed(turn, tap.meeting))
    phoned(turn, meeting, tap.person)
    known = known_to(turn.tx, meeting, turn.reader)
    turn.show(others_views.for_one(meeting, tap.person, turn.reader, known))


def for_option(turn: Turn, tap: ForOption) -> None:
    """Show one time again, for one of them."""
    meeting = staffed(turn, tap.meeting)
    phoned(turn, meeting, tap.person)
    option = meeting.option(tap.option)
    if meeting.state is not State.ASKING or option is None or not option.is_open(turn.now):
        raise Refused(Situation.OUTDATED)
    known = known_to(turn.tx, meeting, turn.reader)
    turn.show(others_views.for_one(meeting, tap.person, turn.reader, known, option))


def answer_for(turn: Turn, tap: AnswerFor) -> None:
    """Record what one of them said about a time; the record says who entered it."""
    meeting = staffed(turn, tap.meeting)
    phoned(turn, meeting, tap.person)
    decision = meetings.apply(
        turn.tx,
        tap.meeting,
        partial(
            rules.answer,
            option=tap.option,
            person=tap.person,
            given=tap.answer,
            by=turn.person,
            by_phone=True,
            pressed=turn.pressed,
        ),
        by=turn.person.id,
    )
    _say_if_not_counted(turn, decision.value, tap.option, tap.person)
    known = known_to(turn.tx, decision.value, turn.reader)
    turn.show(others_views.for_one(decision.value, tap.person, turn.reader, known))


def _say_if_not_counted(turn: Turn, meeting: Meeting, option: OptionId, person: PersonId) -> None:
    """A double tap has answered one time, not two."""
    if meeting.answer_of(option, person) is None:
        turn.toast(views.not_counted(turn.reader))


def seen(turn: Turn, meeting: str) -> Meeting:
    """The meeting, for somebody who may see it; refuses NOT_FOR_YOU, saying nothing about it."""
    found = meetings.load(turn.tx, meeting)
    if found is None or not may_see(found, turn.person):
        raise Refused(Situation.NOT_FOR_YOU)
    return found


def leads(turn: Turn) -> tuple[PersonId, ...]:
    """The leads of the team today: they are asked when nobody else answers."""
    return people.roster(turn.tx, turn.person.team).leads()


def staffed(turn: Turn, meeting: str) -> Meeting:
    """The meeting, for its staff side."""
    found = seen(turn, meeting)
    if not is_staff_side(found, turn.person):
        raise Refused(Situation.NOT_FOR_YOU)
    return found


def phoned(turn: Turn, meeting: Meeting, person: PersonId) -> None:
    """Refuse to record for anybody but somebody asked who can only be phoned."""
    found = people.get(turn.tx, person) if meeting.participant(person) is not None else None
    if found is None or not found.only_by_phone:
        raise Refused(Situation.NOT_FOR_YOU)
