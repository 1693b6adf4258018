"""What every screen of a call shares: the call, the names it mentions, and how it says times."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handlers.turn import Reader
from handlers.views.home import named
from locales.bidi import isolate, without_controls
from locales.catalogue import LANGUAGES, name_of
from locales.dates import clock_time, full_date, moment
from rules.contact import Contact, Wish
from rules.contact_phone import spaced
from rules.ids import NetworkId, PersonId
from rules.people import Person
from rules.when import wall_time


@dataclass(frozen=True, slots=True)
class Seen:
    """A contact with its caller, the names of staff, and the network opened from it."""

    contact: Contact
    caller: Person
    names: Mapping[PersonId, str] = field(default_factory=dict)
    network: NetworkId | None = None

    def name(self, person: PersonId | None, reader: Reader) -> str:
        """A member of staff's name within a sentence; "the team" for somebody no longer known."""
        known = "" if person is None else self.names.get(person, "")
        return named(reader, known) if known else reader.t.gettext("the team")


EVENING_FROM, MORNING_FROM = 18, 6
"""Hours between which it is one night."""
NIGHT = timedelta(hours=12)


def at(moment_utc: datetime, reader: Reader) -> str:
    """A moment near now: "2:05pm" when it is today, otherwise with its day, fit to follow "at" or "by"."""
    there = wall_time(moment_utc, reader.zone)
    today = wall_time(reader.now, reader.zone)
    if there.date() == today.date():
        return clock_time(there, reader.t)
    if there - today < NIGHT and there.hour < MORNING_FROM <= EVENING_FROM <= today.hour:
        # "Tomorrow" would be a day wrong for whoever reads it after midnight.
        # NOTE: a time later in this night; Finnish: "tänä yönä %(time)s".
        return reader.t.gettext("%(time)s tonight") % {"time": clock_time(there, reader.t)}
    if moment_utc < reader.now:
        # NOTE: a time and the past day of it; Finnish: "%(day)s %(time)s".
        words = reader.t.gettext("%(time)s on %(day)s")
        return words % {"time": clock_time(there, reader.t), "day": full_date(there.date(), reader.t)}
    return moment(moment_utc, reader.zone, reader.t, now=reader.now)


def phone(number: str, reader: Reader) -> str:
    """A number in groups, kept whole beside text of the other direction."""
    return isolate(spaced(number), rtl=reader.t.rtl)


def caller_name(seen: Seen, reader: Reader) -> str:
    """The first word of the caller's name: a surname has no place on a lock screen."""
    words = without_controls(seen.caller.name).split()
    return named(reader, words[0]) if words else reader.t.gettext("Somebody")


def number_for_owner(seen: Seen, reader: Reader) -> list[str]:
    """The number to phone, only for whoever has the call; empty where there is none."""
    number = seen.caller.phone
    if number is None:
        return []
    return [reader.t.gettext("Phone: %(number)s") % {"number": phone(number, reader)}]


def wish_for_staff(seen: Seen, reader: Reader) -> str:
    """How the caller would like to be reached, without the number."""
    _ = reader.t.gettext
    number = seen.caller.phone
    if number is None and not seen.caller.may_be_sent_to:
        # However they would like to be reached, it cannot be done.
        return _("The bot cannot write to them now, and there is no number.")
    match seen.contact.wish:
        case Wish.PHONE if number is None:
            words = _("They would like to be phoned. They have not given a number yet.")
        case Wish.PHONE if seen.contact.phone_from is not None:
            words = _("They would like to be phoned from %(time)s.") % {"time": at(seen.contact.phone_from, reader)}
        case Wish.PHONE:
            words = _("They would like to be phoned.")
        case Wish.MESSAGE:
            words = _("They would like to be written to here before anybody phones.")
        case Wish.NOT_SURE:
            words = _("They are not sure yet how they would like to be reached.")
        case _ if seen.contact.opened_by is not None:
            words = _("They phoned the team.")
        case _:
            words = _("They have not said how they would like to be reached.")
    if seen.contact.opened_by is None and not seen.caller.may_be_sent_to:
        words += " " + _("The bot cannot write to them at the moment.")
    return words


def spoken_words(seen: Seen, reader: Reader) -> list[str]:
    """Who of the team spoke with the caller, and when; empty while nobody has."""
    _ = reader.t.gettext
    contact = seen.contact
    if contact.spoken_at is None:
        return []
    time = at(contact.spoken_at, reader)
    if contact.spoken_by == reader.person.id:
        return [_("You spoke with them at %(time)s.") % {"time": time}]
    return [_("%(name)s spoke with them at %(time)s.") % {"name": seen.name(contact.spoken_by, reader), "time": time}]


def language_of(person: Person, reader: Reader) -> str:
    """Which language somebody reads, and which their phone speaks when that is none of ours: they may need another."""
    _ = reader.t.gettext
    known = name_of(person.language, reader.t)
    if person.phone_language is not None and (theirs := name_of(person.phone_language, reader.t)):
        return _("Phone set to %(phone)s; reads this bot in %(language)s.") % {"phone": theirs, "language": known}
    own = LANGUAGES.get(person.language, person.language)
    said = f"{own} ({known})" if known and person.language != reader.t.language else own
    return _("Language: %(language)s.") % {"language": said}
