"""Fetching updates, or having them posted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sandbox.telegram.messages import unix
from sandbox.telegram.params import Params
from sandbox.telegram.replies import Upload, bad_request
from sandbox.telegram.updates import Webhook

if TYPE_CHECKING:
    from sandbox.telegram.server import PretendTelegram

BATCH = 100
CONNECTIONS, CONNECTIONS_MOST = 40, 100
LOOPBACK = re.compile(r"http://(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:/|$)")


async def get_updates(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer getUpdates; `timeout` is in real seconds, 50 at most."""
    del files
    offset = params.integer("offset")
    limit = params.integer("limit", BATCH)
    timeout = max(0, min(params.integer("timeout"), telegram.limits.poll_timeout))
    _remember_kinds(telegram, params)
    return await telegram.updates.poll(offset, limit if 0 < limit <= BATCH else BATCH, timeout)


def set_webhook(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer setWebhook: https anywhere, or http on loopback, which is where this server lives."""
    url = params.text("url")
    if not url:
        return delete_webhook(telegram, params, files)
    if not url.startswith("https://") and LOOPBACK.match(url) is None:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = params.text("secret_token")
    if secret and re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret) is None:
        raise bad_request("secret token contains unallowed characters")
    connections = params.integer("max_connections", CONNECTIONS)
    if not 1 <= connections <= CONNECTIONS_MOST:
        connections = CONNECTIONS
    _remember_kinds(telegram, params)
    updates = telegram.updates
    if params.flag("drop_pending_updates"):
        updates.waiting.clear()
    updates.webhook = Webhook(url, secret, connections)
    updates.interrupt()
    telegram.touch()
    return True


def delete_webhook(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer deleteWebhook."""
    del files
    if params.flag("drop_pending_updates"):
        telegram.updates.waiting.clear()
    telegram.updates.webhook = None
    telegram.touch()
    return True


def get_webhook_info(telegram: PretendTelegram, params: Params, files: Mapping[str, Upload]) -> object:
    """Answer getWebhookInfo."""
    del params, files
    telegram.updates.drop_expired()
    hook = telegram.updates.webhook
    made: dict[str, object] = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(telegram.updates.waiting),
    }
    if hook is not None:
        made["max_connections"] = hook.max_connections
        made["allowed_updates"] = sorted(telegram.updates.allowed)
        if hook.last_error_at is not None:
            made["last_error_date"] = unix(hook.last_error_at)
            made["last_error_message"] = hook.last_error
    return made


def _remember_kinds(telegram: PretendTelegram, params: Params) -> None:
    kinds = params.decoded("allowed_updates", "allowed updates")
    if kinds is None:
        return
    if not isinstance(kinds, list):
        raise bad_request("can't parse allowed updates: expected an Array")
    telegram.updates.listen_to(kinds)
