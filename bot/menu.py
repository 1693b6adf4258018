"""The blue menu and the description of the bot, in each language."""

from typing import Any

from telegram.error import TelegramError

from bot.log import log
from bot.wire import Line
from handlers.views.menu import commands, description, short_description
from locales.catalogue import LANGUAGES, SOURCE, catalogue
from rules.organisation import Organisation


async def announce(line: Line, organisation: Organisation) -> None:
    """Tell Telegram what the bot is and which commands it has. A fault here is logged, never fatal."""
    for language in LANGUAGES:
        t = catalogue(language)
        code: dict[str, Any] = {} if language == SOURCE else {"language_code": language}
        listed = [{"command": name, "description": text} for name, text in commands(t)]
        for method, params in (
            ("setMyCommands", {"commands": listed}),
            ("setMyDescription", {"description": description(organisation, t)}),
            ("setMyShortDescription", {"short_description": short_description(organisation, t)}),
        ):
            try:
                await line.call(method, {**params, **code})
            except TelegramError as fault:
                log.warning("the menu was not set", method=method, fault=fault)
