"""Answering presses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sandbox.telegram.params import Params
from sandbox.telegram.replies import Upload, bad_request

if TYPE_CHECKING:
    from sandbox.telegram.server import PretendTelegram

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer answerCallbackQuery: once, in time, up to 200 characters."""
    del files
    text = params.text("text")
    alert = params.flag("show_alert")
    url = params.text("url")
    if len(text) > telegram.limits.answer:
        raise bad_request("MESSAGE_TOO_LONG")
    if url and f"t.me/{telegram.username}?start=".lower() not in url.lower():
        raise bad_request("URL_INVALID")
    press = telegram.open_press(params.text("callback_query_id"))
    if press is None:
        raise bad_request(TOO_OLD)
    press.answered_at = telegram.now()
    press.text, press.alert, press.url = text, alert, url or None
    telegram.touch()
    return True
