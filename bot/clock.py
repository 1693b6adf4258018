"""The one place that reads the clock, and the one place that waits."""

import asyncio
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time, and waits by it."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        ...

    async def wait(self, seconds: float, wake: asyncio.Event | None = None) -> None:
        """Come back after `seconds`, or as soon as `wake` is set."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def wait(self, seconds: float, wake: asyncio.Event | None = None) -> None:
        if wake is None:
            await asyncio.sleep(seconds)
            return
        try:
            await asyncio.wait_for(wake.wait(), seconds)
        except TimeoutError:
            return
