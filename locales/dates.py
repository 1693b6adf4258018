"""How a date, a time and a length are said: "Monday 4 May 2026", "2pm to 3:30pm"."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_month_names

from locales.catalogue import Catalogue

_MONDAY: Final = date(2026, 5, 4)
_MIDDAY: Final = time(12)
_MIDNIGHT: Final = time()


@lru_cache(maxsize=1024)
def full_date(d: date, t: Catalogue) -> str:
    """Give "Monday 4 May 2026" or "maanantai 4. toukokuuta 2026" (domain.md section 6)."""
    # NOTE: a date pattern of CLDR (cccc weekday, d day, MMMM month, y year), no words.
    return format_date(d, t.pgettext("date pattern", "cccc d MMMM y"), locale=t.locale)


@lru_cache(maxsize=1024)
def on_date(d: date, t: Catalogue) -> str:
    """The same inside a sentence, as the day on which something is: "perjantaina 27. marraskuuta 2026"."""
    # NOTE: a date pattern of CLDR as in "we write by Friday 27 November 2026"; words go between two '.
    return format_date(d, t.pgettext("date pattern in a sentence", "cccc d MMMM y"), locale=t.locale)


def day_and_month(day: int, month: int, t: Catalogue) -> str:
    """Give "31 February" or "31. helmikuuta": also of a day that does not exist."""
    name = get_month_names("wide", context="format", locale=t.locale)[month]
    # NOTE: a day of a month, such as "31 February"; Finnish: "%(day)d. %(month)s".
    return t.pgettext("day of a month", "%(day)d %(month)s") % {"day": day, "month": name}


@lru_cache(maxsize=1024)
def short_date(d: date, t: Catalogue) -> str:
    """Give "Mon 4 May" or "ma 4.5.", for a button; the full date must stand near it."""
    # NOTE: a date pattern of CLDR (ccc short weekday, d day, MMM short month), no words.
    return format_date(d, t.pgettext("date pattern", "ccc d MMM"), locale=t.locale)


def month_title(year: int, month: int, t: Catalogue) -> str:
    """Give "May 2026" or "toukokuu 2026", for the head of a month."""
    # NOTE: a date pattern of CLDR (LLLL month that stands alone, y year), no words.
    pattern = t.pgettext("date pattern", "LLLL y")
    return format_date(date(year, month, 1), pattern, locale=t.locale)


def weekday_short(weekday: int, t: Catalogue) -> str:
    """Give "Mo" or "ma" for 0, and so on to 6 for Sunday, for the head of a column: seven keys share a row."""
    return format_date(_MONDAY + timedelta(days=weekday), "cccccc", locale=t.locale)


def clock_time(at: time | datetime, t: Catalogue) -> str:
    """Give what a clock reads: "2pm", "2:30pm", "midday", "midnight" or "klo 14.30".

    The reading is taken as it stands; bring an aware datetime to its zone first.
    """
    # NOTE: one time on its own; Finnish: "klo %(time)s".
    return t.pgettext("one time", "%(time)s") % {"time": _bare_time(at, t)}


def time_range(start: time | datetime, end: time | datetime, t: Catalogue) -> str:
    """Give "2pm to 3:30pm" or "klo 14–15.30", from readings as they stand."""
    # NOTE: from a time to a time; Finnish: "klo %(start)s–%(end)s".
    return t.pgettext("range of times", "%(start)s to %(end)s") % {
        "start": _bare_time(start, t),
        "end": _bare_time(end, t),
    }


def relative_day(d: date, today: date | None, t: Catalogue) -> str:
    """Give "today, Monday 4 May 2026", "tomorrow, …" or only the full date."""
    match None if today is None else (d - today).days:
        case 0:
            words = t.gettext("today, %(date)s")
        case 1:
            words = t.gettext("tomorrow, %(date)s")
        case _:
            words = "%(date)s"
    return words % {"date": full_date(d, t)}


def moment(
    start_utc: datetime,
    zone: str,
    t: Catalogue,
    *,
    now: datetime | None,
    minutes: int | None = None,
) -> str:
    """Give day and time as the clock in `zone` reads: "tomorrow, Monday 4 May 2026 at 2pm".

    `start_utc` and `now` are aware, `zone` is an IANA name. With a length in `minutes` it is
    a range: "Monday 4 May 2026, 2pm to 3:30pm". A start in the hour that happens twice says
    which of the two it is. "Today" and "tomorrow" are those of `zone` at `now`;
    without it there are none.
    """
    return _moment(start_utc, zone, t, None if now is None else now.astimezone(ZoneInfo(zone)).date(), minutes)


@lru_cache(maxsize=1024)
def _moment(start_utc: datetime, zone: str, t: Catalogue, today: date | None, minutes: int | None) -> str:
    there = ZoneInfo(zone)
    start = start_utc.astimezone(there)
    day = relative_day(start.date(), today, t)
    if minutes is None:
        # NOTE: a day and one time; Finnish: "%(day)s %(time)s".
        said = t.gettext("%(day)s at %(time)s") % {"day": day, "time": clock_time(start, t)}
    else:
        end = (start_utc.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(there)
        # NOTE: a day and a range of times; Finnish: "%(day)s %(times)s".
        said = t.gettext("%(day)s, %(times)s") % {"day": day, "times": time_range(start, end, t)}
    return _which_pass(start, said, t)


def length(minutes: int, t: Catalogue) -> str:
    """Give "45 minutes", "1 hour" or "1 hour and 30 minutes" for whole minutes from 0 up."""
    hours, rest = divmod(minutes, 60)
    said_hours = t.ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    said_rest = t.ngettext("%(count)d minute", "%(count)d minutes", rest) % {"count": rest}
    if hours and rest:
        return t.gettext("%(hours)s and %(minutes)s") % {"hours": said_hours, "minutes": said_rest}
    return said_hours if hours else said_rest


def _bare_time(at: time | datetime, t: Catalogue) -> str:
    return _reading(time(at.hour, at.minute), t)


@lru_cache(maxsize=1024)
def _reading(reading: time, t: Catalogue) -> str:
    if reading == _MIDDAY:
        return t.pgettext("time of day", "midday")
    if reading == _MIDNIGHT:
        return t.pgettext("time of day", "midnight")
    if reading.minute:  # noqa: SIM108 - each pattern has a note for translators
        # NOTE: a time pattern of CLDR (h or H hour, mm minutes, a am/pm), no words.
        pattern = t.pgettext("time pattern", "h:mma")
    else:
        # NOTE: the time pattern for a full hour.
        pattern = t.pgettext("time pattern", "ha")
    return format_time(reading, pattern, locale=t.locale)


def _which_pass(start: datetime, said: str, t: Catalogue) -> str:
    # The offsets of both passes differ in the other direction where clocks go forward, but such
    # a reading cannot come from an instant.
    if start.replace(fold=0).utcoffset() == start.replace(fold=1).utcoffset():
        return said
    if start.fold:
        return t.gettext("%(time)s (after the clocks go back)") % {"time": said}
    return t.gettext("%(time)s (before the clocks go back)") % {"time": said}
