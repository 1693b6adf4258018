"""One life of the running process: from its start to its exit code."""

import asyncio
import gc
import os
import signal
import sys
from traceback import format_tb

import typer
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.clock import SystemClock
from bot.house import PATIENCE, House, PartDied
from bot.intake import TokenShared
from bot.log import log
from bot.ready import require_ready
from bot.settings import Settings
from bot.terminal import DATABASE_EXIT, NOT_KNOWN, NOT_THERE, PART_EXIT, TELEGRAM_EXIT, say
from bot.trouble import sentence
from bot.wire import Aiohttp, NotThere, asked_pause
from rules.organisation import Organisation
from rules.pace import Pace
from storage.database import engine_for

CLOSING = 12.0
"""Seconds that the end may take: five for what is in the air, the rest for the database."""


async def live(settings: Settings, organisation: Organisation) -> int:
    """Run the bot until it is told to stop, or cannot go on; gives the exit code."""
    clock = SystemClock()
    engine = engine_for(settings.database_url.get_secret_value(), patience=PATIENCE)
    house = House(
        token=settings.bot_token.get_secret_value(),
        api_url=str(settings.api_url),
        engine=engine,
        keyring=settings.keyring,
        organisation=organisation,
        clock=clock,
        sending=Aiohttp(),
        polling=Aiohttp(connections=2),
        pace=Pace(per_second=settings.messages_per_second),
    )
    gc.freeze()
    gc.enable()
    loop = asyncio.get_running_loop()
    running = asyncio.create_task(_open_and_run(house, settings))
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, _end, running)
    code = await _how_it_ends(running)
    try:
        await asyncio.wait_for(_close(house, engine), CLOSING)
    except TimeoutError:
        os._exit(code)
    except Exception as fault:  # noqa: BLE001 - how it ended is known already, and must be what is told
        log.error("it was not closed in order", fault=fault)
    return code


async def _close(house: House, engine: Engine) -> None:
    await house.close()
    # Not on the loop: a server that no longer answers must not hold up the end.
    await asyncio.to_thread(engine.dispose)


def _end(running: "asyncio.Task[None]") -> None:
    """End in order; but whoever holds the database must not hold up the end.

    Whatever is in hand is taken up again by the next start, as after a power cut.
    """
    running.cancel()
    asyncio.get_running_loop().call_later(CLOSING, os._exit, 0)


async def _how_it_ends(running: "asyncio.Task[None]") -> int:
    """The exit code, when the end has come; says what it was."""
    try:
        await running
    except asyncio.CancelledError:
        log.info("stopped")
        return 0
    except typer.Exit as end:
        return end.exit_code
    except InvalidToken:
        say(NOT_KNOWN)
        return TELEGRAM_EXIT
    except NotThere:
        say(NOT_THERE)
        return TELEGRAM_EXIT
    except TokenShared:
        say("Another program uses this token. Stop it, or make another bot with BotFather.")
        return TELEGRAM_EXIT
    except PartDied as fault:
        log.error("a part stopped", part=str(fault))
        # Not an orderly end: the part that died may hold the database thread, and would hold us up for ever.
        os._exit(PART_EXIT)
    except SQLAlchemyError as fault:
        log.error("the database does not work", fault=fault)
        say(f"{sentence(fault)} Nothing that was confirmed is lost.")
        return DATABASE_EXIT
    except TelegramError as fault:
        log.error("Telegram cannot be used", fault=fault)
        return TELEGRAM_EXIT
    except Exception as fault:  # noqa: BLE001 - its words may quote a person: only where it happened is printed
        log.error("a fault of our own", fault=fault)
        sys.stderr.write("".join(format_tb(fault.__traceback__)))
    return PART_EXIT


async def _open_and_run(house: House, settings: Settings) -> None:
    """Start, however long Telegram is away, then run."""
    if await house.wait_for_turn():
        # The one before may have been stopped for another version, or other keys.
        require_ready(settings)
    pause = 1.0
    while True:
        try:
            await house.open()
            break
        except (InvalidToken, NotThere):
            raise
        except TelegramError as fault:
            if isinstance(fault, RetryAfter):
                pause = max(pause, asked_pause(fault))
            log.warning("Telegram cannot be reached yet", fault=fault, seconds=pause)
            await house.clock.wait(pause)
            pause = min(pause * 2, 30)
    await house.run()
