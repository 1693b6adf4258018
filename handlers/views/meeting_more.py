"""What is seldom wanted, or concerns everybody: one key away from the card, and never under a harmless key.

What ends something stands first there: a thumb that slips on the card lands further down.
"""

from handlers.buttons.meeting import (
    CancelFirst,
    Colleagues,
    HowMany,
    More,
    OpenMeeting,
    ReopenFirst,
    StopFirst,
)
from handlers.card import Card, Key, Rows
from handlers.turn import Reader
from handlers.views.meeting_wishes import go_ahead_rows
from handlers.views.meeting_words import opened, when
from rules.meeting import Meeting, Option, is_staff_side, may_settle


def more_row(meeting: Meeting, reader: Reader) -> Rows:
    """The key to all of it, on the card of a meeting; nothing for whoever would find nothing there."""
    _ = reader.t.gettext
    if meeting.agreed is None:
        return ((Key(_("More"), More(meeting.id)),),)
    return ((Key(_("Change or cancel"), More(meeting.id)),),) if may_settle(meeting, reader.person) else ()


def more(meeting: Meeting, option: Option | None, reader: Reader) -> Card:
    """The seldom keys of a meeting that is asked about, or of the agreed `option`."""
    _ = reader.t.gettext
    back_row = (Key(_("Back"), OpenMeeting(meeting.id)),)
    body = _("You read what it means before anything changes.")
    if option is None:
        title, rows = _("More"), _while_asking(meeting, reader)
    else:
        title, body = _("Change or cancel"), when(option, reader) + "\n\n" + body
        rows = (
            (Key(_("Cancel the meeting"), CancelFirst(meeting.id)),),
            (Key(_("Find another time"), ReopenFirst(meeting.id)),),
        )
    return Card(title, body, (*rows, back_row), opened(meeting))


def _while_asking(meeting: Meeting, reader: Reader) -> Rows:
    _ = reader.t.gettext
    rows: list[tuple[Key, ...]] = []
    if may_settle(meeting, reader.person) or meeting.organiser == reader.person.id:
        rows.append((Key(_("Stop asking"), StopFirst(meeting.id)),))
    if is_staff_side(meeting, reader.person):
        rows.append((Key(_("Ask a colleague"), Colleagues(meeting.id)),))
    else:
        rows += go_ahead_rows(meeting, reader)
        rows.append((Key(_("See how many can come"), HowMany(meeting.id)),))
    return tuple(rows)
