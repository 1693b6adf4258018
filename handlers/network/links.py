"""Making a link for one person of a network, and handing it on."""

from collections.abc import Callable, Mapping
from typing import Any

from handlers.buttons.base import Button
from handlers.buttons.network import MakeLink
from handlers.network.doors import load, member_of
from handlers.network.seen import seen
from handlers.turn import Turn
from handlers.views import invitation as views
from handlers.views.home import back
from handlers.views.network_opening import back_to_person
from handlers.views.network_words import Seen
from rules.decision import Refused, Situation
from rules.ids import PersonId
from storage import invitations


def make_link(turn: Turn, tap: MakeLink) -> None:
    """Staff or the person make a link; the rule says for whom."""
    known = seen(turn.tx, load(turn, tap.network))
    member_of(known, tap.person)
    if known.on_telegram(tap.person):
        raise Refused(Situation.ALREADY_INVITED)
    hand_on(turn, known, tap.person)


def hand_on(turn: Turn, known: Seen, person: PersonId) -> None:
    """Make the link; show what to do with it, and the message to forward."""
    made = invitations.make_for(turn.tx, known.network.id, person, by=turn.person)
    # Whoever opens it knows themselves by this word, and another may read it.
    name = known.people[known.network.invited_as(person)].name
    rows = (*back_to_person(known, person, turn.reader), back(turn.reader))
    turn.show(views.family_link(name, rows, turn.reader))
    shown = turn.shown
    until = made.invitation.expires_at
    turn.say(views.family_picture(made.token, name, until, turn.reader))
    # The dialogue remembers the keys of the screen, not of the picture, which has none.
    turn.shown = shown


TAPS: Mapping[type[Button], Callable[[Turn, Any], None]] = {MakeLink: make_link}
