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
from rules.duty import MINUTES, SHIFTS, Part
from rules.ids import PersonId
from rules.organisation import Waits


@dataclass(frozen=True, slots=True)
class Shift:
    """Somebody who is on duty now, and until when (UTC)."""

    person: PersonId
    name: str
    until: datetime


def duty_key(reader: Reader) -> Key:
    """The key on the home screen. It says no time: a shift ends while the screen stands."""
    return Key(reader.t.gettext("Who is on duty"), Duty())


def duty(shifts: Iterable[Shift], reader: Reader) -> Card:
    """Who is on duty, and keys to begin, change or end my own shift."""
    _ = reader.t.gettext
    listed = list(shifts)
    lines = [
        _("%(name)s: until %(time)s") % {"name": named(reader, shift.name), "time": at(shift.until, reader)}
        for shift in listed
    ]
    body = "\n".join(lines) or _("Nobody is on duty. Calls go to the whole team at once.")
    rows = [
        (Key(_("On duty for %(length)s") % {"length": length(hours * 60, reader.t)}, OnDuty(hours)),)
        for hours in SHIFTS
    ]
    if any(shift.person == reader.person.id for shift in listed):
        rows.append((Key(_("End my duty now"), OffDuty()),))
    if reader.person.is_lead:
        rows.append((Key(_("How long calls wait"), ShowWaits()),))
    return Card(_("Who is on duty"), body, (*rows, back(reader)))


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
