"""The card of an agreed meeting, its reminders, the day itself, and what ends it."""

from handlers.buttons.meeting import (
    AddPlace,
    CancelNow,
    Colleagues,
    ForOthers,
    OpenMeeting,
    ProposeMore,
    ReopenNow,
    ShowPlace,
)
from handlers.buttons.meeting_day import LateFirst, OnTheDay
from handlers.card import Attachment, Card, Key, Rows
from handlers.turn import Reader
from handlers.views.calendar_file import calendar_file
from handlers.views.meeting import about
from handlers.views.meeting_more import more_row
from handlers.views.meeting_place import show_label
from handlers.views.meeting_who import for_family, for_staff
from handlers.views.meeting_words import Known, day_label, did_meet_rows, line, only_by_phone, opened, way_back, when
from rules.meeting import DayStatus, Meeting, Option, is_staff_side
from rules.meeting_staff import may_change, nobody_comes


def agreed(meeting: Meeting, option: Option, reader: Reader, known: Known, *, title: str = "") -> Card:
    """Today's card of an agreed meeting that has not ended; `title` says what is new."""
    _ = reader.t.gettext
    staff = is_staff_side(meeting, reader.person)
    if title:
        heading = title
    elif nobody_comes(meeting):
        heading = _("Your meeting has changed")
    else:
        heading = _("Your meeting may change") if may_change(meeting) else _("Your meeting is agreed")
    parts = [line(option, reader)]
    if staff:
        parts = [known.code_name, *parts] if known.code_name else parts
        parts += for_staff(meeting, option, reader, known)
    else:
        parts += for_family(meeting, option, reader, known, title=title)
    rows = place_row(meeting, option, reader)
    if not option.has_place and staff and option.mode.needs_place:
        rows.append((Key(_("Add the place"), AddPlace(meeting.id, option.id)),))
    if meeting.participant(reader.person.id) is not None:
        rows += _day_rows(meeting, reader)
    rows += _settling_rows(meeting, option, reader, known)
    rows.append(way_back(reader))
    return Card(heading, "\n\n".join(parts), tuple(rows), about(meeting))


def reminder(meeting: Meeting, option: Option, reader: Reader, known: Known) -> Card:
    """The day before, and two hours before."""
    _ = reader.t.gettext
    title = "" if nobody_comes(meeting) or may_change(meeting) else _("You have a meeting")
    return agreed(meeting, option, reader, known, title=title)


def calendar(meeting: Meeting, option: Option, reader: Reader, *, cancelled: bool) -> Card:
    """The calendar file: no name, no place, nothing that says what kind of meeting it is."""
    _ = reader.t.gettext
    content = calendar_file(
        f"{meeting.id}@tornio",
        meeting.sequence,
        option.starts_at,
        option.minutes,
        option.zone,
        summary=_("Meeting"),
        cancelled=cancelled,
        now=reader.now,
        organiser_service="Tornio",
    )
    if cancelled:
        words = _("Open this file to take the meeting out of your calendar.")
    else:
        words = _("Open this file to put the meeting in your calendar.")
    file = Attachment("document", "meeting.ics", content)
    return Card(words, attachment=file, silent=True)


def cancel_first(meeting: Meeting, option: Option, reader: Reader) -> Card:
    """What cancelling will do."""
    _ = reader.t.gettext
    body = when(option, reader) + "\n\n" + _("Everyone is told that there will be no meeting then.")
    rows: Rows = (
        (Key(_("Cancel the meeting"), CancelNow(meeting.id, meeting.sequence)),),
        (Key(_("Back"), OpenMeeting(meeting.id)),),
    )
    return Card(_("Cancel this meeting?"), body, rows, opened(meeting))


def reopen_first(meeting: Meeting, option: Option, reader: Reader) -> Card:
    """What looking for another time will do."""
    _ = reader.t.gettext
    body = (
        when(option, reader)
        + "\n\n"
        + _("This time is given up. Everyone is told that another time is being looked for.")
    )
    rows: Rows = (
        (Key(_("Give this time up"), ReopenNow(meeting.id, meeting.sequence)),),
        (Key(_("Back"), OpenMeeting(meeting.id)),),
    )
    return Card(_("Find another time?"), body, rows, opened(meeting))


def reopened(meeting: Meeting, reader: Reader) -> Card:
    """For the one who gave a time up: the way to the next."""
    _ = reader.t.gettext
    rows: Rows = (
        (Key(_("Suggest another time"), ProposeMore(meeting.id)),),
        (Key(_("See the other times"), OpenMeeting(meeting.id)),),
        way_back(reader),
    )
    body = _("Everyone is told that another time is being looked for.")
    return Card(_("That time is given up"), body, rows, about(meeting))


def cancelled(
    meeting: Meeting,
    option: Option | None,
    reader: Reader,
    known: Known,
    *,
    again: bool = False,
    by_list: bool = False,
) -> Card:
    """There is no meeting at that time. Staff read which one, whom the bot cannot tell, and if the list is why."""
    _ = reader.t.gettext
    parts = [] if option is None else [when(option, reader)]
    if known.code_name:
        parts.insert(0, known.code_name)
    words = _("There is no meeting at this time.")
    if again:
        parts.append(_("There is no meeting at this time. Another time is being looked for."))
    elif not is_staff_side(meeting, reader.person):
        parts.append(_("There is no meeting at this time. There is nothing you need to do."))
    else:
        why = _("The list of who takes part has changed.")
        parts.append(f"{why} {words}" if by_list else words)
        parts += only_by_phone(meeting, known, reader)
    return Card(_("This meeting is off"), "\n\n".join(parts), (way_back(reader),), about(meeting))


def withdrawn(meeting: Meeting, reader: Reader) -> Card:
    """The question was taken back."""
    _ = reader.t.gettext
    body = _("Nobody is asked about these times any more. There is nothing you need to do.")
    return Card(_("No answer is needed"), body, (way_back(reader),), about(meeting))


def place_row(meeting: Meeting, option: Option, reader: Reader) -> list[tuple[Key, ...]]:
    """The key that shows where it is, if that is known."""
    return [(Key(show_label(option.mode, reader.t), ShowPlace(meeting.id, option.id)),)] if option.has_place else []


def _day_rows(meeting: Meeting, reader: Reader) -> list[tuple[Key, ...]]:
    t = reader.t
    coming, late, cannot = DayStatus.COMING, DayStatus.LATE, DayStatus.CANNOT
    return [
        (Key(day_label(coming, t), OnTheDay(meeting.id, meeting.sequence, coming)),),
        (Key(day_label(late, t), LateFirst(meeting.id)),),
        (Key(day_label(cannot, t), OnTheDay(meeting.id, meeting.sequence, cannot)),),
    ]


def _settling_rows(meeting: Meeting, option: Option, reader: Reader, known: Known) -> list[tuple[Key, ...]]:
    _ = reader.t.gettext
    rows: list[tuple[Key, ...]] = []
    if is_staff_side(meeting, reader.person):
        if known.by_phone:
            rows.append((Key(_("Record a phone answer"), ForOthers(meeting.id)),))
        rows.append((Key(_("Ask a colleague"), Colleagues(meeting.id)),))
        if option.starts_at <= reader.now:
            rows += did_meet_rows(meeting, reader)
    return [*rows, *more_row(meeting, reader)]
