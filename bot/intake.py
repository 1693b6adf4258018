"""Hears Telegram by long polling: commit first, acknowledge after (promise 1).

A webhook would call `Intake.hear` with the body it was given, and answer 200 after it returns.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock
from bot.hearing import Hearing, Raw, number_of
from bot.log import log
from bot.wire import Line, NotTelegram, asked_pause, failure
from handlers.turn import Answer, Effects, Redraw
from rules.pace import Pace
from rules.sending import Failure
from storage import outbox
from storage.database import Database

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
LONG_POLL = 25
"""Seconds that Telegram may hold a poll open."""
ANSWERS = 2
"""Attempts to answer a press. A connection that the server is just closing loses one; a second does no harm."""
TRIES = 3
"""Attempts to redraw a tapped screen."""
GIVE_WAY = 30.0
"""Seconds after which a tapped screen is redrawn although its chat is being written to without a pause."""
LONGEST_REST = 30.0
"""Seconds between two polls while Telegram is away."""
SIGN = 10.0
"""Seconds of a pause between two signs of life."""
EMPTY_PAUSE = 0.05
"""Seconds between an empty poll and the next."""
AT_ONCE = 16
"""Answers to presses and redraws in flight."""

SHARED_FOR = timedelta(minutes=1)
"""A process that has just died leaves a poll open for a while; one that is there for longer is another program."""


class TokenShared(Exception):
    """Another program polls with the same token: each would hear only some of the updates."""


class Intake:
    """The first way through the house."""

    def __init__(
        self,
        database: Database,
        line: Line,
        hearing: Hearing,
        clock: Clock,
        pace: Pace,
        heard: Callable[[], None],
    ) -> None:
        self._database = database
        self._line = line
        self._hearing = hearing
        self._clock = clock
        self._pace = pace
        self._heard = heard
        self._offset: int | None = None
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._sending: set[asyncio.Task[None]] = set()
        self._newest: dict[tuple[int, int], Redraw] = {}
        self._away = False
        self._shared: tuple[datetime, datetime] | None = None
        self.alive_at: datetime = clock.now()
        """The last poll that worked."""
        self.tried_at: datetime = clock.now()
        """The last sign that this part goes on, whether or not Telegram answers."""

    async def run(self) -> None:
        """For ever: poll, hear, acknowledge. Ends only with a fault that waiting cannot mend."""
        pause = 1.0
        while True:
            self.tried_at = self._clock.now()
            try:
                if not await self.poll(LONG_POLL):
                    # A server that answers an empty poll at once must not become a loop without a rest.
                    await self._clock.wait(EMPTY_PAUSE)
            except InvalidToken:
                raise
            except Conflict as fault:
                await self._not_alone(fault)
            except RetryAfter as fault:
                await self._rest(asked_pause(fault))
            except TelegramError as fault:
                self._away = True
                if pause < LONGEST_REST:
                    # After that the watch says it, less and less often.
                    log.warning("polling did not work", fault=fault, seconds=pause)
                await self._rest(pause)
                pause = min(pause * 2, LONGEST_REST)
            else:
                pause = 1.0

    async def _rest(self, seconds: float) -> None:
        """Wait, but show signs of life: a long pause is no death."""
        while seconds > 0:
            self.tried_at = self._clock.now()
            await self._clock.wait(min(seconds, SIGN))
            seconds -= SIGN

    async def _not_alone(self, fault: Conflict) -> None:
        """Telegram gives updates to one only. A webhook is taken off; another program would share each one with us."""
        if "webhook" in fault.message.lower():
            log.error("a webhook was set for this bot; it is taken off, and no update is lost")
            with suppress(TelegramError):
                await self._line.call("deleteWebhook", {})
            await self._clock.wait(1)
            return
        now = self._clock.now()
        if self._shared is None or now - self._shared[1] > SHARED_FOR / 2:
            self._shared = now, now
        since, self._shared = self._shared[0], (self._shared[0], now)
        if now - since >= SHARED_FOR:
            raise TokenShared
        log.error("another process is polling for this bot")
        await self._clock.wait(5)

    async def poll(self, timeout: int) -> int:
        """One poll and what it brings; gives the number of updates heard."""
        params: dict[str, Any] = {
            "timeout": timeout,
            "allowed_updates": list(ALLOWED),
            "limit": 100,
        }
        if self._offset is not None:
            params["offset"] = self._offset
        raws = await self._line.call("getUpdates", params, timeout=timeout + 10)
        if not isinstance(raws, list):
            raise NotTelegram("no list of updates")
        self.alive_at = self.tried_at = self._clock.now()
        if self._away:
            self._away = False
            await self._database.run(outbox.try_now)
            self._heard()
        if raws == []:
            return 0
        numbers = [number for raw in raws if isinstance(raw, dict) and (number := number_of(raw)) is not None]
        if not numbers:
            # They cannot be acknowledged: heard at once, they would come again and again without a pause.
            raise NotTelegram("updates without a number")
        await self.hear([raw for raw in raws if isinstance(raw, dict)])
        self._offset = max(numbers) + 1
        return len(raws)

    async def hear(self, raws: Sequence[Raw]) -> None:
        """Give updates their effect in one transaction; when this returns they may be acknowledged."""
        heard = await self._database.run(lambda tx: self._hearing.hear(tx, raws))
        self._heard()
        self.send(heard.effects)

    def send(self, effects: Effects) -> None:
        """Answer the presses and redraw the tapped screens, a few at a time, without holding up the next poll."""
        for answer in effects.answers:
            self._start(self._answer(answer))
        for redraw in effects.redraws:
            self._redraw(redraw)

    async def settle(self) -> None:
        """Wait until everything that was started has been sent."""
        while self._sending:
            await asyncio.wait(tuple(self._sending))

    def _start(self, sending: Any) -> None:
        task = asyncio.create_task(sending)
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _answer(self, answer: Answer) -> None:
        params: dict[str, Any] = {"callback_query_id": answer.press}
        if answer.text:
            params |= {"text": answer.text, "show_alert": answer.alert}
        async with self._slots:
            for attempt in range(ANSWERS):
                try:
                    await self._line.call("answerCallbackQuery", params)
                except TelegramError as fault:
                    kind = failure(fault)
                    if kind is Failure.GONE:
                        return
                    log.warning("a press was not answered", fault=fault, attempt=attempt)
                    if kind is not Failure.UNKNOWN:
                        return
                else:
                    return

    def _redraw(self, redraw: Redraw) -> None:
        """Redraw a tapped screen, one call at a time; only the newest picture of a screen is worth sending."""
        screen = redraw.chat, redraw.message_id
        idle = screen not in self._newest
        self._newest[screen] = redraw
        if idle:
            self._start(self._draw(screen))

    async def _draw(self, screen: tuple[int, int]) -> None:
        try:
            attempt = 0
            while attempt < TRIES:
                await self._give_way(screen[0])
                redraw = self._newest[screen]
                async with self._slots:
                    pause = await self._draw_once(redraw, attempt)
                attempt += 1
                if self._newest[screen] is not redraw:
                    attempt = 0
                elif pause is None:
                    return
                if pause is not None:
                    await self._clock.wait(pause)
        finally:
            del self._newest[screen]

    async def _give_way(self, chat: int) -> None:
        """Let what must be said to this chat go first, however fast its owner taps; but not for ever."""
        waited = 0.0
        while waited < GIVE_WAY and (early := self._pace.wait(chat, self._clock.now(), urgent=False)):
            await self._clock.wait(early.total_seconds())
            waited += early.total_seconds()

    async def _draw_once(self, redraw: Redraw, attempt: int) -> float | None:
        """Seconds until it should be tried again, or None when it need not be.

        The tap itself is safe already: a screen that stays old answers the next tap with today's truth.
        """
        now = self._clock.now()
        self._pace.take(redraw.chat, now)
        params = {"chat_id": redraw.chat, "message_id": redraw.message_id, **redraw.params}
        try:
            await self._line.call("editMessageText", params)
        except TelegramError as fault:
            kind = failure(fault)
            if kind in (Failure.NOT_MODIFIED, Failure.GONE, Failure.UNREACHABLE):
                return None
            log.warning("a screen was not redrawn", fault=fault, attempt=attempt)
            if kind is Failure.BAD:
                return None
            if not isinstance(fault, RetryAfter):
                return 1.0 + attempt
            self._pace.hold(redraw.chat, now + timedelta(seconds=asked_pause(fault)), now)
            return asked_pause(fault)
        return None
