"""The person at the centre and the members: what they say, whom they name, and leaving."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from handlers.buttons.base import Button
from handlers.buttons.network import OfNetwork
from handlers.buttons.network_family import AboutSomebody, ComeBack, Leave, MyNetwork, MyPeople, Say, SayAbout
from handlers.network.doors import as_centre, change, load, member_of, must_be, not_theirs
from handlers.network.seen import seen
from handlers.turn import Turn
from handlers.views import network_family as views
from handlers.views.network_words import Seen
from rules import membership
from rules.decision import Refused, Situation
from rules.network import Membership


def mine(turn: Turn, tap: MyNetwork) -> None:
    """One's own card; whatever was half typed about it is left."""
    known, _of = _mine(turn, tap)
    turn.end_dialogues()
    show(turn, known)


def say(turn: Turn, tap: Say) -> None:
    """Yes, not now, or phone me first."""
    known, of = _mine(turn, tap)
    must_be(of.member_says, tap.was)
    centre = turn.person if known.network.person == turn.person.id else None
    move = partial(
        membership.member_answers,
        by=turn.person,
        member=turn.person.id,
        answer=tap.answer,
        centre=centre,
    )
    show(turn, change(turn, tap.network, move))


def say_about(turn: Turn, tap: SayAbout) -> None:
    """The person says whether a member may be asked; then the next open question, or the list."""
    known = as_centre(turn, tap)
    of = member_of(known, tap.person)
    must_be(of.person_says, tap.was)
    first = of.person_says is None
    move = partial(
        membership.person_answers,
        by=turn.person,
        member=known.people[tap.person],
        answer=tap.answer,
    )
    changed = change(turn, tap.network, move)
    if first:
        show(turn, changed)
    else:
        turn.show(views.somebody(changed, tap.person, turn.reader))


def my_people(turn: Turn, tap: MyPeople) -> None:
    """Who may be asked."""
    known = as_centre(turn, tap)
    turn.end_dialogues()
    turn.show(views.people(known, turn.reader))


def about_somebody(turn: Turn, tap: AboutSomebody) -> None:
    """One of those who may be asked."""
    known = as_centre(turn, tap)
    member_of(known, tap.person)
    turn.show(views.somebody(known, tap.person, turn.reader))


def leave(turn: Turn, tap: Leave) -> None:
    """One tap, at once, announced to nobody."""
    _mine(turn, tap)
    show(turn, change(turn, tap.network, partial(membership.leave, by=turn.person)))


def come_back(turn: Turn, tap: ComeBack) -> None:
    """Undo one's own leaving: the question stands again."""
    _mine(turn, tap)
    show(turn, change(turn, tap.network, partial(membership.come_back, by=turn.person)))


def show(turn: Turn, known: Seen) -> None:
    """Today's card for the one who taps. Refuses NOT_FOR_YOU when they may not know of it."""
    card = views.mine(known, turn.reader)
    if card is None:
        raise Refused(Situation.NOT_FOR_YOU)
    turn.show(card)


def _mine(turn: Turn, tap: OfNetwork) -> tuple[Seen, Membership]:
    """The network of the tap and one's own place in it, as far as one may know of it."""
    found = load(turn, tap.network)
    of = found.of(turn.person.id)
    known = seen(turn.tx, found)
    if of is None or views.mine(known, turn.reader) is None:
        # Who knew of it may read that it is closed; who was only suggested learns nothing.
        refused = not_theirs(turn, tap.network)
        knew = refused.situation is Situation.OUTDATED
        raise Refused(Situation.CLOSED) if knew and not found.is_open else refused
    return known, of


TAPS: Mapping[type[Button], Callable[[Turn, Any], None]] = {
    MyNetwork: mine,
    Say: say,
    SayAbout: say_about,
    MyPeople: my_people,
    AboutSomebody: about_somebody,
    Leave: leave,
    ComeBack: come_back,
}
