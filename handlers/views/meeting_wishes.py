"""What the person at the centre has wished while a time is looked for, in words, and the keys for it."""

from handlers.buttons.meeting import OpenMeeting
from handlers.buttons.meeting_wishes import BeThere, GoAhead, GoAheadFirst, SetHold
from handlers.card import Card, Key, Rows
from handlers.turn import Reader
from handlers.views.meeting_words import Known, names_of, opened
from rules.meeting import Meeting


def waiting(meeting: Meeting, reader: Reader, known: Known) -> list[str]:
    """Who asked to wait, while somebody does."""
    _ = reader.t.gettext
    if not meeting.hold:
        return []
    if meeting.centre == reader.person.id:
        return [_("You asked to wait. Nothing is agreed until you say: go on.")]
    if name := _name(meeting, reader, known):
        return [_("%(name)s asked to wait. Nothing is agreed until %(name)s says: go on.") % {"name": name}]
    return [_("Someone asked to wait. You hear from us when it goes on.")]


def without(meeting: Meeting, reader: Reader, known: Known) -> list[str]:
    """That the others may meet without the person, while it is so: to the person, and to staff by name."""
    _ = reader.t.gettext
    if meeting.go_ahead is None:
        return []
    if meeting.centre == reader.person.id:
        return [_("You have said: go ahead without me.")]
    name = _name(meeting, reader, known)
    return [_("%(name)s has said: go ahead without me.") % {"name": name}] if name else []


def go_ahead_first(meeting: Meeting, reader: Reader, known: Known) -> Card:
    """What going ahead means, before it counts."""
    _ = reader.t.gettext
    if meeting.centre == reader.person.id:
        body = _("They may meet and agree a time without you. You can take this back until a time is agreed.")
        label = _("Go ahead without me")
    else:
        words = _("They may meet and agree a time without %(name)s. It can be taken back until a time is agreed.")
        body = words % {"name": _name(meeting, reader, known)}
        label = _("They said: go ahead")
    rows: Rows = ((Key(label, GoAhead(meeting.id)),), (Key(_("Back"), OpenMeeting(meeting.id)),))
    return Card(_("What this means"), body, rows, opened(meeting))


def own_rows(meeting: Meeting, reader: Reader) -> Rows:
    """All the keys of the person at the centre; nobody else has them."""
    return (*wait_rows(meeting, reader), *go_ahead_rows(meeting, reader))


def wait_rows(meeting: Meeting, reader: Reader) -> Rows:
    """What the person can say at any time: wait, go on, I want to be there."""
    _ = reader.t.gettext
    if meeting.centre != reader.person.id:
        return ()
    if meeting.hold:
        return ((Key(_("Go on looking for a time"), SetHold(meeting.id, hold=False)),),)
    wait = (Key(_("Please wait"), SetHold(meeting.id, hold=True)),)
    if meeting.go_ahead is not None:
        return ((Key(_("I want to be there"), BeThere(meeting.id)),), wait)
    return (wait,)


def go_ahead_rows(meeting: Meeting, reader: Reader) -> Rows:
    """That the others may meet without them, while they have not said so, and have not asked to wait."""
    if meeting.centre != reader.person.id or meeting.hold or meeting.go_ahead is not None:
        return ()
    return ((Key(reader.t.gettext("Go ahead without me"), GoAheadFirst(meeting.id)),),)


def recorded_rows(meeting: Meeting, reader: Reader, known: Known) -> Rows:
    """The keys of staff for a person whom they phone."""
    _ = reader.t.gettext
    if meeting.centre is None or meeting.centre not in known.by_phone:
        return ()
    if meeting.go_ahead is not None:
        return ((Key(_("They want to be there"), BeThere(meeting.id)),),)
    return ((Key(_("They said: go ahead"), GoAheadFirst(meeting.id)),),)


def _name(meeting: Meeting, reader: Reader, known: Known) -> str:
    return names_of((meeting.centre,), known, reader) if meeting.centre is not None else ""
