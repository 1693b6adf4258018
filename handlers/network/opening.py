"""Staff open a network, and change who stays in it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from handlers.buttons.base import Button
from handlers.buttons.network import (
    NONE,
    ChangeCore,
    ChooseSecond,
    ForCaller,
    ForCallerNow,
    NewNetwork,
    OpenNetwork,
    ReplaceCore,
    SwapCore,
    TakeName,
)
from handlers.network.doors import change, contact_of, staff_only, to_change
from handlers.network.seen import seen
from handlers.turn import Turn
from handlers.views import network as views
from handlers.views import network_opening as opening_views
from handlers.views.network_words import Seen
from rules import network as rules
from rules.code_names import checked_code_name, code_name
from rules.decision import Refused, Situation
from rules.ids import ContactId, NetworkId, PersonId
from rules.people import Person, Role
from storage import contacts, networks, people
from storage.ids import new_id


def new(turn: Turn, _tap: NewNetwork) -> None:
    """Begin without a call."""
    staff_only(turn)
    turn.show(opening_views.second(_colleagues(turn), NONE, turn.reader))


def open_from_call(turn: Turn, tap: OpenNetwork) -> None:
    """The owner of the call, or a lead. A call has one network: a second tap shows it."""
    contact = check_contact(turn, tap.contact)
    known = networks.of_contact(turn.tx, tap.contact)
    if known is None:
        _still_open(turn, tap.contact)
        turn.show(opening_views.second(_colleagues(turn), contact, turn.reader))
    elif rules.may_see(known, turn.person):
        turn.show(views.network(seen(turn.tx, known), turn.reader))
    else:
        raise Refused(Situation.NOT_FOR_YOU)


def choose_second(turn: Turn, tap: ChooseSecond) -> None:
    """The second is chosen; ask about a third."""
    contact = check_contact(turn, contact_of(tap.contact))
    roster = people.roster(turn.tx, turn.person.team)
    pair = (turn.person.id, tap.second)
    # Two peer workers are not a pair yet, but a practitioner as the third would complete them.
    if tap.second == turn.person.id or tap.second not in {m.id for m in roster.members}:
        raise Refused(Situation.CORE_INCOMPLETE)
    needs = all(m.role is Role.PEER for m in roster.members if m.id in pair)
    others = [p for p in _colleagues(turn, needs_practitioner=needs) if p.id != tap.second]
    card = opening_views.third(others, contact, tap.second, turn.reader, enough=not needs)
    turn.show(card)


def take_name(turn: Turn, tap: TakeName) -> None:
    """One tap on a suggestion opens the network."""
    contact = contact_of(tap.contact)
    if tap.number < 0:
        raise Refused(Situation.OUTDATED)
    create(turn, contact, tap.second, tap.third, code_name(tap.number))


def create(turn: Turn, contact: ContactId | None, second: PersonId, third: str, name: str) -> None:
    """Open it with this code name, and show it; the next question stands on its card."""
    word = check_contact(turn, contact)
    _still_open(turn, contact)
    if word != NONE and networks.of_contact(turn.tx, ContactId(word)) is not None:
        raise Refused(Situation.OUTDATED)
    core = [turn.person.id, second, *([] if third == NONE else [PersonId(third)])]
    checked = checked_code_name(name, taken=(), people=names_around(turn, contact, second, third))
    decision = rules.open_network(
        NetworkId(new_id()),
        by=turn.person,
        code_name=checked,
        core=core,
        roster=people.roster(turn.tx, turn.person.team),
        contact=contact,
        now=turn.now,
    )
    value = networks.add(turn.tx, decision, by=turn.person.id)
    turn.end_dialogues()
    turn.show(views.network(seen(turn.tx, value), turn.reader))


def for_caller(turn: Turn, tap: ForCaller) -> None:
    """The first of two taps: what is sent, and to whom."""
    known = to_change(turn, tap)
    caller = _caller(known)
    if known.network.centre is not None:
        raise Refused(Situation.ALREADY_INVITED)
    turn.show(opening_views.for_caller(known, caller, turn.reader))


def for_caller_now(turn: Turn, tap: ForCallerNow) -> None:
    """The one who called is the person the meetings are for."""
    known = to_change(turn, tap)
    move = partial(rules.name_centre, by=turn.person, centre=_caller(known))
    turn.show(views.network(change(turn, tap.network, move), turn.reader))


def show_core(turn: Turn, tap: ChangeCore) -> None:
    """Who stays, and keys to change it."""
    turn.show(opening_views.core(to_change(turn, tap), turn.reader))


def replace_core(turn: Turn, tap: ReplaceCore) -> None:
    """Ask who takes a place."""
    known = to_change(turn, tap)
    if tap.out != NONE and tap.out not in known.network.core:
        raise Refused(Situation.OUTDATED)
    others = [p for p in _colleagues(turn, but_me=False) if p.id not in known.network.core]
    turn.show(opening_views.replacement(known, tap.out, others, turn.reader))


def swap_core(turn: Turn, tap: SwapCore) -> None:
    """Put one in another's place, add a third, or go on without one; the rule says what fits."""
    known = to_change(turn, tap)
    core = list(known.network.core)
    if tap.out != NONE:
        if tap.out not in core:
            raise Refused(Situation.OUTDATED)
        place = core.index(PersonId(tap.out))
        core[place : place + 1] = [] if tap.person == NONE else [PersonId(tap.person)]
    elif tap.person != NONE:
        core.append(PersonId(tap.person))
    roster = people.roster(turn.tx, turn.person.team)
    move = partial(rules.change_core, by=turn.person, core=core, roster=roster)
    changed = change(turn, tap.network, move)
    if rules.may_see(changed.network, turn.person):
        turn.show(opening_views.core(changed, turn.reader))
    else:
        turn.show(views.listing(networks.of_core(turn.tx, turn.person.id), turn.reader))


def check_contact(turn: Turn, contact: ContactId | None) -> str:
    """The word for this contact in a button. Refuses all but its owner and the leads."""
    by = staff_only(turn)
    if contact is None:
        return NONE
    found = contacts.load(turn.tx, contact)
    if found is None or found.team != by.team or not (by.is_lead or found.owner == by.id):
        raise Refused(Situation.NOT_FOR_YOU)
    return contact


def _still_open(turn: Turn, contact: ContactId | None) -> None:
    """A button from before a call was closed opens no network from it any more."""
    found = None if contact is None else contacts.load(turn.tx, contact)
    if found is not None and found.is_closed:
        raise Refused(Situation.CLOSED)


def _colleagues(turn: Turn, *, needs_practitioner: bool = False, but_me: bool = True) -> list[Person]:
    """The team, in the order in which they joined."""
    roster = people.roster(turn.tx, turn.person.team)
    wanted = [
        m.id
        for m in roster.members
        if not (but_me and m.id == turn.person.id) and not (needs_practitioner and m.role is Role.PEER)
    ]
    known = people.named(turn.tx, tuple(wanted))
    return [known[person] for person in wanted if person in known]


def names_around(turn: Turn, contact: ContactId | None, second: PersonId, third: str) -> list[str]:
    """Names that a code name must not hold: those of the caller and of the core pair."""
    found = None if contact is None else contacts.load(turn.tx, contact)
    caller = () if found is None else (found.caller,)
    known = people.named(turn.tx, (turn.person.id, second, PersonId(third), *caller))
    return [person.name for person in known.values()]


def _caller(known: Seen) -> Person:
    caller = None if known.caller is None else known.people.get(known.caller)
    if caller is None:
        raise Refused(Situation.NOT_THERE)
    return caller


TAPS: Mapping[type[Button], Callable[[Turn, Any], None]] = {
    NewNetwork: new,
    OpenNetwork: open_from_call,
    ChooseSecond: choose_second,
    TakeName: take_name,
    ForCaller: for_caller,
    ForCallerNow: for_caller_now,
    ChangeCore: show_core,
    ReplaceCore: replace_core,
    SwapCore: swap_core,
}
