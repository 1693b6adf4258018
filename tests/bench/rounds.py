"""One round: a fresh server, a fresh bot, waves of waiting updates, then a trickle of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from bot.clock import SystemClock
from tests.bench.contenders import ANSWERED, Contender, Latencies, Told
from tests.bench.far_end import FarEnd, Stuck
from tests.bench.processes import Process, machine_cpu

REST = 3.0
"""Seconds before each load. A chat gets one message a second, four at once when it has been quiet; so each wave
meets this bot's pacing as a day's first taps would, and measures work instead of waiting."""


@dataclass(frozen=True, slots=True)
class Load:
    """How much is asked of a bot in one round.

    In each of `waves`, everybody acts at once. In the trickle `trickle` people act, `per_second`
    of them, evenly.
    """

    waves: int = 3
    trickle: int = 400
    per_second: float = 40


@dataclass(frozen=True, slots=True)
class Phase:
    """What was measured of one load.

    `seconds` lie between the last update being available and the last call that an update caused;
    `cpu` and `far_cpu` are seconds of processor time of the bot and of the pretend Telegram;
    `elsewhere` is the part of all cores' time that went to what is not the bench.
    """

    updates: int
    seconds: float
    cpu: float
    far_cpu: float
    elsewhere: float
    calls: int
    latencies: Latencies


@dataclass(frozen=True, slots=True)
class Round:
    """One round of one bot. `start_up` is in seconds, `resident` in bytes after everything."""

    name: str
    start_up: float
    waves: tuple[Phase, ...]
    trickle: Phase
    resident: int


async def play(contender: Contender, load: Load) -> Round:
    """Measure a bot once, in a folder and with a server of its own."""
    with TemporaryDirectory(prefix="tornio-bench-") as name:
        folder = Path(name)
        async with FarEnd(folder) as far:
            bot = contender.start(folder, far.root)
            try:
                polled = await far.first_poll(bot)
                await contender.get_ready(far, bot)
                waves = [await _wave(contender, far, bot, turn) for turn in range(load.waves)]
                trickle = await _trickle(contender, far, bot, load)
                resident = bot.resident()
            finally:
                bot.stop()
    start_up = polled - bot.started_at.timestamp()
    return Round(contender.name, start_up, tuple(waves), trickle, resident)


async def _wave(contender: Contender, far: FarEnd, bot: Process, turn: int) -> Phase:
    meter = await _Meter.read(far, bot)
    acts = [contender.act(user, turn) for user in contender.people]
    told = await far.acts([dict(act) for act in acts])
    await far.settle(bot)
    return await meter.phase(contender, acts, told)


async def _trickle(contender: Contender, far: FarEnd, bot: Process, load: Load) -> Phase:
    if load.trickle > len(contender.people):
        raise Stuck("nobody is left to act in the trickle")
    clock = SystemClock()
    meter = await _Meter.read(far, bot)
    acts, told = [], []
    begun = clock.now()
    for number, user in enumerate(contender.people[: load.trickle]):
        due = number / load.per_second - (clock.now() - begun).total_seconds()
        if due > 0:
            await clock.wait(due)
        act = contender.act(user, load.waves)
        acts.append(act)
        told += await far.acts([dict(act)])
    await far.settle(bot)
    return await meter.phase(contender, acts, told)


@dataclass(frozen=True, slots=True)
class _Meter:
    """What the clocks said before a phase."""

    far: FarEnd
    bot: Process
    since: int
    cpu: float
    far_cpu: float
    own_cpu: float
    machine: tuple[float, float]

    @classmethod
    async def read(cls, far: FarEnd, bot: Process) -> "_Meter":
        await SystemClock().wait(REST)
        since = int((await far.state())["calls"])
        return cls(far, bot, since, bot.cpu(), far.process.cpu(), process_time(), machine_cpu())

    async def phase(self, contender: Contender, acts: Sequence[Told], told: Sequence[Told]) -> Phase:
        cpu, far_cpu = self.bot.cpu() - self.cpu, self.far.process.cpu() - self.far_cpu
        busy, passed = (now - then for now, then in zip(machine_cpu(), self.machine, strict=True))
        elsewhere = (busy - cpu - far_cpu - (process_time() - self.own_cpu)) / passed
        calls = [call for call in await self.far.calls(self.since) if call["method"] != "getUpdates"]
        latencies = contender.landed(acts, told, calls)
        assert len(latencies[ANSWERED]) == len(acts)
        seconds = calls[-1]["at"] - told[-1]["at"]
        return Phase(len(acts), seconds, cpu, far_cpu, elsewhere, len(calls), latencies)
