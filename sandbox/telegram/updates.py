"""What waits for the bot, how long it is kept, and who may fetch it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from sandbox.telegram.faults import Cut
from sandbox.telegram.replies import conflict

if TYPE_CHECKING:
    from sandbox.telegram.server import PretendTelegram

KINDS = frozenset(
    (
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
    )
)
ONLY_WHEN_NAMED = frozenset(("chat_member", "message_reaction", "message_reaction_count"))
TERMINATED = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One update that the bot has not acknowledged yet."""

    update_id: int
    at: datetime
    kind: str
    update: dict[str, object]


@dataclass(slots=True)
class Webhook:
    """Where updates are to be posted, and how the last attempt went."""

    url: str
    secret_token: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_at: datetime | None = None


class Updates:
    """The queue of one bot, with the rules of getUpdates."""

    def __init__(self, telegram: PretendTelegram) -> None:
        self._telegram = telegram
        self.waiting: deque[Waiting] = deque()
        self.allowed: frozenset[str] = KINDS - ONLY_WHEN_NAMED
        self.webhook: Webhook | None = None
        self.last_id = 700_000_000
        self._poller: asyncio.Future[str] | None = None
        self._first_loss: datetime | None = None
        telegram.faults.went_offline.append(partial(self._wake, "cut"))

    def add(self, kind: str, content: dict[str, object]) -> int:
        """Queue one update of `kind`; returns its number, 0 when the bot does not listen to it."""
        if kind not in self.allowed:
            return 0
        return self._append(kind, {kind: content}, None)

    def add_raw(self, update: dict[str, object]) -> int:
        """Queue anything, as it is; returns its number."""
        kind = next((name for name in update if name in KINDS), "")
        given = update.get("update_id")
        number = given if isinstance(given, int) and given > self.last_id else None
        update.pop("update_id", None)
        return self._append(kind, update, number)

    def _append(self, kind: str, content: dict[str, object], number: int | None) -> int:
        self.last_id = number if number is not None else self.last_id + 1
        now = self._telegram.now()
        limits = self._telegram.limits
        kept = limits.press_kept if kind == "callback_query" else limits.update_kept
        if self._first_loss is None or now + kept < self._first_loss:
            self._first_loss = now + kept
        self.waiting.append(Waiting(self.last_id, now, kind, {"update_id": self.last_id, **content}))
        self._wake("new")
        self._telegram.touch()
        return self.last_id

    def drop_expired(self) -> None:
        """Forget what has waited too long: presses 150 s, everything else 24 hours."""
        now = self._telegram.now()
        if self._first_loss is None or now <= self._first_loss:
            return
        limits = self._telegram.limits
        self._first_loss = None
        kept: deque[Waiting] = deque()
        for item in self.waiting:
            life = limits.press_kept if item.kind == "callback_query" else limits.update_kept
            if now - item.at > life:
                continue
            if self._first_loss is None or item.at + life < self._first_loss:
                self._first_loss = item.at + life
            kept.append(item)
        self.waiting = kept

    def acknowledge(self, offset: int) -> None:
        """Forget what lies before `offset`; a negative one keeps that many from the end."""
        if offset < 0:
            while len(self.waiting) > -offset:
                self.waiting.popleft()
        else:
            while self.waiting and self.waiting[0].update_id < offset:
                self.waiting.popleft()

    def listen_to(self, kinds: Sequence[object]) -> None:
        """Remember which kinds the bot wants from now on; none named means the usual ones."""
        named = frozenset(kind for kind in kinds if isinstance(kind, str)) & KINDS
        self.allowed = named or KINDS - ONLY_WHEN_NAMED

    async def poll(self, offset: int, limit: int, seconds: float) -> list[object]:
        """One getUpdates; waits up to `seconds` of real time while there is nothing.

        A poll that waits already gets its 409 now.
        """
        if self.webhook is not None:
            raise conflict(WEBHOOK_ACTIVE)
        self._wake("terminated")
        self.acknowledge(offset)
        self.drop_expired()
        if not self.waiting and seconds > 0 and not self._telegram.closed:
            mine: asyncio.Future[str] = asyncio.get_running_loop().create_future()
            self._poller = mine
            try:
                await asyncio.wait((mine,), timeout=seconds)
                match mine.result() if mine.done() else "":
                    case "terminated":
                        raise conflict(TERMINATED)
                    case "cut":
                        raise Cut
            finally:
                mine.cancel()
                if self._poller is mine:
                    self._poller = None
            self.drop_expired()
        return [item.update for item, _ in zip(self.waiting, range(limit), strict=False)]

    def interrupt(self) -> None:
        """End the poll that waits with its 409, e.g. because a webhook was set."""
        self._wake("terminated")

    def release(self) -> None:
        """Let the poll that waits return with nothing."""
        self._wake("closed")

    def _wake(self, why: str) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(why)
