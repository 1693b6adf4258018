"""Where people meet: shown on a tap and taken away again, given later, put right."""

from datetime import timedelta
from typing import Final

from handlers.buttons.meeting import AddPlace, OpenMeeting, Places, ShowPlace
from handlers.buttons.meeting_propose import ChooseMode, UsePlace
from handlers.card import Card, Key, Rows
from handlers.turn import Reader
from handlers.views.home import back
from handlers.views.meeting_words import opened, short_when, when
from locales.bidi import without_controls
from locales.catalogue import Catalogue
from rules.meeting import Meeting, Mode, Option, is_staff_side
from rules.meeting_place import can_be_placed
from rules.notice import Subject

SHOWN_FOR: Final = timedelta(hours=1)
"""How long a place stays on a phone before its message is taken away."""


def show_label(mode: Mode, t: Catalogue) -> str:
    """The key that shows where, or how to join."""
    return t.gettext("Show the link") if mode is Mode.VIDEO else t.gettext("Show the place")


def question(mode: Mode, t: Catalogue) -> tuple[str, str]:
    """What is asked for, and how to give it."""
    _ = t.gettext
    hidden = _("It is shown only to those who take part, when they tap for it.")
    if mode is Mode.VIDEO:
        return _("How do people join?"), _("Type the link, or how to join.") + " " + hidden
    return _("Which address?"), _("Type the street and the town.") + " " + hidden


def too_long(reader: Reader) -> str:
    """The typed place is more than an address."""
    return reader.t.gettext("That is too long. Type only the place.")


def no_words(reader: Reader) -> str:
    """The typed place holds nothing by which somebody could find it."""
    return reader.t.gettext("Type the place with letters or numbers.")


def shown(meeting: Meeting, option: Option, text: str, kept_under: str, reader: Reader) -> Card:
    """Where it is, in a message of its own that is taken away again; staff can put it right from there."""
    _ = reader.t.gettext
    words = _("This message is taken away after 1 hour. You can tap again at any time.")
    title = _("The link") if option.mode is Mode.VIDEO else _("The place")
    rows: Rows = ()
    if is_staff_side(meeting, reader.person):
        label = _("Correct the link") if option.mode is Mode.VIDEO else _("Correct the place")
        rows = ((Key(label, AddPlace(meeting.id, option.id)),),)
    body = f"{without_controls(text)}\n\n{words}"
    return Card(title, body, rows, about=(Subject.PERSON, kept_under), delete_at=reader.now + SHOWN_FOR)


def ask(meeting: Meeting, option: Option, reader: Reader, *, trouble: str = "") -> Card:
    """The place that was left open, or the right one."""
    title, how = question(option.mode, reader.t)
    rows: Rows = ((Key(reader.t.gettext("Back"), OpenMeeting(meeting.id)),), back(reader))
    parts = [trouble, when(option, reader), how]
    return Card(title, "\n\n".join(part for part in parts if part), rows)


def echo(meeting: Meeting, option: Option, text: str, reader: Reader) -> Card:
    """What was typed, before anybody is told."""
    _ = reader.t.gettext
    rows: Rows = (
        (Key(_("Use this place"), UsePlace()),),
        (Key(_("Type it again"), AddPlace(meeting.id, option.id)),),
        (Key(_("Back"), OpenMeeting(meeting.id)),),
    )
    told = _("Whoever may come is told that the place has changed.") if option.has_place else ""
    parts = [without_controls(text), when(option, reader), told]
    return Card(_("Is this right?"), "\n\n".join(part for part in parts if part), rows)


def proposed_echo(mode: Mode, text: str, reader: Reader) -> Card:
    """The same while times are proposed."""
    _ = reader.t.gettext
    rows: Rows = (
        (Key(_("Use this place"), UsePlace()),),
        (Key(_("Type it again"), ChooseMode(mode)),),
        back(reader),
    )
    return Card(_("Is this right?"), without_controls(text), rows)


def staff_rows(meeting: Meeting, reader: Reader) -> Rows:
    """While a time is looked for: the place of the only time that has one, or the way to all of them."""
    options = _placeable(meeting, reader)
    if len(options) > 1:
        return ((Key(reader.t.gettext("The places"), Places(meeting.id)),),)
    return tuple(_key(meeting, option, reader) for option in options)


def places(meeting: Meeting, reader: Reader) -> Card:
    """Each time with the key to its place."""
    _ = reader.t.gettext
    options = _placeable(meeting, reader)
    lines = [when(option, reader) for option in options]
    rows = tuple(_key(meeting, option, reader, named=True) for option in options)
    last = (Key(_("Back"), OpenMeeting(meeting.id)),)
    return Card(_("The places"), "\n".join(lines), (*rows, last), opened(meeting))


def _placeable(meeting: Meeting, reader: Reader) -> list[Option]:
    return [o for o in meeting.open_options(reader.now) if can_be_placed(meeting, o, now=reader.now)]


def _key(meeting: Meeting, option: Option, reader: Reader, *, named: bool = False) -> tuple[Key, ...]:
    _ = reader.t.gettext
    time = {"time": short_when(option, reader)}
    if option.has_place:
        # Translators: a key; %(time)s is like "Tue 5 May, 2pm".
        label = _("Show: %(time)s") % time if named else show_label(option.mode, reader.t)
        return (Key(label, ShowPlace(meeting.id, option.id)),)
    # Translators: a key; %(time)s is like "Tue 5 May, 2pm".
    label = _("Add: %(time)s") % time if named else _("Add the place")
    return (Key(label, AddPlace(meeting.id, option.id)),)
