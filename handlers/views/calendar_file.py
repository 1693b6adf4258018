"""The calendar file of a meeting: a time and a neutral title, and nothing about anybody."""

import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Final

from locales.bidi import without_controls

_NOBODY: Final = "mailto:no-reply@tornio.invalid"
"""An organiser that no calendar can write to: a calendar file asks for one, we are not on mail."""


def calendar_file(
    uid: str,
    sequence: int,
    start_utc: datetime,
    minutes: int,
    zone: str,
    *,
    summary: str,
    cancelled: bool = False,
    now: datetime,
    organiser_service: str,
) -> bytes:
    """Give the bytes of an `.ics` file for one meeting (UTF-8, CRLF, lines of up to 75 bytes).

    `uid` stays the same for the life of the meeting and `sequence` (from 0) grows with each
    change; a cancellation is METHOD:CANCEL with the same `uid` and a further `sequence`
    (domain.md section 5). `start_utc` and `now` are aware, `zone` is the venue's IANA name,
    `minutes` at least 1. `summary` and `organiser_service` are written as they stand: bring
    words without names, places or anything clinical, for others may see the calendar.
    """
    # Eighty modules that a process needs for its first agreed meeting, not for its first poll.
    from icalendar import Calendar, Event, vCalAddress, vText

    if start_utc.tzinfo is None or now.tzinfo is None:
        raise ValueError("a calendar file needs aware times")
    if minutes < 1 or sequence < 0 or not uid.strip():
        raise ValueError("a calendar file needs a uid, a sequence from 0 and a length")
    start = start_utc.astimezone(UTC)

    event = Event()
    event.add("uid", _one_line(uid))
    event.add("sequence", sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("last-modified", now.astimezone(UTC))
    # UTC rather than TZID with a VTIMEZONE: every calendar understands it, none has to believe
    # our copy of the clock rules, and a wall time could not say which pass of an hour it means
    # when the clocks go back. Calendars show it in the phone's own zone.
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=minutes))
    event.add("summary", _one_line(summary))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    # A shared calendar then shows others "busy" and no title.
    event.add("class", "PRIVATE")
    organiser = vCalAddress(_NOBODY)
    organiser.params["CN"] = vText(_one_line(organiser_service).replace('"', "'"))
    event.add("organizer", organiser)

    calendar = Calendar()
    calendar.add("prodid", "-//Tornio//Tornio//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add("x-wr-timezone", zone)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _one_line(text: str) -> str:
    # Control characters and lone surrogates have no place in the format at all, and icalendar
    # takes a backslash and an N in somebody's words for a line break.
    text = without_controls(text).replace("\\", "/")
    kept = "".join(" " if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} else char for char in text)
    return " ".join(kept.split())
