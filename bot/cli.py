"""The `tornio` command: run, migrate, invite, key, check; and whatever other rooms add (the demo)."""

import asyncio
import gc
import os
import sys
from contextlib import suppress
from importlib.metadata import entry_points
from shutil import get_terminal_size
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.log import set_up, streams
from bot.organisation import OrganisationWrong, read
from bot.settings import Settings, SettingsWrong, load
from bot.terminal import DATABASE_EXIT, NOT_KNOWN, NOT_THERE, SETTINGS_EXIT, TELEGRAM_EXIT, say, stop
from rules.organisation import Organisation
from rules.people import Role

HAND_OVER = 0.0005
"""Seconds after which the database's thread lets the sending one go on; Python's own 5 ms is a long wait for each
byte that is sent while many taps are being heard (docs/benchmarks.md)."""

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="A bot for network meetings.",
)


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
    from bot.ready import require_ready

    require_ready(settings)
    # A tenth of the start is the collector looking at modules that stay for ever.
    gc.disable()
    from bot.process import live

    code = asyncio.run(live(settings, organisation))
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


@app.command()
def migrate() -> None:
    """Bring the database to the schema of this version."""
    from bot import ready

    settings, _organisation = settings_and_organisation()
    ready.migrate(settings)
    say("The database is up to date.")


@app.command()
def invite(
    role: Annotated[Role, typer.Option(help="lead, practitioner or peer")] = Role.LEAD,
) -> None:
    """Print a link, and its QR code, with which one person joins the team. It works once, for 48 hours."""
    from bot.ready import require_ready

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
    from storage.database import Database, Transaction, opened

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

    try:
        with opened(settings.database_url.get_secret_value()) as engine:
            token = Database(engine, settings.keyring, SystemClock().now).run_here(make)
    except SQLAlchemyError as fault:
        stop(sentence(fault), DATABASE_EXIT)
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
    from bot.ready import require_ready

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
