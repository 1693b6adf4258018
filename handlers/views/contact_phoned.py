"""The two questions about somebody who phoned the team."""

from handlers.card import Card
from handlers.turn import Reader
from handlers.views.home import back, named


def ask_name(reader: Reader) -> Card:
    """Who phoned."""
    _ = reader.t.gettext
    words = _("Type their first name. The call is yours until somebody else accepts it.")
    return Card(_("Who phoned?"), words, (back(reader),))


def ask_number(name: str, reader: Reader) -> Card:
    """Which number to phone them on."""
    _ = reader.t.gettext
    title = _("Which number can we phone %(name)s on?") % {"name": named(reader, name)}
    return Card(title, _("Type the number with digits."), (back(reader),))
