"""Finds the time of day in a typed time: "4pm", "klo 16.30", "half past 4", "at 10"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

_EARLY_HOURS: Final = range(1, 8)
"""Hours that mean the afternoon when somebody says only the number: "at 4" is 4pm, "at 9" 9am."""
_NOON: Final = 12
_LAST_HOUR: Final = 24
_TO_AND_PAST: Final = {"halfpast": 30, "15past": 15, "15to": -15, "halfto": -30}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, as minutes after the start of the day, in one or more readings."""

    readings: tuple[int, ...]
    open_day: bool = False
    """Whether the day it belongs to is unclear too: "Friday midnight"."""

    def on(self, day: date) -> list[datetime]:
        """Give the naive times that it means on `day`, likeliest first."""
        midnight = datetime.combine(day, time())
        return [midnight + timedelta(minutes=minutes) for minutes in self.readings]


# Most say "Friday midnight" for the end of Friday, some for its start.
_MIDNIGHT: Final = Clock((_LAST_HOUR * 60, 0), open_day=True)
_Reading = Callable[[re.Match[str], str, str], Clock | None]


def take_clock(said: str, language: str) -> tuple[Clock | None, str]:
    """Give the time of day in `said` (from `plain_words`), if any, and the words that are left."""
    part = ""
    if found := re.search(r"\b(morning|afternoon|evening)\b", said):
        part = found[1]
        said = _without(said, found)
    for pattern, reading in _FORMS:
        for found in pattern.finditer(said):
            if (clock := reading(found, part, language)) is not None:
                return clock, _without(said, found)
    return None, said


def _without(said: str, found: re.Match[str]) -> str:
    return " ".join(f"{said[: found.start()]} {said[found.end() :]}".split())


def _twelve(found: re.Match[str], _part: str, _language: str) -> Clock | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if not 1 <= hour <= _NOON:
        # "15pm" can only mean 15:00; "15am" means nothing.
        return _clock(hour, minute) if found["half"] == "pm" and hour > _NOON else None
    return _clock(hour % _NOON + (_NOON if found["half"] == "pm" else 0), minute)


def _spoken(found: re.Match[str], part: str, _language: str) -> Clock | None:
    return _clock(_by_part(int(found["hour"]), part), 0)


def _to_or_past(found: re.Match[str], part: str, _language: str) -> Clock | None:
    hour = int(found["hour"])
    if not 1 <= hour <= _NOON:
        return None
    minutes = hour * 60 + _TO_AND_PAST[found["by"]]
    return _clock(_by_part(minutes // 60, part), minutes % 60)


def _written(found: re.Match[str], part: str, language: str) -> Clock | None:
    """Read "16.30" or "klo 4": 24 hours in Finnish, the likelier half of the day in English."""
    digits = found["hour"]
    hour, minute = int(digits), int(found["minute"] or 0)
    if part or (language == "en" and "klo" not in found[0] and not digits.startswith("0")):
        return _clock(_by_part(hour, part), minute)
    early = hour in _EARLY_HOURS and not digits.startswith("0")
    return _clock(hour, minute, also=hour + _NOON if early else None)


def _by_part(hour: int, part: str) -> int:
    if part == "morning" or not 1 <= hour < _NOON:
        return hour
    if part or hour in _EARLY_HOURS:
        return hour + _NOON
    return hour


def _clock(hour: int, minute: int, also: int | None = None) -> Clock | None:
    if hour > _LAST_HOUR or minute >= 60 or (hour == _LAST_HOUR and minute):  # noqa: PLR2004
        return None
    hours = (hour,) if also is None else (hour, also)
    return Clock(tuple(each * 60 + minute for each in hours))


def _midnight(_found: re.Match[str], _part: str, _language: str) -> Clock:
    return _MIDNIGHT


_HOUR: Final = r"(?P<hour>\d{1,2})"
_AT: Final = r"(?:\b(?:at|klo) )?"
# A word for the day in front makes a lone number an hour: "tomorrow 4", "weekday1 10".
_AFTER_DAY: Final = r"(?:(?<=weekday\d )|(?<=today )|(?<=morrow ))"
_FORMS: Final[tuple[tuple[re.Pattern[str], _Reading], ...]] = tuple(
    (re.compile(pattern), reading)
    for pattern, reading in (
        (rf"{_AT}(?<![\d.:]){_HOUR}(?:[:.](?P<minute>\d\d))?(?P<half>am|pm)\b", _twelve),
        (rf"{_AT}\b(?P<by>halfpast|15past|15to|halfto) (?:at )?{_HOUR}\b", _to_or_past),
        (rf"(?:\b(?:at|klo) |{_AFTER_DAY})(?P<hour>\d\d)(?P<minute>\d\d)$", _written),
        (rf"\bklo {_HOUR}(?:[:.](?P<minute>\d\d))?(?![\d:/])", _written),
        (rf"{_AT}(?<![\d.:]){_HOUR}:(?P<minute>\d\d)(?::\d\d)?(?![\d:])", _written),
        (rf"{_AT}\bmidnight\b", _midnight),
        (rf"\bat {_HOUR}\.(?P<minute>\d\d)(?![\d.])", _written),
        (rf"(?<![\d./-]){_HOUR}\.(?P<minute>\d\d)(?![\d./])", _written),
        (rf"\bat {_HOUR}(?![\d.:/])", _spoken),
        (rf"{_AFTER_DAY}{_HOUR}(?P<minute>)$", _written),
    )
)
