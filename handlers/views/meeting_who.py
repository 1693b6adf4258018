"""Who comes to an agreed meeting, as each reader may see it, and what comes next for the reader.

A push shows the first 160 characters or so, and others read a lock screen: names stand last.
"""

from handlers.turn import Reader
from handlers.views.meeting_words import (
    Known,
    answer_label,
    asked_and_coming,
    day_label,
    late_words,
    names_of,
    only_by_phone,
    their_preference,
    your_preference,
)
from locales.dates import length, moment
from rules.ids import PersonId
from rules.meeting import Answer, Day, DayStatus, Meeting, Option
from rules.meeting_staff import asks_preference, is_without_the_person, may_change, nobody_comes, staff_coming


def for_staff(meeting: Meeting, option: Option, reader: Reader, known: Known) -> list[str]:
    """Counts and what is open first, names last."""
    _ = reader.t.gettext
    parts = []
    if nobody_comes(meeting):
        words = _("As things are, nobody from the team can come.")
        parts.append(words + " " + _("The family reads that you will write to them."))
    parts.append(asked_and_coming(meeting, reader))
    if meeting.preference is not None and asks_preference(meeting):
        parts.append(f"{their_preference(meeting.preference, meeting, reader)}.")
    elif is_without_the_person(meeting):
        parts.append(_("The person cannot come, and has not said yet what they prefer."))
    parts += _own_word(meeting, option, reader)
    parts += _next_reminder(meeting, option, reader)
    parts.append(_("The family sees how many come, and who of the team."))
    parts.append("\n".join((_everyone(meeting, option, reader, known), *only_by_phone(meeting, known, reader))))
    return parts


def for_family(meeting: Meeting, option: Option, reader: Reader, known: Known, *, title: str) -> list[str]:
    """How many come, whether it stands, one's own word, and who of the team comes; no other name."""
    _ = reader.t.gettext
    if nobody_comes(meeting):
        words = _("As things are, nobody from the team can come.") + " " + _("The team knows and will write to you.")
        return [words, *_own_word(meeting, option, reader)]
    parts = [asked_and_coming(meeting, reader)]
    mine = meeting.centre == reader.person.id
    if mine and asks_preference(meeting):
        parts.append(your_preference(meeting, reader))
    elif may_change(meeting):
        parts.append(_("It is not sure yet that this time stays. If it changes, you read it here."))
    parts += late_of_the_team(meeting, reader, known, title)
    parts += _own_word(meeting, option, reader)
    if not may_change(meeting):
        parts += _next_reminder(meeting, option, reader)
    parts += _of_the_team(meeting, reader, known)
    return parts


def late_of_the_team(meeting: Meeting, reader: Reader, known: Known, title: str) -> list[str]:
    """For the family: who of the team comes late; what the heading says already is not said twice."""
    late = [p for p in meeting.staff() if p in meeting.days and meeting.days[p].status is DayStatus.LATE]
    names = {p: names_of((p,), known, reader) for p in late}
    words = [late_words(names[p], meeting.days[p].minutes, reader) for p in late if names[p]]
    return [f"{said}." for said in words if said != title]


def _of_the_team(meeting: Meeting, reader: Reader, known: Known) -> list[str]:
    """The family knows the team: who of it comes is theirs to know, also when that changes."""
    names = names_of(staff_coming(meeting), known, reader)
    return [reader.t.gettext("From the team: %(names)s") % {"names": names}] if names else []


def _everyone(meeting: Meeting, option: Option, reader: Reader, known: Known) -> str:
    _ = reader.t.gettext
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


def _lateness(meeting: Meeting, person: PersonId, reader: Reader, known: Known) -> str:
    _ = reader.t.gettext
    day = meeting.days[person]
    minutes = day.minutes
    name = names_of((person,), known, reader)
    if minutes is None:
        words = _("Late: %(name)s, by more than 30 minutes") if day.is_longer(person) else _("Late: %(name)s")
        return words % {"name": name}
    late = {"name": name, "length": length(minutes, reader.t)}
    return _("Late: %(name)s, by %(length)s") % late


def _own_word(meeting: Meeting, option: Option, reader: Reader) -> list[str]:
    _ = reader.t.gettext
    me = reader.person.id
    day = meeting.days.get(me)
    answer = meeting.answer_of(option.id, me)
    if day is not None:
        said = _said_of_the_day(day, reader)
    elif answer is not None:
        said = answer_label(answer, reader.t)
    else:
        return []
    words = _("Your answer now: %(answer)s.") % {"answer": said}
    if day is not None and day.status is not DayStatus.COMING and not reader.person.is_staff:
        words += " " + _("The team knows.")
    return [words]


def _said_of_the_day(day: Day, reader: Reader) -> str:
    _ = reader.t.gettext
    if day.status is not DayStatus.LATE:
        return day_label(day.status, reader.t)
    if day.minutes is None and not day.is_longer(reader.person.id):
        return day_label(day.status, reader.t)
    if day.minutes is None:
        return _("I will be more than 30 minutes late")
    # Translators: %(length)s is like "20 minutes".
    return _("I will be %(length)s late") % {"length": length(day.minutes, reader.t)}


def _next_reminder(meeting: Meeting, option: Option, reader: Reader) -> list[str]:
    """When the reader hears of it next; nothing for whoever is not reminded."""
    me = reader.person.id
    day = meeting.days.get(me)
    if meeting.participant(me) is None or (day is not None and day.status is DayStatus.CANNOT):
        return []
    if day is None and meeting.answer_of(option.id, me) is Answer.CANNOT:
        return []
    to_come = [due.due_at for due in meeting.reminders if reader.now < due.due_at]
    if not to_come:
        return []
    # Reminders are of the day before and of the day: both midnights redraw the card, so "tomorrow" does not grow old.
    said = {"when": moment(min(to_come), option.zone, reader.t, now=reader.now)}
    return [reader.t.gettext("Next reminder: %(when)s.") % said]
