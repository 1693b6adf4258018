"""Reminders fall in the reader's waking hours, and are true or not there at all."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.reminders import Due, ReminderKind, reminder_times
from rules.when import wall_time

LONDON = "Europe/London"
HELSINKI = "Europe/Helsinki"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
DAY_BEFORE, SOON = ReminderKind.DAY_BEFORE, ReminderKind.SOON


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_meeting_in_the_afternoon_has_both() -> None:
    start = utc("2026-05-05 13:00")
    assert reminder_times(start, LONDON, LONDON, agreed_at=LONG_AGO) == (
        Due(DAY_BEFORE, utc("2026-05-04 16:00"), utc("2026-05-04 23:00")),
        Due(SOON, utc("2026-05-05 11:00"), start),
    )


@pytest.mark.parametrize(
    ("zone", "start", "day_before", "soon"),
    [
        # Both clock changes: "the day before" keeps its reading, "2 hours before" its length.
        (LONDON, "2027-03-28 09:30", "2027-03-27 17:00", "2027-03-28 07:30"),
        (LONDON, "2027-10-31 10:30", "2027-10-30 16:00", "2027-10-31 08:30"),
        (HELSINKI, "2027-03-28 09:30", "2027-03-27 15:00", "2027-03-28 07:30"),
        (HELSINKI, "2027-10-31 10:30", "2027-10-30 14:00", "2027-10-31 08:30"),
    ],
)
def test_the_day_before_is_wall_clock_and_two_hours_are_elapsed(
    zone: str, start: str, day_before: str, soon: str
) -> None:
    dues = reminder_times(utc(start), zone, zone, agreed_at=LONG_AGO)
    assert [due.due_at for due in dues] == [utc(day_before), utc(soon)]


def test_an_early_meeting_is_not_told_twice_the_evening_before() -> None:
    dues = reminder_times(utc("2026-05-05 08:00"), LONDON, LONDON, agreed_at=LONG_AGO)
    assert [due.kind for due in dues] == [DAY_BEFORE]


def test_an_early_meeting_agreed_late_is_told_at_9pm() -> None:
    start = utc("2026-05-05 08:00")
    dues = reminder_times(start, LONDON, LONDON, agreed_at=utc("2026-05-04 18:00"))
    assert dues == (Due(SOON, utc("2026-05-04 20:00"), start),)


def test_an_early_meeting_agreed_in_the_night_has_none() -> None:
    assert reminder_times(utc("2026-05-05 08:00"), LONDON, LONDON, agreed_at=utc("2026-05-04 20:00")) == ()


def test_a_late_meeting_is_told_at_9pm_of_its_day() -> None:
    start = utc("2026-05-05 22:30")
    dues = reminder_times(start, LONDON, LONDON, agreed_at=LONG_AGO)
    assert [(due.kind, due.due_at) for due in dues] == [
        (DAY_BEFORE, utc("2026-05-04 16:00")),
        (SOON, utc("2026-05-05 20:00")),
    ]


def test_a_meeting_just_after_midnight_is_told_once() -> None:
    dues = reminder_times(utc("2026-05-04 23:30"), LONDON, LONDON, agreed_at=LONG_AGO)
    assert dues == (Due(DAY_BEFORE, utc("2026-05-04 16:00"), utc("2026-05-04 23:00")),)


def test_what_is_past_when_agreed_is_left_out() -> None:
    start = utc("2026-05-05 13:00")
    dues = reminder_times(start, LONDON, LONDON, agreed_at=utc("2026-05-04 16:00"))
    assert [due.kind for due in dues] == [SOON]
    assert reminder_times(start, LONDON, LONDON, agreed_at=utc("2026-05-05 11:00")) == ()


def test_a_reader_far_away_is_not_woken() -> None:
    # 5pm in London is 2am of the next day in Sydney: 9pm there is still the day before.
    dues = reminder_times(utc("2026-05-05 09:00"), LONDON, "Australia/Sydney", agreed_at=LONG_AGO)
    assert [(due.kind, due.due_at) for due in dues] == [
        (DAY_BEFORE, utc("2026-05-04 11:00")),
        (SOON, utc("2026-05-05 07:00")),
    ]


def test_the_teams_own_times_are_kept() -> None:
    dues = reminder_times(
        utc("2026-05-05 13:00"),
        LONDON,
        LONDON,
        agreed_at=LONG_AGO,
        day_before_at=time(12),
        before=timedelta(hours=1),
    )
    assert [due.due_at for due in dues] == [utc("2026-05-04 11:00"), utc("2026-05-05 12:00")]


def test_an_early_time_of_the_team_moves_forward_within_its_day() -> None:
    # Going back from 6am would make it two days before, when "tomorrow" is not true.
    dues = reminder_times(utc("2026-05-05 13:00"), LONDON, LONDON, agreed_at=LONG_AGO, day_before_at=time(6))
    assert dues[0].due_at == utc("2026-05-04 07:00")


ZONES = st.sampled_from([LONDON, HELSINKI, "America/Los_Angeles", "Australia/Sydney", "Pacific/Kiritimati", "UTC"])
TIMES = st.datetimes(
    datetime.fromisoformat("2026-01-01"),
    datetime.fromisoformat("2029-01-01"),
    timezones=st.just(UTC),
)


@given(
    start=TIMES,
    venue=ZONES,
    reader=ZONES,
    notice=st.timedeltas(timedelta(0), timedelta(days=5)),
    day_before_at=st.times(),
    before=st.timedeltas(timedelta(minutes=1), timedelta(hours=20)),
)
def test_each_reminder_is_true_and_by_day(
    *,
    start: datetime,
    venue: str,
    reader: str,
    notice: timedelta,
    day_before_at: time,
    before: timedelta,
) -> None:
    agreed_at = start - notice
    dues = reminder_times(start, venue, reader, agreed_at=agreed_at, day_before_at=day_before_at, before=before)
    assert [due.due_at for due in dues] == sorted(due.due_at for due in dues)
    assert len({due.kind for due in dues}) == len(dues)
    for due in dues:
        assert agreed_at < due.due_at < due.expires_at <= start
        assert time(8) <= wall_time(due.due_at, reader).time() <= time(21)
        if due.kind is DAY_BEFORE:
            meeting_day = wall_time(start, venue).date()
            for still_true in (due.due_at, due.expires_at - timedelta(microseconds=1)):
                assert meeting_day - wall_time(still_true, venue).date() == timedelta(days=1)
        else:
            assert due.due_at <= start - before


@given(TIMES, ZONES, ZONES)
def test_a_meeting_agreed_in_good_time_is_never_left_without_a_reminder(
    start: datetime, venue: str, reader: str
) -> None:
    assert reminder_times(start, venue, reader, agreed_at=start - timedelta(days=3))
