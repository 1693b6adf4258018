"""The pretend Telegram in a process of its own, as the bench sees it: acts go in, the log of calls comes out."""

import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp

from bot.clock import SystemClock
from tests.bench.processes import Process

TOKEN = "1234567:bench"
QUIET = 1.0
"""Seconds without a call after which a bot has done everything it had to do."""
LONGEST = 120.0
"""Seconds after which something is wrong."""


class Stuck(Exception):
    """Something did not happen in time; the text says what."""


class FarEnd:
    """Starts the server, and speaks to its control routes. Every time it gives is by the server's clock."""

    def __init__(self, folder: Path) -> None:
        self._clock = SystemClock()
        line = [sys.executable, "-m", "sandbox.alone", "--no-limits", "--token", TOKEN]
        self.process = Process("telegram", line, folder, {})
        self.root = ""

    async def __aenter__(self) -> Self:
        for _ in range(600):
            if self.process.said().endswith("\n"):
                break
            if not self.process.is_running:
                raise Stuck(f"the pretend Telegram did not start:\n{self.process.said()}")
            await self._clock.wait(0.05)
        self.root = self.process.said().splitlines()[0]
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._session.close()
        self.process.stop()

    async def state(self) -> dict[str, Any]:
        async with self._session.get(f"{self.root}/control/state") as response:
            return dict(await response.json())

    async def add_phones(self, users: Sequence[int]) -> None:
        await self._post("phones", [{"user_id": user, "first_name": f"P{user}"} for user in users])

    async def acts(self, acts: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Let people do something, all at once; gives `at`, `update_id` and, for a press, `press`."""
        done = await self._post("acts", acts)
        for one in done:
            if "error" in one:
                raise Stuck(str(one["error"]))
        return done

    async def calls(self, since: int, method: str = "") -> list[dict[str, Any]]:
        """The calls of the bot after the one with the number `since`, oldest first."""
        address = f"{self.root}/control/calls?since={since}&method={method}"
        async with self._session.get(address) as response:
            return list(await response.json())

    async def first_poll(self, bot: Process) -> float:
        """Wait for the first getUpdates; gives when it came, in seconds since 1970."""
        for _ in range(600):
            if found := await self.calls(0, "getUpdates"):
                return float(found[0]["at"])
            if not bot.is_running:
                raise Stuck(f"{bot.name} did not start:\n{bot.said()}")
            await self._clock.wait(0.05)
        raise Stuck(f"{bot.name} does not poll:\n{bot.said()}")

    async def settle(self, bot: Process) -> None:
        """Wait until the bot has taken everything, and has been quiet for a while."""
        quiet, before, waited = 0.0, -1, 0.0
        step = 0.1
        while quiet < QUIET:
            await self._clock.wait(step)
            waited += step
            state = await self.state()
            busy = state["waiting"] > 0 or state["calls"] != before
            quiet = 0.0 if busy else quiet + step
            before = state["calls"]
            if not bot.is_running or waited > LONGEST:
                raise Stuck(f"{bot.name} does not get on:\n{bot.said()}")

    async def _post(self, what: str, asked: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        async with self._session.post(f"{self.root}/control/{what}", json=list(asked)) as response:
            return list(await response.json())
