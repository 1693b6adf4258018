"""Real `tornio run` processes: one that speaks, one that waits for its turn, and a random hand that kills."""

import asyncio
import os
import random
import sys
from asyncio.subprocess import Process
from collections.abc import Callable
from pathlib import Path

from bot.clock import SystemClock
from sandbox.telegram import PretendTelegram
from tests.kill.crowd import Crowd

TOO_LONG = 60.0
"""Seconds after which a process that has not polled is broken, not slow."""
BACKLOG = 60
"""Updates that wait, from which on the crowd is quiet: what no life is long enough to hear, none would ever hear."""
LOOK = 0.01
"""Seconds between two looks at the log of calls."""


class Fleet:
    """Keeps one process in front and one behind it. `folder` holds the `.env` file and the log.

    `killed` is called right after each kill.
    """

    def __init__(
        self,
        folder: Path,
        telegram: PretendTelegram,
        crowd: Crowd,
        dice: random.Random,
        killed: Callable[[], None],
    ) -> None:
        self._folder = folder
        self._telegram = telegram
        self._crowd = crowd
        self._dice = dice
        self._killed = killed
        self._clock = SystemClock()
        self._log = (folder / "log").open("ab")
        self.front: Process | None = None
        self.behind: Process | None = None
        self.kills = 0

    @property
    def log(self) -> str:
        """Everything that all processes wrote."""
        return (self._folder / "log").read_text(encoding="utf-8", errors="replace")

    async def start(self) -> None:
        """Start the first two."""
        self.front = await self._spawn()
        self.behind = await self._spawn()

    async def kill(self) -> None:
        """SIGKILL the one in front at a random moment of its life; the one behind takes over."""
        assert self.front is not None
        moment = self._dice.choices(("at work", "committed", "unsaid", "starting"), (4, 3, 2, 2))[0]
        if moment == "starting":
            await self._clock.wait(self._dice.uniform(0, 0.6))
        else:
            await self.polled()
            if len(self._telegram.updates.waiting) < BACKLOG:
                self._crowd.breathe()
            if moment == "committed":
                # What the poll that is open brings will be committed, and its acknowledgement lost.
                self._telegram.faults.next("getUpdates", "server_error", times=3)
            elif moment == "unsaid":
                # What it says next never arrives, and it dies without knowing: nothing but the tables can tell.
                self._telegram.faults.next("sendMessage", "silence", times=3)
            await self._clock.wait(self._dice.uniform(0, 0.45))
        assert self.front.returncode is None, f"it ended by itself with {self.front.returncode}:\n{self.log[-2000:]}"
        self.front.kill()
        await self.front.wait()
        self._killed()
        self._telegram.faults.planned.clear()
        self.kills += 1
        self.front, self.behind = self.behind, await self._spawn()

    async def polled(self) -> None:
        """Wait until the process in front has asked for updates after this moment."""
        assert self.front is not None
        calls = self._telegram.calls
        since = calls[-1].number if calls else 0
        waited = 0.0
        while not self._has_polled(since):
            assert self.front.returncode is None, f"it ended with {self.front.returncode}:\n{self.log[-2000:]}"
            assert waited < TOO_LONG, f"it never polled:\n{self.log[-2000:]}"
            await self._clock.wait(LOOK)
            waited += LOOK

    async def stop(self) -> int:
        """Ask the last process to end, as a supervisor does; its exit code. The one behind is not needed."""
        assert self.front is not None
        assert self.behind is not None
        self.behind.kill()
        await self.behind.wait()
        self.front.terminate()
        code = await self.front.wait()
        self._log.close()
        return code

    async def close(self) -> None:
        """Leave nothing running, whatever happened."""
        for process in (self.front, self.behind):
            if process is not None and process.returncode is None:
                process.kill()
                await process.wait()
        self._log.close()

    def _has_polled(self, since: int) -> bool:
        for call in reversed(self._telegram.calls):
            if call.number <= since:
                return False
            if call.method == "getUpdates":
                return True
        return False

    async def _spawn(self) -> Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            "from bot.cli import main; main()",
            "run",
            cwd=self._folder,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parent.parent.parent)},
            stdout=self._log,
            stderr=self._log,
        )
