"""A whole house that runs by itself in this process, on a clock that runs."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta

from sqlalchemy import Engine

from bot.clock import Clock, SystemClock
from bot.house import House
from bot.ticks import BEAT
from rules.ids import PersonId
from rules.pace import Pace
from rules.people import Role
from sandbox.telegram import Limits, PretendTelegram
from sandbox.wire import InProcess
from storage import people, teams
from storage.database import Transaction, engine_for
from storage.sealing import Keyring
from storage.tables import metadata
from tests.world import KEY, ORGANISATION, TOKEN


class HurriedClock:
    """The machine's clock, `times` as fast: what takes a minute need not take a test a minute."""

    def __init__(self, times: float) -> None:
        self._system = SystemClock()
        self.times = times
        self.waits = Counter[float]()
        """How often somebody waited for so long: a measure that a busy machine does not stretch."""
        self._began = self._shown = self._system.now()

    def now(self) -> datetime:
        return self._shown + (self._system.now() - self._began) * self.times

    def put_back(self, by: timedelta) -> None:
        """As a time server does that finds it wrong."""
        self._shown -= by

    async def wait(self, seconds: float, wake: asyncio.Event | None = None) -> None:
        self.waits[seconds] += 1
        await self._system.wait(seconds / self.times, wake)

    def hurry(self, house: House, telegram: PretendTelegram) -> None:
        """Have both do by this clock what they do by the machine's own."""
        house.ticks.beat = BEAT / self.times
        poll, times = telegram.updates.poll, self.times

        async def hurried(offset: int, limit: int, seconds: float) -> list[object]:
            return await poll(offset, limit, seconds / times)

        telegram.updates.poll = hurried  # type: ignore[method-assign]


def built(telegram: PretendTelegram, clock: Clock, engine: Engine) -> House:
    """A house on this database that nobody has opened yet."""
    return House(
        token=TOKEN,
        api_url="http://pretend.test",
        engine=engine,
        keyring=Keyring([KEY]),
        organisation=ORGANISATION,
        clock=clock,
        sending=InProcess(telegram),
        polling=InProcess(telegram),
        pace=Pace(per_second=1e6, chat_per_second=1e6, chat_burst=1e6),
    )


def pretend(clock: Clock) -> PretendTelegram:
    """A Telegram with the phones of Dan and Maria."""
    telegram = PretendTelegram(clock.now, TOKEN, limits=Limits.none())
    for user, name in ((102, "Dan"), (201, "Maria")):
        telegram.add_phone(user, name).started = True
    return telegram


@asynccontextmanager
async def running(
    telegram: PretendTelegram, clock: Clock, database_url: str = "sqlite://"
) -> AsyncIterator[tuple[House, "asyncio.Task[None]"]]:
    """An open house and the task in which it runs; Dan is on duty. Whatever ends the task is its own affair."""
    engine = engine_for(database_url)
    metadata.create_all(engine)
    house = built(telegram, clock, engine)
    await house.database.run(hire_dan)
    await house.open()
    if isinstance(clock, HurriedClock):
        clock.hurry(house, telegram)
    task = asyncio.create_task(house.run())
    try:
        yield house, task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await task
        await house.close()
        engine.dispose()


def hire_dan(tx: Transaction) -> PersonId:
    """Dan is a practitioner on duty for a day."""
    team = teams.found(tx, name=ORGANISATION.name, zone=ORGANISATION.zone, waits=ORGANISATION.waits)
    dan = people.register(tx, team=team.id, name="Dan", language="en", telegram_id=102)
    people.hire(tx, dan.id, team.id, Role.PRACTITIONER)
    people.set_on_duty(tx, dan.id, tx.now + timedelta(days=1))
    return dan.id
