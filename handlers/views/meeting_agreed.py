"""The card of an agreed meeting, its reminders, the day itself, and what ends it."""

from handlers.buttons.meeting import (
    AddPlace,
    CancelFirst,
    CancelNow,
    Colleagues,
    ForOthers,
    OpenMeeting,
    ProposeMore,
    ReopenFirst,
    ReopenNow,
    ShowPlace,
)
from handlers.buttons.meeting_day import DidMeet, LateFirst, OnTheDay
from handlers.card import Attachment, Card, Key, Rows
from handlers.turn import Reader
from handlers.views.calendar_file import calendar_file
from handlers.views.meeting import about
from handlers.views.meeting_place import show_label
from handlers.views.meeting_words import (
    Known,
    answer_label,
    asked_and_coming,
    day_label,
    late_words,
    line,
    names_of,
    only_by_phone,
    their_preference,
    way_back,
    when,
)
from locales.dates import length
from rules.ids import PersonId
from rules.meeting import (
    Answer,
    DayStatus,
    Meeting,
    Option,
    is_staff_side,
    may_settle,
)
from rules.meeting_staff import is_short, nobody_comes


def agreed(meeting: Meeting, option: Option, reader: Reader, known: Known, *, title: str = "") -> Card:
    """Today's card of an agreed meeting; `title` says what is new."""
    _ = reader.t.gettext
    me = reader.person.id
    staff = is_staff_side(meeting, reader.person)
    over = option.ends_at <= reader.now
    parts = [line(option, reader)]
    nobody = nobody_comes(meeting) and not over
    if staff:
        parts = [known.code_name, *parts] if known.code_name else parts
        if nobody:
            words = _("As things are, nobody from the team can come.")
            parts.append(words + " " + _("The family reads that you will write to them."))
        parts.append("\n".join((_who_comes(meeting, option, reader, known), *only_by_phone(meeting, known, reader))))
        parts += _preferred(meeting, reader)
    else:
        words = _("As things are, nobody from the team can come.") + " " + _("The team knows and will write to you.")
        parts.append(words if nobody else asked_and_coming(meeting, reader))
        parts += late_of_the_team(meeting, reader, known, title)
        parts += _own_word(meeting, option, reader)
    rows: list[tuple[Key, ...]] = []
    if over:
        if staff:
            rows += _did_meet_rows(meeting, reader)
        elif not title:
            title = _("This meeting has ended")
    else:
        rows += place_row(meeting, option, reader)
        if not option.has_place and staff and option.mode.needs_place:
            rows.append((Key(_("Add the place"), AddPlace(meeting.id, option.id)),))
        if meeting.participant(me) is not None:
            rows += _day_rows(meeting, reader)
        rows += _settling_rows(meeting, option, reader, known)
    rows.append(way_back(reader))
    heading = title or (_("Your meeting has changed") if nobody else _("Your meeting is agreed"))
    return Card(heading, "\n\n".join(parts), tuple(rows), about(meeting))


def reminder(meeting: Meeting, option: Option, reader: Reader, known: Known) -> Card:
    """The day before, and two hours before."""
    _ = reader.t.gettext
    title = "" if nobody_comes(meeting) else _("You have a meeting")
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
    return Card(_("Cancel this meeting?"), body, rows, about(meeting))


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
    return Card(_("Find another time?"), body, rows, about(meeting))


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


def cancelled(meeting: Meeting, option: Option | None, reader: Reader, *, again: bool) -> Card:
    """There is no meeting at that time, and nothing to do."""
    _ = reader.t.gettext
    body = when(option, reader) if option is not None else ""
    if again:
        words = _("There is no meeting at this time. Another time is being looked for.")
    else:
        words = _("There is no meeting at this time. There is nothing you need to do.")
    body = f"{body}\n\n{words}" if body else words
    title = _("This meeting is off")
    rows: Rows = (way_back(reader),)
    return Card(title, body, rows, about(meeting))


def withdrawn(meeting: Meeting, reader: Reader) -> Card:
    """The question was taken back."""
    _ = reader.t.gettext
    body = _("Nobody is asked about these times any more. There is nothing you need to do.")
    return Card(_("No answer is needed"), body, (way_back(reader),), about(meeting))


def _who_comes(meeting: Meeting, option: Option, reader: Reader, known: Known) -> str:
    t = reader.t
    _ = t.gettext
    coming = set(meeting.coming())
    everyone = [p.person for p in meeting.participants]
    late = [p for p in everyone if p in meeting.days and meeting.days[p].status is DayStatus.LATE]
    cannot = [
        p
        for p in everyone
        if p not in coming and (p in meeting.days or meeting.answer_of(option.id, p) is Answer.CANNOT)
    ]
    open_yet = [p for p in everyone if p not in coming and p not in cannot]
    said = (
        (_("Coming: %(names)s"), [p for p in everyone if p in coming and p not in late]),
        (_("Cannot come: %(names)s"), cannot),
        (_("Not known: %(names)s"), open_yet),
    )
    lines = [words % {"names": names_of(who, known, reader)} for words, who in said if who]
    lines += [_lateness(meeting, person, reader, known) for person in late]
    return "\n".join(lines)


def place_row(meeting: Meeting, option: Option, reader: Reader) -> list[tuple[Key, ...]]:
    """The key that shows where it is, if that is known."""
    return [(Key(show_label(option.mode, reader.t), ShowPlace(meeting.id, option.id)),)] if option.has_place else []


def _preferred(meeting: Meeting, reader: Reader) -> list[str]:
    """For staff: what the person has said, while fewer than two of the team come."""
    if meeting.preference is None or not is_short(meeting):
        return []
    return [f"{their_preference(meeting.preference, meeting, reader)}."]


def late_of_the_team(meeting: Meeting, reader: Reader, known: Known, title: str) -> list[str]:
    """For the family: who of the team comes late; what the heading says already is not said twice."""
    late = [p for p in meeting.staff() if p in meeting.days and meeting.days[p].status is DayStatus.LATE]
    names = {p: names_of((p,), known, reader) for p in late}
    words = [late_words(names[p], meeting.days[p].minutes, reader) for p in late if names[p]]
    return [f"{said}." for said in words if said != title]


def _lateness(meeting: Meeting, person: PersonId, reader: Reader, known: Known) -> str:
    _ = reader.t.gettext
    minutes = meeting.days[person].minutes
    name = names_of((person,), known, reader)
    if minutes is None:
        return _("Late: %(name)s") % {"name": name}
    late = {"name": name, "length": length(minutes, reader.t)}
    return _("Late: %(name)s, by %(length)s") % late


def _own_word(meeting: Meeting, option: Option, reader: Reader) -> list[str]:
    _ = reader.t.gettext
    me = reader.person.id
    day = meeting.days.get(me)
    answer = meeting.answer_of(option.id, me)
    if day is not None:
        said = day_label(day.status, reader.t)
    elif answer is not None:
        said = answer_label(answer, reader.t)
    else:
        return []
    return [_("Your answer now: %(answer)s.") % {"answer": said}]


def _day_rows(meeting: Meeting, reader: Reader) -> list[tuple[Key, ...]]:
    t = reader.t
    coming, late, cannot = DayStatus.COMING, DayStatus.LATE, DayStatus.CANNOT
    return [
        (Key(day_label(coming, t), OnTheDay(meeting.id, meeting.sequence, coming)),),
        (Key(day_label(late, t), LateFirst(meeting.id)),),
        (Key(day_label(cannot, t), OnTheDay(meeting.id, meeting.sequence, cannot)),),
    ]


def _did_meet_rows(meeting: Meeting, reader: Reader) -> list[tuple[Key, ...]]:
    _ = reader.t.gettext
    return [
        (Key(_("Yes, we met"), DidMeet(meeting.id, met=True)),),
        (Key(_("No, we did not meet"), DidMeet(meeting.id, met=False)),),
    ]


def _settling_rows(meeting: Meeting, option: Option, reader: Reader, known: Known) -> list[tuple[Key, ...]]:
    _ = reader.t.gettext
    rows: list[tuple[Key, ...]] = []
    if is_staff_side(meeting, reader.person):
        if known.by_phone:
            rows.append((Key(_("Record a phone answer"), ForOthers(meeting.id)),))
        rows.append((Key(_("Ask a colleague"), Colleagues(meeting.id)),))
        if option.starts_at <= reader.now:
            rows += _did_meet_rows(meeting, reader)
    if may_settle(meeting, reader.person):
        rows.append((Key(_("Find another time"), ReopenFirst(meeting.id)),))
        rows.append((Key(_("Cancel the meeting"), CancelFirst(meeting.id)),))
    return rows
