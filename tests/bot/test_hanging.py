"""A crisis does not wait for calls that hang: the real process, over HTTP."""

import asyncio
import os
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from starlette.applications import Starlette

from bot.clock import SystemClock
from bot.delivery import IN_THE_AIR
from sandbox import api
from sandbox.loopback import serving
from sandbox.telegram import Limits, PretendTelegram
from tests.kill.town import CALLERS, FAMILY, build, phones

STRANGERS = IN_THE_AIR + 8
"""They write at once; Telegram takes none of the first answers, and each of these holds a connection."""
SOON = timedelta(seconds=5)
"""Far less than the 15 s after which a call that hangs is given up, far more than a busy machine takes."""


async def test_a_crisis_does_not_wait_for_calls_that_hang(tmp_path: Path) -> None:
    clock = SystemClock()
    telegram = PretendTelegram(clock.now, "1234567:hanging", limits=Limits.none())
    async with serving(Starlette(routes=api.routes(telegram))) as api_url:
        town = build(tmp_path, telegram, api_url, f"sqlite:///{tmp_path / 'tornio.db'}")
        strangers = [telegram.add_phone(9000 + number, "Somebody") for number in range(STRANGERS)]
        maria, *_others = phones(telegram, CALLERS)
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            "from bot.cli import main; main()",
            "run",
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2])},
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            # The family is asked about a meeting at the start; what hangs shall be the strangers' replies.
            family = phones(telegram, FAMILY)
            await _until(clock, lambda: all(phone.bubbles for phone in family))
            telegram.faults.next("sendMessage", "silence", times=IN_THE_AIR)
            for stranger in strangers:
                stranger.says("/start")
            await _until(clock, lambda: not telegram.faults.planned)
            called = clock.now()
            maria.says("I need to talk to someone")
            dan = telegram.phones[102]
            await _until(clock, lambda: any("asks to talk" in bubble.text for bubble in dan.bubbles))
            assert clock.now() - called < SOON
        finally:
            process.kill()
            await process.wait()
            telegram.close()
            town.database.engine.dispose()


async def _until(clock: SystemClock, reached: Callable[[], bool]) -> None:
    """Wait for it, 30 seconds at most."""
    for _ in range(3000):
        if reached():
            return
        await clock.wait(0.01)
    raise AssertionError("it never came")
