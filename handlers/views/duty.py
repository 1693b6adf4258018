"""Who is on duty, and how long the ladder waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from handlers.buttons.duty import ChangeWait, Duty, OffDuty, OnDuty, SetWait, ShowWaits
from handlers.card import Card, Key
from handlers.turn import Reader
from handlers.views.contact_words import at
from handlers.views.home import back, named
from locales.dates import length
from rules.duty import MINUTES, SHIFTS, Part, choices
from rules.ids import PersonId
from rules.organisation import Waits


@dataclass(frozen=True, slots=True)
class Shift:
    """Somebody who is on duty now, until when (UTC), and whether the bot can write to them."""

    person: PersonId
    name: str
    until: datetime
    reachable: bool = True


def duty_key(reader: Reader) -> Key:
    """The key on the home screen. It says no time: a shift ends while the screen stands."""
    return Key(reader.t.gettext("Who is on duty"), Duty())


def duty(shifts: Iterable[Shift], reader: Reader) -> Card:
    """Who is on duty, and keys to begin, change or end my own shift."""
    _ = reader.t.gettext
    listed = list(shifts)
    body = "\n".join(_shift(shift, reader) for shift in listed)
    if not any(shift.reachable for shift in listed):
        nobody = _("Nobody who can be reached is on duty.") if listed else _("Nobody is on duty.")
        body = "\n\n".join((*([body] if body else []), nobody + " " + _to_the_whole_team(reader)))
    mine = next((shift.until for shift in listed if shift.person == reader.person.id), None)
    rows = [_longer(hours, reader) for hours in choices(mine, now=reader.now)]
    if mine is not None:
        rows.append((Key(_("End my duty now"), OffDuty()),))
    if reader.person.is_lead:
        rows.append((Key(_("How long calls wait"), ShowWaits()),))
    return Card(_("Who is on duty"), body, (*rows, back(reader)))


def _shift(shift: Shift, reader: Reader) -> str:
    _ = reader.t.gettext
    name = named(reader, shift.name)
    if not shift.reachable:
        return _("%(name)s: cannot be reached just now") % {"name": name}
    return _("%(name)s: until %(time)s") % {"name": name, "time": at(shift.until, reader)}


def mine(until: datetime | None, reader: Reader) -> str:
    """Whether the reader is on duty, for their first screen."""
    _ = reader.t.gettext
    if until is None:
        return _("You are not on duty.")
    return _("You are on duty until %(time)s.") % {"time": at(until, reader)}


def longer_already(until: datetime | None, reader: Reader) -> str:
    """Words for a moment over the screen: a shift is not cut by beginning one."""
    _ = reader.t.gettext
    return mine(until, reader) + " " + _("To stop, tap “End my duty now”.")


def ends(until: datetime, reader: Reader) -> Card:
    """To somebody on duty, shortly before the end: they can stay longer."""
    _ = reader.t.gettext
    title = _("Your duty ends at %(time)s") % {"time": at(until, reader)}
    body = _("Then calls no longer come to you first. You can stay on duty longer.")
    return Card(title, body, (*(_longer(hours, reader) for hours in SHIFTS), back(reader)))


def unreachable(name: str, reader: Reader, *, others: bool) -> Card:
    """To leads and those on duty: somebody on duty cannot be reached; `others` who can be are on duty too."""
    _ = reader.t.gettext
    title = _("%(name)s is on duty and cannot be reached just now") % {"name": named(reader, name)}
    if others:
        body = _("Calls still come to the others on duty first.")
    else:
        body = _("Nobody else is on duty.") + " " + _to_the_whole_team(reader)
    return Card(title, body, (_back_to_duty(reader), back(reader)))


def nobody(reader: Reader) -> Card:
    """To leads: the last shift is over."""
    title = reader.t.gettext("Nobody is on duty now")
    # Many days end so: it makes no sound.
    return Card(title, _to_the_whole_team(reader), (_back_to_duty(reader), back(reader)), silent=True)


def _to_the_whole_team(reader: Reader) -> str:
    return reader.t.gettext("Calls go to the whole team at once.")


def _longer(hours: int, reader: Reader) -> tuple[Key, ...]:
    words = reader.t.gettext("On duty for %(length)s")
    return (Key(words % {"length": length(hours * 60, reader.t)}, OnDuty(hours)),)


def waits(team: Waits, reader: Reader) -> Card:
    """How long each step waits before the next is asked."""
    _ = reader.t.gettext
    lines = [_line(label, getattr(team, part.value).total_seconds(), reader) for part, label in _labels(reader)]
    rows = tuple((Key(label, ChangeWait(part)),) for part, label in _labels(reader))
    body = "\n".join(lines) + "\n\n" + _("Choose what you would like to change.")
    return Card(_("How long calls wait"), body, (*rows, _back_to_duty(reader), back(reader)))


def choose_wait(part: Part, team: Waits, reader: Reader) -> Card:
    """Minutes to choose from for one part."""
    _ = reader.t.gettext
    label = dict(_labels(reader))[part]
    now = length(int(getattr(team, part.value).total_seconds()) // 60, reader.t)
    keys = [Key(length(minutes, reader.t), SetWait(part, minutes)) for minutes in MINUTES]
    rows = tuple(tuple(keys[i : i + 2]) for i in range(0, len(keys), 2))
    body = _("Now: %(length)s. Choose how long it should be.") % {"length": now}
    return Card(label, body, (*rows, (Key(_("How long calls wait"), ShowWaits()),), back(reader)))


def _labels(reader: Reader) -> tuple[tuple[Part, str], ...]:
    _ = reader.t.gettext
    return (
        (Part.ON_DUTY, _("Those on duty")),
        (Part.PRACTITIONERS, _("Everyone in the team")),
        (Part.LEADS, _("The leads")),
        (Part.PROMISE, _("Getting in touch")),
    )


def _line(label: str, seconds: float, reader: Reader) -> str:
    _ = reader.t.gettext
    said = length(int(seconds) // 60, reader.t)
    return _("%(what)s: %(length)s") % {"what": label, "length": said}


def _back_to_duty(reader: Reader) -> tuple[Key, ...]:
    return (duty_key(reader),)
