"""Dates, times and lengths are said as the content style asks, in each language."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from babel.dates import format_datetime
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

import locales
from locales.catalogue import LANGUAGES, catalogue
from locales.dates import (
    clock_time,
    full_date,
    length,
    moment,
    month_title,
    relative_day,
    short_date,
    time_range,
    weekday_short,
)

EN = catalogue("en")
FI = catalogue("fi")
MONDAY = date(2026, 5, 4)
LONDON = "Europe/London"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_date_is_said_in_full() -> None:
    assert full_date(MONDAY, EN) == "Monday 4 May 2026"
    assert full_date(MONDAY, FI) == "maanantai 4. toukokuuta 2026"


def test_a_button_and_a_grid_have_short_names() -> None:
    assert short_date(MONDAY, EN) == "Mon 4 May"
    assert short_date(MONDAY, FI) == "ma 4.5."
    assert month_title(2026, 5, EN) == "May 2026"
    assert month_title(2026, 5, FI) == "toukokuu 2026"
    assert [weekday_short(n, EN) for n in range(7)] == "Mo Tu We Th Fr Sa Su".split()  # noqa: SIM905
    assert [weekday_short(n, FI) for n in range(7)] == "ma ti ke to pe la su".split()  # noqa: SIM905


@pytest.mark.parametrize(
    ("at", "english", "finnish"),
    [
        (time(14), "2pm", "klo 14"),
        (time(14, 30), "2:30pm", "klo 14.30"),
        (time(9), "9am", "klo 9"),
        (time(9, 5), "9:05am", "klo 9.05"),
        (time(12), "midday", "klo 12"),
        (time(12, 30), "12:30pm", "klo 12.30"),
        (time(0), "midnight", "klo 0.00"),
        (time(0, 30), "12:30am", "klo 0.30"),
    ],
)
def test_a_time_is_said_as_people_say_it(at: time, english: str, finnish: str) -> None:
    assert clock_time(at, EN) == english
    assert clock_time(at, FI) == finnish


def test_a_range_joins_two_times() -> None:
    assert time_range(time(14), time(15, 30), EN) == "2pm to 3:30pm"
    assert time_range(time(14), time(15, 30), FI) == "klo 14–15.30"
    assert time_range(time(11), time(12), EN) == "11am to midday"
    assert time_range(time(11), time(12), FI) == "klo 11–12"


def test_today_and_tomorrow_keep_the_full_date() -> None:
    assert relative_day(MONDAY, MONDAY, EN) == "today, Monday 4 May 2026"
    assert relative_day(MONDAY, date(2026, 5, 3), EN) == "tomorrow, Monday 4 May 2026"
    assert relative_day(MONDAY, date(2026, 5, 2), EN) == "Monday 4 May 2026"
    assert relative_day(MONDAY, date(2026, 5, 5), EN) == "Monday 4 May 2026"
    assert relative_day(MONDAY, date(2026, 5, 3), FI) == "huomenna, maanantai 4. toukokuuta 2026"


def test_a_moment_is_said_by_the_clock_of_its_zone() -> None:
    start, now = utc("2026-05-04 13:00"), utc("2026-05-01 09:00")
    assert moment(start, LONDON, EN, now=now) == "Monday 4 May 2026 at 2pm"
    assert moment(start, "Europe/Helsinki", FI, now=now, minutes=90) == "maanantai 4. toukokuuta 2026 klo 16–17.30"


def test_tomorrow_starts_at_the_midnight_of_the_zone() -> None:
    start = utc("2026-05-04 13:00")
    before, after = utc("2026-05-03 22:59"), utc("2026-05-03 23:00")
    assert moment(start, LONDON, EN, now=before, minutes=60) == ("tomorrow, Monday 4 May 2026, 2pm to 3pm")
    assert moment(start, LONDON, EN, now=after, minutes=60) == ("today, Monday 4 May 2026, 2pm to 3pm")


def test_the_hour_that_comes_twice_says_which() -> None:
    now = utc("2027-10-01 09:00")
    first = moment(utc("2027-10-31 00:30"), LONDON, EN, now=now)
    second = moment(utc("2027-10-31 01:30"), LONDON, EN, now=now)
    assert first == "Sunday 31 October 2027 at 1:30am (before the clocks go back)"
    assert second == "Sunday 31 October 2027 at 1:30am (after the clocks go back)"


def test_a_range_over_a_change_of_the_clocks_is_elapsed() -> None:
    said = moment(utc("2027-03-28 00:30"), LONDON, EN, now=utc("2027-03-01 09:00"), minutes=60)
    assert said == "Sunday 28 March 2027, 12:30am to 2:30am"


@pytest.mark.parametrize(
    ("minutes", "english", "finnish"),
    [
        (0, "0 minutes", "0 minuuttia"),
        (1, "1 minute", "1 minuutti"),
        (45, "45 minutes", "45 minuuttia"),
        (60, "1 hour", "1 tunti"),
        (90, "1 hour and 30 minutes", "1 tunti ja 30 minuuttia"),
        (121, "2 hours and 1 minute", "2 tuntia ja 1 minuutti"),
    ],
)
def test_a_length_is_said_in_hours_and_minutes(minutes: int, english: str, finnish: str) -> None:
    assert length(minutes, EN) == english
    assert length(minutes, FI) == finnish


@given(
    st.datetimes(timezones=st.just(UTC), min_value=datetime.fromisoformat("2000-01-01")),
    st.sampled_from(sorted(LANGUAGES)),
)
def test_no_moment_holds_an_unfilled_place(at: datetime, language: str) -> None:
    said = moment(at, "UTC", catalogue(language), now=at, minutes=None)
    assert "%" not in said
    assert str(at.year) in said


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_patterns_hold_no_words_and_lose_no_part(language: str) -> None:
    path = Path(locales.__file__).parent / language / "LC_MESSAGES" / "tornio.po"
    with path.open("rb") as source:
        words = read_po(source, locale=language)
    patterns = [word for word in words if word.context in {"date pattern", "time pattern"}]
    assert len(patterns) == 5
    for word in patterns:
        source_parts, parts = set(str(word.id)), set(str(word.string))
        assert {"c", "d", "m", "y", "L", "M"} & source_parts <= parts
        assert {char for char in parts if char.isalpha()} <= set("cdmyLMhHa")
        assert format_datetime(utc("2026-05-04 13:30"), str(word.string), locale=language)
