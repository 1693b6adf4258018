"""Real `tornio run` processes: one that speaks, one that waits for its turn, and a random hand that kills."""

import random
from collections.abc import Callable
from pathlib import Path

from bot.clock import SystemClock
from sandbox.telegram import PretendTelegram
from tests import warm
from tests.kill.crowd import Crowd

TOO_LONG = 60.0
"""Seconds after which a process that has not polled is broken, not slow."""
BACKLOG = 60
"""Updates that wait, from which on the crowd is quiet: what no life is long enough to hear, none would ever hear."""
LOOK = 0.01
"""Seconds between two looks at the log of calls."""


class Fleet:
    """Keeps one process in front and mostly one behind it. `folder` holds the `.env` file and the log.

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
        self._log = folder / "log"
        self.front: warm.Warm | None = None
        self.behind: warm.Warm | None = None
        self.kills = 0
        self._turn = 0
        """The number of the last call before the process in front may have had its turn."""

    @property
    def log(self) -> str:
        """Everything that all processes wrote."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    async def start(self) -> None:
        """Start the first."""
        self.front = await self._spawn()

    async def kill(self) -> None:
        """SIGKILL the one in front at a random moment of its life; the one behind takes over, or another starts."""
        assert self.front is not None
        moment = self._dice.choices(("at work", "committed", "unsaid", "starting"), (4, 3, 2, 2))[0]
        if moment == "starting":
            await self._clock.wait(self._dice.uniform(0, 0.6))
        else:
            await self.polled()
            # Not before: a start is so fast that it could come in between, and then not the one in front would speak.
            self.behind = await self._spawn()
            if len(self._telegram.updates.waiting) < BACKLOG:
                self._crowd.breathe()
            if moment == "at work":
                # However slow the machine is, some lives get somewhere: what comes next has something to go on with.
                await self.polled(times=2)
            elif moment == "committed":
                # What the poll that is open brings will be committed, and its acknowledgement lost.
                self._telegram.faults.next("getUpdates", "server_error", times=3)
            elif moment == "unsaid":
                # What it says next never arrives, and it dies without knowing: nothing but the tables can tell.
                self._telegram.faults.next("sendMessage", "silence", times=3)
            await self._clock.wait(self._dice.uniform(0, 0.45))
        assert self.front.returncode is None, f"it ended by itself with {self.front.returncode}:\n{self.log[-2000:]}"
        # Before the kill: the one behind may poll before anybody here sees that the other is dead.
        self._turn = self._telegram.calls[-1].number if self._telegram.calls else 0
        self.front.kill()
        await self.front.wait()
        self._killed()
        self._telegram.faults.planned.clear()
        self.kills += 1
        self.front, self.behind = self.behind or await self._spawn(), None

    async def polled(self, times: int = 1) -> None:
        """Wait until the process in front has asked for updates so often, or gets no answer at all.

        It would wait fifteen seconds and more for that one: a moment to be killed at like any other.
        """
        assert self.front is not None
        waited = 0.0
        while not self._has_polled(times):
            assert self.front.returncode is None, f"it ended with {self.front.returncode}:\n{self.log[-2000:]}"
            assert waited < TOO_LONG, f"it never polled:\n{self.log[-2000:]}"
            await self._clock.wait(LOOK)
            waited += LOOK

    async def stop(self) -> int:
        """Ask the last process to end, as a supervisor does; its exit code."""
        assert self.front is not None
        self.front.terminate()
        return await self.front.wait()

    async def close(self) -> None:
        """Leave nothing running, whatever happened."""
        for process in (self.front, self.behind):
            if process is not None and process.returncode is None:
                process.kill()
                await process.wait()

    def _has_polled(self, times: int) -> bool:
        polls = 0
        for call in reversed(self._telegram.calls):
            if call.number <= self._turn:
                break
            if call.outcome == "silence" and call.method in ("getMe", "getUpdates"):
                return True
            polls += call.method == "getUpdates"
        return polls >= times

    async def _spawn(self) -> warm.Warm:
        return await warm.start(self._folder, ["run"], said=self._log)
