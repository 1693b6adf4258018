"""The caller no longer needs it: what they read, and what staff read."""

from collections.abc import Mapping

from handlers.buttons.contact import UnneededSure
from handlers.card import Card, Key
from handlers.turn import Reader
from handlers.views import contact_caller, contact_staff
from handlers.views.contact_words import Seen
from handlers.views.home import back
from rules.notice import Subject

Facts = Mapping[str, str | int]


def ask_whether(seen: Seen, reader: Reader) -> Card:
    """Is it so? Nothing is told by showing this."""
    _ = reader.t.gettext
    words = _(
        "We tell whoever has your call, or those we have asked. We ask them to check with you once. "
        "You can make a new call at any time."
    )
    rows = (
        (Key(_("Yes, tell them"), UnneededSure(seen.contact.id)),),
        (contact_caller.happening_key(reader),),
        back(reader),
    )
    return Card(_("Do you no longer need this call?"), words, rows, about=(Subject.CONTACT, seen.contact.id))


def told(seen: Seen, facts: Facts, reader: Reader) -> Card | None:
    """To the owner, or those being asked. None once it is taken back, closed, or somebody else's."""
    _ = reader.t.gettext
    contact = seen.contact
    needed = bool(facts["needed"])
    if contact.is_closed or needed is (contact.unneeded_at is not None):
        return None
    if contact.owner is not None and contact.owner != reader.person.id:
        return None
    card = contact_staff.today(seen, reader)
    title = _("They need to talk after all") if needed else _("They say that they no longer need it")
    return Card(title, card.body, card.rows, about=card.about)
