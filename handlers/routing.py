"""Who hears what: the order in which handlers are asked, and what a refusal answers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from handlers import parts
from handlers.buttons import Button, decode, encode
from handlers.buttons.contact import Happening
from handlers.card import Card, outgoing, plain
from handlers.dialogue import Dialogue, Handler
from handlers.home import Homes
from handlers.short_answers import is_question, meant
from handlers.subject import CardOf
from handlers.turn import Reader, Turn
from handlers.views import refusals
from handlers.views.home import back
from rules.decision import Situation
from rules.notice import Subject
from storage import cards as shown
from storage import contacts
from storage.database import Transaction

ASKING = frozenset((Subject.MEETING, Subject.QUESTION, Subject.NETWORK))
"""What a screen with an open question can be about."""
NEWEST = 4
"""How many screens up somebody looks who types the words of a key."""

HOMES = Homes(
    tuple(part.home_keys for part in parts.PARTS),
    # Last come first: whose link it is has to be known before anything can be asked in a network.
    tuple(part.asks for part in reversed(parts.PARTS)),
    tuple(part.home_words for part in parts.PARTS),
)

TAPS: Mapping[type[Button], Callable[[Turn, Any], None]] = {
    **HOMES.taps(),
    **{button: step for part in parts.PARTS for button, step in part.taps.items()},
}

CARDS: Mapping[Subject, CardOf] = {
    Subject.PERSON: HOMES.card,
    **{subject: card for part in parts.PARTS for subject, card in part.cards.items()},
}


class Taps(Handler):
    """Hears presses of every one-tap button; any other bytes are an old or a made-up button."""

    def __init__(self) -> None:
        super().__init__(_unused)

    def check_update(self, update: object) -> Button | None:
        if not isinstance(update, Update) or update.callback_query is None:
            return None
        button = decode(update.callback_query.data or "")
        return button if type(button) in TAPS else None

    async def handle_update(self, update: Update, application: Any, check_result: Any, context: Turn) -> object:
        TAPS[type(check_result)](context, check_result)
        return None


class Command(Handler):
    """Hears `/start`, `/menu` and their payloads, in any letter case; other commands lead home as well."""

    def __init__(self) -> None:
        super().__init__(_unused)

    def check_update(self, update: object) -> list[str] | None:
        if not isinstance(update, Update) or update.message is None or update.message.text is None:
            return None
        text = update.message.text.strip()
        return text.split(maxsplit=1) if text.startswith("/") else None

    async def handle_update(self, update: Update, application: Any, check_result: Any, context: Turn) -> object:
        context.end_dialogues()
        payload = check_result[1].strip() if len(check_result) > 1 else ""
        if payload and any(part.start(context, payload) for part in parts.PARTS):
            return None
        HOMES.start(context)
        return None


class Anything(Handler):
    """Hears what nobody else did: an unknown press gets today's home, words get the fixed answer."""

    def __init__(self) -> None:
        super().__init__(_unused)

    def check_update(self, update: object) -> bool:
        return isinstance(update, Update) and (
            update.callback_query is not None or update.message is not None or update.edited_message is not None
        )

    async def handle_update(self, update: Update, application: Any, check_result: Any, context: Turn) -> object:
        if update.callback_query is not None:
            refuse(context, Situation.OUTDATED)
        elif update.message is not None:
            text = update.message.text or ""
            if not any(part.typed(context, text) for part in parts.PARTS):
                HOMES.free_text(context)
                _ask_again(context)
        return None


def _ask_again(turn: Turn) -> None:
    """Below the fixed answer, the question that was not answered, as it stands today."""
    for screen in shown.screens(turn.tx, turn.person.id)[:NEWEST]:
        if screen.subject in ASKING and is_question(screen.pressable.values()):
            card = CARDS[screen.subject](turn.tx, screen.subject_id, turn.reader)
            if card is not None:
                turn.say(card)
            return


def handlers() -> tuple[list[BaseHandler[Update, Turn, object]], tuple[Dialogue, ...]]:
    """All handlers in the order in which they are asked, and the dialogues among them."""
    dialogues = tuple(dialogue for part in parts.PARTS for dialogue in part.dialogues())
    first = [handler for part in parts.PARTS for handler in part.first]
    return [Command(), *first, Taps(), *dialogues, Anything()], dialogues


def refuse(turn: Turn, situation: Situation) -> None:
    """Answer a refusal: one sentence, and today's truth in place of the old screen."""
    words = refusals.sentence(situation, turn.t)
    query = turn.heard.callback_query if turn.heard is not None else None
    if query is None:
        turn.say(Card(words, rows=(back(turn.reader),)))
        return
    turn.toast(words)
    if situation is Situation.NOT_FOR_YOU:
        return
    button = decode(query.data or "")
    about = button.about if button is not None else None
    card = CARDS[about[0]](turn.tx, about[1], turn.reader) if about is not None and about[0] in CARDS else None
    if card is None and (button is None or about is not None):
        card = HOMES.card(turn.tx, turn.person.id, turn.reader)
    if card is not None:
        turn.show(card)


def as_press(tx: Transaction, reader: Reader, text: str, *, dialogue: str | None) -> str | None:
    """The button whose words were typed, or which a short answer means; None when there is none, or a doubt.

    A press lives for 150 seconds while the bot is away; a typed word waits for a day. So the words of every key
    the person can see work when typed: those of their newest screens, of home, and of their own call. A short answer
    ("yes", "20") counts for the newest screen only.

    In a dialogue, `dialogue` is what its screens are kept under. There only the screen that asks counts, whatever
    stands below it, and the cards of calls: somebody who types the name of a new member must not open the old one's
    card.
    """
    words = plain(text)
    found = shown.screens(tx, reader.person.id)
    near = found[:NEWEST] if dialogue is None else _from_here_on(found, dialogue)
    calls = (screen for screen in found if screen.subject is Subject.CONTACT)
    held = next((held for screen in (*near, *calls) if (held := screen.key(tx, words)) is not None), None)
    if held is not None:
        return held
    # The last that was shown, and the lowest: two questions in one chat must not be taken for each other.
    newest = near if dialogue is not None or not near else (near[0], max(near, key=lambda s: s.message_id))
    held = meant(words, reader.t.language, (held for screen in newest for held in screen.pressable.values()))
    return held if held is not None or dialogue is not None else _from_home(tx, reader, words)


def _from_here_on(found: Sequence[shown.Screen], dialogue: str) -> Sequence[shown.Screen]:
    """The screen that a dialogue showed last and what stands below it, the lowest first; else the newest one."""
    own = [s.message_id for s in found if s.subject is Subject.SCREEN and s.subject_id == dialogue]
    if not own:
        return found[:1]
    below = [screen for screen in found if screen.message_id >= max(own)]
    return sorted(below, key=lambda screen: -screen.message_id)


def _from_home(tx: Transaction, reader: Reader, words: str) -> str | None:
    """A key of home, or of the person's own call, which home leads to."""
    home = HOMES.card(tx, reader.person.id, reader)
    keys = {} if home is None else outgoing(home).keys
    if words in keys or encode(Happening()) not in keys.values():
        return keys.get(words)
    call = contacts.latest_of(tx, reader.person.id)
    card = None if call is None else CARDS[Subject.CONTACT](tx, call.id, reader)
    return None if card is None else outgoing(card).keys.get(words)


async def _unused(update: Update, context: Turn) -> None:
    raise NotImplementedError


__all__ = ["CARDS", "HOMES", "TAPS", "as_press", "handlers", "refuse"]
