"""The staff's side: taking a call, recording what became of it, passing it on, closing it."""

from functools import partial

from handlers.buttons.contact import (
    Accept,
    AskCaller,
    AskOthers,
    Calls,
    ChoseLater,
    Close,
    CloseFor,
    CloseWhy,
    Decline,
    NotReached,
    NotSpoken,
    PassOn,
    PassTo,
    ShowCall,
    Spoken,
    Take,
)
from handlers.card import Key
from handlers.contact.seen import for_staff, see
from handlers.turn import Reader, Turn
from handlers.views import contact_choices, contact_list, contact_staff
from rules import contact_handover, contact_questions, contact_taking
from rules.contact import require_owner
from rules.contact_meetings import choose_later
from rules.decision import Refused, Situation
from rules.ids import ContactId
from storage import contacts, networks
from storage.contacts import Decide
from storage.database import Transaction


def home_keys(tx: Transaction, reader: Reader) -> list[tuple[Key, ...]]:
    """Staff reach the calls from their first screen."""
    del tx
    return [(contact_list.calls_key(reader),)] if reader.person.is_staff else []


def home_words(tx: Transaction, reader: Reader) -> list[str]:
    """The calls that are theirs, and by when they are expected to get in touch."""
    if not reader.person.is_staff:
        return []
    mine = [contact for contact in contacts.open_in(tx, reader.person.team) if contact.owner == reader.person.id]
    return [contact_list.mine(mine, reader)] if mine else []


def calls(turn: Turn, _tap: Calls) -> None:
    """The list of calls that are not closed."""
    _only_staff(turn)
    listed = contacts.open_in(turn.tx, turn.person.team)
    seen = [see(turn.tx, contact) for contact in listed if contact.caller != turn.person.id]
    turn.show(contact_list.calls(seen, turn.reader))


def show_call(turn: Turn, tap: ShowCall) -> None:
    """Today's card of one call. Whoever is in the core pair of the caller's network reads here which one it is.

    Only here, where they asked for it: what comes by itself may be on a lock screen.
    """
    found = for_staff(turn.tx, tap.contact, turn.person)
    card = contact_staff.today(see(turn.tx, found), turn.reader)
    network = None if found.network is None else networks.load(turn.tx, found.network)
    if network is not None and network.is_core(turn.person.id) and not found.is_closed:
        card = card.with_line(contact_staff.of_network(network, turn.reader))
    turn.show(card)


def take(turn: Turn, tap: Take) -> None:
    """Say "I have this": the first wins."""
    ladder = contacts.ladder_of(turn.tx, for_staff(turn.tx, tap.contact, turn.person))
    _apply(turn, tap.contact, partial(contact_taking.take, by=turn.person.id, card_round=tap.round, ladder=ladder))


def spoken(turn: Turn, tap: Spoken) -> None:
    """The owner has spoken with the caller."""
    _apply(turn, tap.contact, partial(contact_taking.spoken, by=turn.person.id))


def not_reached(turn: Turn, tap: NotReached) -> None:
    """The owner could not reach the caller."""
    ladder = contacts.ladder_of(turn.tx, for_staff(turn.tx, tap.contact, turn.person))
    decide = partial(contact_taking.not_reached, by=turn.person.id, tries=tap.tries, ladder=ladder)
    _apply(turn, tap.contact, decide)


def not_spoken(turn: Turn, tap: NotSpoken) -> None:
    """The owner has not spoken with the caller after all."""
    ladder = contacts.ladder_of(turn.tx, for_staff(turn.tx, tap.contact, turn.person))
    _apply(turn, tap.contact, partial(contact_taking.take_back_spoken, by=turn.person.id, ladder=ladder))


def ask_caller(turn: Turn, tap: AskCaller) -> None:
    """The owner asks the caller for a number, or when to phone."""
    caller = see(turn.tx, for_staff(turn.tx, tap.contact, turn.person)).caller
    decide = partial(
        contact_questions.ask_caller,
        question=tap.question,
        by=turn.person.id,
        number_known=caller.phone is not None,
    )
    _apply(turn, tap.contact, decide)
    turn.toast(contact_staff.asked_how(turn.reader))


def pass_on(turn: Turn, tap: PassOn) -> None:
    """Who should take it? Those who can be reached and have not said no, on duty first."""
    contact = for_staff(turn.tx, tap.contact, turn.person)
    require_owner(contact, turn.person.id)
    seen = see(turn.tx, contact)
    ladder = contacts.ladder_of(turn.tx, contact)
    colleagues = contact_handover.colleagues(contact, ladder=ladder, now=turn.now)
    turn.show(contact_choices.pass_on(seen, colleagues, turn.reader))


def pass_to(turn: Turn, tap: PassTo) -> None:
    """Ask this colleague to take it over."""
    ladder = contacts.ladder_of(turn.tx, for_staff(turn.tx, tap.contact, turn.person))
    decide = partial(contact_handover.hand_over, by=turn.person.id, to=tap.colleague, ladder=ladder)
    _apply(turn, tap.contact, decide)


def ask_others(turn: Turn, tap: AskOthers) -> None:
    """Give it back to the ladder."""
    ladder = contacts.ladder_of(turn.tx, for_staff(turn.tx, tap.contact, turn.person))
    _apply(turn, tap.contact, partial(contact_handover.ask_others, by=turn.person.id, ladder=ladder))


def accept(turn: Turn, tap: Accept) -> None:
    """The colleague takes it over."""
    ladder = contacts.ladder_of(turn.tx, for_staff(turn.tx, tap.contact, turn.person))
    _apply(turn, tap.contact, partial(contact_handover.accept, by=turn.person.id, ladder=ladder))


def decline(turn: Turn, tap: Decline) -> None:
    """The colleague cannot."""
    _apply(turn, tap.contact, partial(contact_handover.decline, by=turn.person.id))


def chose_later(turn: Turn, tap: ChoseLater) -> None:
    """The owner records that the person chose a later time."""
    _apply(turn, tap.contact, partial(choose_later, by=turn.person.id))


def close_why(turn: Turn, tap: CloseWhy) -> None:
    """The reasons to close it; nothing is closed yet."""
    contact = for_staff(turn.tx, tap.contact, turn.person)
    require_owner(contact, turn.person.id)
    if not contact_taking.reasons(contact):
        raise Refused(Situation.OUTDATED)
    turn.show(contact_choices.close_why(see(turn.tx, contact), turn.reader))


def close_for(turn: Turn, tap: CloseFor) -> None:
    """The chosen reason; nothing is closed yet."""
    contact = for_staff(turn.tx, tap.contact, turn.person)
    require_owner(contact, turn.person.id)
    if tap.reason not in contact_taking.reasons(contact):
        raise Refused(Situation.OUTDATED)
    turn.show(contact_choices.close_for(see(turn.tx, contact), tap.reason, turn.reader))


def close(turn: Turn, tap: Close) -> None:
    """Close it for a stated reason."""
    _apply(turn, tap.contact, partial(contact_taking.close, by=turn.person.id, reason=tap.reason))


def _apply(turn: Turn, contact: ContactId, decide: Decide) -> None:
    """Through the one door, and today's card in place of the tapped one."""
    for_staff(turn.tx, contact, turn.person)
    contacts.apply(turn.tx, contact, decide, by=turn.person.id)
    _show(turn, contact)


def _show(turn: Turn, contact: ContactId) -> None:
    found = for_staff(turn.tx, contact, turn.person)
    turn.show(contact_staff.today(see(turn.tx, found), turn.reader))


def _only_staff(turn: Turn) -> None:
    if not turn.person.is_staff:
        raise Refused(Situation.NOT_FOR_YOU)
