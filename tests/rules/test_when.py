"""A wall time is checked against the clock of its zone, in both changes of the year."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar_grid import (
    bounds,
    month_beside,
    next_days,
    shows_a_choice,
    times_of_day,
    weeks,
)
from rules.when import (
    FURTHEST_AHEAD,
    TimeTrouble,
    Trouble,
    check,
    instant,
    instants,
    wall_time,
)

LONDON = "Europe/London"
HELSINKI = "Europe/Helsinki"
ZONES = st.sampled_from([LONDON, HELSINKI, "UTC", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati"])
INSTANTS = st.datetimes(
    datetime.fromisoformat("2024-01-01"),
    datetime.fromisoformat("2036-01-01"),
    timezones=st.just(UTC),
)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "reading", "at"),
    [
        (LONDON, "2027-03-28 00:59", "2027-03-28 00:59"),
        (LONDON, "2027-03-28 02:00", "2027-03-28 01:00"),
        (LONDON, "2027-10-31 00:59", "2027-10-30 23:59"),
        (LONDON, "2027-10-31 02:00", "2027-10-31 02:00"),
        (HELSINKI, "2027-03-28 02:59", "2027-03-28 00:59"),
        (HELSINKI, "2027-03-28 04:00", "2027-03-28 01:00"),
        (HELSINKI, "2027-10-31 02:59", "2027-10-30 23:59"),
        (HELSINKI, "2027-10-31 04:00", "2027-10-31 02:00"),
    ],
)
def test_the_minutes_around_a_change_are_ordinary(zone: str, reading: str, at: str) -> None:
    assert check(wall(reading), zone, now=utc("2027-01-01 12:00")) == utc(at)


@pytest.mark.parametrize(
    ("zone", "reading", "before", "after"),
    [
        (LONDON, "2027-03-28 01:00", "2027-03-28 00:00", "2027-03-28 01:00"),
        (LONDON, "2027-03-28 01:59", "2027-03-28 00:59", "2027-03-28 01:59"),
        (HELSINKI, "2027-03-28 03:30", "2027-03-28 00:30", "2027-03-28 01:30"),
    ],
)
def test_a_time_that_does_not_exist_suggests_its_neighbours(zone: str, reading: str, before: str, after: str) -> None:
    found = check(wall(reading), zone, now=utc("2027-01-01 12:00"))
    assert found == Trouble(TimeTrouble.DOES_NOT_EXIST, (utc(before), utc(after)))


@pytest.mark.parametrize(
    ("zone", "reading", "first", "second"),
    [
        (LONDON, "2027-10-31 01:00", "2027-10-31 00:00", "2027-10-31 01:00"),
        (LONDON, "2027-10-31 01:59", "2027-10-31 00:59", "2027-10-31 01:59"),
        (HELSINKI, "2027-10-31 03:30", "2027-10-31 00:30", "2027-10-31 01:30"),
    ],
)
def test_a_time_that_happens_twice_is_asked_about(zone: str, reading: str, first: str, second: str) -> None:
    now = utc("2027-10-01 12:00")
    assert check(wall(reading), zone, now=now) == Trouble(TimeTrouble.HAPPENS_TWICE, (utc(first), utc(second)))
    assert check(wall(reading), zone, now=now, fold=0) == utc(first)
    assert check(wall(reading), zone, now=now, fold=1) == utc(second)


def test_when_the_first_pass_is_over_only_the_second_can_be_meant() -> None:
    now = utc("2027-10-31 00:45")
    assert check(wall("2027-10-31 01:30"), LONDON, now=now) == utc("2027-10-31 01:30")
    found = check(wall("2027-10-31 01:30"), LONDON, now=now, fold=0)
    assert found == Trouble(TimeTrouble.PAST, (utc("2027-10-31 01:30"),))


def test_the_gap_is_past_once_the_clocks_have_moved() -> None:
    found = check(wall("2027-03-28 01:30"), LONDON, now=utc("2027-03-28 12:00"))
    assert found == Trouble(TimeTrouble.PAST, (utc("2027-03-29 00:30"),))


def test_a_past_time_suggests_its_next_coming() -> None:
    now = utc("2026-05-04 09:00")
    found = check(wall("2026-05-04 09:30"), LONDON, now=now)
    assert found == Trouble(TimeTrouble.PAST, (utc("2026-05-05 08:30"),))
    found = check(wall("2026-05-03 16:00"), LONDON, now=now)
    assert found == Trouble(TimeTrouble.PAST, (utc("2026-05-04 15:00"),))


def test_this_very_moment_is_past() -> None:
    now = utc("2026-05-04 09:00")
    found = check(wall("2026-05-04 10:00"), LONDON, now=now)
    assert isinstance(found, Trouble)
    assert found.kind is TimeTrouble.PAST
    assert check(wall("2026-05-04 10:01"), LONDON, now=now) == utc("2026-05-04 09:01")


def test_more_than_400_days_ahead_is_too_far() -> None:
    now = utc("2026-05-04 09:00")
    last = wall_time(now + FURTHEST_AHEAD, LONDON)
    assert check(last, LONDON, now=now) == now + FURTHEST_AHEAD
    too_far = Trouble(TimeTrouble.TOO_FAR)
    assert check(last + timedelta(minutes=1), LONDON, now=now) == too_far
    assert check(wall("9999-12-31 23:59"), LONDON, now=now) == too_far


def test_the_edges_of_the_calendar_are_survived() -> None:
    found = check(wall("0001-01-01"), "Pacific/Kiritimati", now=utc("2026-05-04 09:00"))
    assert isinstance(found, Trouble)
    assert found.kind is TimeTrouble.PAST


def test_a_wall_time_with_a_zone_is_a_mistake_of_the_caller() -> None:
    now = utc("2026-05-04 09:00")
    with pytest.raises(ValueError, match="no zone"):
        check(now, LONDON, now=now)
    with pytest.raises(ValueError, match="aware"):
        check(wall("2026-05-04 09:00"), LONDON, now=wall("2026-05-04 09:00"))


@given(INSTANTS, ZONES, INSTANTS)
def test_each_instant_is_found_again_from_its_reading(at: datetime, zone: str, now: datetime) -> None:
    reading = wall_time(at, zone)
    found = instants(reading, zone)
    assert found is not None
    assert found[reading.fold] == at or found[0] == found[1] == at
    answer = check(reading, zone, now=now, fold=reading.fold if found[0] != found[1] else None)
    if now < at <= now + FURTHEST_AHEAD:
        assert answer == at
    else:
        assert isinstance(answer, Trouble)
        assert answer.kind is (TimeTrouble.PAST if at <= now else TimeTrouble.TOO_FAR)


@given(st.datetimes(), ZONES, INSTANTS)
def test_every_suggestion_can_be_chosen(reading: datetime, zone: str, now: datetime) -> None:
    found = check(reading, zone, now=now)
    if isinstance(found, datetime):
        assert wall_time(found, zone) == reading
        return
    assert list(found.suggestions) == sorted(found.suggestions)
    for at in found.suggestions:
        again = wall_time(at, zone)
        fold = 1 if again.fold else None
        answer = check(again, zone, now=now, fold=fold)
        assert answer == at or (isinstance(answer, Trouble) and at in answer.suggestions)


@given(INSTANTS, ZONES)
def test_our_own_times_always_have_an_instant(at: datetime, zone: str) -> None:
    reading = wall_time(at, zone)
    expected = at if not reading.fold else reading.replace(fold=0, tzinfo=ZoneInfo(zone))
    assert instant(reading, zone) == expected


def test_our_own_time_in_the_gap_moves_on() -> None:
    assert instant(wall("2027-03-28 01:30"), LONDON) == utc("2027-03-28 01:30")


def test_a_month_is_weeks_from_monday() -> None:
    grid = weeks(2026, 5, first=date(2026, 5, 6), last=date(2026, 5, 30))
    assert [len(week) for week in grid] == [7] * 5
    assert [day and day.date.day for day in grid[0]] == [None] * 4 + [1, 2, 3]
    choosable = [day.date.day for week in grid for day in week if day and day.choosable]
    assert choosable == list(range(6, 31))


@given(st.integers(1, 12), st.integers(2020, 2040), st.integers(-30, 30))
def test_months_follow_each_other(month: int, year: int, by: int) -> None:
    beside = month_beside(year, month, by)
    assert month_beside(*beside, -by) == (year, month)
    assert 1 <= beside[1] <= 12


def test_a_picker_starts_today_and_ends_in_400_days() -> None:
    first, last = bounds(utc("2026-05-04 23:30"), LONDON)
    assert (first, last) == (date(2026, 5, 5), date(2027, 6, 9))
    assert not shows_a_choice(2026, 4, first=first, last=last)
    assert shows_a_choice(2026, 5, first=first, last=last)
    assert shows_a_choice(2027, 6, first=first, last=last)
    assert not shows_a_choice(2027, 7, first=first, last=last)


def test_the_next_days_start_today() -> None:
    assert next_days(date(2026, 12, 31), 2) == (date(2026, 12, 31), date(2027, 1, 1))


def test_times_are_half_hours_from_8am_to_9pm() -> None:
    times = times_of_day(date(2026, 5, 5), LONDON, utc("2026-05-04 09:00"))
    assert (times[0], times[1], times[-1]) == (time(8), time(8, 30), time(21))
    assert len(times) == 27


def test_times_of_today_are_those_to_come() -> None:
    times = times_of_day(date(2026, 5, 4), LONDON, utc("2026-05-04 18:30"))
    assert times == (time(20), time(20, 30), time(21))
    assert times_of_day(date(2026, 5, 3), LONDON, utc("2026-05-04 18:30")) == ()


@pytest.mark.parametrize(
    ("day", "offered"),
    [
        (date(2027, 3, 28), (time(0), time(0, 30), time(2), time(2, 30), time(3))),
        (
            date(2027, 10, 31),
            (time(0), time(0, 30), time(1), time(1, 30), time(2), time(2, 30), time(3)),
        ),
    ],
)
def test_a_night_of_change_offers_what_its_clock_shows(day: date, offered: tuple[time]) -> None:
    times = times_of_day(day, LONDON, utc("2027-01-04 09:00"), earliest=time(0), latest=time(3))
    assert times == offered


@given(INSTANTS, ZONES, st.integers(-1, 410))
def test_an_offered_time_is_never_refused(now: datetime, zone: str, ahead: int) -> None:
    day = wall_time(now, zone).date() + timedelta(days=ahead)
    for at in times_of_day(day, zone, now):
        found = check(datetime.combine(day, at), zone, now=now)
        assert isinstance(found, datetime)
        assert now < found <= now + FURTHEST_AHEAD


def test_a_step_that_stands_still_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="forward"):
        times_of_day(date(2026, 5, 5), LONDON, utc("2026-05-04 09:00"), step=timedelta(0))
