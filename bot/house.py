"""Puts the parts together: one database, one line to Telegram, and the three ways through the house."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine
from telegram.request import BaseRequest

from bot.alone import Lock, lock_for, wait_for
from bot.clock import Clock
from bot.delivery import Delivery
from bot.hearing import Hearing
from bot.intake import Intake
from bot.log import log
from bot.menu import announce
from bot.pulse import Pulse
from bot.ticks import Ticks
from bot.wire import Line
from rules.organisation import Organisation
from rules.pace import Pace
from storage import outbox
from storage.database import Database
from storage.sealing import Keyring

LOOK = timedelta(seconds=5)
"""Between two looks at the parts."""
STALE = timedelta(seconds=45)
"""A part that has not been heard of for longer is dead: the process ends, and its supervisor starts it again."""
PATIENCE = 40
"""Seconds for which another program may lock the database: just short of what the watch takes for death."""


class PartDied(Exception):
    """A part of the process stopped working; the text names it."""


class House:
    """The whole bot; `clock` tells the time everywhere. The `engine` is its maker's to dispose of.

    `sending` carries every call to Telegram but the poll for updates, which has `polling` to itself: neither waits
    for a connection that the other holds.
    """

    def __init__(
        self,
        *,
        token: str,
        api_url: str,
        engine: Engine,
        keyring: Keyring,
        organisation: Organisation,
        clock: Clock,
        sending: BaseRequest,
        polling: BaseRequest,
        pace: Pace | None = None,
    ) -> None:
        root = api_url.rstrip("/")
        self.clock = clock
        self.organisation = organisation
        self.database = Database(engine, keyring, clock.now)
        self._lock: Lock = lock_for(engine)
        self._token = token
        self._pace = pace or Pace()
        self._requests = (sending, polling)
        self.line = Line(
            token,
            f"{root}/bot",
            f"{root}/file/bot",
            request=sending,
            get_updates_request=polling,
        )
        self.me: Mapping[str, Any] = {}
        self.hearing: Hearing
        self.intake: Intake
        self.delivery: Delivery
        self.ticks: Ticks

    async def wait_for_turn(self) -> bool:
        """Wait until this process may speak; gives whether another one did, which may have changed everything."""
        return await wait_for(self._lock, self.clock.wait, lambda: log.warning("another process is active; waiting"))

    async def open(self) -> None:
        """Wait until this process may speak, say hello to Telegram, read what was half finished.

        Raises PTB's InvalidToken when Telegram does not know the token.
        """
        await self.wait_for_turn()
        await self.line.initialize()
        self.me = self.line.bot.to_dict()
        self.hearing = Hearing(self._token, self.me, self.organisation)
        await self.database.run(self.hearing.open)
        self.delivery = Delivery(self.database, self.line, self.clock, self._pace, self.hearing.reader)
        self.intake = Intake(self.database, self.line, self.hearing, self.clock, self._pace, self.delivery.wake.set)
        self.ticks = Ticks(self.database, self.clock, self.delivery.wake.set, self.organisation)

    async def run(self) -> None:
        """Run until cancelled. Raises PartDied when a part stops, so that nothing dies in silence (promise 12)."""
        parts = {
            "intake": asyncio.create_task(self.intake.run()),
            "delivery": asyncio.create_task(self.delivery.run()),
            "watch": asyncio.create_task(self._watch()),
            "menu": asyncio.create_task(announce(self.line, self.organisation)),
        }
        self.ticks.start()
        log.info("running")
        try:
            waiting = set(parts.values())
            while waiting:
                done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                for name, task in parts.items():
                    if task not in done or (name == "menu" and task.exception() is None):
                        continue
                    fault = task.exception()
                    if fault is not None:
                        raise fault
                    raise PartDied(name)
        except asyncio.CancelledError:
            parts["delivery"].cancel()
            await self.delivery.land()
            raise
        finally:
            self.ticks.stop()
            for task in parts.values():
                task.cancel()
            await asyncio.gather(*parts.values(), return_exceptions=True)

    async def settle(self) -> None:
        """Hear, tick and deliver until nothing is left to do at this moment: for tests and for the demo's dial."""
        moved = await self._moved()
        while await self.delivery.flush() or moved:
            moved = await self._moved()
            if not moved:
                return

    async def _moved(self) -> bool:
        """Hear what was said and send what is due through its door; gives whether there was any of it."""
        heard = await self.intake.poll(0)
        await self.intake.settle()
        return bool(await self.ticks.tick() or heard)

    async def close(self) -> None:
        await self.line.shutdown()
        # A line that never said hello does not close its requests.
        for request in self._requests:
            await request.shutdown()
        await self.database.close(self.hearing.close if hasattr(self, "hearing") else lambda: None)
        # Not on the loop: a server that no longer answers must not hold up the end.
        await asyncio.to_thread(self._lock.release)

    async def _watch(self) -> None:
        """Look at each part's last sign of life; a poller that tries is alive though Telegram is away.

        Looks are counted, not seconds: a machine that slept, or a dial that was turned, is no death.
        """
        pulse = Pulse(STALE // LOOK)
        silence = STALE
        while True:
            before = self.clock.now()
            await self.clock.wait(LOOK.total_seconds())
            await self._look_at_the_clock(before)
            try:
                held = await asyncio.wait_for(self.database.run(lambda _tx: self._lock.held()), STALE.total_seconds())
            except TimeoutError:
                raise PartDied("storage") from None
            if not held:
                raise PartDied("lock")
            signs = {
                "intake": self.intake.tried_at,
                "delivery": self.delivery.alive_at,
                "ticks": self.ticks.alive_at,
            }
            for name in pulse.still(signs):
                raise PartDied(name)
            silence = self._tell_of_silence(LOOK * pulse.quiet("Telegram", self.intake.alive_at), silence)

    async def _look_at_the_clock(self, before: datetime) -> None:
        """Whoever set the clock back must not have silenced what was due before."""
        back = before - self.clock.now()
        if back > timedelta(0):
            log.error("the clock was put back", seconds=int(back.total_seconds()))
            await self.database.run(outbox.mend_times)

    def _tell_of_silence(self, unheard: timedelta, after: timedelta) -> timedelta:
        """Say that Telegram is silent once that took longer than `after`; gives when to say so again."""
        if unheard > after:
            log.error("Telegram has not been heard from", seconds=int(unheard.total_seconds()))
            return after * 2
        if unheard <= STALE < after:
            log.warning("Telegram is heard again")
            return STALE
        return after
