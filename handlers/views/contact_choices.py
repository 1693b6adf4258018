"""What an owner chooses about a call on screens of their own: whom to ask for help, and why to close it."""

from collections.abc import Iterable, Mapping

from handlers.buttons.contact import AskOthers, Close, CloseFor, CloseWhy, PassTo
from handlers.card import Card, Key
from handlers.turn import Reader
from handlers.views.contact_staff import card, to_call
from handlers.views.contact_words import Seen
from rules.contact import Reason
from rules.contact_taking import reasons
from rules.ids import PersonId


def pass_on(seen: Seen, colleagues: Iterable[tuple[PersonId, bool]], reader: Reader) -> Card:
    """Who should be asked to take it over, and who is on duty? It stays with its owner until they accept."""
    _ = reader.t.gettext
    contact = seen.contact
    on_duty = _("%(name)s (on duty)")
    rows = tuple(
        (Key(on_duty % {"name": name} if on else name, PassTo(contact.id, person)),)
        for person, on in colleagues
        if (name := seen.names.get(person, ""))
    )
    everyone = (Key(_("Ask everyone again"), AskOthers(contact.id)),)
    words = _("You have this call until somebody else accepts it.")
    return card(seen, _("Who should take this call?"), words, (*rows, everyone, to_call(seen, reader)), reader)


def close_for(seen: Seen, reason: Reason, reader: Reader) -> Card:
    """The chosen reason, and the key that closes it for good."""
    _ = reader.t.gettext
    contact = seen.contact
    words = _("Reason: %(reason)s.") % {"reason": _reasons(reader)[reason]}
    rows = (
        # Not where the most used reasons stood: a double tap on one of them must not close it.
        (Key(_("Another reason"), CloseWhy(contact.id)),),
        to_call(seen, reader),
        (Key(_("Close this call"), Close(contact.id, reason)),),
    )
    return card(seen, _("Close this call"), f"{words} {_they_read(reader)}", rows, reader)


def close_why(seen: Seen, reader: Reader) -> Card:
    """Why is it closed? Nothing is closed by showing this."""
    _ = reader.t.gettext
    contact = seen.contact
    labels = _reasons(reader)
    rows = tuple((Key(labels[why], CloseFor(contact.id, why)),) for why in reasons(contact))
    return card(seen, _("Close this call: why?"), _they_read(reader), (*rows, to_call(seen, reader)), reader)


def _reasons(reader: Reader) -> Mapping[Reason, str]:
    _ = reader.t.gettext
    return {
        Reason.MET: _("We have met"),
        Reason.NO_MEETING: _("They asked for no meeting"),
        Reason.PASSED_ON: _("Another service has it"),
        Reason.NOT_REACHED: _("We could not reach them"),
        Reason.THEY_ASKED: _("They no longer need it"),
    }


def _they_read(reader: Reader) -> str:
    return reader.t.gettext("They will read that you closed the call.")
