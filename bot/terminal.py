"""What a command says to whoever started it, and how it ends."""

from contextlib import suppress
from typing import NoReturn

import typer
from rich.console import Console

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

screen = Console(stderr=True, soft_wrap=True, highlight=False)


def stop(words: str, code: int) -> NoReturn:
    """Say in plain words what happened and what to do, and end with an exit code."""
    say(words)
    raise typer.Exit(code)


def say(words: str) -> None:
    """Say something to whoever is at the terminal."""
    with suppress(OSError, ValueError):
        screen.print(words, markup=False)
