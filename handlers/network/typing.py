"""Questions that are answered by typing: a first name, a phone number."""

from functools import partial

from handlers.buttons.network import ForOther, SuggestOther, TypePhone
from handlers.buttons.network_family import InviteSomebody
from handlers.card import Card
from handlers.dialogue import END, Dialogue, SharedContact, Tapped, Typed
from handlers.network.doors import (
    as_centre,
    change,
    load,
    member_of,
    register,
    to_change,
)
from handlers.network.family import show as show_mine
from handlers.network.links import hand_on
from handlers.network.seen import seen
from handlers.network.staff import put_forward
from handlers.turn import Turn
from handlers.views import network as staff_views
from handlers.views import network_family as family_views
from handlers.views import network_opening as views
from handlers.views.network_words import Seen
from rules import membership
from rules import network as rules
from rules.contact_phone import read_phone
from rules.decision import Refused, Situation
from rules.ids import NetworkId, PersonId
from rules.invitation import checked_name
from storage import people

CENTRE, SUGGESTED, INVITED, NUMBER = "centre", "suggested", "invited", "number"


def dialogues() -> tuple[Dialogue, ...]:
    """New ones for each process."""
    return (
        Dialogue("network_centre", [Tapped(ForOther, _ask_centre)], {CENTRE: [Typed(_centre, again=_centre_question)]}),
        Dialogue(
            "network_suggest",
            [Tapped(SuggestOther, _ask_suggested)],
            {SUGGESTED: [Typed(_suggested, again=_suggested_question)]},
        ),
        Dialogue(
            "network_invite",
            [Tapped(InviteSomebody, _ask_invited)],
            {INVITED: [Typed(_invited, again=_invited_question)]},
        ),
        Dialogue(
            "network_phone",
            [Tapped(TypePhone, _ask_phone)],
            {NUMBER: [SharedContact(_shared), Typed(_phone, again=_phone_question)]},
        ),
    )


# --- a first name ---------------------------------------------------------------------------------


def _ask_centre(turn: Turn, tap: ForOther) -> str:
    known = to_change(turn, tap)
    if known.network.centre is not None:
        raise Refused(Situation.ALREADY_INVITED)
    turn.draft["network"] = tap.network
    turn.show(_centre_question(turn))
    return CENTRE


def _centre_question(turn: Turn) -> Card:
    return views.name_question(_network(turn), suggests=False, reader=turn.reader)


def _centre(turn: Turn, text: str) -> str:
    """The person at the centre, by first name: shows what can be done to reach them."""
    known = to_change(turn, ForOther(_network(turn)))
    person = register(turn, checked_name(text))
    move = partial(rules.name_centre, by=turn.person, centre=person)
    changed = change(turn, known.network.id, move)
    turn.show(staff_views.member(changed, person.id, turn.reader))
    return END


def _ask_suggested(turn: Turn, tap: SuggestOther) -> str:
    to_change(turn, tap)
    turn.draft["network"] = tap.network
    turn.show(_suggested_question(turn))
    return SUGGESTED


def _suggested_question(turn: Turn) -> Card:
    return views.name_question(_network(turn), suggests=True, reader=turn.reader)


def _suggested(turn: Turn, text: str) -> str:
    known = to_change(turn, SuggestOther(_network(turn)))
    put_forward(turn, known, register(turn, checked_name(text)))
    return END


def _ask_invited(turn: Turn, tap: InviteSomebody) -> str:
    as_centre(turn, tap)
    turn.draft["network"] = tap.network
    turn.show(_invited_question(turn))
    return INVITED


def _invited_question(turn: Turn) -> Card:
    return views.invite_question(_network(turn), turn.reader)


def _invited(turn: Turn, text: str) -> str:
    """Naming somebody is the person's yes: they get the link to hand on."""
    known = as_centre(turn, InviteSomebody(_network(turn)))
    person = register(turn, checked_name(text))
    move = partial(membership.invite, by=turn.person, member=person)
    changed = change(turn, known.network.id, move)
    hand_on(turn, changed, person.id)
    return END


# --- a phone number -------------------------------------------------------------------------------


def _ask_phone(turn: Turn, tap: TypePhone) -> str:
    _of_number(turn, tap)
    turn.draft.update(network=tap.network, person=tap.person)
    turn.show(_phone_question(turn))
    return NUMBER


def _phone_question(turn: Turn) -> Card:
    tap = TypePhone(_network(turn), PersonId(turn.draft["person"]))
    return views.phone_question(_of_number(turn, tap), tap.person, turn.reader)


def _shared(turn: Turn, number: str) -> str | None:
    """Telegram's own key shares one's own number, so it answers only the question for that."""
    if turn.draft["person"] != turn.person.id:
        raise Refused(Situation.NUMBER_UNREADABLE)
    return _phone(turn, number)


def _phone(turn: Turn, text: str) -> str:
    tap = TypePhone(_network(turn), PersonId(turn.draft["person"]))
    known = _of_number(turn, tap)
    people.set_phone(turn.tx, tap.person, read_phone(text))
    if tap.person == turn.person.id:
        turn.tell(membership.number_given(known.network, tap.person))
    turn.tell(rules.redraw_core(known.network))
    changed = seen(turn.tx, known.network)
    if turn.person.is_staff:
        turn.show(staff_views.member(changed, tap.person, turn.reader))
    elif tap.person == turn.person.id:
        show_mine(turn, changed)
    else:
        turn.show(family_views.somebody(changed, tap.person, turn.reader))
    return END


def _of_number(turn: Turn, tap: TypePhone) -> Seen:
    """Whose number this tap may ask for.

    One's own; staff: of anybody here who is not on Telegram; the person: of whom they named.
    """
    if turn.person.is_staff:
        known = to_change(turn, tap)
    elif tap.person == turn.person.id:
        known = seen(turn.tx, load(turn, tap.network))
        if family_views.mine(known, turn.reader) is None:
            raise Refused(Situation.NOT_FOR_YOU)
    else:
        known = as_centre(turn, tap)
    member_of(known, tap.person)
    # A number that somebody gave of themselves is theirs to change.
    if tap.person != turn.person.id and known.on_telegram(tap.person):
        raise Refused(Situation.NOT_FOR_YOU)
    return known


def _network(turn: Turn) -> NetworkId:
    return NetworkId(turn.draft["network"])
