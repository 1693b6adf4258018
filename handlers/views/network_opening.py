"""Opening a network: who stays, whom it is for, and questions for a name or a number."""

from collections.abc import Callable, Sequence

from handlers.buttons.base import Button
from handlers.buttons.network import (
    NONE,
    ChangeCore,
    ChooseSecond,
    ChooseThird,
    ForCallerNow,
    RemoveNow,
    ReplaceCore,
    ShowMember,
    ShowNetwork,
    SwapCore,
)
from handlers.buttons.network_family import MyNetwork, MyPeople
from handlers.card import Card, Key, Rows
from handlers.turn import Reader
from handlers.views.home import back, named
from handlers.views.network_words import Seen
from rules.ids import NetworkId, PersonId
from rules.network import CORE_LEAST, CORE_MOST
from rules.people import Person


def second(colleagues: Sequence[Person], contact: str, reader: Reader) -> Card:
    """Asks who makes the core pair with the one who opens."""
    _ = reader.t.gettext
    rows = _people(colleagues, lambda p: ChooseSecond(contact, p.id), reader)
    body = _("You and one colleague stay from the first to the last meeting.")
    if not colleagues:
        body = _("Nobody else is in the team yet. A lead can invite colleagues.")
    return Card(_("Who is in the core pair with you?"), body, (*rows, back(reader)))


def third(
    colleagues: Sequence[Person],
    contact: str,
    chosen: PersonId,
    reader: Reader,
    *,
    enough: bool,
) -> Card:
    """Asks about a third person, often a peer worker; `enough` says that two may stay two."""
    _ = reader.t.gettext
    two = ((Key(_("We are two"), ChooseThird(contact, chosen, NONE)),),) if enough else ()
    rows = _people(colleagues, lambda p: ChooseThird(contact, chosen, p.id), reader)
    body = _("A peer worker, for example.") if enough else _("One of you must be a practitioner.")
    return Card(_("Does a third person stay as well?"), body, (*two, *rows, back(reader)))


def for_caller(seen: Seen, caller: Person, reader: Reader) -> Card:
    """The first of two taps: whom the meetings are for cannot be unsaid to them."""
    _ = reader.t.gettext
    name = {"name": named(reader, caller.name), "names": seen.core(reader)}
    if caller.may_be_sent_to:
        body = _("%(name)s is asked at once: would you like to meet, with %(names)s?")
        body += " " + _("They read that they decide who else comes, when and where.")
        label = _("Ask %(name)s")
    else:
        body = _("Nothing is sent: the bot cannot write to %(name)s. You can phone them.")
        label = _("Choose %(name)s")
    rows = ((Key(label % name, ForCallerNow(seen.network.id)),),)
    return Card(_("The meetings are for %(name)s?") % name, body % name, (*rows, *_to_network(seen.network.id, reader)))


def wrong_centre(seen: Seen, reader: Reader, *, met: bool) -> Card:
    """The first of two taps: the network begins anew for somebody else; not where there has been a meeting."""
    _ = reader.t.gettext
    value, name = seen.network, {"name": seen.centre(reader)}
    title = _("The meetings are not for %(name)s?") % name
    if met or value.person is None:
        body = _("A meeting has been planned here. Close this network, and open another for somebody else.")
        return Card(title, body, _to_network(value.id, reader))
    body = _(
        "%(name)s, and everybody they named, get no more messages about this network. "
        "They read only that the plan has changed. Then you choose again."
    )
    rows = ((Key(_("Take %(name)s off the list") % name, RemoveNow(value.id, value.person)),),)
    return Card(title, body % name, (*rows, *_to_network(value.id, reader)))


def name_question(network: NetworkId, *, suggests: bool, reader: Reader) -> Card:
    """Staff type the first name of somebody: the person at the centre, or one they suggest."""
    _ = reader.t.gettext
    title = _("Whom would you suggest?") if suggests else _("Who are the meetings for?")
    body = _("Type their first name only.")
    rows = ((Key(_("Back"), ShowNetwork(network)), *back(reader)),)
    return Card(title, body, rows)


def invite_question(network: NetworkId, reader: Reader) -> Card:
    """The person types the first name of somebody who may be asked."""
    _ = reader.t.gettext
    body = _("Type their first name only. You get a link to hand on to them.")
    return Card(_("Who may be asked?"), body, ((Key(_("Back"), MyPeople(network)), *back(reader)),))


def phone_question(seen: Seen, person: PersonId, reader: Reader) -> Card:
    """Type a phone number: one's own, or of somebody who has no Telegram."""
    _ = reader.t.gettext
    if person == reader.person.id:
        title = _("Which number should we call?")
    else:
        title = _("Which number does %(name)s have?") % {"name": seen.name(person, reader)}
    body = _("Type the number. Only the team sees it.")
    rows = (*_not_now(seen, person, reader), *back_to_person(seen, person, reader), back(reader))
    return Card(title, body, rows)


def back_to_person(seen: Seen, person: PersonId, reader: Reader) -> Rows:
    """The row that leads back to whose number it is, for staff and for the person at the centre."""
    _ = reader.t.gettext
    if reader.person.is_staff:
        return ((Key(_("Back"), ShowMember(seen.network.id, person)),),)
    if seen.network.person == reader.person.id and person != reader.person.id:
        return ((Key(_("Back"), MyPeople(seen.network.id)),),)
    return ()


def _not_now(seen: Seen, person: PersonId, reader: Reader) -> Rows:
    """Nobody has to give their number."""
    own = person == reader.person.id and not reader.person.is_staff
    return ((Key(reader.t.gettext("No number now"), MyNetwork(seen.network.id)),),) if own else ()


def core(seen: Seen, reader: Reader) -> Card:
    """Who is in the core pair, and keys to change it."""
    _ = reader.t.gettext
    value = seen.network
    rows: list[tuple[Key, ...]] = []
    for person in value.core:
        name = {"name": seen.name(person, reader)}
        rows.append((Key(_("Replace %(name)s") % name, ReplaceCore(value.id, person)),))
        if len(value.core) > CORE_LEAST:
            rows.append((Key(_("Without %(name)s") % name, SwapCore(value.id, person, NONE)),))
    if len(value.core) < CORE_MOST:
        rows.append((Key(_("Add a third person"), ReplaceCore(value.id, NONE)),))
    body = _("Now: %(names)s") % {"names": seen.core(reader)}
    return Card(_("Core pair"), body, (*rows, *_to_network(value.id, reader)))


def replacement(seen: Seen, out: str, colleagues: Sequence[Person], reader: Reader) -> Card:
    """Asks who takes this place; `out` is who leaves it, or "none"."""
    _ = reader.t.gettext
    rows = _people(colleagues, lambda p: SwapCore(seen.network.id, out, p.id), reader)
    if out == NONE:
        title = _("Who stays as a third person?")
    else:
        title = _("Who comes in the place of %(name)s?") % {"name": seen.name(PersonId(out), reader)}
    last = (Key(_("Back"), ChangeCore(seen.network.id)), *back(reader))
    return Card(title, "", (*rows, last))


def _people(colleagues: Sequence[Person], press: Callable[[Person], Button], reader: Reader) -> Rows:
    """Two names a row: a team of seventeen fits on one screen."""
    keys = [Key(named(reader, p.name), press(p)) for p in colleagues]
    return tuple(tuple(keys[i : i + 2]) for i in range(0, len(keys), 2))


def _to_network(network: NetworkId, reader: Reader) -> Rows:
    return ((Key(reader.t.gettext("Back"), ShowNetwork(network)), *back(reader)),)
