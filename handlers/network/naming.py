"""What a network is called: chosen or typed, read back before it counts, and changed later."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from handlers.buttons.base import Button
from handlers.buttons.network import NONE, ChooseThird, NewName, OtherNames, Rename, UseName, UseNewName
from handlers.card import Card
from handlers.dialogue import END, Dialogue, Tapped, Typed
from handlers.network.doors import change, contact_of, to_change
from handlers.network.opening import check_contact, create, names_around
from handlers.turn import Turn
from handlers.views import network as staff_views
from handlers.views import network_naming as views
from rules import network as rules
from rules.code_names import checked_code_name, code_name, suggestions
from rules.decision import Refused, Situation
from rules.ids import NetworkId, PersonId
from storage import networks, people

NAMING, RENAMING = "naming", "renaming"


def dialogues() -> tuple[Dialogue, ...]:
    """New ones for each process."""
    return (
        Dialogue(
            "network_name",
            [Tapped(ChooseThird, _ask), Tapped(OtherNames, _other_names)],
            {NAMING: [Tapped(UseName, _use), Typed(_typed, again=_again)]},
        ),
        Dialogue(
            "network_rename",
            [Tapped(Rename, _ask_new)],
            {RENAMING: [Tapped(UseNewName, _use_new), Typed(_typed_new, again=_again_new)]},
        ),
    )


# --- opening ------------------------------------------------------------------------------------------


def _ask(turn: Turn, tap: ChooseThird) -> str:
    return _suggest(turn, tap.contact, tap.second, tap.third, 0)


def _other_names(turn: Turn, tap: OtherNames) -> str:
    return _suggest(turn, tap.contact, tap.second, tap.third, tap.page)


def _suggest(turn: Turn, contact: str, second: PersonId, third: str, page: int) -> str:
    check_contact(turn, contact_of(contact))
    core = [turn.person.id, second, *([] if third == NONE else [PersonId(third)])]
    rules.checked_core(core, people.roster(turn.tx, turn.person.team))
    turn.draft.update(contact=contact, second=second, third=third, page=page)
    turn.show(_again(turn))
    return NAMING


def _again(turn: Turn) -> Card:
    """The question with its suggestions, as it was asked."""
    draft = turn.draft
    pair = (str(draft["contact"]), PersonId(draft["second"]), str(draft["third"]))
    page = int(draft["page"])
    taken = networks.code_names(turn.tx, turn.person.team)
    numbers = suggestions(taken, f"{turn.person.id}/{pair[0]}/{page}")
    return views.names(numbers, page, pair, turn.reader)


def _typed(turn: Turn, text: str) -> None:
    """Read it back: a name of a person would stand on every lock screen of the team."""
    draft = turn.draft
    contact, pair = contact_of(str(draft["contact"])), (PersonId(draft["second"]), str(draft["third"]))
    taken = networks.code_names(turn.tx, turn.person.team)
    draft["name"] = checked_code_name(text, taken=taken, people=names_around(turn, contact, *pair))
    turn.show(views.is_this_right(draft["name"], (str(draft["contact"]), *pair), turn.reader))


def _use(turn: Turn, tap: UseName) -> str:
    create(turn, contact_of(tap.contact), tap.second, tap.third, _last_typed(turn))
    return END


# --- another name -------------------------------------------------------------------------------------


def _ask_new(turn: Turn, tap: Rename) -> str:
    to_change(turn, tap)
    turn.draft.update(network=tap.network, page=max(0, tap.page))
    turn.show(_again_new(turn))
    return RENAMING


def _again_new(turn: Turn) -> Card:
    network, page = NetworkId(turn.draft["network"]), int(turn.draft["page"])
    taken = networks.code_names(turn.tx, turn.person.team)
    numbers = suggestions(taken, f"{turn.person.id}/{network}/{page}")
    return views.new_names(numbers, network, page, turn.reader)


def _typed_new(turn: Turn, text: str) -> None:
    network = NetworkId(turn.draft["network"])
    turn.draft["name"] = _checked(turn, Rename(network, 0), text)
    turn.show(views.is_this_right_now(turn.draft["name"], network, turn.reader))


def _use_new(turn: Turn, tap: UseNewName) -> str:
    _rename(turn, tap, _last_typed(turn))
    return END


def new_name(turn: Turn, tap: NewName) -> None:
    """One tap on a suggestion renames the network."""
    if tap.number < 0:
        raise Refused(Situation.OUTDATED)
    _rename(turn, tap, code_name(tap.number))
    turn.end_dialogues()


def _rename(turn: Turn, tap: NewName | UseNewName, name: str) -> None:
    move = partial(rules.rename, by=turn.person, code_name=_checked(turn, tap, name))
    turn.show(staff_views.network(change(turn, tap.network, move), turn.reader))


def _checked(turn: Turn, tap: Rename | NewName | UseNewName, name: str) -> str:
    known = to_change(turn, tap)
    taken = networks.code_names(turn.tx, turn.person.team) - {known.network.code_name}
    return checked_code_name(name, taken=taken, people=[person.name for person in known.people.values()])


def _last_typed(turn: Turn) -> str:
    name = turn.draft.get("name")
    if not isinstance(name, str):
        raise Refused(Situation.OUTDATED)
    return name


TAPS: Mapping[type[Button], Callable[[Turn, Any], None]] = {NewName: new_name}
