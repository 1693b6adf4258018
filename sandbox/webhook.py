"""Posting updates to the bot's webhook, one after the other, again and again until it says 2xx."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from sandbox.telegram import PretendTelegram
from sandbox.telegram.updates import Waiting, Webhook

FIRST_PAUSE = 0.1
LONGEST_PAUSE = 60.0
ANSWER_WITHIN = 60.0
SUCCESS = range(200, 300)


@asynccontextmanager
async def posting(telegram: PretendTelegram) -> AsyncIterator[None]:
    """Post what waits, while the context lasts and whenever a webhook is set.

    Pauses after a refusal grow from 0.1 to 60 real seconds.
    """
    work = asyncio.ensure_future(_post_all(telegram))
    try:
        yield
    finally:
        work.cancel()
        await asyncio.wait((work,))
        if not work.cancelled():
            work.result()


async def _post_all(telegram: PretendTelegram) -> None:
    updates = telegram.updates
    pause = FIRST_PAUSE
    timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        while not telegram.closed:
            updates.drop_expired()
            if updates.webhook is None or not updates.waiting:
                await telegram.wait_change(telegram.changed)
                continue
            hook, first = updates.webhook, updates.waiting[0]
            error = await _post(session, hook, first)
            if not error:
                pause = FIRST_PAUSE
                if updates.webhook is hook:
                    updates.acknowledge(first.update_id + 1)
                    telegram.touch()
                continue
            hook.last_error, hook.last_error_at = error, telegram.now()
            closing = asyncio.ensure_future(telegram.wait_closed())
            await asyncio.wait((closing,), timeout=pause)
            closing.cancel()
            pause = min(pause * 2, LONGEST_PAUSE)


async def _post(session: aiohttp.ClientSession, hook: Webhook, item: Waiting) -> str:
    """What went wrong; nothing when it was taken."""
    headers = {}
    if hook.secret_token:
        headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret_token
    try:
        async with session.post(hook.url, json=item.update, headers=headers) as answer:
            if answer.status in SUCCESS:
                return ""
            return f"Wrong response from the webhook: {answer.status} {answer.reason}"
    except TimeoutError:
        return "Read timeout expired"
    except aiohttp.ClientError as failure:
        return f"Connection failed: {type(failure).__name__}"
