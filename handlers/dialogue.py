"""Dialogues that span several messages, and the handlers they are made of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

from telegram import Update
from telegram.ext import BaseHandler, ConversationHandler

from handlers.buttons import Button, decode
from handlers.card import Card
from handlers.turn import Turn
from handlers.views.refusals import sentence
from rules.decision import Refused, Situation
from rules.notice import Subject, fold
from storage import cards
from storage.ids import new_id

B = TypeVar("B", bound=Button)
Handler = BaseHandler[Update, Turn, object]

END = "end"
"""A step returns this to end its dialogue, a state's name to move, or None to stay."""


SCREENS = "screens"
"""In the draft of whoever is in a dialogue: what its screens are kept under."""


WORDS_THAT_WILL_NOT_DO = frozenset(
    {
        Situation.TEXT_EMPTY,
        Situation.TEXT_TOO_LONG,
        Situation.NUMBER_UNREADABLE,
        Situation.NAME_UNPLAIN,
        Situation.NAME_OF_A_PERSON,
        Situation.NAME_TAKEN,
    }
)
"""Refusals after which something else can be typed: the question stands again."""


def _fold_older(turn: Turn) -> None:
    """Something typed was answered with a new message: the screen above has been answered, and loses its keys."""
    if turn.screen is None or turn.shown is None or turn.tapped is not None:
        return
    person = turn.person.id
    for older in cards.showing(turn.tx, person, Subject.SCREEN, turn.screen):
        cards.forget(turn.tx, person, older.message_id)
        turn.tell([fold(person, Subject.SCREEN, turn.screen, older.message_id)])


class Tapped(Handler, Generic[B]):
    """Hears presses of one type of button; the step is a plain function of the turn and the button."""

    def __init__(self, button: type[B], step: Callable[[Turn, B], str | None]) -> None:
        super().__init__(self._never)
        self._button = button
        self._step = step

    def check_update(self, update: object) -> B | None:
        if not isinstance(update, Update) or update.callback_query is None or update.callback_query.data is None:
            return None
        button = decode(update.callback_query.data)
        return button if isinstance(button, self._button) else None

    async def handle_update(self, update: Update, application: Any, check_result: Any, context: Turn) -> object:
        return self._step(context, check_result)

    async def _never(self, update: Update, context: Turn) -> object:
        raise NotImplementedError


class Typed(Handler):
    """Hears ordinary typed text (not a command); the step gets it stripped, as it was typed otherwise.

    `again` makes the question anew, with its keys, for words that do not answer it: they read why, above it.
    """

    def __init__(self, step: Callable[[Turn, str], str | None], *, again: Callable[[Turn], Card] | None = None) -> None:
        super().__init__(self._never)
        self._step = step
        self._again = again

    def check_update(self, update: object) -> str | None:
        if not isinstance(update, Update) or update.message is None or update.message.text is None:
            return None
        text = update.message.text.strip()
        return text if text and not text.startswith("/") else None

    async def handle_update(self, update: Update, application: Any, check_result: Any, context: Turn) -> object:
        if self._again is None:
            return self._step(context, check_result)
        try:
            with context.tx.savepoint():
                return self._step(context, check_result)
        except Refused as refusal:
            if refusal.situation not in WORDS_THAT_WILL_NOT_DO:
                raise
            question = self._again(context)
            context.say(replace(question, title=sentence(refusal.situation, context.t), body=question.text))
            return None

    async def _never(self, update: Update, context: Turn) -> object:
        raise NotImplementedError


class SharedContact(Handler):
    """Hears a phone number shared with Telegram's own key; only the sender's own number counts."""

    def __init__(self, step: Callable[[Turn, str], str | None]) -> None:
        super().__init__(self._never)
        self._step = step

    def check_update(self, update: object) -> str | None:
        if not isinstance(update, Update) or update.message is None or update.message.contact is None:
            return None
        contact = update.message.contact
        sender = update.message.from_user
        return contact.phone_number if sender is not None and contact.user_id == sender.id else None

    async def handle_update(self, update: Update, application: Any, check_result: Any, context: Turn) -> object:
        return self._step(context, check_result)

    async def _never(self, update: Update, context: Turn) -> object:
        raise NotImplementedError


class Dialogue(ConversationHandler[Turn]):
    """PTB's ConversationHandler: one for each person, kept by our own persistence.

    A person is in one dialogue at a time: entering one leaves the others.
    """

    def __init__(self, name: str, entry: Sequence[Handler], states: Mapping[str, Sequence[Handler]]) -> None:
        super().__init__(
            entry_points=list(entry),
            states={state: list(steps) for state, steps in states.items()},
            fallbacks=[],
            name=name,
            persistent=True,
            allow_reentry=True,
            per_chat=False,
        )
        self._entries = tuple(entry)

    async def handle_update(self, update: Update, application: Any, check_result: Any, context: Turn) -> object:
        """Run one step; what was half typed elsewhere is left when a dialogue is entered."""
        handler = check_result[2]
        if handler in self._entries:
            context.end_dialogues()
            context.draft[SCREENS] = new_id()
        context.screen = context.draft.get(SCREENS)
        step = await handler.handle_update(update, application, check_result[3], context)
        _fold_older(context)
        user = check_result[1][0]
        if step == END:
            self.leave(user)
            context.clear_draft()
        elif step is not None:
            self._update_state(step, (user,))
        return None

    def leave(self, user: int) -> None:
        """End the dialogue of this Telegram user, if there is one."""
        if (user,) in self._conversations:
            self._update_state(self.END, (user,))

    def is_open(self, user: int) -> bool:
        return (user,) in self._conversations

    def restore(self, user: int, state: str | None) -> None:
        """Set the state to what storage holds, after an update was undone. What is so already is not written again."""
        if state == self._conversations.get((user,)):
            return
        self._update_state(self.END if state is None else state, (user,))
