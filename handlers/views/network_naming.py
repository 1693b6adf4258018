"""What a network is called: the question, the name read back, and the request for another one."""

from collections.abc import Sequence

from handlers.buttons.network import NewName, OtherNames, Rename, ShowNetwork, TakeName, UseName, UseNewName
from handlers.card import Card, Key, Rows
from handlers.turn import Reader
from handlers.views.home import back, named
from handlers.views.network_words import Seen
from rules.code_names import code_name
from rules.ids import NetworkId, PersonId

Pair = tuple[str, PersonId, str]
"""What a button about a network that is not there yet carries: contact, second, third."""


def names(numbers: Sequence[int], page: int, pair: Pair, reader: Reader) -> Card:
    """Three suggestions for a code name; another can be typed."""
    _ = reader.t.gettext
    rows = tuple((Key(code_name(number), TakeName(*pair, number)),) for number in numbers)
    others = (Key(_("Other words"), OtherNames(*pair, page + 1)),)
    return Card(_("What is the network called?"), _how(reader), (*rows, others, back(reader)))


def new_names(numbers: Sequence[int], network: NetworkId, page: int, reader: Reader) -> Card:
    """The same for a network that has a name already."""
    _ = reader.t.gettext
    rows = tuple((Key(code_name(number), NewName(network, number)),) for number in numbers)
    others = (Key(_("Other words"), Rename(network, page + 1)),)
    return Card(_("What is the network called from now on?"), _how(reader), (*rows, others, *_last(network, reader)))


def is_this_right(name: str, pair: Pair, reader: Reader) -> Card:
    """The typed name, read back before it counts."""
    _ = reader.t.gettext
    rows = (
        (Key(_("Use this name"), UseName(*pair)),),
        (Key(_("Other words"), OtherNames(*pair, 1)),),
        back(reader),
    )
    return _read_back(name, rows, reader)


def is_this_right_now(name: str, network: NetworkId, reader: Reader) -> Card:
    """The same for a network that has a name already."""
    _ = reader.t.gettext
    rows = (
        (Key(_("Use this name"), UseNewName(network)),),
        (Key(_("Other words"), Rename(network, 1)),),
        *_last(network, reader),
    )
    return _read_back(name, rows, reader)


def rename(seen: Seen, reader: Reader) -> Card:
    """To the core pair. Says no names: it comes to a lock screen."""
    _ = reader.t.gettext
    body = _("It holds a name of somebody in the network, and stands on locked phones.")
    rows = ((Key(_("Change the name"), Rename(seen.network.id, 0)),), *_last(seen.network.id, reader))
    return Card(_("A network needs another name"), body, rows)


def _how(reader: Reader) -> str:
    return reader.t.gettext(
        "Everyone in the network sees this name. Choose one, or type two or three plain words. "
        "No names of people, please."
    )


def _read_back(name: str, rows: Rows, reader: Reader) -> Card:
    _ = reader.t.gettext
    title = _("Is this right? %(network)s") % {"network": named(reader, name)}
    body = _("This name stands on locked phones. It must not be the name of a person. You can type other words.")
    return Card(title, body, rows)


def _last(network: NetworkId, reader: Reader) -> Rows:
    return ((Key(reader.t.gettext("Back"), ShowNetwork(network)), *back(reader)),)
