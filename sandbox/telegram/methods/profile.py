"""Who the bot is and what its menu and profile say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sandbox.telegram.commands import SCOPES, read_commands, read_language
from sandbox.telegram.messages import chat_json
from sandbox.telegram.params import Params
from sandbox.telegram.replies import Upload, bad_request

if TYPE_CHECKING:
    from sandbox.telegram.server import PretendTelegram

LENGTHS = {"name": 64, "description": 512, "short_description": 120}


def get_me(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer getMe."""
    del params, files
    return {
        **telegram.me,
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer getChat."""
    del files
    phone = telegram.reachable(params.get("chat_id"))
    return {
        **chat_json(phone),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }


def set_my_commands(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer setMyCommands."""
    del files
    commands = read_commands(params.decoded("commands", "commands"))
    telegram.commands.lists[_place(telegram, params)] = commands
    telegram.touch()
    return True


def get_my_commands(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer getMyCommands: what was set for that scope and language, not what a phone shows."""
    del files
    return [
        {"command": line.command, "description": line.description}
        for line in telegram.commands.lists.get(_place(telegram, params), ())
    ]


def delete_my_commands(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer deleteMyCommands."""
    del files
    telegram.commands.lists.pop(_place(telegram, params), None)
    telegram.touch()
    return True


def set_my_name(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer setMyName."""
    del files
    return _describe(telegram, params, "name")


def get_my_name(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer getMyName."""
    del files
    return {"name": telegram.described("name", read_language(params.text("language_code")))}


def set_my_description(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer setMyDescription."""
    del files
    return _describe(telegram, params, "description")


def get_my_description(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer getMyDescription."""
    del files
    language = read_language(params.text("language_code"))
    return {"description": telegram.described("description", language)}


def set_my_short_description(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer setMyShortDescription."""
    del files
    return _describe(telegram, params, "short_description")


def get_my_short_description(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer getMyShortDescription."""
    del files
    language = read_language(params.text("language_code"))
    return {"short_description": telegram.described("short_description", language)}


def _describe(telegram: PretendTelegram, params: Params, what: str) -> bool:
    language = read_language(params.text("language_code"))
    words = params.text(what).strip()
    if len(words) > LENGTHS[what]:
        raise bad_request(f"{what.replace('_', ' ')} is too long")
    if words:
        telegram.descriptions[what, language] = words
    else:
        telegram.descriptions.pop((what, language), None)
    telegram.touch()
    return True


def _place(telegram: PretendTelegram, params: Params) -> tuple[str, str]:
    language = read_language(params.text("language_code"))
    scope = params.decoded("scope", "BotCommandScope")
    if scope is None:
        return "default", language
    kind = scope.get("type") if isinstance(scope, dict) else None
    if not isinstance(scope, dict) or kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    if kind in ("chat", "chat_administrators", "chat_member"):
        phone = telegram.reachable(scope.get("chat_id"))
        return f"{kind}:{phone.user_id}", language
    return str(kind), language
