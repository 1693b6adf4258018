"""The days and times that a picker offers."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from rules.when import FURTHEST_AHEAD, TimeTrouble, Trouble, check, wall_time

DAY_STARTS = time(8)
DAY_ENDS = time(21)
STEP = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Day:
    """One square of the month: its date, and whether it can be chosen."""

    date: date
    choosable: bool


Week = tuple[Day | None, ...]


def weeks(year: int, month: int, *, first: date, last: date) -> tuple[Week, ...]:
    """Give the month's weeks of seven squares, Monday first; `None` where another month is.

    A day can be chosen when it lies from `first` to `last`, both included.
    """
    return tuple(
        tuple(Day(day, first <= day <= last) if day.month == month else None for day in week)
        for week in Calendar().monthdatescalendar(year, month)
    )


def bounds(now: datetime, zone: str) -> tuple[date, date]:
    """Give the first and last date that a picker may offer: today, and 400 days on, in `zone`."""
    return wall_time(now, zone).date(), wall_time(now + FURTHEST_AHEAD, zone).date()


def month_beside(year: int, month: int, by: int) -> tuple[int, int]:
    """Give (year, month) that lies `by` months later, or earlier for a negative number."""
    years, months = divmod(year * 12 + month - 1 + by, 12)
    return years, months + 1


def shows_a_choice(year: int, month: int, *, first: date, last: date) -> bool:
    """Say whether any day of the month can be chosen, so whether to lead there at all."""
    return (first.year, first.month) <= (year, month) <= (last.year, last.month)


def next_days(today: date, count: int = 7) -> tuple[date, ...]:
    """Give `count` days, today first."""
    return tuple(today + timedelta(days=ahead) for ahead in range(count))


def times_of_day(
    day: date,
    zone: str,
    now: datetime,
    *,
    earliest: time = DAY_STARTS,
    latest: time = DAY_ENDS,
    step: timedelta = STEP,
) -> tuple[time, ...]:
    """Give the clock times of `day` in `zone` that can be offered at `now`.

    From `earliest` to `latest`, both included, every `step`; only those that exist and are in
    the future. One that happens twice is offered once: the check of the choice asks which.
    """
    if step <= timedelta(0):
        raise ValueError("a step leads forward")
    offered = []
    wall = datetime.combine(day, earliest)
    end = datetime.combine(day, latest)
    while wall <= end:
        found = check(wall, zone, now=now)
        if not isinstance(found, Trouble) or found.kind is TimeTrouble.HAPPENS_TWICE:
            offered.append(wall.time())
        wall += step
    return tuple(offered)
