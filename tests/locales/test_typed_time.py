"""A typed time is read as a person means it, in both languages, or plainly not understood."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.time_words import plain_words
from locales.typed_time import LONGEST, NoDate, NotUnderstood, Understood, Why, understand

LONDON = "Europe/London"
HELSINKI = "Europe/Helsinki"
# Wednesday 6 May 2026, 10am in London and midday in Helsinki.
NOW = datetime(2026, 5, 6, 9, 0, 30, tzinfo=UTC)


def read(text: str, language: str = "en", now: datetime = NOW) -> Understood | NotUnderstood:
    return understand(text, language, LONDON if language == "en" else HELSINKI, now=now)


ONE_READING = [
    ("tomorrow 4pm", "en", "2026-05-07 16:00"),
    ("Tomorrow at 4 PM", "en", "2026-05-07 16:00"),
    ("tomorrow 4", "en", "2026-05-07 16:00"),
    ("tomorrow at 10", "en", "2026-05-07 10:00"),
    ("tomorrow at four o'clock", "en", "2026-05-07 16:00"),
    ("4pm tomorrow", "en", "2026-05-07 16:00"),
    ("today 2.30pm", "en", "2026-05-06 14:30"),
    ("today 14:30", "en", "2026-05-06 14:30"),
    ("tomorrow 04:00", "en", "2026-05-07 04:00"),
    ("tomorrow half past 3", "en", "2026-05-07 15:30"),
    ("tomorrow at quarter to five", "en", "2026-05-07 16:45"),
    ("tomorrow quarter past ten", "en", "2026-05-07 10:15"),
    ("the day after tomorrow at noon", "en", "2026-05-08 12:00"),
    ("midday tomorrow", "en", "2026-05-07 12:00"),
    ("tonight at 7", "en", "2026-05-06 19:00"),
    ("tomorrow at 9 in the evening", "en", "2026-05-07 21:00"),
    ("tomorrow morning at 7", "en", "2026-05-07 07:00"),
    ("thu 14:30", "en", "2026-05-07 14:30"),
    ("Thursday, 2:30 pm", "en", "2026-05-07 14:30"),
    ("friday 11am", "en", "2026-05-08 11:00"),
    ("on Tuesday at 10", "en", "2026-05-12 10:00"),
    ("next tuesday at 10", "en", "2026-05-12 10:00"),
    ("this friday at 3", "en", "2026-05-08 15:00"),
    ("monday week at 10am", "en", "2026-05-18 10:00"),
    ("friday next week 10am", "en", "2026-05-15 10:00"),
    ("4 May 2pm", "en", "2027-05-04 14:00"),
    ("6 May 2pm", "en", "2026-05-06 14:00"),
    ("May 7th at 2pm", "en", "2026-05-07 14:00"),
    ("Friday the 8th of May at 2pm", "en", "2026-05-08 14:00"),
    ("4 June 2027 14:00", "en", "2027-06-04 14:00"),
    ("3/12 15:00", "en", "2026-12-03 15:00"),
    ("3/12/26 3pm", "en", "2026-12-03 15:00"),
    ("2026-12-03 15:00", "en", "2026-12-03 15:00"),
    ("2026-12-03T15:00", "en", "2026-12-03 15:00"),
    ("yesterday 4pm", "en", "2026-05-05 16:00"),
    ("in 2 hours", "en", "2026-05-06 12:00"),
    ("in half an hour", "en", "2026-05-06 10:30"),
    ("in an hour", "en", "2026-05-06 11:00"),
    ("in 1 hour and 15 minutes", "en", "2026-05-06 11:15"),
    ("in 3 days at 4pm", "en", "2026-05-09 16:00"),
    ("in a week 9:30am", "en", "2026-05-13 09:30"),
    ("31 December 11pm", "en", "2026-12-31 23:00"),
    ("1 jan 10am", "en", "2027-01-01 10:00"),
    ("29 feb 10am", "en", "2028-02-29 10:00"),
    ("29/2 10am", "en", "2028-02-29 10:00"),
    ("28/3/2027 1:30am", "en", "2027-03-28 01:30"),
    ("31 Oct 2027 01:30", "en", "2027-10-31 01:30"),
    ("tomorrow half four", "en", "2026-05-07 16:30"),
    ("tomorrow 1630", "en", "2026-05-07 16:30"),
    ("huomenna puoli viideltä", "fi", "2026-05-07 16:30"),
    ("huomenna klo 1630", "fi", "2026-05-07 16:30"),
    ("huomen aamulla yhdeksältä", "fi", "2026-05-07 09:00"),
    ("perjantai-iltana klo 6", "fi", "2026-05-08 18:00"),
    ("vartin päästä", "fi", "2026-05-06 12:15"),
    ("torstaina klo 16", "fi", "2026-05-07 16:00"),
    ("Torstaina klo 16.30", "fi", "2026-05-07 16:30"),
    ("to 16:30", "fi", "2026-05-07 16:30"),
    ("to klo16", "fi", "2026-05-07 16:00"),
    ("huomenna 16.30", "fi", "2026-05-07 16:30"),
    ("huomenna kello 9", "fi", "2026-05-07 09:00"),
    ("huomenna neljältä", "fi", "2026-05-07 16:00"),
    ("huomenna puoli viisi", "fi", "2026-05-07 16:30"),
    ("huomenna klo 04", "fi", "2026-05-07 04:00"),
    ("huomenaamulla klo 7", "fi", "2026-05-07 07:00"),
    ("ylihuomenna klo 10", "fi", "2026-05-08 10:00"),
    ("tänään klo 18", "fi", "2026-05-06 18:00"),
    ("tänä iltana klo 7", "fi", "2026-05-06 19:00"),
    ("ti 4.5. klo 9", "fi", "2027-05-04 09:00"),
    ("8.5. klo 9", "fi", "2026-05-08 09:00"),
    ("8.5.2026 9.15", "fi", "2026-05-08 09:15"),
    ("8.5 klo 9.15", "fi", "2026-05-08 09:15"),
    ("12.10. klo 9", "fi", "2026-10-12 09:00"),
    ("4. joulukuuta klo 9", "fi", "2026-12-04 09:00"),
    ("joulukuun 4. päivä klo 9", "fi", "2026-12-04 09:00"),
    ("perjantaina 4. joulukuuta 2026 klo 13", "fi", "2026-12-04 13:00"),
    ("ensi tiistaina klo 10", "fi", "2026-05-12 10:00"),
    ("ensi viikon perjantaina klo 10", "fi", "2026-05-15 10:00"),
    ("sunnuntaina keskipäivällä", "fi", "2026-05-10 12:00"),
    ("keskiviikkona 13.5. klo 14", "fi", "2026-05-13 14:00"),
    ("2 tunnin päästä", "fi", "2026-05-06 14:00"),
    ("puolen tunnin kuluttua", "fi", "2026-05-06 12:30"),
    ("kolmen päivän päästä klo 15", "fi", "2026-05-09 15:00"),
    ("viikon päästä klo 15", "fi", "2026-05-13 15:00"),
    ("31.12. klo 23.30", "fi", "2026-12-31 23:30"),
    ("huomenna klo 24", "fi", "2026-05-08 00:00"),
    ("huomenna klo 0.00", "fi", "2026-05-07 00:00"),
    ("28.3.2027 klo 03.30", "fi", "2027-03-28 03:30"),
    ("tomorrow 4pm", "fi", "2026-05-07 16:00"),
]


@pytest.mark.parametrize(("text", "language", "wall"), ONE_READING)
def test_a_day_and_a_time_have_one_reading(text: str, language: str, wall: str) -> None:
    at = datetime.fromisoformat(wall)
    assert read(text, language) == Understood(at, day_guessed=False, time_given=True, candidates=(at,))


@pytest.mark.parametrize(
    ("text", "language", "walls"),
    [
        # Only a time: the next time that the clock reads so.
        ("4pm", "en", ["2026-05-06 16:00"]),
        ("9am", "en", ["2026-05-07 09:00"]),
        ("midnight", "en", ["2026-05-07 00:00"]),
        ("klo 16", "fi", ["2026-05-06 16:00"]),
        ("klo 9", "fi", ["2026-05-07 09:00"]),
        ("klo 4", "fi", ["2026-05-06 16:00", "2026-05-07 04:00"]),
        ("16.30", "fi", ["2026-05-06 16:30"]),
        # A weekday that is today.
        ("wednesday 2pm", "en", ["2026-05-06 14:00", "2026-05-13 14:00"]),
        ("ke klo 14", "fi", ["2026-05-06 14:00", "2026-05-13 14:00"]),
        # "Next Friday" on a Wednesday.
        ("next friday at 10", "en", ["2026-05-15 10:00", "2026-05-08 10:00"]),
        ("ensi perjantaina klo 10", "fi", ["2026-05-08 10:00", "2026-05-15 10:00"]),
        # Which end of the day midnight is.
        ("friday midnight", "en", ["2026-05-09 00:00", "2026-05-08 00:00"]),
        # Only a day of the month.
        ("the 12th at 3pm", "en", ["2026-05-12 15:00"]),
        ("the 4th at 3pm", "en", ["2026-06-04 15:00"]),
        ("the 31st at 3pm", "en", ["2026-05-31 15:00"]),
    ],
)
def test_words_that_leave_the_day_open_say_so(text: str, language: str, walls: list[str]) -> None:
    times = tuple(map(datetime.fromisoformat, walls))
    assert read(text, language) == Understood(times[0], day_guessed=True, time_given=True, candidates=times)


def test_a_small_hour_in_24_hour_writing_may_be_the_afternoon() -> None:
    night, afternoon = map(datetime.fromisoformat, ("2026-05-07 04:00", "2026-05-07 16:00"))
    assert read("huomenna klo 4", "fi") == Understood(
        night, day_guessed=False, time_given=True, candidates=(night, afternoon)
    )


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("tomorrow", "en", "2026-05-07"),
        ("tomorrow evening", "en", "2026-05-07"),
        ("Thursday", "en", "2026-05-07"),
        ("3/12", "en", "2026-12-03"),
        ("the 7th of June", "en", "2026-06-07"),
        ("huomenna", "fi", "2026-05-07"),
        ("torstaina", "fi", "2026-05-07"),
        ("ma 11.5.", "fi", "2026-05-11"),
        ("12. toukokuuta", "fi", "2026-05-12"),
    ],
)
def test_a_day_without_a_time_asks_for_the_time(text: str, language: str, day: str) -> None:
    start = datetime.fromisoformat(day)
    assert read(text, language) == Understood(start, day_guessed=False, time_given=False, candidates=(start,))


@pytest.mark.parametrize(
    ("text", "language", "why"),
    [
        ("", "en", Why.EMPTY),
        ("  \n ", "en", Why.EMPTY),
        ("?!", "en", Why.EMPTY),
        ("x" * (LONGEST + 1), "en", Why.TOO_LONG),
        ("hello", "en", Why.NOTHING_FOUND),
        ("may", "en", Why.NOTHING_FOUND),
        ("I cannot come tomorrow at 4", "en", Why.NOTHING_FOUND),
        ("16", "en", Why.NOTHING_FOUND),
        ("next week", "en", Why.NOTHING_FOUND),
        ("morning", "en", Why.NOTHING_FOUND),
        ("tomorrow 2pm to 3pm", "en", Why.A_RANGE),
        ("friday 4-5pm", "en", Why.A_RANGE),
        ("la klo 14–15.30", "fi", Why.A_RANGE),
        ("tomorrow friday next 4pm", "en", Why.NOTHING_FOUND),
        ("monday tuesday 4pm", "en", Why.NOTHING_FOUND),
        ("tomorrow 25:00", "en", Why.NOTHING_FOUND),
        ("tomorrow 15am", "en", Why.NOTHING_FOUND),
        ("ehkä joskus", "fi", Why.NOTHING_FOUND),
        ("31/6 4pm", "en", Why.NO_SUCH_DATE),
        ("12/25 4pm", "en", Why.NO_SUCH_DATE),
        ("30.2. klo 9", "fi", Why.NO_SUCH_DATE),
        ("29.2.2027 klo 9", "fi", Why.NO_SUCH_DATE),
        ("99th at 9am", "en", Why.NO_SUCH_DATE),
        ("4.5.9999 klo 24", "fi", Why.NO_SUCH_DATE),
        ("ma 8.5. klo 9", "fi", Why.DAY_AND_DATE_DISAGREE),
        ("tomorrow, Friday, 4pm", "en", Why.DAY_AND_DATE_DISAGREE),
        ("Monday 8 May 2026 4pm", "en", Why.DAY_AND_DATE_DISAGREE),
    ],
)
def test_what_is_no_time_says_why(text: str, language: str, why: Why) -> None:
    found = read(text, language)
    assert isinstance(found, NotUnderstood)
    assert found.reason is why


@pytest.mark.parametrize(
    ("text", "language", "no_date"),
    [
        ("31.2. at 4pm", "en", NoDate(31, 2)),
        ("31 Feb 4pm", "en", NoDate(31, 2)),
        ("April 31st at 4pm", "en", NoDate(31, 4)),
        ("Monday 31/6 4pm", "en", NoDate(31, 6)),
        ("31. helmikuuta klo 16", "fi", NoDate(31, 2)),
        ("huhtikuun 31. klo 16", "fi", NoDate(31, 4)),
        ("30.2. klo 9", "fi", NoDate(30, 2)),
        ("29.2.2027 klo 9", "fi", NoDate(29, 2, 2027)),
        ("29 February 2027 4pm", "en", NoDate(29, 2, 2027)),
        ("1.13. at 4pm", "en", None),
    ],
)
def test_a_date_that_no_calendar_has_is_named(text: str, language: str, no_date: NoDate | None) -> None:
    assert read(text, language) == NotUnderstood(Why.NO_SUCH_DATE, no_date)


@pytest.mark.parametrize("text", ["29 February 2028 4pm", "29.2.2028 klo 16", "30 April 4pm", "29.2. klo 16"])
def test_a_date_that_some_year_has_is_read(text: str) -> None:
    assert isinstance(read(text, "en"), Understood)


@pytest.mark.parametrize(
    ("text", "now", "wall"),
    [
        # 11:59pm and midnight of a summer's day: UTC is still in the day before.
        ("tomorrow 4pm", "2026-05-06T22:59:00Z", "2026-05-07 16:00"),
        ("tomorrow 4pm", "2026-05-06T23:00:00Z", "2026-05-08 16:00"),
        ("today 9am", "2026-05-06T23:00:00Z", "2026-05-07 09:00"),
        # The end of the year.
        ("tomorrow 4pm", "2026-12-31T12:00:00Z", "2027-01-01 16:00"),
        ("2/1 4pm", "2026-12-31T12:00:00Z", "2027-01-02 16:00"),
        ("friday 4pm", "2026-12-31T12:00:00Z", "2027-01-01 16:00"),
        ("31/12 4pm", "2026-12-31T12:00:00Z", "2026-12-31 16:00"),
        # The last hour before the clocks go forward, and the hour that comes twice.
        ("in 2 hours", "2027-03-28T00:30:00Z", "2027-03-28 03:30"),
        ("tomorrow 1:30am", "2027-03-27T12:00:00Z", "2027-03-28 01:30"),
        ("in 2 hours", "2027-10-30T23:30:00Z", "2027-10-31 01:30"),
        ("in 1 hour", "2027-10-30T23:30:00Z", "2027-10-31 01:30"),
        ("tomorrow 10am", "2027-10-30T23:30:00Z", "2027-11-01 10:00"),
    ],
)
def test_days_are_those_of_the_clock_on_the_wall(text: str, now: str, wall: str) -> None:
    at = datetime.fromisoformat(wall)
    assert read(text, now=datetime.fromisoformat(now)) == Understood(
        at, day_guessed=False, time_given=True, candidates=(at,)
    )


def test_the_second_pass_of_an_hour_is_marked() -> None:
    found = read("in 2 hours", now=datetime(2027, 10, 30, 23, 30, tzinfo=UTC))
    assert isinstance(found, Understood)
    assert found.wall.fold == 1


WORDS = [
    "tomorrow",
    "next",
    "this",
    "monday",
    "torstaina",
    "klo",
    "at",
    "in",
    "4pm",
    "16.30",
    "4.5.",
    "3/12",
    "midnight",
    "half",
    "past",
    "puoli",
    "viikon",
    "päästä",
    "ensi",
    "99",
    "0",
    "31.",
    "may",
    "toukokuuta",
    "2026-02-30",
    "of",
    "the",
    "weekday9",
    "hour",
    "hence",
    "week",
    "24:00",
]


@given(
    text=st.one_of(st.text(max_size=140), st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)),
    language=st.sampled_from(["en", "fi", "xx", ""]),
    zone=st.sampled_from([LONDON, HELSINKI, "Pacific/Kiritimati"]),
    now=st.datetimes(
        datetime.fromisoformat("2020-01-01"),
        datetime.fromisoformat("2090-01-01"),
        timezones=st.just(UTC),
    ),
)
def test_no_text_raises_and_every_reading_is_whole(text: str, language: str, zone: str, now: datetime) -> None:
    found = understand(text, language, zone, now=now)
    if isinstance(found, NotUnderstood):
        return
    assert found.candidates[0] == found.wall
    assert len(set(found.candidates)) == len(found.candidates)
    assert all(at.tzinfo is None and at.second == at.microsecond == 0 for at in found.candidates)
    assert found.time_given or found.wall.hour == found.wall.minute == 0
    if not found.day_guessed and len(found.candidates) > 1:
        assert {abs(at - found.wall) for at in found.candidates[1:]} == {timedelta(hours=12)}


@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 300), st.sampled_from(["en", "fi"]))
def test_a_full_date_and_a_24_hour_time_are_read_back(hour: int, minute: int, ahead: int, language: str) -> None:
    zone = ZoneInfo(LONDON if language == "en" else HELSINKI)
    day = NOW.astimezone(zone).date() + timedelta(days=ahead)
    written = (
        f"{day.day}/{day.month}/{day.year} {hour:02}:{minute:02}"
        if language == "en"
        else f"{day.day}.{day.month}.{day.year} klo {hour:02}.{minute:02}"
    )
    found = read(written, language)
    assert isinstance(found, Understood)
    wall = datetime.combine(day, time(hour, minute))
    assert wall in found.candidates


def test_spellings_of_one_thing_become_one() -> None:
    assert plain_words("  KLO 16，  Maanantaina! ") == "klo 16 weekday0"
    assert plain_words("٤ pm") == "4pm"
