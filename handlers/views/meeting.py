"""The card of a meeting while a time is looked for: the question, the answers, who can come."""

from dataclasses import replace

from handlers.buttons.meeting import (
    AgreeFirst,
    ChangeAnswer,
    ForOthers,
    GiveAnswer,
    NoneOfThese,
    OpenMeeting,
    ProposeMore,
    ShowPlace,
)
from handlers.card import Card, Key, Rows
from handlers.turn import Reader
from handlers.views.home import back
from handlers.views.meeting_more import more_row
from handlers.views.meeting_place import show_label, staff_rows
from handlers.views.meeting_wishes import own_rows, recorded_rows, wait_rows, waiting, without
from handlers.views.meeting_words import (
    Known,
    answer_label,
    answered,
    asked_and_can,
    busy_then,
    how,
    line,
    names_of,
    needed,
    only_by_phone,
    opened,
    short_when,
    way_back,
    when,
)
from rules.agreement import Lack, missing, ready_options
from rules.meeting import (
    MOST_OPTIONS,
    Answer,
    Meeting,
    Option,
    is_staff_side,
    may_settle,
)
from rules.notice import Subject


def about(meeting: Meeting) -> tuple[Subject, str]:
    """What a card of this meeting is the card of."""
    return Subject.MEETING, meeting.id


def nothing_to_do(reader: Reader) -> Card:
    """For somebody whom a meeting no longer concerns: not a word about it."""
    _ = reader.t.gettext
    return Card(_("The plan has changed"), _("There is nothing you need to do."), (back(reader),))


def asking(meeting: Meeting, reader: Reader, known: Known) -> Card:
    """Today's card while a time is looked for, as this reader may see it."""
    if is_staff_side(meeting, reader.person):
        return _overview(meeting, reader, known)
    options = meeting.unanswered(reader.person.id, reader.now)
    if options and meeting.participant(reader.person.id) is not None:
        return question(meeting, options[0], reader, known)
    return _own_answers(meeting, reader, known)


def changing(meeting: Meeting, option: Option, reader: Reader, known: Known) -> Card:
    """The question about one time, opened once more by somebody who has answered it."""
    return replace(question(meeting, option, reader, known), about=opened(meeting))


def question(meeting: Meeting, option: Option, reader: Reader, known: Known) -> Card:
    """One time, and the three answers one below the other."""
    _ = reader.t.gettext
    open_now = meeting.open_options(reader.now)
    place = next((n for n, o in enumerate(open_now, 1) if o.id == option.id), 1)
    body = "\n".join((line(option, reader), *busy_then(option, reader, known)))
    if len(open_now) > 1:
        body += "\n\n" + _("This is time %(number)d of %(count)d.") % {
            "number": place,
            "count": len(open_now),
        }
    body = "\n\n".join((body, *waiting(meeting, reader, known), *without(meeting, reader, known)))
    given = meeting.answer_of(option.id, reader.person.id)
    if given is not None:
        body += "\n\n" + _("Your answer now: %(answer)s.") % {"answer": answer_label(given, reader.t)}
    rows: Rows = (
        *_answer_rows(meeting, option, reader),
        *_place_row(meeting, option, reader),
        *_none_row(meeting, reader),
        *own_rows(meeting, reader),
        way_back(reader),
    )
    return Card(_("Can you come to a meeting?"), body, rows, about(meeting))


def not_counted(reader: Reader) -> str:
    """Over the next time, for somebody who tapped twice."""
    return reader.t.gettext("That second tap was not counted. Tap again to answer this time.")


def none_of_these(meeting: Meeting, reader: Reader) -> Card:
    """After "none of these": what is noted, and the way to another time."""
    _ = reader.t.gettext
    can = [o for o in meeting.open_options(reader.now) if meeting.answer_of(o.id, reader.person.id) is Answer.CAN]
    if can:
        parts = [_("You can come:"), *(when(option, reader) for option in can)]
        noted = _("It is noted that the other times do not suit you. Would you like to suggest another?")
        title, body = _("None of the other times"), "\n".join(parts) + "\n\n" + noted
    else:
        title = _("None of these times")
        body = _("It is noted that these times do not suit you. Would you like to suggest another?")
    rows: Rows = (
        *_another_time_row(meeting, reader),
        (Key(_("Not now"), OpenMeeting(meeting.id)),),
        way_back(reader),
    )
    return Card(title, body, rows, opened(meeting))


def counts(meeting: Meeting, reader: Reader) -> Card:
    """How many can come to each time, without a name."""
    t = reader.t
    _ = t.gettext
    lines = [
        when(option, reader)
        + "\n"
        + _("%(asked)d asked, %(can)d can come, %(silent)d not answered")
        % {
            "asked": len(meeting.participants),
            "can": len(meeting.those_who(Answer.CAN, option.id)),
            "silent": len(meeting.silent_about(option.id)),
        }
        for option in meeting.open_options(reader.now)
    ]
    rows: Rows = ((Key(_("Back"), OpenMeeting(meeting.id)),),)
    return Card(_("Who can come so far"), "\n\n".join(lines), rows, about(meeting))


def _overview(meeting: Meeting, reader: Reader, known: Known) -> Card:
    _ = reader.t.gettext
    me = reader.person.id
    parts = [*waiting(meeting, reader, known), *without(meeting, reader, known)]
    open_now = meeting.open_options(reader.now)
    parts += [_who(meeting, option, n, reader, known) for n, option in enumerate(open_now, 1)]
    parts += only_by_phone(meeting, known, reader)
    if not open_now:
        parts.append(_("All the times have passed. Add another time, or stop asking."))
    mine = meeting.unanswered(me, reader.now) if meeting.participant(me) is not None else ()
    rows: list[tuple[Key, ...]] = []
    if mine:
        parts.append(_("Can you come: %(time)s?") % {"time": short_when(mine[0], reader)})
        rows += _answer_rows(meeting, mine[0], reader)
    rows += staff_rows(meeting, reader)
    rows += _agree_rows(meeting, open_now, reader)
    if known.by_phone:
        rows.append((Key(_("Record a phone answer"), ForOthers(meeting.id)),))
    rows += recorded_rows(meeting, reader, known)
    if not mine and meeting.participant(me) is not None and open_now:
        rows += _change_rows(meeting, reader)
    rows += _another_time_row(meeting, reader)
    rows += more_row(meeting, reader)
    rows.append(way_back(reader))
    title = _("Looking for a time: %(network)s") % {"network": known.code_name}
    return Card(title, "\n\n".join(parts), tuple(rows), about(meeting))


def _who(meeting: Meeting, option: Option, number: int, reader: Reader, known: Known) -> str:
    """One time as staff see it: who answered what, and what it still needs."""
    t = reader.t
    _ = t.gettext
    head = f"{number}. {when(option, reader)}. {how(option.mode, t)}."
    silent = meeting.silent_about(option.id)
    if len(silent) == len(meeting.participants):
        return "\n".join((head, *busy_then(option, reader, known), _("Nobody has answered yet.")))
    said = [
        *((answered(answer, t), meeting.those_who(answer, option.id)) for answer in Answer),
        (_("Not answered: %(names)s"), silent),
    ]
    lines = [words % {"names": names_of(who, known, reader)} for words, who in said if who]
    lacks = missing(meeting, option.id)
    lines.append(needed(meeting, lacks, reader, known) if lacks else _("This time can be agreed."))
    return "\n".join((head, *busy_then(option, reader, known), *lines))


def _own_answers(meeting: Meeting, reader: Reader, known: Known) -> Card:
    _ = reader.t.gettext
    me = reader.person
    asked = meeting.participant(me.id) is not None
    parts = [*waiting(meeting, reader, known), *without(meeting, reader, known)]
    for option in meeting.open_options(reader.now):
        given = meeting.answer_of(option.id, me.id)
        words = "\n".join((line(option, reader), *busy_then(option, reader, known)))
        if given is not None:
            words += "\n" + answer_label(given, reader.t)
        if meeting.organiser == me.id:
            words += "\n" + asked_and_can(meeting, option, reader)
        parts.append(words)
    parts.append(_("You hear from us when a time is agreed."))
    rows: list[tuple[Key, ...]] = []
    if may_settle(meeting, me):
        rows += _agree_rows(meeting, ready_options(meeting, now=reader.now), reader)
    if asked:
        rows += _change_rows(meeting, reader)
    rows += _another_time_row(meeting, reader)
    rows += wait_rows(meeting, reader)
    rows += more_row(meeting, reader)
    rows.append(way_back(reader))
    title = _("Thank you. Your answers") if asked else _("Times that people are asked about")
    return Card(title, "\n\n".join(parts), tuple(rows), about(meeting))


def _answer_rows(meeting: Meeting, option: Option, reader: Reader) -> tuple[tuple[Key, ...], ...]:
    return tuple((Key(answer_label(answer, reader.t), GiveAnswer(meeting.id, option.id, answer)),) for answer in Answer)


def _none_row(meeting: Meeting, reader: Reader) -> Rows:
    """One key for all the times that this reader has not said yes or no to."""
    _ = reader.t.gettext
    given = [meeting.answer_of(option.id, reader.person.id) for option in meeting.open_options(reader.now)]
    if all(answer in {Answer.CAN, Answer.CANNOT} for answer in given):
        return ()
    label = _("None of the other times") if Answer.CAN in given else _("None of these times")
    return ((Key(label, NoneOfThese(meeting.id)),),)


def _change_rows(meeting: Meeting, reader: Reader) -> tuple[tuple[Key, ...], ...]:
    _ = reader.t.gettext
    return tuple(
        (
            Key(
                # Translators: a key; %(time)s is like "Tue 5 May, 2pm".
                _("Change: %(time)s") % {"time": short_when(option, reader)},
                ChangeAnswer(meeting.id, option.id),
            ),
        )
        for option in meeting.open_options(reader.now)
    )


def _agree_rows(meeting: Meeting, options: tuple[Option, ...], reader: Reader) -> tuple[tuple[Key, ...], ...]:
    """A key for each time that lacks nothing, or only a reason."""
    _ = reader.t.gettext
    return tuple(
        (
            Key(
                # Translators: a key; %(time)s is like "Tue 5 May, 2pm".
                _("Agree: %(time)s") % {"time": short_when(option, reader)},
                AgreeFirst(meeting.id, option.id),
            ),
        )
        for option in options
        if missing(meeting, option.id) in {(), (Lack.CORE,)}
    )


def _place_row(meeting: Meeting, option: Option, reader: Reader) -> tuple[tuple[Key, ...], ...]:
    if not option.has_place:
        return ()
    return ((Key(show_label(option.mode, reader.t), ShowPlace(meeting.id, option.id)),),)


def _another_time_row(meeting: Meeting, reader: Reader) -> tuple[tuple[Key, ...], ...]:
    if len(meeting.open_options(reader.now)) >= MOST_OPTIONS:
        return ()
    return ((Key(reader.t.gettext("Suggest another time"), ProposeMore(meeting.id)),),)
