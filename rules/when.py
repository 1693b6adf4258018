"""Wall time and instants: which times exist, happen twice, are past or too far away."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

FURTHEST_AHEAD: Final = timedelta(days=400)
"""How far ahead a meeting can be set: a year and some, so that "same time next year" works."""


class TimeTrouble(StrEnum):
    """Why a wall time cannot be used as it stands."""

    PAST = "past"
    DOES_NOT_EXIST = "does_not_exist"
    HAPPENS_TWICE = "happens_twice"
    TOO_FAR = "too_far"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A wall time that cannot be used, with the nearest instants that can.

    `suggestions` are aware UTC times, earliest first, all usable. HAPPENS_TWICE: its two
    instants. DOES_NOT_EXIST: the same reading before and after the clocks change. PAST: the
    next time that the clock reads so. TOO_FAR: none.
    """

    kind: TimeTrouble
    suggestions: tuple[datetime, ...] = ()


def check(wall: datetime, zone: str, *, now: datetime, fold: int | None = None) -> datetime | Trouble:
    """Give the UTC instant at which the clock in `zone` reads `wall`, or the trouble with it.

    `wall` is naive and its own `fold` is ignored; `zone` is an IANA name; `now` is aware.
    Where the reading happens twice, `fold` says which one is meant (0 the first, 1 the
    second); without it the answer is HAPPENS_TWICE, unless the first has already passed.
    Sources: domain.md section 5, "Clocks".
    """
    if wall.tzinfo is not None:
        raise ValueError("a wall time has no zone of its own")
    if now.tzinfo is None:
        raise ValueError("now must be aware")
    # Beyond these years the arithmetic below could leave the calendar.
    if wall.year < now.year - 1:
        return Trouble(TimeTrouble.PAST, _next_reading(wall, zone, now))
    if wall.year > now.year + 2:
        return Trouble(TimeTrouble.TOO_FAR)
    first, second = instants(wall, zone) or (None, None)
    if first is None or second is None:
        return _in_the_gap(wall, zone, now)
    if fold is None and first != second and now < first:
        if second > now + FURTHEST_AHEAD:
            return Trouble(TimeTrouble.TOO_FAR)
        return Trouble(TimeTrouble.HAPPENS_TWICE, (first, second))
    chosen = first if fold == 0 else second
    if chosen <= now:
        return Trouble(TimeTrouble.PAST, _next_reading(wall, zone, now))
    if chosen > now + FURTHEST_AHEAD:
        return Trouble(TimeTrouble.TOO_FAR)
    return chosen


def instants(wall: datetime, zone: str) -> tuple[datetime, datetime] | None:
    """Give the first and second UTC instant at which the clock in `zone` reads `wall`.

    They are equal for almost all readings, differ where clocks go back, and there are none
    (`None`) for a reading that is skipped where clocks go forward.
    """
    there = ZoneInfo(zone)
    naive = wall.replace(tzinfo=None)
    first, second = (naive.replace(tzinfo=there, fold=fold).astimezone(UTC) for fold in (0, 1))
    return (first, second) if first <= second else None


def instant(wall: datetime, zone: str) -> datetime:
    """Give one UTC instant for `wall` always: for our own clock times, which nobody chose.

    A reading that happens twice means the first; one that is skipped means as long after
    midnight as it says, so an hour later by the clock.
    """
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def wall_time(at: datetime, zone: str) -> datetime:
    """Give what the clock in `zone` reads at the aware instant `at`, as a naive datetime.

    Its `fold` is 1 in the second pass of an hour that happens twice.
    """
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def _in_the_gap(wall: datetime, zone: str, now: datetime) -> Trouble:
    there = ZoneInfo(zone)
    both = sorted(wall.replace(tzinfo=there, fold=fold).astimezone(UTC) for fold in (0, 1))
    if both[1] <= now:
        return Trouble(TimeTrouble.PAST, _next_reading(wall, zone, now))
    if both[1] > now + FURTHEST_AHEAD:
        return Trouble(TimeTrouble.TOO_FAR)
    return Trouble(TimeTrouble.DOES_NOT_EXIST, tuple(at for at in both if at > now))


def _next_reading(wall: datetime, zone: str, now: datetime) -> tuple[datetime, ...]:
    today = wall_time(now, zone).date()
    for days in range(3):
        found = instants(datetime.combine(today + timedelta(days=days), wall.time()), zone)
        if found is not None and (ahead := [at for at in found if at > now]):
            return (ahead[0],)
    return ()
