"""Finds the day in a typed time: "tomorrow", "ensi tiistaina", "4.5.", "the 4th of May"."""

import re
import warnings
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

_WEEK: Final = timedelta(weeks=1)
_YEARS: Final = range(1900, 2200)
_LEAP_YEARS_WAIT: Final = 9
_A_LEAP_YEAR: Final = 2028
_MONTH_NAMES: Final = tuple(
    re.compile(rf"\b(?:{english}|{finnish}kuu(?:n|ta|ssa)?)\b")
    for english, finnish in (
        ("jan(?:uary)?", "tammi"),
        ("feb(?:ruary)?", "helmi"),
        ("mar(?:ch)?", "maalis"),
        ("apr(?:il)?", "huhti"),
        ("may", "touko"),
        ("june?", "kesä"),
        ("july?", "heinä"),
        ("aug(?:ust)?", "elo"),
        ("sept?(?:ember)?", "syys"),
        ("oct(?:ober)?", "loka"),
        ("nov(?:ember)?", "marras"),
        ("dec(?:ember)?", "joulu"),
    )
)
_NEAR: Final = {"yesterday": -1, "today": 0, "tomorrow": 1, "overmorrow": 2}
_WEEKDAY: Final = re.compile(
    r"(?:(?P<which>next|this|nextweek|thisweek) )?\bweekday(?P<number>[0-6])\b"
    r"(?: (?P<later>nextweek|thisweek|week)\b)?"
)
_NEAR_DAY: Final = re.compile(rf"\b({'|'.join(_NEAR)})\b")
_DAYS_ON: Final = re.compile(r"in (\d{1,3}) (day|week)|(?:(\d{1,3}) )?(day|week) hence")
_ISO: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})t?")
_NUMBERS: Final = re.compile(r"(?P<day>\d{1,2})[./-] ?(?P<month>\d{1,2})(?:[./-] ?(?P<year>\d{4}|\d\d)|\.)?")
_ORDINAL: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)")


class Why(StrEnum):
    """Why a text was not understood as a time."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOTHING_FOUND = "nothing_found"
    A_RANGE = "a_range"
    NO_SUCH_DATE = "no_such_date"
    DAY_AND_DATE_DISAGREE = "day_and_date_disagree"


@dataclass(frozen=True, slots=True)
class Days:
    """The days that some words can mean, likeliest first, and whether that is open."""

    days: tuple[date, ...]
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class NoDate:
    """A day that no month has, or that the month does not have in that `year`: "31.2.", "29.2.2027"."""

    day: int
    month: int
    year: int | None = None


def read_days(said: str, language: str, today: date, *, today_is_over: bool) -> Days | NoDate | Why:
    """Give the days meant by `said`: the plain words that are left without the time of day.

    `today_is_over` says that the time of day, if any was given, is already past today.
    """
    weekday, rest = _take(_WEEKDAY, said)
    near, rest = _take(_NEAR_DAY, rest)
    if near is not None:
        named: Days | NoDate | Why = Days((today + timedelta(days=_NEAR[near[1]]),))
        if rest:
            return Why.NOTHING_FOUND
    elif not rest:
        return _coming(weekday, language, today, today_is_over=today_is_over)
    else:
        named = _dated(rest, language, today)
    if isinstance(named, Why | NoDate) or weekday is None:
        return named
    if weekday["which"] or weekday["later"]:
        return Why.NOTHING_FOUND
    agreeing = tuple(day for day in named.days if day.weekday() == int(weekday["number"]))
    return Days(agreeing, named.guessed) if agreeing else Why.DAY_AND_DATE_DISAGREE


def _take(pattern: re.Pattern[str], said: str) -> tuple[re.Match[str] | None, str]:
    found = pattern.search(said)
    if found is None:
        return None, said
    return found, " ".join(f"{said[: found.start()]} {said[found.end() :]}".split())


def _coming(weekday: re.Match[str] | None, language: str, today: date, *, today_is_over: bool) -> Days | Why:
    if weekday is None:
        return Why.NOTHING_FOUND
    number = int(weekday["number"])
    this_week = today + timedelta(days=number - today.weekday())
    coming = this_week if this_week >= today else this_week + _WEEK
    match weekday["which"] or weekday["later"]:
        case "thisweek":
            return Days((this_week,))
        case "nextweek":
            return Days((this_week + _WEEK,))
        case "week":
            return Days((coming + _WEEK,))
        case "next" if this_week > today:
            # On a Monday, "next Tuesday" is tomorrow for some and in eight days for others.
            both = (this_week + _WEEK, this_week)
            return Days(both if language == "en" else both[::-1], guessed=True)
        case "next":
            return Days((this_week + _WEEK,))
        case None if coming == today:
            later = today + _WEEK
            return Days((later,)) if today_is_over else Days((today, later), guessed=True)
        case _:
            return Days((coming,))


def _dated(said: str, language: str, today: date) -> Days | NoDate | Why:
    if found := _DAYS_ON.fullmatch(said):
        count = int(found[1] or found[3] or 1)
        return Days((today + timedelta(**{f"{found[2] or found[4]}s": count}),))
    if found := _ISO.fullmatch(said) or _NUMBERS.fullmatch(said):
        return _by_numbers(int(found["day"]), int(found["month"]), found["year"], today)
    if found := _ORDINAL.fullmatch(said):
        return _by_day_of_month(int(found[1]), today)
    return _impossible(said) or _by_month_name(said, language, today)


def _by_numbers(day: int, month: int, year: str | None, today: date) -> Days | NoDate | Why:
    if (none := _no_date(day, month)) is not None:
        return none
    if year is not None:
        full = int(year) if len(year) > len("26") else today.year // 100 * 100 + int(year)
        exact = _date(full, month, day)
        return Days((exact,)) if exact is not None else _no_date(day, month, full) or Why.NO_SUCH_DATE
    for ahead in range(_LEAP_YEARS_WAIT):
        found = _date(today.year + ahead, month, day)
        if found is not None and found >= today:
            return Days((found,))
    return Why.NO_SUCH_DATE


def _by_day_of_month(day: int, today: date) -> Days | Why:
    for months in range(3):
        years, month = divmod(today.month - 1 + months, 12)
        found = _date(today.year + years, month + 1, day)
        if found is not None and found >= today:
            return Days((found,), guessed=True)
    return Why.NO_SUCH_DATE


def _impossible(said: str) -> NoDate | None:
    """A day and the name of a month that has no such day; the library would only say that it found nothing."""
    named = [(m, found) for m, name in enumerate(_MONTH_NAMES, 1) if (found := name.search(said)) is not None]
    numbers = re.findall(r"(?<!\d)\d{1,2}(?!\d)", said)
    if len(named) != 1 or len(numbers) != 1:
        return None
    year = re.search(r"(?<!\d)\d{4}(?!\d)", said)
    day, month = int(numbers[0]), named[0][0]
    return _no_date(day, month) or (None if year is None else _no_date(day, month, int(year[0])))


def _no_date(day: int, month: int, year: int | None = None) -> NoDate | None:
    """That this day is in no year, or not in `year`; None when it is, or when there is no such month."""
    if not 1 <= month <= len(_MONTH_NAMES) or (year is not None and year not in _YEARS):
        return None
    longest = monthrange(_A_LEAP_YEAR if year is None else year, month)[1]
    return None if 1 <= day <= longest else NoDate(day, month, year)


def _by_month_name(said: str, language: str, today: date) -> Days | Why:
    if not (re.search(r"\d", said) and re.search(r"[^\W\d_]{3}", said)):
        return Why.NOTHING_FOUND
    # Half of this program's start-up time would go into this import.
    import dateparser

    # "toukokuun 4. päivä" is the one Finnish order that dateparser does not know.
    said = re.sub(r"\b([^\W\d_]+kuu)n (\d{1,2})\b\.?", r"\2. \1ta", said)
    languages = list(dict.fromkeys((language, "en")))
    try:
        # The library's own warnings (about patterns without a year) are no news to anybody.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = dateparser.parse(
                said,
                languages=languages,
                settings={
                    "DATE_ORDER": "DMY",
                    "PREFER_DATES_FROM": "future",
                    # A moment before today, or a date that is today would move on by a year.
                    "RELATIVE_BASE": datetime.combine(today, time()) - timedelta(seconds=1),
                    "REQUIRE_PARTS": ["day", "month"],
                    "PARSERS": ["absolute-time"],
                },
            )
    except Exception:  # noqa: BLE001 - typed text reaches deep into it, and it raises what it likes
        return Why.NOTHING_FOUND
    if found is None or found.time() != time() or found.year not in _YEARS:
        return Why.NOTHING_FOUND
    return Days((found.date(),))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
