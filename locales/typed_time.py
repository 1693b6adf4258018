"""Reads a time that somebody typed: "tomorrow 4pm", "torstaina klo 16", "ma 4.5. klo 9"."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from locales.time_words import plain_words
from locales.typed_clock import take_clock
from locales.typed_day import NoDate, Why, read_days

__all__ = ["LONGEST", "NoDate", "NotUnderstood", "Understood", "Why", "understand"]

LONGEST: Final = 120
"""Characters that a typed time may have: more is a letter, not a time."""

_DAY: Final = timedelta(days=1)
# "To" is Finnish for a Thursday as well, and has become weekday3.
_RANGE: Final = re.compile(r"\d(?:am|pm)? ?(?:-|weekday3|until|till) ?\d")
_ELAPSED: Final = re.compile(
    r"in (?P<hours>\d{1,3}) hour(?: (?:and |ja )?(?P<and_minutes>\d{1,2}) minute)?"
    r"|in (?P<minutes>\d{1,3}) minute"
    r"|(?:(?P<hence_hours>\d{1,3}) )?hour hence"
    r"|(?P<hence_minutes>\d{1,3}) minute hence"
)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a typed time most likely means, by the clock of the zone it was read for.

    `wall` is naive. Without a time of day (`time_given` false) it is the start of the day, and
    the time is still to be asked for. `day_guessed` says that the words leave the day open.
    `candidates` are all the readings, `wall` first: with more than one, ask which is meant.
    Whether the time exists, is past or is too far away is for `rules.when.check`.
    """

    wall: datetime
    day_guessed: bool
    time_given: bool
    candidates: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A text that is no time we can read, and why; with NO_SUCH_DATE the date that does not exist, if it has a name."""

    reason: Why
    no_date: NoDate | None = None


def understand(text: str, language: str, zone: str, *, now: datetime) -> Understood | NotUnderstood:
    """Read one typed time in `language` or English; never raises, whatever the text.

    `now` is aware, `zone` an IANA name: the days are those of its clock. Dates are day first,
    and without a year the next such date. A weekday is its next one. An hour without am or pm
    is 8 to 12 in the morning and 1 to 7 in the afternoon, unless written the 24-hour way.
    """
    if len(text) > LONGEST:
        return NotUnderstood(Why.TOO_LONG)
    said = plain_words(text)
    if not said:
        return NotUnderstood(Why.EMPTY)
    there = ZoneInfo(zone)
    here = now.astimezone(there).replace(tzinfo=None)
    if (elapsed := _elapsed(said)) is not None:
        then = (now.astimezone(UTC) + elapsed).astimezone(there)
        wall = then.replace(tzinfo=None, second=0, microsecond=0)
        return Understood(wall, day_guessed=False, time_given=True, candidates=(wall,))

    clock, rest = take_clock(said, language)
    if clock is not None and not rest:
        # Only a time: each reading's next coming, the soonest first.
        comings = (wall if wall > here else wall + _DAY for wall in clock.on(here.date()))
        walls = tuple(sorted(set(comings)))
        return Understood(walls[0], day_guessed=True, time_given=True, candidates=walls)
    today_is_over = clock is not None and max(clock.on(here.date())) <= here
    found = read_days(rest, language, here.date(), today_is_over=today_is_over)
    if found is Why.NOTHING_FOUND and _RANGE.search(said):
        return NotUnderstood(Why.A_RANGE)
    if isinstance(found, NoDate):
        return NotUnderstood(Why.NO_SUCH_DATE, found)
    if isinstance(found, Why):
        return NotUnderstood(found)
    if clock is None:
        walls = tuple(datetime.combine(day, time()) for day in found.days)
        return Understood(walls[0], found.guessed, time_given=False, candidates=walls)
    walls = tuple(dict.fromkeys(wall for day in found.days for wall in clock.on(day)))
    # A reading that is past gives way to one that is not: "today klo 4", said at ten, is 16.
    walls = tuple(wall for wall in walls if wall > here) or walls
    return Understood(walls[0], found.guessed or clock.open_day, time_given=True, candidates=walls)


def _elapsed(said: str) -> timedelta | None:
    found = _ELAPSED.fullmatch(said)
    if found is None:
        return None
    if found["minutes"] or found["hence_minutes"]:
        return timedelta(minutes=int(found["minutes"] or found["hence_minutes"]))
    hours = int(found["hours"] or found["hence_hours"] or 1)
    return timedelta(hours=hours, minutes=int(found["and_minutes"] or 0))
