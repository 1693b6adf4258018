"""Words that every meeting screen shares: when, how, who, and what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.buttons.meeting import Meetings
from handlers.buttons.meeting_day import DidMeet
from handlers.card import Key
from handlers.turn import Reader
from handlers.views.home import back, named
from locales.catalogue import Catalogue
from locales.dates import clock_time, length, moment, short_date
from rules.agreement import Lack
from rules.ids import OptionId, PersonId
from rules.meeting import Answer, DayStatus, Meeting, Mode, Option, Preference, Waiver
from rules.meeting_staff import is_without_the_person, nobody_comes
from rules.notice import Subject


@dataclass(frozen=True, slots=True)
class Known:
    """What the reader may know beside the meeting: names and the code name are for staff only.

    `by_phone` are those who can only be phoned; `code_name` is empty for everyone but staff. `busy` are the times at
    which the reader has agreed to another meeting, with that one's code name.
    """

    names: Mapping[PersonId, str] = field(default_factory=dict)
    code_name: str = ""
    by_phone: frozenset[PersonId] = frozenset()
    busy: Mapping[OptionId, str] = field(default_factory=dict)


def starting(text: str) -> str:
    """The same at the start of a line: "Tomorrow, Tuesday 5 May 2026"."""
    return text[:1].upper() + text[1:]


def when(option: Option, reader: Reader) -> str:
    """Day and time in the venue's zone, to begin a line: "Tomorrow, Tuesday 5 May 2026, 2pm to 3pm"."""
    return starting(moment(option.starts_at, option.zone, reader.t, now=reader.now, minutes=option.minutes))


def when_it_was(option: Option, reader: Reader) -> str:
    """The same of a meeting that is over, by its date alone: nothing redraws the card when "today" has passed."""
    return moment(option.starts_at, option.zone, reader.t, now=None, minutes=option.minutes)


def busy_then(option: Option, reader: Reader, known: Known) -> list[str]:
    """That the reader has agreed to another meeting at this time: a word of warning, no more."""
    return [also_then(known.busy[option.id], reader)] if option.id in known.busy else []


def also_then(code_name: str, reader: Reader) -> str:
    """The same about any time; `code_name` is empty for everyone but staff."""
    _ = reader.t.gettext
    return (
        _("You have %(network)s then.") % {"network": code_name} if code_name else _("You have another meeting then.")
    )


def short_when(option: Option, reader: Reader) -> str:
    """ "Tue 5 May, 2pm", for a key; the full date must stand near it."""
    return short_moment(option.starts_at, option.zone, reader)


def short_moment(starts_at: datetime, zone: str, reader: Reader) -> str:
    """An aware UTC time as the clock in `zone` reads it, short enough for a key."""
    start = starts_at.astimezone(ZoneInfo(zone))
    day, at = short_date(start.date(), reader.t), clock_time(start, reader.t)
    return reader.t.gettext("%(day)s, %(times)s") % {"day": day, "times": at}


def how(mode: Mode, t: Catalogue) -> str:
    """How people meet, without a place."""
    _ = t.gettext
    return {
        Mode.HOME: _("At home with the family"),
        Mode.CLINIC: _("Where the team works"),
        Mode.ELSEWHERE: _("Somewhere else"),
        Mode.VIDEO: _("By video"),
        Mode.PHONE: _("By phone"),
    }[mode]


def line(option: Option, reader: Reader) -> str:
    """One time in full: day, time, and how; of a phone meeting, who phones."""
    _ = reader.t.gettext
    said = f"{when(option, reader)}\n{how(option.mode, reader.t)}"
    if option.mode is not Mode.PHONE:
        return said
    return f"{said}. " + (_("The team phones everyone.") if reader.person.is_staff else _("The team phones you."))


def answer_label(answer: Answer, t: Catalogue) -> str:
    """The words of the three keys, the same everywhere."""
    _ = t.gettext
    return {
        Answer.CAN: _("I can come"),
        Answer.UNSURE: _("Not sure yet"),
        Answer.CANNOT: _("I cannot come"),
    }[answer]


def answered(answer: Answer, t: Catalogue) -> str:
    """A line for staff with a place for the names of those who gave this answer."""
    _ = t.gettext
    return {
        Answer.CAN: _("Can come: %(names)s"),
        Answer.UNSURE: _("Not sure yet: %(names)s"),
        Answer.CANNOT: _("Cannot come: %(names)s"),
    }[answer]


def day_label(status: DayStatus, t: Catalogue) -> str:
    """What somebody says about the day."""
    _ = t.gettext
    return {
        DayStatus.COMING: _("I can come"),
        DayStatus.LATE: _("I will be late"),
        DayStatus.CANNOT: _("I cannot come"),
    }[status]


def needed(meeting: Meeting, lacks: Sequence[Lack], reader: Reader, known: Known) -> str:
    """What a time still lacks, in one sentence; the person at the centre is named to staff only."""
    _ = reader.t.gettext
    if lacks == (Lack.HOLD,):
        return _("Nothing else is needed.")
    mine = meeting.centre == reader.person.id
    name = names_of((meeting.centre,), known, reader) if meeting.centre is not None else ""
    if mine:
        person = _("your own yes")
    elif name:
        person = _("a yes from %(name)s") % {"name": name}
    else:
        person = _("a yes from the person at the centre")
    words = {
        Lack.PERSON: person,
        Lack.TWO_STAFF: _("2 from the team, 1 of them from the core pair")
        if Lack.CORE in lacks
        else _("2 from the team"),
        Lack.ONE_MORE_STAFF: _("1 more from the team"),
        Lack.CORE: _("someone from the core pair"),
    }
    # One sentence about the team: two of it hold one of the core pair, and one more is somebody of the core pair.
    unsaid = {Lack.HOLD}
    if Lack.CORE in lacks:
        unsaid.add(Lack.CORE if Lack.TWO_STAFF in lacks else Lack.ONE_MORE_STAFF)
    said = [words[lack] for lack in lacks if lack not in unsaid]
    # Translators: followed by a list, such as "1 more from the team".
    return _("Still needed: %(list)s.") % {"list": "; ".join(said)}


def waiver_words(waiver: Waiver, t: Catalogue) -> str:
    """Why a time is agreed without the core pair."""
    _ = t.gettext
    return {
        Waiver.AWAY: _("The core pair is away"),
        Waiver.FAMILY_WISH: _("The family asks for it"),
        Waiver.CANNOT_WAIT: _("It cannot wait"),
    }[waiver]


def names_of(people: Iterable[PersonId], known: Known, reader: Reader) -> str:
    """Names for staff, in the order of the participants; somebody unknown is left out."""
    found = (known.names.get(person, "") for person in people)
    return ", ".join(named(reader, name) for name in found if name)


def only_by_phone(meeting: Meeting, known: Known, reader: Reader) -> list[str]:
    """For staff: who of the meeting cannot be written to; empty where everybody can."""
    who = [p.person for p in meeting.participants if p.person in known.by_phone]
    return [reader.t.gettext("Only by phone: %(names)s") % {"names": names_of(who, known, reader)}] if who else []


def their_preference(preference: Preference, meeting: Meeting, reader: Reader) -> str:
    """For staff: what the person at the centre prefers with fewer than two of the team, or without themselves."""
    _ = reader.t.gettext
    if nobody_comes(meeting):
        go_on = _("They want to keep this time if possible")
    elif is_without_the_person(meeting):
        go_on = _("They want you to meet without them")
    else:
        go_on = _("They want to meet all the same")
    return {
        Preference.GO_ON: go_on,
        Preference.OTHER_TIME: _("They would like another time"),
        Preference.UNSURE: _("They are not sure yet what they prefer"),
    }[preference]


def your_preference(meeting: Meeting, reader: Reader) -> str:
    """To the person: what the team knows that they prefer; nothing while they have not said."""
    _ = reader.t.gettext
    if nobody_comes(meeting):
        go_on = _("The team knows that you want to keep this time if possible.")
    elif is_without_the_person(meeting):
        go_on = _("The team knows that the others can meet without you.")
    else:
        go_on = _("The team knows that you want to meet all the same.")
    words = {
        Preference.GO_ON: go_on,
        Preference.OTHER_TIME: _("The team knows that you want another time. They will ask you."),
        Preference.UNSURE: _("The team knows that you are not sure yet."),
    }
    return "" if meeting.preference is None else words[meeting.preference]


def recorded_by(name: str, reader: Reader) -> str:
    """Who entered what somebody said on the phone."""
    return reader.t.gettext("Recorded by %(name)s.") % {"name": named(reader, name)}


def late_words(name: str, minutes: int | None, reader: Reader) -> str:
    """To the family: `name` of the team comes late, by `minutes` (None for longer than what is offered)."""
    _ = reader.t.gettext
    if minutes is None:
        return _("%(name)s from the team will be more than 30 minutes late") % {"name": name}
    # Translators: %(length)s is like "20 minutes".
    return _("%(name)s from the team will be %(length)s late") % {"name": name, "length": length(minutes, reader.t)}


def asked_and_can(meeting: Meeting, option: Option, reader: Reader) -> str:
    """ "5 asked, 3 can come": everybody who takes part is counted, whoever suggested the times among them."""
    counts = {"asked": len(meeting.participants), "can": len(meeting.those_who(Answer.CAN, option.id))}
    return reader.t.gettext("%(asked)d asked, %(can)d can come") % counts


def asked_and_coming(meeting: Meeting, reader: Reader) -> str:
    """ "4 people asked, 3 coming": all that members see of each other."""
    coming = len(meeting.coming())
    t = reader.t
    asked = t.ngettext("%(count)d person asked", "%(count)d people asked", len(meeting.participants)) % {
        "count": len(meeting.participants)
    }
    return t.gettext("%(asked)s, %(coming)d coming") % {"asked": asked, "coming": coming}


def did_meet_rows(meeting: Meeting, reader: Reader) -> list[tuple[Key, ...]]:
    """To the staff, from the start on: whether they met."""
    _ = reader.t.gettext
    return [
        (Key(_("Yes, we met"), DidMeet(meeting.id, met=True, state=meeting.state)),),
        (Key(_("No, we did not meet"), DidMeet(meeting.id, met=False, state=meeting.state)),),
    ]


def opened(meeting: Meeting) -> tuple[Subject, str]:
    """What a question is that its reader has opened: no card, so that nobody's news takes it out of their hand.

    Not for a question that others' answers are part of: who agrees a time must see them as they are.
    """
    return Subject.QUESTION, meeting.id


def way_back(reader: Reader) -> tuple[Key, ...]:
    """The row at the foot of every meeting screen."""
    return (Key(reader.t.gettext("Meetings"), Meetings()), *back(reader))
