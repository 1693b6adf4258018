"""One person's turn: what a handler may see and ask for while one update is heard."""

from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from telegram import Message, Update
from telegram.ext import Application, CallbackContext, ExtBot

from handlers.card import Card, edit, keys_of, outgoing
from locales.catalogue import Catalogue
from rules.notice import Notice, Subject, Urgency, fold, redraw
from rules.organisation import Organisation
from rules.people import Person
from storage import cards, outbox
from storage.database import Transaction
from storage.retention import MESSAGES

if TYPE_CHECKING:
    from handlers.dialogue import Dialogue

TOAST_LIMIT = 200
"""Characters of the answer to a press (Telegram)."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a card: the person, their words, and where and when they read it.

    `zone` is the team's IANA zone; `bot_name` the bot's username, for links.
    """

    person: Person
    t: Catalogue
    zone: str
    now: datetime
    organisation: Organisation
    bot_name: str

    def link(self, token: str) -> str:
        """The address that opens this bot with a `/start` payload."""
        return f"https://t.me/{self.bot_name}?start={token}"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a press; every press gets one, so that no phone keeps spinning."""

    press: str
    text: str
    alert: bool


@dataclass(frozen=True, slots=True)
class Redraw:
    """A tapped screen, to be redrawn as soon as the transaction has been committed."""

    chat: int
    message_id: int
    params: dict[str, Any]


@dataclass(slots=True)
class Effects:
    """What an update asks to be sent directly, after commit. All else goes through the outbox."""

    answers: list[Answer] = field(default_factory=list)
    redraws: list[Redraw] = field(default_factory=list)


@dataclass(slots=True)
class Ear:
    """What intake lends to the handlers for one update; `fault` is what a handler raised."""

    tx: Transaction | None = None
    reader: Reader | None = None
    effects: Effects = field(default_factory=Effects)
    fault: BaseException | None = None
    dialogues: tuple["Dialogue", ...] = ()


class Turn(CallbackContext[ExtBot[None], dict[str, Any], dict[Any, Any], Ear]):
    """PTB's context, with the words of this project. A handler never sends: it shows, says, tells."""

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        chat_id: int | None = None,
        user_id: int | None = None,
    ) -> None:
        super().__init__(application, chat_id, user_id)
        self.heard: Update | None = None
        self.shown: Card | None = None
        self.screen: str | None = None
        """In a dialogue, what its screens are kept under: the newest one takes the keys of the others."""

    @classmethod
    def from_update(cls, update: object, application: Application[Any, Any, Any, Any, Any, Any]) -> "Turn":
        turn = super().from_update(update, application)
        turn.heard = update if isinstance(update, Update) else None
        return turn

    @property
    def ear(self) -> Ear:
        return self.bot_data

    @property
    def tx(self) -> Transaction:
        """The update's transaction."""
        assert self.ear.tx is not None
        return self.ear.tx

    @property
    def now(self) -> datetime:
        return self.tx.now

    @property
    def reader(self) -> Reader:
        """The one who tapped or typed."""
        assert self.ear.reader is not None
        return self.ear.reader

    @reader.setter
    def reader(self, reader: Reader) -> None:
        self.ear.reader = reader

    @property
    def person(self) -> Person:
        return self.reader.person

    @property
    def t(self) -> Catalogue:
        return self.reader.t

    @property
    def draft(self) -> MutableMapping[str, Any]:
        """What this person has half typed: plain JSON values, sealed at rest, kept over a restart."""
        assert self.user_data is not None
        return self.user_data

    @property
    def pressed(self) -> bool:
        """Whether a key was pressed, rather than its words typed."""
        query = self.heard.callback_query if self.heard is not None else None
        return query is not None and query.id != TYPED

    @property
    def tapped(self) -> Message | None:
        """The message whose key was pressed, when it can be redrawn as text."""
        query = self.heard.callback_query if self.heard is not None else None
        message = query.message if query is not None else None
        if message is None:
            return None
        if isinstance(message, Message) and (message.photo or message.document or message.venue or message.location):
            return None
        return message  # type: ignore[return-value]  # an inaccessible message has an id too

    def show(self, card: Card) -> None:
        """Answer with a screen: in place of the tapped one, else as a new message."""
        self.shown = card
        message = self.tapped
        if message is None or card.attachment is not None:
            self.say(card)
            return
        chat, message_id = message.chat.id, message.message_id
        if self._has_a_newer_card(message_id, card):
            return
        redraws = self.ear.effects.redraws
        redraws[:] = [r for r in redraws if (r.chat, r.message_id) != (chat, message_id)]
        params = edit(card)
        redraws.append(Redraw(chat, message_id, params))
        subject, subject_id = card.about or (Subject.SCREEN, self.screen or self.person.id)
        keys = keys_of(params)
        cards.remember(self.tx, self.person.id, message_id, subject, subject_id, keys=keys, delete_at=card.delete_at)

    def _has_a_newer_card(self, message_id: int, card: Card) -> bool:
        """Whether a question has been answered with news below it, which is the card: that says so, and this goes.

        A news leaves an opened question alone, so that both stand there; two true cards read as two meetings.
        """
        if card.about is None or card.about[0] is not Subject.MEETING:
            return False
        person, (subject, subject_id) = self.person.id, card.about
        if not cards.is_question(self.tx, person, message_id):
            return False
        newest = next((shown.message_id for shown in cards.showing(self.tx, person, subject, subject_id)), 0)
        if newest < message_id:
            return False
        cards.forget(self.tx, person, message_id)
        redrawn = redraw(person, subject, subject_id, Urgency.REPLY)
        self.tell((redrawn, fold(person, subject, subject_id, message_id)))
        return True

    def say(self, card: Card, urgency: Urgency = Urgency.REPLY) -> None:
        """Answer with a new message, surely: it goes through the outbox."""
        self.shown = card
        subject, subject_id = card.about or (Subject.SCREEN, self.screen or self.person.id)
        outbox.put_reply(
            self.tx,
            self.person.id,
            outgoing(card).to_json(),
            subject=subject,
            subject_id=subject_id,
            urgency=urgency,
        )

    def toast(self, text: str, *, alert: bool = False) -> None:
        """Words for a moment over the screen; for something typed, a message instead."""
        query = self.heard.callback_query if self.heard is not None else None
        if query is None or query.id == TYPED:
            self.say(Card(text))
            return
        self.ear.effects.answers[:] = [a for a in self.ear.effects.answers if a.press != query.id]
        self.ear.effects.answers.append(Answer(query.id, text[:TOAST_LIMIT], alert))

    def tell(self, notices: Iterable[Notice]) -> None:
        """Owe notices to people, in this transaction."""
        outbox.put(self.tx, notices)

    def end_dialogues(self) -> None:
        """Leave whatever was half typed."""
        user = self._user_id
        if user is not None:
            for dialogue in self.ear.dialogues:
                dialogue.leave(user)
            self.clear_draft()

    def clear_draft(self) -> None:
        """Forget what was half typed, but for what can be carried on with later, as long as drafts are kept."""
        kept = {
            which: left
            for which, left in self.draft.get(LASTING, {}).items()
            if self.now - datetime.fromisoformat(left["at"]) < MESSAGES
        }
        self.draft.clear()
        if kept:
            self.draft[LASTING] = kept


LASTING = "lasting"
"""In a draft, what stays when its dialogue is left: by what it is for, each with the ISO time it was begun `at`."""

TYPED = "typed"
"""The press id of a press that was typed as words: there is nothing to answer."""
