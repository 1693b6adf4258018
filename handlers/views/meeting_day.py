"""The day of a meeting: how late, what has changed, and what the person prefers."""

from handlers.buttons.meeting import OpenMeeting
from handlers.buttons.meeting_day import LateBy, OnTheDay, Prefer
from handlers.card import Card, Key, Rows
from handlers.turn import Reader
from handlers.views.home import back, named
from handlers.views.meeting import about
from handlers.views.meeting_agreed import agreed, place_row
from handlers.views.meeting_words import (
    Known,
    day_label,
    late_words,
    opened,
    recorded_by,
    their_preference,
    way_back,
    when,
    your_preference,
)
from locales.dates import length
from rules.meeting import DayStatus, Meeting, Option, Preference, is_staff_side
from rules.meeting_day import LATES
from rules.meeting_staff import asks_preference, is_short, is_without_the_person, nobody_comes
from rules.notice import Notice


def late_first(meeting: Meeting, option: Option, reader: Reader) -> Card:
    """By how much somebody will be late."""
    t = reader.t
    _ = t.gettext
    rows: Rows = (
        *((Key(length(m, t), LateBy(meeting.id, meeting.sequence, m)),) for m in LATES),
        (Key(_("Longer"), LateBy(meeting.id, meeting.sequence, 0)),),
        (Key(_("Back"), OpenMeeting(meeting.id)),),
    )
    if reader.person.is_staff:
        words = _("Everyone who takes part is told, without a reason.")
    elif meeting.organiser == reader.person.id or meeting.is_arranged_by_staff:
        words = _("The team is told.")
    else:
        words = _("The team and whoever arranged the meeting are told.")
    body = when(option, reader) + "\n\n" + words
    return Card(_("How late will you be?"), body, rows, opened(meeting))


def changed(meeting: Meeting, notice: Notice, reader: Reader, known: Known) -> Card | None:
    """What is new about an agreed meeting, for the staff, the organiser, or the person."""
    option = meeting.agreed_option
    if option is None or option.ends_at <= reader.now:
        return None
    status = str(notice.facts.get("status", ""))
    title = _news(status, meeting, notice, reader, known)
    if is_asked(meeting, option, reader):
        return few_staff(meeting, option, reader, title=title or "")
    if title is None:
        return None
    card = agreed(meeting, option, reader, known, title=title)
    who = next((name for person, name in known.names.items() if person == notice.facts.get("by")), "")
    return card.with_line(recorded_by(who, reader)) if who else card


def is_asked(meeting: Meeting, option: Option, reader: Reader) -> bool:
    """Whether this reader is the person at the centre and has still to say what they prefer."""
    mine = meeting.centre == reader.person.id and meeting.preference is None
    return mine and asks_preference(meeting) and reader.now < option.ends_at


def few_staff(meeting: Meeting, option: Option, reader: Reader, *, title: str = "") -> Card:
    """To the person: fewer than two staff are left, or nobody, or they cannot come; what they prefer is asked.

    Who said by mistake that they cannot come takes it back here.
    """
    t = reader.t
    _ = t.gettext
    out = is_without_the_person(meeting)
    if nobody_comes(meeting):
        go_on = _("Keep this time if possible")
        words = _("As things are, nobody from the team can come. The team knows. What would you prefer?")
    elif out and not is_short(meeting):
        go_on = _("Meet without me")
        words = _("The team knows that you cannot come. What would you prefer?")
    elif out:
        go_on = _("Meet without me")
        words = _("Fewer than 2 people from the team can come. What would you prefer?")
    else:
        go_on = _("Meet all the same")
        words = _("Fewer than 2 people from the team can come. What would you prefer?")
    coming = DayStatus.COMING
    labels = {
        Preference.GO_ON: go_on,
        Preference.OTHER_TIME: _("Find another time"),
        Preference.UNSURE: _("Not sure yet"),
    }
    rows: Rows = (
        *((Key(label, Prefer(meeting.id, meeting.sequence, preference)),) for preference, label in labels.items()),
        *([(Key(day_label(coming, t), OnTheDay(meeting.id, meeting.sequence, coming)),)] if out else []),
        *place_row(meeting, option, reader),
        way_back(reader),
    )
    body = f"{when(option, reader)}\n\n{words}"
    heading = _("You cannot come") if out else _("Your meeting has changed")
    return Card(title or heading, body, rows, about(meeting))


def preferred(meeting: Meeting, reader: Reader) -> Card:
    """What the person has said, and what comes of it."""
    _ = reader.t.gettext
    body = your_preference(meeting, reader)
    rows: Rows = ((Key(_("See the meeting"), OpenMeeting(meeting.id)),), back(reader))
    return Card(_("Thank you"), body, rows, about(meeting))


def _of_the_team(name: str, notice: Notice, reader: Reader) -> str | None:
    """To the family: when somebody of the team comes, and no reason. None for what concerns the team alone."""
    _ = reader.t.gettext
    minutes, status = notice.facts.get("minutes"), notice.facts.get("status")
    if status == DayStatus.LATE.value:
        return late_words(name, None if minutes is None else int(minutes), reader)
    if status == DayStatus.COMING.value and notice.facts.get("was") == DayStatus.LATE.value:
        return _("%(name)s from the team will be on time") % {"name": name}
    return None


def _news(status: str, meeting: Meeting, notice: Notice, reader: Reader, known: Known) -> str | None:
    """The first line: who, for staff; a member reads no name but that of somebody of the team."""
    t = reader.t
    _ = t.gettext
    minutes = notice.facts.get("minutes")
    who = next((n for p, n in known.names.items() if p == notice.facts.get("who")), "")
    name = named(reader, who) if who else _("Someone")
    if status.startswith("prefers_") and meeting.preference is not None:
        return their_preference(meeting.preference, meeting, reader)
    if who and not is_staff_side(meeting, reader.person):
        if words := _of_the_team(name, notice, reader):
            return words
        name = _("Someone")
    match status:
        case DayStatus.COMING.value:
            return _("%(name)s can come") % {"name": name}
        case DayStatus.CANNOT.value:
            return _("%(name)s cannot come") % {"name": name}
        case DayStatus.LATE.value if minutes is None and _was_phoned(meeting, notice):
            return _("%(name)s will be late") % {"name": name}
        case DayStatus.LATE.value if minutes is None:
            return _("%(name)s will be more than 30 minutes late") % {"name": name}
        case DayStatus.LATE.value if minutes is not None:
            # Translators: %(length)s is like "20 minutes".
            return _("%(name)s will be %(length)s late") % {
                "name": name,
                "length": length(int(minutes), t),
            }
        case "place":
            return _("The place is there now")
    return _how_many(status, meeting, reader)


def _was_phoned(meeting: Meeting, notice: Notice) -> bool:
    """Whether staff entered it: then nobody asked how late."""
    day = next((day for person, day in meeting.days.items() if person == notice.facts.get("who")), None)
    return day is not None and day.by != notice.facts.get("who")


def _how_many(status: str, meeting: Meeting, reader: Reader) -> str | None:
    """The first line when more or fewer of the team come."""
    _ = reader.t.gettext
    match status:
        case "no_staff" if is_staff_side(meeting, reader.person):
            return _("Nobody from the team can come")
        case "no_staff":
            return _("Your meeting has changed")
        case "staff_again":
            return _("Someone from the team can come again")
        case "enough_staff":
            return _("2 people from the team can come again")
    return None
