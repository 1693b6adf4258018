"""The `tornio` command: run, migrate, invite, key, check; and whatever other rooms add (the demo)."""

import asyncio
import gc
import os
import signal
import sys
from contextlib import suppress
from importlib.metadata import entry_points
from shutil import get_terminal_size
from traceback import format_tb
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console

from bot.clock import SystemClock
from bot.log import log, set_up, streams
from bot.organisation import OrganisationWrong, read
from bot.settings import Settings, SettingsWrong, load
from rules.organisation import Organisation
from rules.people import Role

if TYPE_CHECKING:
    from bot.house import House

SETTINGS_EXIT = 2
"""Something in the settings or the organisation's file is wrong."""
DATABASE_EXIT = 3
"""The database cannot be used: not there, full, older or newer than the code."""
TELEGRAM_EXIT = 4
"""Telegram does not know the token, or another program uses it."""
PART_EXIT = 5
"""A part of the running process stopped; the supervisor should start it again."""

NOT_KNOWN = "Telegram does not know this token. Check TORNIO_BOT_TOKEN with BotFather."
NOT_THERE = "There is no such bot. Check TORNIO_BOT_TOKEN with BotFather, and TORNIO_API_URL."

HAND_OVER = 0.0005
"""Seconds after which the database's thread lets the sending one go on; Python's own 5 ms is a long wait for each
byte that is sent while many taps are being heard (docs/benchmarks.md)."""
CLOSING = 12.0
"""Seconds that the end may take: five for what is in the air, the rest for the database."""

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="A bot for network meetings.",
)
screen = Console(stderr=True, soft_wrap=True, highlight=False)


def main() -> None:
    """Run the command line. Exit codes: 0 well, 2 settings, 3 database, 4 Telegram, 5 a part that stopped."""
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    own = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    if not own.intersection(sys.argv[1:2]):
        # Other rooms bring heavy libraries: `tornio run` need not read them.
        for point in entry_points(group="tornio.commands"):
            app.command(point.name)(point.load())
    with streams():
        app()


def stop(words: str, code: int) -> NoReturn:
    """Say in plain words what happened and what to do, and end with an exit code."""
    say(words)
    raise typer.Exit(code)


def say(words: str) -> None:
    """Say something to whoever is at the terminal."""
    with suppress(OSError, ValueError):
        screen.print(words, markup=False)


def settings_and_organisation() -> tuple[Settings, Organisation]:
    """Both, checked; ends the command with a sentence when they cannot be used."""
    set_up()
    try:
        settings = load()
        return settings, read(settings.organisation)
    except (SettingsWrong, OrganisationWrong) as fault:
        stop(str(fault), SETTINGS_EXIT)


@app.command()
def run() -> None:
    """Run the bot until it is told to stop."""
    sys.setswitchinterval(HAND_OVER)
    settings, organisation = settings_and_organisation()
    require_own_numbers(organisation)
    require_ready(settings)
    code = asyncio.run(_run(settings, organisation))
    if code:
        raise typer.Exit(code)


def require_own_numbers(organisation: Organisation) -> None:
    """End the command when the numbers to call are those of the example."""
    if organisation.example:
        stop(
            "TORNIO_ORGANISATION is the example file. Copy it, check every number yourself, then take out the line "
            "that says example = true.",
            SETTINGS_EXIT,
        )


def require_ready(settings: Settings) -> None:
    """End the command when the database cannot be used by this code with these keys."""
    from bot import ready

    try:
        ready.require_ready(settings)
    except ready.NotReady as fault:
        stop(str(fault), DATABASE_EXIT)
    except ready.WrongKeys as fault:
        stop(str(fault), SETTINGS_EXIT)


async def _run(settings: Settings, organisation: Organisation) -> int:
    # A tenth of the start is the collector looking at modules that stay for ever.
    gc.disable()
    from bot.house import House
    from bot.wire import Aiohttp
    from rules.pace import Pace

    clock = SystemClock()
    house = House(
        token=settings.bot_token.get_secret_value(),
        api_url=str(settings.api_url),
        database_url=settings.database_url.get_secret_value(),
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
        await asyncio.wait_for(house.close(), CLOSING)
    except TimeoutError:
        os._exit(code)
    except Exception as fault:  # noqa: BLE001 - how it ended is known already, and must be what is told
        log.error("it was not closed in order", fault=fault)
    return code


def _end(running: "asyncio.Task[None]") -> None:
    """End in order; but whoever holds the database must not hold up the end.

    Whatever is in hand is taken up again by the next start, as after a power cut.
    """
    running.cancel()
    asyncio.get_running_loop().call_later(CLOSING, os._exit, 0)


async def _how_it_ends(running: "asyncio.Task[None]") -> int:
    """The exit code, when the end has come; says what it was."""
    from sqlalchemy.exc import SQLAlchemyError
    from telegram.error import InvalidToken, TelegramError

    from bot.house import PartDied
    from bot.intake import TokenShared
    from bot.trouble import sentence
    from bot.wire import NotThere

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


async def _open_and_run(house: "House", settings: Settings) -> None:
    """Start, however long Telegram is away, then run."""
    from telegram.error import InvalidToken, RetryAfter, TelegramError

    from bot.wire import NotThere, asked_pause

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


@app.command()
def migrate() -> None:
    """Bring the database to the schema of this version."""
    from bot import ready

    settings, _organisation = settings_and_organisation()
    try:
        ready.migrate(settings)
    except ready.NotReady as fault:
        stop(str(fault), DATABASE_EXIT)
    say("The database is up to date.")


@app.command()
def invite(
    role: Annotated[Role, typer.Option(help="lead, practitioner or peer")] = Role.LEAD,
) -> None:
    """Print a link, and its QR code, with which one person joins the team. It works once, for 48 hours."""
    settings, organisation = settings_and_organisation()
    require_ready(settings)
    asyncio.run(_invite(settings, organisation, role))


async def _invite(settings: Settings, organisation: Organisation, role: Role) -> None:
    import segno
    from sqlalchemy.exc import SQLAlchemyError
    from telegram.error import InvalidToken, TelegramError

    from bot.trouble import sentence
    from bot.wire import Aiohttp, Line, NotThere
    from storage import invitations, teams
    from storage.database import Database, Transaction

    root = str(settings.api_url).rstrip("/")
    requests = Aiohttp(), Aiohttp()
    line = Line(
        settings.bot_token.get_secret_value(),
        f"{root}/bot",
        request=requests[0],
        get_updates_request=requests[1],
    )
    try:
        await line.initialize()
        name = line.username
    except InvalidToken:
        stop(NOT_KNOWN, TELEGRAM_EXIT)
    except NotThere:
        stop(NOT_THERE, TELEGRAM_EXIT)
    except TelegramError:
        stop(
            "Telegram cannot be reached. Check the network and TORNIO_API_URL, then try again.",
            TELEGRAM_EXIT,
        )
    finally:
        for request in requests:
            await request.shutdown()

    def make(tx: Transaction) -> str:
        team = teams.first(tx) or teams.found(
            tx, name=organisation.name, zone=organisation.zone, waits=organisation.waits
        )
        return invitations.make(tx, team=team.id, role=role, by=None).token

    database = Database(settings.database_url.get_secret_value(), settings.keyring, SystemClock().now)
    try:
        token = database.run_here(make)
    except SQLAlchemyError as fault:
        stop(sentence(fault), DATABASE_EXIT)
    finally:
        await database.close()
    link = f"https://t.me/{name}?start={token}"
    sys.stdout.write(f"{link}\n")
    code = segno.make(link, micro=False)
    # One that a terminal breaks, or cannot draw, is none.
    if sys.stdout.isatty() and code.symbol_size(border=4)[0] <= get_terminal_size().columns:
        with suppress(UnicodeEncodeError):
            code.terminal(out=sys.stdout, compact=True)
    say("The link works once, within 48 hours. Whoever opens it first joins the team.")


@app.command()
def key() -> None:
    """Print a new key for TORNIO_KEYS."""
    from cryptography.fernet import Fernet

    sys.stdout.write(f"{Fernet.generate_key().decode()}\n")


@app.command()
def check() -> None:
    """Check the settings, the organisation's file and the database, and say what is wrong."""
    settings, organisation = settings_and_organisation()
    require_own_numbers(organisation)
    require_ready(settings)
    today = SystemClock().now().date()
    for signpost in organisation.signposts:
        if signpost.checked_on > today:
            say(f"Check the number {signpost.number} again: {signpost.checked_on} has not come yet.")
    for signpost in organisation.stale_signposts(today):
        say(f"Check the number {signpost.number} again: it was last checked on {signpost.checked_on}.")
    say("All settings can be used.")
