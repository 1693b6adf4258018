"""The pretend Telegram as a process alone, for benches and kills: `python -m sandbox.alone`."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys

from starlette.applications import Starlette

from bot.clock import SystemClock
from sandbox import api, control
from sandbox.loopback import serving
from sandbox.telegram import Limits, PretendTelegram
from sandbox.webhook import posting


async def run(token: str, port: int, *, limited: bool) -> None:
    """Serve until SIGTERM or SIGINT; the first line on standard output is the root address."""
    telegram = PretendTelegram(SystemClock().now, token, limits=Limits() if limited else Limits.none())
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    app = Starlette(routes=[*api.routes(telegram), *control.routes(telegram)])
    async with posting(telegram), serving(app, port=port) as root:
        sys.stdout.write(f"{root}\n")
        sys.stdout.flush()
        await stop.wait()
        telegram.close()


def main() -> None:
    """Read the command line and run."""
    line = argparse.ArgumentParser(description=__doc__)
    line.add_argument("--token", default="1234567:sandbox")
    line.add_argument("--port", type=int, default=0)
    line.add_argument("--no-limits", action="store_true", help="never answer 429 by itself")
    asked = line.parse_args()
    asyncio.run(run(asked.token, asked.port, limited=not asked.no_limits))


if __name__ == "__main__":
    main()
