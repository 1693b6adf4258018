"""How fast the bot may speak: Telegram's limits kept by pacing (telegram.md, "sending")."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

CHATS_REMEMBERED = 10_000
HELD_MEANS_ALL = 3
"""A 429 does not say whether the chat or the whole bot was too fast; three chats at once say it."""
PUT_BACK = timedelta(seconds=1)
"""Two threads ask, one a little later than it looked at the clock; by more than this the clock itself was put back."""


@dataclass(slots=True)
class Bucket:
    """A token bucket: `size` at once, refilled at `rate` a second."""

    size: float
    rate: float
    left: float
    at: datetime

    def wait(self, now: datetime, *, keep: float = 0) -> timedelta:
        """How long until one token can be taken while `keep` stay; zero when it can be taken now."""
        self._refill(now)
        # A small bucket cannot keep much: what can never be reached would be waited for for ever.
        short = 1 + min(keep, self.size - 1) - self.left
        return timedelta(0) if short <= 0 else timedelta(seconds=short / self.rate)

    def take(self, now: datetime) -> None:
        """Use one token. What was sent without asking first may overdraw, but never by more than a full bucket."""
        self._refill(now)
        self.left = max(self.left - 1, -self.size)

    def _refill(self, now: datetime) -> None:
        passed = max(0.0, (now - self.at).total_seconds())
        self.left = min(self.size, self.left + passed * self.rate)
        if now > self.at or self.at - now > PUT_BACK:
            self.at = now


@dataclass(slots=True)
class Hold:
    """A pause that Telegram asked for at `since`. A clock that is put back does not make it longer."""

    since: datetime
    until: datetime

    def left(self, now: datetime) -> timedelta:
        """How long it still lasts."""
        if now < self.since:
            self.since, self.until = now, now + (self.until - self.since)
        return self.until - now


@dataclass(slots=True)
class Pace:
    """One budget for the whole bot and one for each chat.

    `reserve` of the overall budget and `chat_reserve` of each chat's are kept for crisis messages, so that
    nothing else, a person's own tapping included, uses the last of it (promise 4). A 429 holds its chat; while
    several are held, everything is.
    """

    per_second: float = 25
    chat_per_second: float = 1
    chat_burst: float = 5
    reserve: float = 5
    chat_reserve: float = 1
    _all: Bucket | None = None
    _chats: "OrderedDict[int, Bucket]" = field(default_factory=OrderedDict)
    _held: dict[int, Hold] = field(default_factory=dict)

    def wait(self, chat: int, now: datetime, *, urgent: bool) -> timedelta:
        """How long until a message to `chat` may go; zero when it may go now."""
        waits = [self._overall(now).wait(now, keep=0 if urgent else self.reserve)]
        waits.append(self._chat(chat, now).wait(now, keep=0 if urgent else self.chat_reserve))
        held = self._held
        if chat in held:
            waits.append(held[chat].left(now))
        if len(held) >= HELD_MEANS_ALL:
            waits.append(sorted(hold.left(now) for hold in tuple(held.values()))[-HELD_MEANS_ALL])
        return max(*waits, timedelta(0))

    def take(self, chat: int, now: datetime) -> None:
        """One message goes to `chat` now."""
        self._overall(now).take(now)
        self._chat(chat, now).take(now)

    def hold(self, chat: int, until: datetime, now: datetime) -> None:
        """Telegram asked to wait with this chat; asked so by several at once, it means the whole bot."""
        # A new one at once: the tapped screens are redrawn on another thread than this may run on.
        still = {one: hold for one, hold in tuple(self._held.items()) if hold.left(now) > timedelta(0)}
        self._held = {**still, chat: Hold(now, until)}

    def _overall(self, now: datetime) -> Bucket:
        if self._all is None:
            self._all = Bucket(self.per_second, self.per_second, self.per_second, now)
        return self._all

    def _chat(self, chat: int, now: datetime) -> Bucket:
        bucket = self._chats.get(chat)
        if bucket is None:
            bucket = self._chats[chat] = Bucket(self.chat_burst, self.chat_per_second, self.chat_burst, now)
            if len(self._chats) > CHATS_REMEMBERED:
                self._chats.popitem(last=False)
        else:
            self._chats.move_to_end(chat)
        return bucket
