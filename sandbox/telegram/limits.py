"""How fast and how long: the numbers of the real server, and the pacing they lead to."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """What the server allows; the defaults are the documented values, read strictly.

    A chat has `per_chat_burst` messages in hand and gets `per_chat_per_second` back each second;
    the bot as a whole `overall_burst` and `overall_per_second`. A rate of None is no limit.
    """

    per_chat_per_second: float | None = 1.0
    per_chat_burst: int = 20
    overall_per_second: float | None = 30.0
    overall_burst: int = 30
    text: int = 4096
    caption: int = 1024
    callback_data: int = 64
    buttons: int = 100
    buttons_in_a_row: int = 8
    answer: int = 200
    upload: int = 50_000_000
    download: int = 20_000_000
    update_kept: timedelta = timedelta(hours=24)
    press_kept: timedelta = timedelta(seconds=150)
    press_answered_within: timedelta = timedelta(seconds=30)
    delete_within: timedelta = timedelta(hours=48)
    poll_timeout: int = 50

    @classmethod
    def none(cls) -> Limits:
        """No pacing at all, for benches; lengths and lifetimes stay."""
        return cls(per_chat_per_second=None, overall_per_second=None)


class Bucket:
    """A token bucket on the clock of its caller."""

    __slots__ = ("_at", "_burst", "_left", "_rate")

    def __init__(self, rate: float, burst: int, now: datetime) -> None:
        self._rate = rate
        self._burst = float(burst)
        self._left = float(burst)
        self._at = now

    def wait(self, now: datetime) -> int:
        """0 when a token is there, else the whole seconds until one is."""
        passed = (now - self._at).total_seconds()
        if passed > 0:
            self._left = min(self._burst, self._left + passed * self._rate)
        # A dial turned back must not freeze the bucket until it has caught up.
        self._at = now
        if self._left >= 1:
            return 0
        return max(1, math.ceil((1 - self._left) / self._rate))

    def take(self) -> None:
        """Use one token; call only after `wait` gave 0."""
        self._left -= 1


class Pace:
    """Keeps count of what the bot sends, in each chat and overall."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._chats: dict[int, Bucket] = {}
        self._overall: Bucket | None = None

    def wait(self, chat_id: int, now: datetime) -> int:
        """Count one message to `chat_id`; the seconds to wait instead when it is too soon."""
        limits = self._limits
        taken: list[Bucket] = []
        if limits.per_chat_per_second is not None:
            chat = self._chats.get(chat_id)
            if chat is None:
                chat = Bucket(limits.per_chat_per_second, limits.per_chat_burst, now)
                self._chats[chat_id] = chat
            taken.append(chat)
        if limits.overall_per_second is not None:
            if self._overall is None:
                self._overall = Bucket(limits.overall_per_second, limits.overall_burst, now)
            taken.append(self._overall)
        pause = max((bucket.wait(now) for bucket in taken), default=0)
        if not pause:
            for bucket in taken:
                bucket.take()
        return pause
