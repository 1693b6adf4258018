"""Clocks that can be turned: one that stands still until told, one that runs beside the machine's."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.clock import SystemClock


class StandingClock:
    """Tells the time it was set to. Waiting takes no time at all and moves nothing."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def set(self, at: datetime) -> None:
        """Raises ValueError when turned back: nothing in this house expects time to run backwards."""
        if at < self._at:
            raise ValueError("time does not run backwards")
        self._at = at

    async def wait(self, seconds: float, wake: asyncio.Event | None = None) -> None:
        """Let others run; whoever owns the clock moves it."""
        del seconds, wake
        await _yield()


async def _yield() -> None:
    await asyncio.get_running_loop().run_in_executor(None, lambda: None)


class RunningClock:
    """The machine's clock with a dial: it runs at the usual speed and can be turned forward."""

    def __init__(self, start: datetime | None = None) -> None:
        self._system = SystemClock()
        self._ahead = timedelta(0) if start is None else start.astimezone(UTC) - self._system.now()

    def now(self) -> datetime:
        return self._system.now() + self._ahead

    def set(self, at: datetime) -> None:
        """Turn the dial to `at`; an earlier time than now is left alone, for the clock runs on meanwhile."""
        self._ahead += max(at - self.now(), timedelta(0))

    async def wait(self, seconds: float, wake: asyncio.Event | None = None) -> None:
        await self._system.wait(seconds, wake)
