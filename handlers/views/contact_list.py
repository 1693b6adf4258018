"""The list of calls that are not closed, for staff."""

from collections.abc import Iterable

from handlers.buttons.contact import Calls, PhonedIn, ShowCall
from handlers.card import Card, Key
from handlers.turn import Reader
from handlers.views.contact_words import Seen, at, caller_name
from handlers.views.home import back
from handlers.views.meeting_words import short_moment
from locales.dates import clock_time
from rules.contact import Contact
from rules.when import wall_time


def calls_key(reader: Reader) -> Key:
    """The key to the list. It says no number: a number on an old screen would be untrue."""
    return Key(reader.t.gettext("Calls waiting"), Calls())


def mine(contacts: Iterable[Contact], reader: Reader) -> str:
    """How many calls the reader has, and by when the first of the callers is to hear from them."""
    _ = reader.t.gettext
    listed = list(contacts)
    words = reader.t.ngettext("You have %(count)d call.", "You have %(count)d calls.", len(listed))
    words %= {"count": len(listed)}
    due = [c.promise_due_at for c in listed if c.promise_due_at is not None and c.spoken_at is None]
    if not due:
        return words
    # Whether all of them have read by when is not known here.
    soonest = _("Please get in touch by %(time)s.") % {"time": at(min(due), reader)}
    return f"{words} {soonest}"


def calls(seen: Iterable[Seen], reader: Reader) -> Card:
    """Every call that is not closed: those nobody has first."""
    _ = reader.t.gettext
    listed = list(seen)
    rows = tuple((Key(_line(one, reader), ShowCall(one.contact.id)),) for one in listed)
    body = _("Choose one to see it.") if rows else _("Nobody is waiting, and no call is open.")
    phoned = (Key(_("Someone phoned us"), PhonedIn()),)
    return Card(_("Calls"), body, (*rows, phoned, back(reader)))


def _line(seen: Seen, reader: Reader) -> str:
    _ = reader.t.gettext
    contact = seen.contact
    today = wall_time(contact.opened_at, reader.zone).date() == wall_time(reader.now, reader.zone).date()
    there = wall_time(contact.opened_at, reader.zone)
    time = clock_time(there, reader.t) if today else short_moment(contact.opened_at, reader.zone, reader)
    if contact.owner == reader.person.id:
        return _("%(time)s: %(name)s, with you") % {"time": time, "name": caller_name(seen, reader)}
    if contact.owner is not None:
        name = seen.name(contact.owner, reader)
        return _("%(time)s: %(name)s has it") % {"time": time, "name": name}
    return _("%(time)s: nobody has it yet") % {"time": time}
