"""A call: from the tap of somebody who needs to talk to the human who has spoken with them."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

import structlog

from handlers.buttons import contact as buttons
from handlers.card import Key
from handlers.contact import answering, calling, phoned
from handlers.contact.said import PRESENTERS
from handlers.contact.seen import card_of
from handlers.subject import Part
from handlers.turn import Reader
from rules.ids import ContactId, PersonId
from rules.notice import Subject
from storage import contacts, people
from storage.database import Transaction

log = structlog.get_logger("tornio")


def reachability(tx: Transaction, person: PersonId) -> None:
    """Somebody blocked the bot or came back: every open call they matter to is put right at once."""
    known = people.get(tx, person)
    if known is None:
        return
    if known.is_staff:
        contacts.mend_all(tx, known.team)
    else:
        contacts.show_caller_again(tx, person)


def due(tx: Transaction) -> int:
    """Raise what is due, then look for silence (promise 3); a breach is loud, and mended."""
    watch = contacts.Watch(tx)
    moved = sum(_moved(tx, contact, contacts.raise_due) for contact in watch.due)
    if moved:
        watch = contacts.Watch(tx)
    for contact in watch.contacts:
        if _alone(partial(watch.is_silent, contact)):
            log.critical("an open call would have ended in silence", subject="contact")
            moved += _moved(tx, contact, contacts.mend_one)
    return moved


def _moved(tx: Transaction, contact: ContactId, act: Callable[[Transaction, ContactId], bool]) -> bool:
    """Act on one call. What a fault left half done with it is undone, alone."""

    def undone_alone() -> bool:
        with tx.savepoint():
            return act(tx, contact)

    return _alone(undone_alone)


def _alone(act: Callable[[], bool]) -> bool:
    """A fault with one call is loud, and must not keep the others waiting."""
    try:
        return act()
    except Exception as fault:  # noqa: BLE001 - whatever is wrong with one call, the next is due too
        log.critical("a call could not be looked at", subject="contact", fault=fault)
        return False


def next_due(tx: Transaction) -> datetime | None:
    """When the next call must be looked at."""
    return contacts.next_due(tx)


def home_keys(tx: Transaction, reader: Reader) -> list[tuple[Key, ...]]:
    """What stands first on the home screen."""
    return [*calling.home_keys(tx, reader), *answering.home_keys(tx, reader)]


def home_words(tx: Transaction, reader: Reader) -> list[str]:
    """What stands first in the words of the home screen."""
    return [*calling.home_words(tx, reader), *answering.home_words(tx, reader)]


PART = Part(
    taps={
        buttons.Call: calling.call,
        buttons.Happening: calling.happening,
        buttons.Wished: calling.wished,
        buttons.Unneeded: calling.unneeded,
        buttons.UnneededSure: calling.unneeded_sure,
        buttons.Calls: answering.calls,
        buttons.ShowCall: answering.show_call,
        buttons.Take: answering.take,
        buttons.Spoken: answering.spoken,
        buttons.NotReached: answering.not_reached,
        buttons.AskCaller: answering.ask_caller,
        buttons.NotSpoken: answering.not_spoken,
        buttons.PhoneWhen: calling.phone_when,
        buttons.PassOn: answering.pass_on,
        buttons.PassTo: answering.pass_to,
        buttons.AskOthers: answering.ask_others,
        buttons.Accept: answering.accept,
        buttons.Decline: answering.decline,
        buttons.ChoseLater: answering.chose_later,
        buttons.CloseWhy: answering.close_why,
        buttons.CloseFor: answering.close_for,
        buttons.Close: answering.close,
    },
    first=(calling.CallWords(),),
    dialogues=lambda: [*calling.dialogues(), *phoned.dialogues()],
    presenters=PRESENTERS,
    cards={Subject.CONTACT: card_of},
    home_keys=home_keys,
    home_words=home_words,
    typed=calling.number_typed,
    reachability=reachability,
    due=due,
    next_due=next_due,
)
