"""When to remind each reader of a meeting, in their own waking hours."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from rules.when import instant, wall_time


class ReminderKind(StrEnum):
    """Which of the two reminders of a meeting it is."""

    DAY_BEFORE = "day_before"
    SOON = "soon"


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder to send from `due_at` until before `expires_at`, both aware UTC."""

    kind: ReminderKind
    due_at: datetime
    expires_at: datetime


def reminder_times(
    start_utc: datetime,
    venue_zone: str,
    reader_zone: str,
    *,
    agreed_at: datetime,
    day_before_at: time = time(17),
    before: timedelta = timedelta(hours=2),
    earliest: time = time(8),
    latest: time = time(21),
) -> tuple[Due, ...]:
    """Give the reminders of one version of a meeting for one reader, earliest first.

    `start_utc` and `agreed_at` are aware; the zones are IANA names. All from domain.md
    section 5 ("Reminders belong to a version", "Clocks"):

    - "The day before" is wall clock: `day_before_at` in the venue's zone on the day before
      the meeting's date there. It ends at the venue's midnight, when "tomorrow" turns untrue.
    - "2 hours before" is elapsed: `before` the start, whatever the clocks do. It ends at the
      start: a reminder is never late with an untrue text.
    - Each falls from `earliest` to `latest` of the reader's day. One that would not is moved
      back to the last `latest` before it (early is safe, late is not); the day-before one
      moves forward to `earliest` where going back would leave its day.
    - A "soon" one that had to move is left out when the day-before one falls on that same
      day of the reader's: nobody is told twice in one evening.
    - What is already past when the meeting is agreed is left out.
    """
    reader = _Waking(reader_zone, earliest, latest)
    planned = []
    day_before = _day_before(start_utc, venue_zone, day_before_at, reader)
    if day_before is not None and agreed_at < day_before.due_at:
        planned.append(day_before)
    soon = start_utc - before
    if not reader.awake(soon):
        soon = reader.evening_before(soon)
        if any(reader.day(due.due_at) == reader.day(soon) for due in planned):
            return tuple(planned)
    if agreed_at < soon < start_utc:
        planned.append(Due(ReminderKind.SOON, soon, start_utc))
    return tuple(sorted(planned, key=lambda due: due.due_at))


@dataclass(frozen=True, slots=True)
class _Waking:
    """The part of each day, by the clock in `zone`, in which a reader may be reminded."""

    zone: str
    earliest: time
    latest: time

    def awake(self, at: datetime) -> bool:
        return self.earliest <= wall_time(at, self.zone).time() <= self.latest

    def day(self, at: datetime) -> date:
        return wall_time(at, self.zone).date()

    def evening_before(self, at: datetime) -> datetime:
        """Give the last `latest` at or before `at`."""
        wall = wall_time(at, self.zone)
        back = timedelta(days=0 if wall.time() >= self.latest else 1)
        return instant(datetime.combine(wall.date() - back, self.latest), self.zone)

    def morning_after(self, at: datetime) -> datetime:
        """Give the first `earliest` at or after `at`."""
        wall = wall_time(at, self.zone)
        on = timedelta(days=0 if wall.time() <= self.earliest else 1)
        return instant(datetime.combine(wall.date() + on, self.earliest), self.zone)


def _day_before(start_utc: datetime, venue_zone: str, at: time, reader: _Waking) -> Due | None:
    meeting_day = wall_time(start_utc, venue_zone).date()
    eve = meeting_day - timedelta(days=1)
    eve_starts = instant(datetime.combine(eve, time()), venue_zone)
    eve_ends = min(instant(datetime.combine(meeting_day, time()), venue_zone), start_utc)
    due = instant(datetime.combine(eve, at), venue_zone)
    tries = [due] if reader.awake(due) else [reader.evening_before(due), reader.morning_after(due)]
    return next(
        (Due(ReminderKind.DAY_BEFORE, moved, eve_ends) for moved in tries if eve_starts <= moved < eve_ends),
        None,
    )
