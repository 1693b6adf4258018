"""Hears a batch of raw updates inside one database transaction: PTB's handlers run on the database thread."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.exc import OperationalError
from telegram import Bot, CallbackQuery, Chat, InaccessibleMessage, Update, User
from telegram.ext import Application, ContextTypes, ExtBot
from telegram.request import BaseRequest, RequestData

from bot.log import log
from bot.persistence import Kept
from handlers.dialogue import SCREENS
from handlers.parts import PARTS
from handlers.routing import as_press, handlers, refuse
from handlers.turn import TYPED, Answer, Ear, Effects, Reader, Turn
from handlers.views.home import did_not_work
from locales.catalogue import catalogue, foreign, nearest
from rules.decision import Refused
from rules.ids import PersonId
from rules.organisation import Organisation
from rules.people import Person
from storage import dialogues, people, teams, updates
from storage.database import Transaction

Raw = Mapping[str, Any]


LONGEST_LABEL = 80
"""Characters; nothing longer can be the words of a key."""


class Mute(BaseRequest):
    """Handlers never send. The only thing their bot may ask is who it is, and that is known already."""

    def __init__(self, me: Mapping[str, Any]) -> None:
        self._me = me

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    @property
    def read_timeout(self) -> float | None:
        return None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_timeouts: Any,
        **_more: Any,
    ) -> tuple[int, bytes]:
        if url.endswith("/getMe"):
            return 200, json.dumps({"ok": True, "result": dict(self._me)}).encode()
        raise RuntimeError("a handler tried to speak to Telegram by itself")


def number_of(raw: Raw) -> int | None:
    """The `update_id`, when it is one that can be remembered and acknowledged."""
    number = raw.get("update_id")
    return number if type(number) is int and 0 <= number < 1 << 63 else None


def _read(raw: Raw, bot: Bot) -> Update:
    """The update as PTB's objects. Of a tapped message only its place is read.

    Its words and keys would take longer than all the rest, and nobody needs them: a button says what it asks
    for, and the card is drawn anew.
    """
    query = raw.get("callback_query")
    message = query.get("message") if isinstance(query, dict) else None
    if not isinstance(query, dict) or not isinstance(message, dict) or "text" not in message:
        return Update.de_json(dict(raw), bot)
    where = InaccessibleMessage(Chat.de_json(message["chat"], bot), message["message_id"])
    sender = User.de_json(query["from"], bot)
    press = CallbackQuery(query["id"], sender, query["chat_instance"], message=where, data=query.get("data"))
    return Update(raw["update_id"], callback_query=press)


def _press_again(raw: Raw) -> list[Answer]:
    """A press that was heard before the process died may still be spinning on somebody's phone."""
    query = raw.get("callback_query")
    press = query.get("id") if isinstance(query, Mapping) else None
    return [Answer(press, "", alert=False)] if isinstance(press, str) else []


@dataclass(slots=True)
class Heard:
    """What a batch came to: what to send directly after the commit, and how much was set aside."""

    effects: Effects = field(default_factory=Effects)
    set_aside: int = 0


class Hearing:
    """PTB's application, without a network, on the database thread. Every method runs on that thread."""

    def __init__(self, token: str, me: Mapping[str, Any], organisation: Organisation) -> None:
        self._organisation = organisation
        self._bot_name = str(me["username"])
        self._kept = Kept()
        self._bot = ExtBot(token, request=Mute(me), get_updates_request=Mute(me))
        self._runner: asyncio.Runner | None = None
        listed, self._dialogues = handlers()
        self._app: Application[Any, Turn, Any, Any, Ear, Any] = (
            Application.builder()
            .bot(self._bot)
            .updater(None)
            .job_queue(None)
            .persistence(self._kept)
            .context_types(ContextTypes(context=Turn, bot_data=Ear))
            .build()
        )
        self._ear = self._app.bot_data
        self._ear.dialogues = self._dialogues
        self._kept.ear = self._ear
        self._app.add_handlers(listed)
        self._app.add_error_handler(self._remember_fault)

    def open(self, tx: Transaction) -> None:
        """Read the half-finished dialogues."""
        self._ear.tx = tx
        self._runner = asyncio.Runner()
        self._runner.run(self._app.initialize())
        self._ear.tx = None

    def close(self) -> None:
        """Nothing is written: what was half finished stands in the tables already."""
        if self._runner is not None:
            self._runner.close()
            self._runner = None

    def hear(self, tx: Transaction, raws: Sequence[Raw]) -> Heard:
        """Give each new update its effect, once, in order, each in a savepoint of its own."""
        assert self._runner is not None
        return self._runner.run(self._hear_all(tx, raws))

    async def _hear_all(self, tx: Transaction, raws: Sequence[Raw]) -> Heard:
        heard = Heard()
        numbered = [(number, raw) for raw in raws if (number := number_of(raw)) is not None]
        known = updates.already(tx, [number for number, _raw in numbered])
        fresh: dict[int, Raw] = {}
        for number, raw in numbered:
            if number not in known:
                fresh.setdefault(number, raw)
            else:
                heard.effects.answers += _press_again(raw)
        self._ear.tx = tx
        for raw in fresh.values():
            self._ear.effects = Effects()
            try:
                update = _read(raw, self._bot)
            except Exception as fault:  # noqa: BLE001 - whatever Telegram sends, the next update must be heard
                self._put_aside(tx, raw, fault, heard)
                continue
            await self._hear_one(tx, raw, update, heard)
            heard.effects.answers += self._ear.effects.answers
            heard.effects.redraws += self._ear.effects.redraws
        updates.mark(tx, list(fresh))
        self._ear.tx = None
        return heard

    async def _hear_one(self, tx: Transaction, raw: Raw, update: Update, heard: Heard) -> None:
        user = update.effective_user
        chat = update.effective_chat
        if user is None or user.is_bot:
            return
        if chat is not None and (chat.type, chat.id) != ("private", user.id):
            # A screen is redrawn in the chat where it was tapped: that must be the tapping person's own.
            return
        try:
            with tx.savepoint():
                await self._process(tx, update, user)
                if self._ear.fault is not None:
                    raise self._ear.fault
                self._answer_press(update)
                await self._app.update_persistence()
        except Refused as refusal:
            await self._undo(tx, user.id)
            await self._refuse(tx, raw, update, user, refusal, heard)
        except OperationalError:
            # The disk is full or the server gone: no fault of this update, which Telegram still has.
            raise
        except Exception as fault:  # noqa: BLE001 - promise 13
            await self._not_heard(tx, raw, update, user, fault, heard)

    async def _refuse(
        self, tx: Transaction, raw: Raw, update: Update, user: User, refusal: Refused, heard: Heard
    ) -> None:
        try:
            with tx.savepoint():
                self._ear.reader = self.reader(tx, people.find(tx, user.id) or self._meet(tx, user))
                refuse(Turn.from_update(update, self._app), refusal.situation)
                self._answer_press(update)
        except OperationalError:
            raise
        except Exception as fault:  # noqa: BLE001 - promise 13
            await self._not_heard(tx, raw, update, user, fault, heard)

    async def _not_heard(
        self, tx: Transaction, raw: Raw, update: Update, user: User, fault: Exception, heard: Heard
    ) -> None:
        await self._undo(tx, user.id)
        self._put_aside(tx, raw, fault, heard)
        self._say_that_it_did_not_work(tx, update, user)
        self._answer_press(update)

    async def _process(self, tx: Transaction, update: Update, user: User) -> None:
        self._ear.fault = None
        person = people.find(tx, user.id)
        if update.my_chat_member is not None:
            if person is not None:
                blocked = update.my_chat_member.new_chat_member.status in (
                    "kicked",
                    "left",
                    "restricted",
                )
                self._set_blocked(tx, person.id, blocked=blocked)
            return
        if person is None:
            person = self._meet(tx, user)
        elif not person.reachable:
            self._set_blocked(tx, person.id, blocked=False)
            person = replace(person, reachable=True)
        person = self._with_phone_language(tx, person, user)
        self._ear.reader = self.reader(tx, person)
        await self._app.process_update(self._with_words_as_presses(tx, update, user))

    def _with_phone_language(self, tx: Transaction, person: Person, user: User) -> Person:
        """What their phone is set to today."""
        if user.language_code is None:  # not every update says it
            return person
        now = foreign(user.language_code)
        if person.phone_language == now:
            return person
        people.set_phone_language(tx, person.id, now)
        return replace(person, phone_language=now)

    def _set_blocked(self, tx: Transaction, person: PersonId, *, blocked: bool) -> None:
        people.set_blocked(tx, person, blocked=blocked)
        for part in PARTS:
            part.reachability(tx, person)

    def reader(self, tx: Transaction, person: Person) -> Reader:
        """The person as one who reads: their words, their zone, this moment."""
        return Reader(
            person,
            catalogue(person.language),
            self._organisation.zone,
            tx.now,
            self._organisation,
            self._bot_name,
        )

    def _meet(self, tx: Transaction, user: User) -> Person:
        team = teams.first(tx)
        if team is None:
            team = teams.found(
                tx,
                name=self._organisation.name,
                zone=self._organisation.zone,
                waits=self._organisation.waits,
            )
        return people.register(
            tx,
            team=team.id,
            name=user.first_name[:64],
            language=nearest(user.language_code),
            phone_language=foreign(user.language_code),
            telegram_id=user.id,
        )

    def _with_words_as_presses(self, tx: Transaction, update: Update, user: User) -> Update:
        """Typed words of a key become its press (promise 7)."""
        message = update.message
        if message is None or not message.text or message.text.startswith("/") or len(message.text) > LONGEST_LABEL:
            return update
        assert self._ear.reader is not None
        in_dialogue = any(dialogue.is_open(user.id) for dialogue in self._dialogues)
        screens = str(self._app.user_data[user.id].get(SCREENS, "")) if in_dialogue else None
        data = as_press(tx, self._ear.reader, message.text, dialogue=screens)
        if data is None:
            return update
        query = CallbackQuery(TYPED, user, "typed", data=data)
        return Update(update.update_id, callback_query=query)

    def _answer_press(self, update: Update) -> None:
        """Every press is answered, so that no phone keeps spinning."""
        query = update.callback_query
        if query is None or query.id == TYPED or any(a.press == query.id for a in self._ear.effects.answers):
            return
        self._ear.effects.answers.append(Answer(query.id, "", alert=False))

    async def _undo(self, tx: Transaction, user: int) -> None:
        """Bring PTB's memory back to what the tables hold: the savepoint has been rolled back."""
        self._ear.effects = Effects()
        self._ear.fault = None
        states = dialogues.states_of(tx, (user,))
        for dialogue in self._dialogues:
            dialogue.restore(user, states.get(str(dialogue.name)))
        draft = dialogues.draft_of(tx, user)
        self._kept.forget(user, draft)
        if user in self._app.user_data:
            self._app.user_data[user].clear()
            self._app.user_data[user].update(draft)
        with tx.savepoint():
            await self._app.update_persistence()

    def _put_aside(self, tx: Transaction, raw: Raw, fault: BaseException, heard: Heard) -> None:
        heard.set_aside += 1
        updates.put_aside(tx, raw.get("update_id"), json.dumps(dict(raw), default=str), type(fault).__name__)
        log.error("an update was set aside", fault=fault)

    def _say_that_it_did_not_work(self, tx: Transaction, update: Update, user: User) -> None:
        """A fault of ours must not leave somebody waiting for an answer that will not come."""
        try:
            with tx.savepoint():
                person = people.find(tx, user.id) or self._meet(tx, user)
                self._ear.reader = self.reader(tx, person)
                Turn.from_update(update, self._app).say(did_not_work(self._ear.reader))
        except Exception as fault:  # noqa: BLE001 - the next update must be heard
            log.error("could not say that something did not work", fault=fault)

    async def _remember_fault(self, _update: object, turn: Turn) -> None:
        """PTB hands a handler's exception here and goes on; the one who commits must hear of it."""
        self._ear.fault = turn.error
