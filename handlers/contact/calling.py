"""The caller's side: the call itself, how they would like to be reached, and what is happening."""

from functools import partial

from telegram import Update

from handlers.buttons.contact import Call, Happening, PhoneMe, PhoneWhen, Unneeded, UnneededSure, Wished
from handlers.card import Key
from handlers.contact.seen import for_caller, see
from handlers.dialogue import END, Dialogue, Handler, SharedContact, Tapped, Typed
from handlers.turn import Reader, Turn
from handlers.views import contact_caller, contact_unneeded, home
from handlers.views.refusals import sentence
from locales.catalogue import LANGUAGES, catalogue
from rules.contact import Contact, Wish, record_wish
from rules.contact_asking import call_again
from rules.contact_phone import read_phone
from rules.contact_questions import answer_when
from rules.contact_unneeded import needed_after_all, no_longer_needed
from rules.decision import Refused, Situation
from rules.ids import ContactId
from storage import contacts, people
from storage.database import Transaction

DRAFT = "call"
"""Where the dialogue keeps which call it is about."""


class CallWords(Handler):
    """Hears "I need to talk to someone" typed in any of our languages, whatever else is going on."""

    def __init__(self) -> None:
        super().__init__(_unused)
        self._words = {_plain(contact_caller.call_words(catalogue(code))) for code in LANGUAGES}

    def check_update(self, update: object) -> bool:
        """Whether these words, and nothing else, were typed."""
        if not isinstance(update, Update) or update.message is None:
            return False
        return _plain(update.message.text or "") in self._words

    async def handle_update(self, update: Update, application: object, check_result: object, context: Turn) -> object:
        """The same as the tap."""
        call(context, Call())
        return None


def call(turn: Turn, _tap: Call) -> None:
    """Open a contact; the alarm goes out with this transaction, whatever the caller does next.

    A second tap while one is open opens no other: it asks again where somebody has spoken with them, and shows
    today's truth where they wait.
    """
    turn.end_dialogues()
    if turn.person.is_staff:
        # Staff have the list of calls; for themselves there are the numbers.
        turn.show(home.numbers(turn.reader))
        return
    contact, new = contacts.start(turn.tx, turn.person.id, team=turn.person.team)
    if contact.spoken_at is not None:
        again = partial(call_again, by=turn.person.id, ladder=contacts.ladder_of(turn.tx, contact))
        contacts.apply(turn.tx, contact.id, again, by=turn.person.id)
    elif not new:
        # Whoever asks again needs it, whatever was said before.
        needed = partial(needed_after_all, by=turn.person.id)
        contact = contacts.apply(turn.tx, contact.id, needed, by=turn.person.id).value
        turn.show(contact_caller.today(see(turn.tx, contact), turn.reader))
        return
    # The words follow as a message of their own, from the outbox: they must arrive surely.
    if turn.tapped is not None:
        turn.toast(contact_caller.gone_out(turn.reader))


def happening(turn: Turn, _tap: Happening) -> None:
    """Today's truth about the caller's newest call."""
    turn.end_dialogues()
    contact = contacts.latest_of(turn.tx, turn.person.id)
    if contact is None:
        raise Refused(Situation.NOT_THERE)
    turn.show(contact_caller.today(see(turn.tx, contact), turn.reader))


def wished(turn: Turn, tap: Wished) -> None:
    """Message me here, or not sure yet."""
    turn.end_dialogues()
    for_caller(turn.tx, tap.contact, turn.person)
    contact = _record(turn, tap.contact, tap.wish)
    turn.show(contact_caller.today(see(turn.tx, contact), turn.reader))


def phone_when(turn: Turn, tap: PhoneWhen) -> None:
    """The answer to "when may I phone you?"."""
    turn.end_dialogues()
    found = for_caller(turn.tx, tap.contact, turn.person)
    ladder = contacts.ladder_of(turn.tx, found)
    decide = partial(answer_when, when=tap.when, day=tap.day, by=turn.person.id, ladder=ladder, zone=turn.reader.zone)
    contact = contacts.apply(turn.tx, tap.contact, decide, by=turn.person.id).value
    turn.show(contact_caller.today(see(turn.tx, contact), turn.reader))


def unneeded(turn: Turn, tap: Unneeded) -> None:
    """Does the caller no longer need it? Nobody is told yet."""
    turn.end_dialogues()
    contact = for_caller(turn.tx, tap.contact, turn.person)
    if contact.is_closed:
        raise Refused(Situation.CLOSED)
    turn.show(contact_unneeded.ask_whether(see(turn.tx, contact), turn.reader))


def unneeded_sure(turn: Turn, tap: UnneededSure) -> None:
    """They do not: staff are told, and check once. Nothing is closed."""
    for_caller(turn.tx, tap.contact, turn.person)
    decide = partial(no_longer_needed, by=turn.person.id)
    contact = contacts.apply(turn.tx, tap.contact, decide, by=turn.person.id).value
    turn.show(contact_caller.today(see(turn.tx, contact), turn.reader))


def number_typed(turn: Turn, text: str) -> bool:
    """A phone number in answer to "how would you like to be reached", with no key pressed first; True if it was.

    Only while the call waits for a human voice. Anything else that is typed stays unread and unkept.
    """
    contact = None if turn.person.is_staff else contacts.open_of(turn.tx, turn.person.id)
    if contact is None or contact.spoken_at is not None:
        return False
    try:
        number = read_phone(text)
    except Refused:
        return False
    people.set_phone(turn.tx, turn.person.id, number)
    turn.show(contact_caller.today(see(turn.tx, _record(turn, contact.id, Wish.PHONE)), turn.reader))
    return True


def dialogues() -> list[Dialogue]:
    """The question which number to phone."""
    return [
        Dialogue(
            "contact_phone",
            entry=[Tapped(PhoneMe, _ask_number)],
            states={"number": [SharedContact(_number), Typed(_number)]},
        )
    ]


def home_keys(tx: Transaction, reader: Reader) -> list[tuple[Key, ...]]:
    """A call, or what is happening with it, first of all on the screen of everybody but staff."""
    if reader.person.is_staff:
        return []
    contact = contacts.open_of(tx, reader.person.id)
    if contact is None:
        return [(contact_caller.call_key(reader),)]
    again = [] if contact.spoken_at is None else [(contact_caller.call_key(reader),)]
    return [*again, (contact_caller.happening_key(reader),)]


def home_words(tx: Transaction, reader: Reader) -> list[str]:
    """How their open call stands: the first thing a caller reads at home."""
    contact = None if reader.person.is_staff else contacts.open_of(tx, reader.person.id)
    return [] if contact is None else [contact_caller.home_words(see(tx, contact), reader)]


def _ask_number(turn: Turn, tap: PhoneMe) -> str:
    for_caller(turn.tx, tap.contact, turn.person)
    contact = _record(turn, tap.contact, Wish.PHONE, finished=False)
    turn.draft[DRAFT] = tap.contact
    turn.show(contact_caller.ask_number(see(turn.tx, contact), turn.reader))
    return "number"


def _number(turn: Turn, typed: str) -> str | None:
    contact = ContactId(str(turn.draft.get(DRAFT, "")))
    found = for_caller(turn.tx, contact, turn.person)
    if found.is_closed or found.spoken_at is not None:
        # The call has moved on: whatever this is, it answers no question any more.
        turn.say(contact_caller.today(see(turn.tx, contacts.get(turn.tx, contact)), turn.reader))
        return END
    try:
        number = read_phone(typed)
    except Refused as refusal:
        # Somebody in distress may have typed "help": the question again, and with it the emergency number.
        number_like = any(sign.isdigit() for sign in typed)
        trouble = sentence(refusal.situation, turn.t) if number_like else contact_caller.not_a_number(turn.reader)
        turn.show(contact_caller.ask_number(see(turn.tx, contacts.get(turn.tx, contact)), turn.reader, trouble=trouble))
        return None
    people.set_phone(turn.tx, turn.person.id, number)
    changed = _record(turn, contact, Wish.PHONE)
    turn.show(contact_caller.today(see(turn.tx, changed), turn.reader))
    return END


def _record(turn: Turn, contact: ContactId, wish: Wish, *, finished: bool = True) -> Contact:
    decide = partial(record_wish, wish=wish, by=turn.person.id, finished=finished)
    return contacts.apply(turn.tx, contact, decide, by=turn.person.id).value


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".!")


async def _unused(update: Update, context: Turn) -> None:
    raise NotImplementedError
