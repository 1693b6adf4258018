"""The place of a time: given later, or put right, while the time is asked about or agreed."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from rules.agreement import everyone, may_still_come
from rules.decision import Decision, Refused, Situation
from rules.ids import OptionId, PersonId
from rules.meeting import Answer, Meeting, Option, State, is_staff_side
from rules.meeting_notices import redraw_everyone, tell
from rules.notice import Kind
from rules.people import Person


def can_be_placed(meeting: Meeting, option: Option, *, now: datetime) -> bool:
    """Whether the place of this time can be given or put right: it is asked about, or agreed and not over."""
    if meeting.state is State.AGREED:
        alive = meeting.agreed == option.id and now < option.ends_at
    else:
        alive = meeting.state is State.ASKING and option.is_open(now)
    return alive and option.mode.needs_place


def is_place(text: str) -> bool:
    """Whether the words can be an address, or a way to join: nobody finds the way by a picture alone."""
    return any(sign.isalnum() for sign in text)


def set_place(meeting: Meeting, *, option: OptionId, corrects: bool, by: Person, now: datetime) -> Decision[Meeting]:
    """Staff give the place of a time, or put it right (`corrects`); whoever may still come hears so.

    The words of the place are for storage to seal. Nothing is written over by somebody who has not seen it: giving
    a place that is there by now is OUTDATED. The plan itself stays, with its sequence: the calendar file holds no
    place, and reminders read the place when it is tapped for.
    """
    if not is_staff_side(meeting, by):
        raise Refused(Situation.NOT_FOR_YOU)
    chosen = meeting.option(option)
    if chosen is None or not can_be_placed(meeting, chosen, now=now) or chosen.has_place is not corrects:
        raise Refused(Situation.OUTDATED)
    placed = replace(chosen, has_place=True)
    changed = meeting.with_changes(options=tuple(placed if o.id == option else o for o in meeting.options))
    agreed = meeting.state is State.AGREED
    told = tuple(
        tell(
            Kind.MEETING_CHANGED,
            changed,
            person,
            this_plan=agreed,
            expires_at=chosen.ends_at if agreed else chosen.starts_at,
            facts={"status": "corrected" if corrects else "place", "option": option},
        )
        for person in _concerned(changed, chosen)
        if person != by.id
    )
    return Decision(changed, (*redraw_everyone(changed, but=by.id, ends=False), *told), "place")


def _concerned(meeting: Meeting, option: Option) -> Collection[PersonId]:
    if meeting.state is State.AGREED:
        return may_still_come(meeting, option)
    cannot = meeting.those_who(Answer.CANNOT, option.id)
    return [person for person in everyone(meeting) if person not in cannot]
