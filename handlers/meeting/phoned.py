"""Staff say that they have phoned somebody whom the bot cannot write to."""

from handlers.buttons.meeting_day import Phoned
from handlers.meeting.phone import task_for
from handlers.meeting.truth import card_of_task
from handlers.turn import Turn
from rules.decision import Refused, Situation
from rules.meeting import is_staff_side
from rules.meeting_phone import PHONED, cause_of, named, task_of, with_phoned
from rules.notice import Kind, Subject, redraw
from storage import audit, meetings, outbox


def say_phoned(turn: Turn, tap: Phoned) -> None:
    """One of those who were asked has phoned somebody, or has not after all; the others read so."""
    meeting = meetings.load(turn.tx, tap.meeting)
    task = f"{tap.meeting}.{tap.task}"
    mine = task_for(turn.tx, tap.meeting, task, turn.person.id)
    if meeting is None or not is_staff_side(meeting, turn.person):
        raise Refused(Situation.NOT_FOR_YOU)
    if mine is None or tap.person not in named(mine):
        raise Refused(Situation.OUTDATED)
    changed = with_phoned(mine, tap.person, turn.person.id, done=tap.done)
    if changed != mine.facts.get(PHONED, ""):
        for row, notice in outbox.told_about(turn.tx, Kind.MEETING_PHONE, meeting.id):
            if cause_of(notice) == cause_of(mine) and tap.person in named(notice):
                said = with_phoned(notice, tap.person, turn.person.id, done=tap.done)
                outbox.set_facts(turn.tx, row, {**notice.facts, PHONED: said})
                if (notice.to, task_of(notice)) != (turn.person.id, task):
                    turn.tell([redraw(notice.to, Subject.PHONING, task_of(notice))])
        verb = "phoned" if tap.done else "not_phoned"
        audit.record(turn.tx, verb, Subject.MEETING, meeting.id, by=turn.person.id, version=meeting.version)
    card = card_of_task(turn.tx, task, turn.reader)
    if card is not None:
        turn.show(card)
