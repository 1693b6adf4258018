"""The card of an agreed meeting, its reminders, the day itself, and what ends it."""

from datetime import timedelta
from typing import Final

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
from handlers.views.home import back
from handlers.views.meeting import about
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
from locales.bidi import without_controls
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
from rules.notice import Subject

PLACE_SHOWN_FOR: Final = timedelta(hours=1)
"""How long a place stays on a phone before its message is taken away."""


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


def place(text: str, reader: Reader) -> Card:
    """Where it is, in a message of its own that is taken away again."""
    _ = reader.t.gettext
    words = _("This message is taken away after 1 hour. You can tap again at any time.")
    return Card(
        _("The place"),
        f"{without_controls(text)}\n\n{words}",
        # Of no subject that is ever redrawn: the place must not come back, nor be written over.
        about=(Subject.PERSON, "place"),
        delete_at=reader.now + PLACE_SHOWN_FOR,
    )


def which_place(meeting: Meeting, option: Option, reader: Reader, *, trouble: str = "") -> Card:
    """The place that was left open when the time was suggested."""
    _ = reader.t.gettext
    body = _("Type the street and the town.") + " "
    body += _("It is shown only to those who take part, when they tap for it.")
    parts = [trouble, when(option, reader), body]
    rows: Rows = ((Key(_("Back"), OpenMeeting(meeting.id)),), back(reader))
    return Card(_("Which address?"), "\n\n".join(part for part in parts if part), rows)


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
    return [(Key(reader.t.gettext("Show the place"), ShowPlace(meeting.id, option.id)),)] if option.has_place else []


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
