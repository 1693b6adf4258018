"""The calendar file can be read by others, follows its meeting, and says nothing of anybody."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from handlers.views.calendar_file import calendar_file

START = datetime(2026, 5, 4, 13, tzinfo=UTC)
NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)


def write(
    summary: str = "Blue Kettle: meeting",
    *,
    sequence: int = 0,
    start: datetime = START,
    minutes: int = 90,
    uid: str = "m-123@tornio",
    cancelled: bool = False,
    service: str = "Tornio",
) -> bytes:
    return calendar_file(
        uid,
        sequence,
        start,
        minutes,
        "Europe/London",
        summary=summary,
        cancelled=cancelled,
        now=NOW,
        organiser_service=service,
    )


def read(written: bytes) -> tuple[Calendar, Event]:
    calendar = Calendar.from_ical(written)
    assert isinstance(calendar, Calendar)
    [event] = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    return calendar, event


def test_a_meeting_is_published() -> None:
    calendar, event = read(write(sequence=3))
    assert calendar["method"] == "PUBLISH"
    assert calendar["version"] == "2.0"
    assert calendar["x-wr-timezone"] == "Europe/London"
    assert event["uid"] == "m-123@tornio"
    assert event["sequence"] == 3
    assert event["summary"] == "Blue Kettle: meeting"
    assert event["status"] == "CONFIRMED"
    assert event.decoded("dtstart") == START
    assert event.decoded("dtend") == START + timedelta(minutes=90)
    assert event.decoded("dtstamp") == NOW


def test_a_cancellation_is_of_the_same_meeting() -> None:
    calendar, event = read(write(sequence=4, cancelled=True))
    assert calendar["method"] == "CANCEL"
    assert event["status"] == "CANCELLED"
    assert event["uid"] == "m-123@tornio"
    assert event["sequence"] == 4


def test_it_holds_nothing_but_what_a_calendar_needs() -> None:
    calendar, event = read(write())
    assert set(calendar) == {"PRODID", "VERSION", "CALSCALE", "METHOD", "X-WR-TIMEZONE"}
    assert set(event) == {
        *("UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND"),
        *("SUMMARY", "STATUS", "TRANSP", "CLASS", "ORGANIZER"),
    }
    assert event["class"] == "PRIVATE"


def test_both_passes_of_an_hour_are_told_apart() -> None:
    first = datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    starts = [read(write(start=first + timedelta(hours=n)))[1].decoded("dtstart") for n in range(2)]
    assert starts == [first, first + timedelta(hours=1)]


def test_words_cannot_add_lines_of_their_own() -> None:
    written = write("One\r\nATTENDEE:mailto:a@example.org", service='A "b"\nLOCATION:home')
    _, event = read(written)
    assert event["summary"] == "One ATTENDEE:mailto:a@example.org"
    assert "attendee" not in event
    assert "location" not in event
    assert read(write(r"One\Nline\nonly"))[1]["summary"] == "One/Nline/nonly"


@pytest.mark.parametrize("change", [{"minutes": 0}, {"sequence": -1}, {"uid": " "}])
def test_a_meeting_without_its_facts_is_a_mistake_of_the_caller(change: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="needs"):
        write(**change)  # type: ignore[arg-type]


def test_a_start_without_a_zone_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="aware"):
        write(start=START.replace(tzinfo=None))


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_words_make_a_valid_file(summary: str, service: str) -> None:
    written = write(summary, service=service)
    lines = written.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    _, event = read(written)
    assert "\n" not in str(event["summary"])
    assert event["uid"] == "m-123@tornio"
    assert event.decoded("dtstart") == START


@given(st.text(st.characters(categories=["L", "N", "P"], exclude_characters="\\"), max_size=200))
def test_a_title_is_read_back_as_it_was(summary: str) -> None:
    assert read(write(summary))[1]["summary"] == summary
