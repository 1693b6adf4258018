"""The screens before a meeting is settled for everyone: agree this time, stop asking; and asking a colleague."""

from handlers.buttons.meeting import AgreeBecause, AgreeNow, AskColleague, OpenMeeting, StopNow
from handlers.card import Card, Key, Rows
from handlers.turn import Reader
from handlers.views.home import named
from handlers.views.meeting import about
from handlers.views.meeting_wishes import waiting, without
from handlers.views.meeting_words import (
    Known,
    answer_label,
    answered,
    asked_and_can,
    busy_then,
    line,
    names_of,
    needed,
    opened,
    waiver_words,
)
from rules.agreement import Lack, missing
from rules.meeting import Answer, Meeting, Option, Waiver, is_staff_side
from rules.people import Person


def agree_first(meeting: Meeting, option: Option, reader: Reader, known: Known) -> Card:
    """Before a time is agreed: who has not answered, and what is missing."""
    t = reader.t
    _ = t.gettext
    silent = meeting.silent_about(option.id)
    lacks = missing(meeting, option.id)
    parts = ["\n".join((line(option, reader), *busy_then(option, reader, known)))]
    parts += _said(meeting, option, reader, known)
    if not silent:
        parts.append(_("Everyone has answered."))
    elif is_staff_side(meeting, reader.person):
        parts.append(_("Not answered yet: %(names)s.") % {"names": names_of(silent, known, reader)})
        if unasked := [person for person in silent if person in known.by_phone]:
            parts.append(_("Not phoned yet: %(names)s.") % {"names": names_of(unasked, known, reader)})
    else:
        parts.append(
            t.ngettext(
                "%(count)d person has not answered yet.",
                "%(count)d people have not answered yet.",
                len(silent),
            )
            % {"count": len(silent)}
        )
    back_row = (Key(_("Back"), OpenMeeting(meeting.id)),)
    rows: Rows
    if not lacks:
        parts.append(_("Everyone who is asked will be told, and gets a calendar file."))
        rows = ((Key(_("Agree this time"), AgreeNow(meeting.id, option.id)),), back_row)
    elif lacks == (Lack.CORE,) and is_staff_side(meeting, reader.person):
        parts.append(_("Nobody from the core pair can come. Why this time all the same?"))
        reasons = tuple((Key(waiver_words(w, t), AgreeBecause(meeting.id, option.id, w)),) for w in Waiver)
        rows = (*reasons, back_row)
    else:
        parts += waiting(meeting, reader, known)
        parts.append(needed(meeting, lacks, reader, known))
        rows = (back_row,)
    return Card(_("Agree this time?"), "\n\n".join(parts), rows, about(meeting))


def stop_first(meeting: Meeting, reader: Reader) -> Card:
    """What taking the question back will do."""
    _ = reader.t.gettext
    body = _("Everyone who was asked is told that there is nothing to do.")
    rows: Rows = (
        (Key(_("Stop asking"), StopNow(meeting.id)),),
        (Key(_("Back"), OpenMeeting(meeting.id)),),
    )
    return Card(_("Stop asking about these times?"), body, rows, opened(meeting))


def colleagues(meeting: Meeting, people: list[Person], reader: Reader) -> Card:
    """Colleagues who are not asked yet."""
    _ = reader.t.gettext
    rows: Rows = (
        *((Key(named(reader, p.name), AskColleague(meeting.id, p.id)),) for p in people),
        (Key(_("Back"), OpenMeeting(meeting.id)),),
    )
    body = _("They are asked on their own phone.") if people else _("Everyone is asked already.")
    return Card(_("Which colleague?"), body, rows, opened(meeting))


def _said(meeting: Meeting, option: Option, reader: Reader, known: Known) -> list[str]:
    """What everybody answered, for whoever agrees the time: one name alone would read as if only they came.

    The person at the centre reads no names: their own answer, and how many can come. Silence is said elsewhere.
    """
    _ = reader.t.gettext
    if is_staff_side(meeting, reader.person):
        said = ((answered(answer, reader.t), meeting.those_who(answer, option.id)) for answer in Answer)
        lines = [words % {"names": names_of(who, known, reader)} for words, who in said if who]
        return [*(["\n".join(lines)] if lines else []), *without(meeting, reader, known)]
    given = meeting.answer_of(option.id, reader.person.id)
    own = [] if given is None else [_("Your answer now: %(answer)s.") % {"answer": answer_label(given, reader.t)}]
    return [*own, asked_and_can(meeting, option, reader), *without(meeting, reader, known)]
