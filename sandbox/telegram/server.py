"""The pretend Telegram itself: phones on one side, `call` on the other."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus
from inspect import isawaitable

from sandbox.telegram.bubbles import Press
from sandbox.telegram.commands import Commands
from sandbox.telegram.faults import Cut, Fault, Faults, Silence
from sandbox.telegram.files import Files
from sandbox.telegram.limits import Limits, Pace
from sandbox.telegram.methods import METHODS, Method
from sandbox.telegram.params import Params
from sandbox.telegram.phones import Phone
from sandbox.telegram.replies import (
    Call,
    Refusal,
    Reply,
    Upload,
    bad_request,
    forbidden,
    server_error,
    too_many,
)
from sandbox.telegram.updates import Updates

NO_FILES: Mapping[str, Upload] = {}
PRESSES_KEPT = 50_000


class PretendTelegram:
    """The Bot API for one bot, and the phones of the people who talk with it.

    `now` gives aware UTC datetimes; every lifetime and pace goes by it (long polling alone waits in
    real seconds, because a client waits in real seconds). Use it from one event loop.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        token: str,
        username: str = "tornio_demo_bot",
        name: str = "Tornio",
        *,
        limits: Limits | None = None,
        calls_kept: int = 10_000,
    ) -> None:
        self.now = now
        self.token = token
        self.username = username
        self.name = name
        self.limits = limits or Limits()
        self.phones: dict[int, Phone] = {}
        self.calls: deque[Call] = deque(maxlen=calls_kept)
        self.faults = Faults()
        self.files = Files()
        self.commands = Commands()
        self.descriptions: dict[tuple[str, str], str] = {}
        self.changed = 0
        self.updates = Updates(self)
        self._pace = Pace(self.limits)
        self._presses: dict[str, Press] = {}
        self._numbers: dict[str, int] = {"message": 100, "press": 4_000_000_000, "call": 0}
        self._watchers: set[asyncio.Future[int]] = set()
        self._closed = asyncio.Event()
        bot_id = token.partition(":")[0]
        self.me: dict[str, object] = {
            "id": int(bot_id) if bot_id.isdigit() else 1,
            "is_bot": True,
            "first_name": name,
            "username": username,
        }

    # -- people ----------------------------------------------------------------------------------

    def add_phone(
        self,
        user_id: int,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str = "en",
    ) -> Phone:
        """A new phone that has never written to the bot; ValueError when the number is in use."""
        if user_id in self.phones:
            raise ValueError(f"there is a phone {user_id} already")
        phone = Phone(
            self,
            user_id,
            first_name,
            last_name=last_name,
            username=username,
            language_code=language_code,
        )
        self.phones[user_id] = phone
        self.touch()
        return phone

    def inject(self, update: Mapping[str, object]) -> int:
        """Queue any raw update, well-formed or not; returns its `update_id`.

        An integer `update_id` in it is kept only when it is newer than every other.
        """
        return self.updates.add_raw(dict(update))

    # -- the Bot API -----------------------------------------------------------------------------

    async def call(
        self,
        method: str,
        params: Mapping[str, object],
        files: Mapping[str, Upload] = NO_FILES,
        *,
        token: str | None = None,
    ) -> Reply:
        """Answer one call as api.telegram.org would; a wrong `token` gets 401, None is trusted.

        Raises Cut when the connection is to drop and Silence when no answer is to come: both only
        because of `faults`.
        """
        if token is not None and token != self.token:
            return Refusal(401, "Unauthorized").reply()
        log = Call(self.next_number("call"), self.now(), method, dict(params))
        self.calls.append(log)
        fault = self.faults.take(method)
        try:
            reply = await self._answer(log, method, params, files, fault)
        except Cut:
            log.outcome = "cut"
            raise
        except Silence:
            log.outcome = "silence"
            raise
        except asyncio.CancelledError:
            log.outcome = "gone"
            raise
        log.status = reply.status
        log.outcome = "ok" if reply.status == HTTPStatus.OK else str(reply.body.get("description", ""))
        return reply

    async def _answer(
        self,
        log: Call,
        method: str,
        params: Mapping[str, object],
        files: Mapping[str, Upload],
        fault: Fault | None,
    ) -> Reply:
        if fault is not None and not fault.effect:
            return _fail(fault)
        try:
            result = _method(method)(self, Params(params), files)
            if isawaitable(result):
                result = await result
        except Refusal as refusal:
            return refusal.reply() if fault is None else _fail(fault)
        log.effect = True
        log.result = result
        return Reply(200, {"ok": True, "result": result}) if fault is None else _fail(fault)

    # -- for those who watch ---------------------------------------------------------------------

    def touch(self) -> None:
        """Say that something has changed; live pages wait for that."""
        self.changed += 1
        if self._watchers:
            for watcher in self._watchers:
                if not watcher.done():
                    watcher.set_result(self.changed)
            self._watchers.clear()

    async def wait_change(self, since: int) -> int:
        """Wait until `changed` is above `since`, or the server closes; returns the revision."""
        if self.changed > since or self.closed:
            return self.changed
        watcher: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._watchers.add(watcher)
        try:
            return await watcher
        finally:
            self._watchers.discard(watcher)

    @property
    def closed(self) -> bool:
        """Whether the server is going away."""
        return self._closed.is_set()

    async def wait_closed(self) -> None:
        """Wait until `close` is called."""
        await self._closed.wait()

    def close(self) -> None:
        """Let everybody who waits go: polls return empty, silent calls end, watchers return."""
        self._closed.set()
        self.updates.release()
        self.touch()

    # -- for the methods -------------------------------------------------------------------------

    def next_number(self, of: str) -> int:
        """The next number of messages, presses or calls; never given twice."""
        self._numbers[of] += 1
        return self._numbers[of]

    def remember_press(self, press: Press) -> None:
        """Keep a press until it is answered; the oldest go when thousands wait."""
        self._presses[press.id] = press
        if len(self._presses) > PRESSES_KEPT:
            del self._presses[next(iter(self._presses))]

    def open_press(self, press_id: str) -> Press | None:
        """Take the press that may still be answered, once."""
        press = self._presses.pop(press_id, None)
        return None if press is None or press.expired else press

    def reachable(self, chat_id: object) -> Phone:
        """The phone of that chat, refusing like the real server: 400 unknown, 403 not allowed."""
        if chat_id is None or chat_id == "":
            raise bad_request("chat_id is empty")
        try:
            phone = self.phones.get(int(str(chat_id)))
        except ValueError:
            phone = None
        if phone is None:
            raise bad_request("chat not found")
        if not phone.started:
            raise forbidden("bot can't initiate conversation with a user")
        if phone.blocked:
            raise forbidden("bot was blocked by the user")
        return phone

    def described(self, what: str, language: str) -> str:
        """The bot's name, description or short_description for a language ("" is everyone's)."""
        for tongue in (language.partition("-")[0].lower(), ""):
            if (words := self.descriptions.get((what, tongue))) is not None:
                return words
        return self.name if what == "name" else ""

    def count(self, phone: Phone) -> None:
        """Count one message or edit to `phone`; 429 when the bot is too fast."""
        pause = self._pace.wait(phone.user_id, self.now())
        if pause:
            raise too_many(pause)


def _method(name: str) -> Method:
    method = METHODS.get(name.lower())
    if method is None:
        raise Refusal(404, "Not Found: method not found")
    return method


def _fail(fault: Fault) -> Reply:
    match fault.kind:
        case "server_error":
            return server_error(fault.status).reply()
        case "too_many":
            return too_many(fault.retry_after).reply()
        case "silence":
            raise Silence
        case "cut_before" | "cut_after":
            raise Cut
