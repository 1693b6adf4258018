"""What a move of a meeting owes to people, in the shape in which it is queued."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta

from rules.ids import PersonId
from rules.meeting import Meeting
from rules.notice import Kind, Notice, Subject, Urgency, redraw
from rules.when import instant, wall_time


def tell(
    kind: Kind,
    meeting: Meeting,
    person: PersonId,
    *,
    urgency: Urgency = Urgency.ORDINARY,
    this_plan: bool = False,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
    facts: Mapping[str, str | int] | None = None,
) -> Notice:
    """One notice about `meeting`; with `this_plan` it is true for this `sequence` only."""
    return Notice(
        kind=kind,
        to=person,
        subject=Subject.MEETING,
        subject_id=meeting.id,
        urgency=urgency,
        version=meeting.sequence if this_plan else None,
        network=meeting.network,
        not_before=not_before,
        expires_at=expires_at,
        facts=dict(facts or {}),
    )


def redraw_watchers(
    meeting: Meeting, *, but: PersonId | None, urgency: Urgency = Urgency.ORDINARY
) -> tuple[Notice, ...]:
    """Refresh the cards that show who can come; `but` has just been shown theirs.

    Owe these before any news of the same urgency: a refresh after it would take its heading away.
    """
    return tuple(redraw(person, Subject.MEETING, meeting.id, urgency) for person in meeting.watchers() if person != but)


def redraw_everyone(meeting: Meeting, *, but: PersonId | None, ends: bool = True) -> tuple[Notice, ...]:
    """Refresh every card about the meeting: its state changed for all, which `ends` what anybody was being asked."""
    everyone = dict.fromkeys((*meeting.watchers(), *(p.person for p in meeting.participants)))
    return tuple(redraw(person, Subject.MEETING, meeting.id, ends=ends) for person in everyone if person != but)


def redraw_as_time_passes(meeting: Meeting, now: datetime) -> tuple[Notice, ...]:
    """Silent redraws for when a card's words turn untrue by themselves, those still to come.

    "Tomorrow" begins and ends at a midnight of the meeting's zone, and a time that has begun cannot be answered. When
    an agreed time ends, so does all that was said about the day.
    """
    moments: set[datetime] = set()
    for option in meeting.open_options(now):
        day = wall_time(option.starts_at, option.zone).date()
        midnights = (instant(datetime.combine(d, time()), option.zone) for d in (day - timedelta(days=1), day))
        moments |= {*midnights, option.starts_at}
    if meeting.agreed_option is not None:
        moments.add(meeting.agreed_option.ends_at)
    everyone = dict.fromkeys((*meeting.watchers(), *(p.person for p in meeting.participants)))
    return tuple(
        replace(redraw(person, Subject.MEETING, meeting.id, Urgency.REMINDER, ends=True), not_before=at)
        for at in sorted(moments)
        if now < at
        for person in everyone
    )
