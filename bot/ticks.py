"""The metronome: every half second, ask the tables what is due. APScheduler beats; it remembers nothing."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock
from bot.log import log
from handlers.parts import PARTS
from rules.organisation import Organisation
from storage import outbox, retention, signposts
from storage.database import Database, Transaction

BEAT = 0.5
"""Seconds between two looks at the tables; a due row is acted on within 1.5 s (issue 2)."""


class Ticks:
    """The second way through the house."""

    def __init__(self, database: Database, clock: Clock, said: Callable[[], None], organisation: Organisation) -> None:
        self._database = database
        self._clock = clock
        self._said = said
        self._organisation = organisation
        self._scheduler = AsyncIOScheduler(
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        self.beat = BEAT
        """Seconds of the machine's own time, by which APScheduler goes: a clock that hurries needs shorter ones."""
        self.alive_at: datetime = clock.now()
        self.fault: BaseException | None = None
        self._first: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Beat, the first time at once: what fell due while nobody ran has waited long enough."""
        self._first = asyncio.create_task(self._beat())
        self._scheduler.add_job(self._beat, "interval", seconds=self.beat)
        # At once too: a process that is started anew each hour would never tidy.
        self._scheduler.add_job(self._tidy, "interval", hours=1, next_run_time=self._clock.now())
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def tick(self) -> int:
        """Send everything that is due now through its door; gives how much there was."""
        count = await self._database.run(self._all_due)
        self.alive_at = self._clock.now()
        if count:
            self._said()
        return count

    async def next_due(self) -> datetime | None:
        """When the next thing will happen by itself (UTC), or None."""
        return await self._database.run(_earliest)

    async def _beat(self) -> None:
        try:
            await self.tick()
        except Exception as fault:  # noqa: BLE001 - the watch sees that this part is no longer fresh
            log.error("a tick did not work", fault=fault)
            self.fault = fault

    def _all_due(self, tx: Transaction) -> int:
        return sum(part.due(tx) for part in PARTS) + signposts.due(tx, self._organisation)

    async def _tidy(self) -> None:
        try:
            await self._database.run(retention.tidy)
        except Exception as fault:  # noqa: BLE001 - what is kept too long is loud, and stops nothing that must be said
            log.error("what is no longer needed was not deleted", fault=fault)


def _earliest(tx: Transaction) -> datetime | None:
    moments = [outbox.next_due(tx), *(part.next_due(tx) for part in PARTS)]
    return min((moment for moment in moments if moment is not None), default=None)
