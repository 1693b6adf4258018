"""Taps about the day of a meeting and what comes after it."""

from functools import partial

from handlers.buttons.meeting_day import (
    AskNext,
    CameSo,
    DayFor,
    DidMeet,
    LateBy,
    LateFirst,
    OnTheDay,
    Prefer,
    PreferFor,
    SayNext,
    SetCame,
    WhoCame,
    WriteBy,
)
from handlers.meeting.answer import leads, phoned, seen, staffed
from handlers.meeting.settle import of_plan
from handlers.meeting.truth import known_to, today, with_todays_staff
from handlers.turn import Turn
from handlers.views import meeting_after as after_views
from handlers.views import meeting_day as day_views
from handlers.views import meeting_others as others_views
from rules import meeting_day as rules
from rules.decision import Refused, Situation
from rules.ids import MeetingId
from rules.meeting import DayStatus, Meeting, NextMeeting, NextStep, State
from rules.meeting_staff import prefer as preferring
from storage import meetings, people

OVER = (State.HELD, State.NOT_HELD)


def on_the_day(turn: Turn, tap: OnTheDay) -> None:
    """Say that one comes, or cannot come; being late needs its minutes."""
    if tap.status is DayStatus.LATE:
        raise Refused(Situation.OUTDATED)
    _say(turn, tap.meeting, tap.sequence, tap.status, None)


def late_first(turn: Turn, tap: LateFirst) -> None:
    """Ask by how much somebody is late."""
    meeting = seen(turn, tap.meeting)
    option = meeting.agreed_option
    if meeting.participant(turn.person.id) is None:
        raise Refused(Situation.NOT_FOR_YOU)
    if meeting.state is not State.AGREED or option is None or option.ends_at <= turn.now:
        raise Refused(Situation.OUTDATED)
    turn.show(day_views.late_first(meeting, option, turn.reader))


def late_by(turn: Turn, tap: LateBy) -> None:
    """Say by how much one is late."""
    if tap.minutes not in {0, *rules.LATES}:
        raise Refused(Situation.OUTDATED)
    _say(turn, tap.meeting, tap.sequence, DayStatus.LATE, tap.minutes or None)


def prefer(turn: Turn, tap: Prefer) -> None:
    """The person says what they prefer with fewer than two staff."""
    roster = people.roster(turn.tx, turn.person.team)
    move = of_plan(tap.sequence, partial(preferring, preference=tap.preference, by=turn.person, roster=roster))
    decision = meetings.apply(turn.tx, tap.meeting, move, by=turn.person.id)
    turn.show(day_views.preferred(with_todays_staff(turn.tx, decision.value), turn.reader))


def prefer_for(turn: Turn, tap: PreferFor) -> None:
    """Record what the person said on the phone that they prefer; the record says who entered it."""
    meeting = staffed(turn, tap.meeting)
    if meeting.centre is None:
        raise Refused(Situation.NOT_FOR_YOU)
    phoned(turn, meeting, meeting.centre)
    roster = people.roster(turn.tx, meeting.team)
    said = partial(preferring, preference=tap.preference, by=turn.person, by_phone=True, roster=roster)
    decision = meetings.apply(turn.tx, tap.meeting, of_plan(tap.sequence, said), by=turn.person.id)
    now = with_todays_staff(turn.tx, decision.value)
    turn.show(others_views.for_one(now, meeting.centre, turn.reader, known_to(turn.tx, now, turn.reader)))


def day_for(turn: Turn, tap: DayFor) -> None:
    """Record what somebody said on the phone about the day."""
    meeting = staffed(turn, tap.meeting)
    phoned(turn, meeting, tap.person)
    move = of_plan(
        tap.sequence,
        partial(
            rules.say_day,
            person=tap.person,
            status=tap.status,
            by=turn.person,
            by_phone=True,
            roster=people.roster(turn.tx, meeting.team),
        ),
    )
    decision = meetings.apply(turn.tx, tap.meeting, move, by=turn.person.id)
    now = with_todays_staff(turn.tx, decision.value)
    turn.show(others_views.for_one(now, tap.person, turn.reader, known_to(turn.tx, now, turn.reader)))


def did_meet(turn: Turn, tap: DidMeet) -> None:
    """Record whether the meeting was held; the next question follows."""
    decision = meetings.apply(
        turn.tx,
        tap.meeting,
        partial(rules.record_met, met=tap.met, was=tap.state, by=turn.person, leads=leads(turn)),
        by=turn.person.id,
    )
    now = decision.value
    if now.state is State.HELD and now.next is None:
        turn.show(after_views.who_came(now, turn.reader, known_to(turn.tx, now, turn.reader)))
    else:
        turn.show(today(turn.tx, now, turn.reader))


def who_came(turn: Turn, tap: WhoCame) -> None:
    """Show who came."""
    meeting = _over(turn, tap.meeting)
    if meeting.state is not State.HELD or meeting.next is not None:
        raise Refused(Situation.OUTDATED)
    known = known_to(turn.tx, meeting, turn.reader)
    turn.show(after_views.who_came(meeting, turn.reader, known))


def came_so(turn: Turn, tap: CameSo) -> None:
    """Keep who came as the screen showed it, and ask when next."""
    decision = meetings.apply(turn.tx, tap.meeting, partial(rules.they_came_so, by=turn.person), by=turn.person.id)
    turn.show(today(turn.tx, decision.value, turn.reader))


def set_came(turn: Turn, tap: SetCame) -> None:
    """Put right who came."""
    decision = meetings.apply(
        turn.tx,
        tap.meeting,
        partial(rules.set_attended, person=tap.person, attended=tap.came, by=turn.person),
        by=turn.person.id,
    )
    known = known_to(turn.tx, decision.value, turn.reader)
    turn.show(after_views.who_came(decision.value, turn.reader, known))


def ask_next(turn: Turn, tap: AskNext) -> None:
    """Show the question about the next meeting again."""
    meeting = _over(turn, tap.meeting)
    known = known_to(turn.tx, meeting, turn.reader)
    turn.show(after_views.ask_next(meeting, turn.reader, known))


def say_next(turn: Turn, tap: SayNext) -> None:
    """Record what was said about the next meeting; "not decided yet" needs a date first."""
    match tap.step:
        case NextStep.UNDECIDED:
            turn.show(after_views.write_by(_over(turn, tap.meeting), turn.reader))
        case NextStep.NONE_WANTED:
            decide(turn, tap.meeting, NextMeeting(NextStep.NONE_WANTED))


def write_by(turn: Turn, tap: WriteBy) -> None:
    """Record "not decided yet, we will write by" this date."""
    decide(turn, tap.meeting, NextMeeting(NextStep.UNDECIDED, tap.day))


def decide(turn: Turn, meeting: MeetingId, coming: NextMeeting) -> Meeting:
    """Record the next step and show the card."""
    decision = meetings.apply(
        turn.tx,
        meeting,
        partial(
            rules.decide_next,
            next_meeting=coming,
            by=turn.person,
            organisation=turn.reader.organisation,
            leads=leads(turn),
        ),
        by=turn.person.id,
    )
    turn.show(today(turn.tx, decision.value, turn.reader))
    return decision.value


def _say(turn: Turn, meeting: MeetingId, sequence: int, status: DayStatus, minutes: int | None) -> None:
    move = of_plan(
        sequence,
        partial(
            rules.say_day,
            person=turn.person.id,
            status=status,
            minutes=minutes,
            by=turn.person,
            roster=people.roster(turn.tx, turn.person.team),
        ),
    )
    decision = meetings.apply(turn.tx, meeting, move, by=turn.person.id)
    turn.show(today(turn.tx, decision.value, turn.reader))


def _over(turn: Turn, meeting: str) -> Meeting:
    found = staffed(turn, meeting)
    if found.state not in OVER:
        raise Refused(Situation.OUTDATED)
    return found
