"""A log that cannot be written must not end the bot."""

import asyncio
import signal
from pathlib import Path

import pytest
from starlette.applications import Starlette

from bot.clock import SystemClock
from sandbox import api
from sandbox.loopback import serving
from sandbox.telegram import PretendTelegram
from tests.bot.commands import GOOD, process, says, set_up, tornio


async def answers(folder: Path, *, before: str) -> int | None:
    """Whether a bot answers whose streams were spoilt by this bit of Python; gives how it ended when told to stop."""
    telegram = PretendTelegram(SystemClock().now, GOOD["TORNIO_BOT_TOKEN"])
    phone = telegram.add_phone(201, "Maria")
    async with serving(Starlette(routes=api.routes(telegram))) as url:
        set_up(folder, api_url=url)
        says(await asyncio.to_thread(tornio, "migrate"), 0)
        running = await process(folder, "run", before=before, stdout=asyncio.subprocess.DEVNULL)
        # Each failure is a line in the log; the menu's are tried no second time, which would be a pause.
        telegram.faults.next("setMyCommands", "server_error", times=2)
        phone.says("hello")
        for _ in range(3000):
            if (phone.lock_screen and not telegram.faults.planned) or running.returncode is not None:
                break
            await SystemClock().wait(0.01)
        assert phone.lock_screen, f"no answer; it ended with {running.returncode}"
        assert not telegram.faults.planned, "it had nothing to log"
        running.send_signal(signal.SIGTERM)
        code: int | None = await asyncio.wait_for(running.wait(), 20)
        telegram.close()
    return code


@pytest.mark.parametrize(
    "before",
    [
        "import os; os.dup2(os.open('/dev/full', os.O_WRONLY), 1); os.dup2(1, 2)",
        "import os; r, w = os.pipe(); os.close(r); os.dup2(w, 1); os.dup2(w, 2)",
        "import os, sys; os.close(1); os.close(2); sys.stdout = sys.stderr = None",
    ],
    ids=["full", "cut off", "closed"],
)
async def test_a_log_that_cannot_be_written_ends_nothing(folder: Path, before: str) -> None:
    assert await answers(folder, before=before) == 0
    assert (folder / "here.db").read_bytes().startswith(b"SQLite format 3"), "no log was written into the tables"
