"""The blue menu: lists of commands by scope and language."""

from __future__ import annotations

import re

from sandbox.telegram.bubbles import Command
from sandbox.telegram.replies import bad_request

SCOPES = frozenset(
    (
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    )
)
LINES = 100
DESCRIPTION = 256
NAME = re.compile(r"[a-z0-9_]{1,32}")


class Commands:
    """Every list that was set; a key is (scope, language), a scope "chat:7" or its type."""

    def __init__(self) -> None:
        self.lists: dict[tuple[str, str], list[Command]] = {}

    def menu(self, chat_id: int, language: str) -> list[Command]:
        """What a private chat shows: narrowest scope first, and in each the person's language."""
        short = language.partition("-")[0].lower()
        for scope in (f"chat:{chat_id}", "all_private_chats", "default"):
            for tongue in (short, ""):
                if (found := self.lists.get((scope, tongue))) is not None:
                    return list(found)
        return []


def read_commands(raw: object) -> list[Command]:
    """Check a list of BotCommand; 400 in the server's words."""
    if not isinstance(raw, list):
        raise bad_request("expected an Array of BotCommand")
    if len(raw) > LINES:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    made = []
    for item in raw:
        name = item.get("command") if isinstance(item, dict) else None
        words = item.get("description") if isinstance(item, dict) else None
        if not isinstance(name, str) or not isinstance(words, str):
            raise bad_request("can't parse BotCommand: expected an Object with text fields")
        name = name.removeprefix("/")
        if NAME.fullmatch(name) is None:
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(words.strip()) <= DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        made.append(Command(name, words.strip()))
    return made


def read_language(raw: str) -> str:
    """A two-letter language code or nothing."""
    if raw and re.fullmatch(r"[a-z]{2}", raw) is None:
        raise bad_request("invalid language code specified")
    return raw
