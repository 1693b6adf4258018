"""Screens for staff who record what somebody said on the phone, and the list of meetings."""

from collections.abc import Sequence

from handlers.buttons.meeting import AnswerFor, ForOne, ForOption, ForOthers, OpenMeeting, Propose
from handlers.buttons.meeting_day import DayFor, PreferFor
from handlers.card import Card, Key, Rows
from handlers.turn import Reader
from handlers.views.home import back, named
from handlers.views.meeting_words import Known, line, opened, short_when, their_preference, when
from locales.catalogue import Catalogue
from rules.ids import NetworkId, PersonId
from rules.meeting import Answer, DayStatus, Meeting, Option, Preference, State
from rules.meeting_staff import asks_preference, is_short, is_without_the_person, nobody_comes


def for_others(meeting: Meeting, reader: Reader, known: Known) -> Card:
    """Those who can only be phoned; each counts like everyone else."""
    _ = reader.t.gettext
    people = [p.person for p in meeting.participants if p.person in known.by_phone]
    rows: Rows = (
        *((Key(_name(person, known, reader), ForOne(meeting.id, person)),) for person in people),
        (Key(_("Back"), OpenMeeting(meeting.id)),),
    )
    body = _("The bot cannot write to these people. Phone them and record what they say.")
    return Card(_("Who did you phone?"), body, rows, opened(meeting))


def for_one(meeting: Meeting, person: PersonId, reader: Reader, known: Known, option: Option | None = None) -> Card:
    """One person's next unanswered time, or `option` again, or what they have said so far."""
    if meeting.state is State.AGREED and meeting.agreed_option is not None:
        return _day_of(meeting, meeting.agreed_option, person, reader, known)
    t = reader.t
    _ = t.gettext
    name = _name(person, known, reader)
    left = meeting.unanswered(person, reader.now)
    chosen = option or (left[0] if left else None)
    rows: list[tuple[Key, ...]]
    if chosen is not None:
        rows = [(Key(_their_answer(a, t), AnswerFor(meeting.id, chosen.id, person, a)),) for a in Answer]
        body = line(chosen, reader)
        given = meeting.answer_of(chosen.id, person)
        if given is not None:
            body += "\n\n" + _("Recorded now: %(answer)s.") % {"answer": _their_answer(given, t)}
        title = _("What did %(name)s say?") % {"name": name}
    else:
        options = meeting.open_options(reader.now)
        rows = [
            (
                Key(
                    _("Change: %(time)s") % {"time": short_when(o, reader)},
                    ForOption(meeting.id, o.id, person),
                ),
            )
            for o in options
        ]
        lines = [
            f"{when(o, reader)}\n{_their_answer(given, t)}"
            for o in options
            if (given := meeting.answer_of(o.id, person)) is not None
        ]
        body = "\n\n".join((*lines, _("The record says that you entered it.")))
        title = _("Recorded for %(name)s") % {"name": name}
    rows.append((Key(_("Back"), ForOthers(meeting.id)),))
    return Card(title, body, tuple(rows), opened(meeting))


def listed(meetings: Sequence[tuple[Meeting, str]], suggest: Sequence[tuple[NetworkId, str]], reader: Reader) -> Card:
    """Meetings with a key each; `suggest` are networks for which times can be suggested.

    The second of each pair is the code name, empty for everyone but staff.
    """
    _ = reader.t.gettext
    lines = []
    rows: list[tuple[Key, ...]] = []
    for number, (meeting, code_name) in enumerate(meetings, 1):
        words = _state_words(meeting, reader)
        lines.append(f"{number}. {code_name}\n{words}" if code_name else f"{number}. {words}")
        label = _("Open %(number)d") % {"number": number}
        rows.append((Key(f"{label}: {code_name}" if code_name else label, OpenMeeting(meeting.id)),))
    for network, code_name in suggest:
        label = _("Suggest times")
        key = Key(f"{label}: {code_name}" if code_name else label, Propose(network))
        rows.append((key,))
    rows.append(back(reader))
    body = "\n\n".join(lines) if lines else _("There is no meeting at the moment.")
    return Card(_("Meetings"), body, tuple(rows))


def _day_of(meeting: Meeting, option: Option, person: PersonId, reader: Reader, known: Known) -> Card:
    t = reader.t
    _ = t.gettext
    words = {
        DayStatus.COMING: _("They can come"),
        DayStatus.LATE: _("They will be late"),
        DayStatus.CANNOT: _("They cannot come"),
    }
    name = _name(person, known, reader)
    body = when(option, reader)
    rows: list[tuple[Key, ...]] = []
    if person == meeting.centre and asks_preference(meeting):
        body += "\n\n" + _ask_what_they_prefer(meeting, name, reader)
        rows += [
            (Key(label, PreferFor(meeting.id, meeting.sequence, preference)),)
            for preference, label in _their_preferences(meeting, reader).items()
        ]
    day = meeting.days.get(person)
    if day is not None:
        body += "\n\n" + _("Recorded now: %(answer)s.") % {"answer": words[day.status]}
    rows += [(Key(words[status], DayFor(meeting.id, person, meeting.sequence, status)),) for status in DayStatus]
    rows.append((Key(_("Back"), ForOthers(meeting.id)),))
    return Card(_("What did %(name)s say?") % {"name": name}, body, tuple(rows), opened(meeting))


def _ask_what_they_prefer(meeting: Meeting, name: str, reader: Reader) -> str:
    """What to ask the person, or what is recorded already."""
    _ = reader.t.gettext
    if meeting.preference is not None:
        return _("Recorded now: %(answer)s.") % {"answer": their_preference(meeting.preference, meeting, reader)}
    if nobody_comes(meeting):
        words = _("As things are, nobody from the team can come.") + " "
    elif is_short(meeting):
        words = _("Fewer than 2 people from the team can come.") + " "
    else:
        words = ""
    return words + _("Ask %(name)s what they would prefer.") % {"name": name}


def _their_preferences(meeting: Meeting, reader: Reader) -> dict[Preference, str]:
    _ = reader.t.gettext
    if nobody_comes(meeting):
        go_on = _("Keep this time if possible")
    elif is_without_the_person(meeting):
        go_on = _("Meet without them")
    else:
        go_on = _("They want to meet anyway")
    return {
        Preference.GO_ON: go_on,
        Preference.OTHER_TIME: _("They want another time"),
        Preference.UNSURE: _("They are not sure yet"),
    }


def _their_answer(answer: Answer, t: Catalogue) -> str:
    _ = t.gettext
    return {
        Answer.CAN: _("They can come"),
        Answer.UNSURE: _("They are not sure yet"),
        Answer.CANNOT: _("They cannot come"),
    }[answer]


def _state_words(meeting: Meeting, reader: Reader) -> str:
    t = reader.t
    _ = t.gettext
    option = meeting.agreed_option
    if meeting.state is State.ASKING:
        count = len(meeting.open_options(reader.now))
        if not count:
            return _("All the times have passed.")
        mine = meeting.participant(reader.person.id) is not None
        left = len(meeting.unanswered(reader.person.id, reader.now)) if mine else 0
        words = t.ngettext("%(count)d time is asked about", "%(count)d times are asked about", count)
        said = words % {"count": count}
        if left:
            need = t.ngettext("%(count)d needs your answer", "%(count)d need your answer", left) % {"count": left}
            said = f"{said}, {need}"
        return said
    if option is None:
        return _("There is no meeting at the moment.")
    if meeting.state is State.AGREED:
        return when(option, reader)
    return _("%(time)s. The next step is open.") % {"time": when(option, reader)}


def _name(person: PersonId, known: Known, reader: Reader) -> str:
    return named(reader, known.names.get(person, ""))
