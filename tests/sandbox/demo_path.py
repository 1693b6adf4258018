"""The path of "What to try", played on the phones of the demo by the keys and words that its steps name."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from bot.organisation import read
from sandbox.demo import CAST, ORGANISATION, Story
from sandbox.telegram import Phone

LINK = re.compile(r"https://t\.me/\S+\?start=(\S+)")
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
PATIENCE = 20
"""Seconds: the machine may be busy with other tests."""

T = TypeVar("T")


class Players:
    """Everybody in the demo's story. Each act waits until what it needs is on the phone."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.phones = {one.name: story.telegram.phones[one.user_id] for one in CAST}

    @classmethod
    @asynccontextmanager
    async def at(cls, folder: Path) -> AsyncIterator[Players]:
        """The demo's story with its bot running, on an empty database in `folder`."""
        story = Story(read(ORGANISATION), f"sqlite:///{folder}/demo.db", today=MONDAY)
        await story.open()
        house = asyncio.create_task(story.house.run())
        try:
            yield cls(story)
        finally:
            house.cancel()
            with suppress(asyncio.CancelledError):
                await house
            await story.close()

    async def says(self, name: str, text: str) -> None:
        """Type something, and wait for an answer."""
        phone = self._takes(name)
        before = words_of(phone)
        phone.says(text)
        await self.until(lambda: words_of(phone) != before)

    async def opens(self, name: str, payload: str = "") -> None:
        """Open the bot by a link, or by START."""
        await self.says(name, f"/start {payload}".strip())

    async def taps(self, name: str, label: str) -> None:
        """Press the newest key that begins so, and wait until Telegram is told that it was heard."""
        phone = self._takes(name)
        message, row, column = await self.until(lambda: key_of(phone, label), f"{name} has no key {label!r}")
        press = phone.taps(message, row, column)
        await self.until(lambda: press.answered_at, f"{name}'s press of {label!r} was not answered")

    async def sees(self, name: str, words: str) -> None:
        """Wait until a message on this phone says so."""
        await self.until(lambda: words in words_of(self.phones[name]), f"{name} does not read {words!r}")

    async def link(self, name: str) -> str:
        """What follows `start=` in the newest link on this phone, which is new."""
        phone = self.phones[name]
        return await self.until(lambda: next(reversed(LINK.findall(words_of(phone))), ""), f"{name} has no link")

    def _takes(self, name: str) -> Phone:
        """A phone in the hand, which takes a moment: nobody taps faster than a bot may speak."""
        self.story.clock.set(self.story.now() + timedelta(seconds=3))
        return self.phones[name]

    async def until(self, look: Callable[[], T | None], otherwise: str = "nothing happened") -> T:
        """What `look` gives once it is something; an AssertionError with what the phones show when it never is."""
        telegram = self.story.telegram
        try:
            async with asyncio.timeout(PATIENCE):
                while not (found := look()):
                    await telegram.wait_change(telegram.changed)
        except TimeoutError:
            shown = "\n\n".join(f"{name}: {words_of(phone)[-600:]}" for name, phone in self.phones.items())
            raise AssertionError(f"{otherwise}\n{shown}") from None
        return found


def words_of(phone: Phone) -> str:
    """Everything the bot says on a phone now, with its keys."""
    return "\n".join(
        f"{bubble.text or bubble.caption} {[[key.text for key in row] for row in bubble.buttons]}"
        for bubble in phone.bubbles
        if not bubble.mine
    )


def key_of(phone: Phone, label: str) -> tuple[int, int, int] | None:
    """Where the newest key is whose words begin with `label`."""
    for bubble in reversed(phone.bubbles):
        for r, row in enumerate(bubble.buttons):
            for c, key in enumerate(row):
                if key.text.startswith(label):
                    return bubble.message_id, r, c
    return None


async def someone_calls(they: Players) -> None:
    await they.opens("Maria")
    await they.taps("Maria", "I need to talk to someone")


async def someone_answers(they: Players) -> None:
    await they.taps("Dan", "I have this")
    await they.sees("Maria", "Dan has seen your call")


async def a_network(they: Players) -> None:
    await they.taps("Dan", "I have spoken with them")
    await they.taps("Dan", "Open a network")
    await they.taps("Dan", "Aisha")
    await they.taps("Dan", "We are two")
    await they.says("Dan", "Quiet Harbour")
    await they.taps("Dan", "Use this name")
    await they.taps("Dan", "Somebody else")
    await they.says("Dan", "Sam")
    await they.taps("Dan", "Make a link")
    await they.opens("Sam", await they.link("Dan"))
    await they.taps("Sam", "Yes, I am Sam")
    await they.taps("Sam", "Yes")
    await they.taps("Sam", "Who may be asked")
    await they.taps("Sam", "Name somebody")
    await they.says("Sam", "Maria")
    await they.opens("Maria", await they.link("Sam"))
    await they.taps("Maria", "Yes, I am Maria")
    await they.taps("Maria", "Yes")
    await they.sees("Dan", "Maria says yes")


async def a_meeting(they: Players) -> None:
    await they.taps("Sam", "Home")
    await they.taps("Sam", "Meetings")
    await they.taps("Sam", "Suggest times")
    await they.taps("Sam", "At home")
    await they.says("Sam", "12 Elm Road, Dover")
    await they.taps("Sam", "Use this place")
    await they.taps("Sam", "1 hour")
    for when in ("tomorrow 4pm", "friday 10am"):
        await they.says("Sam", when)
        await they.taps("Sam", "Add this time")
    await they.taps("Sam", "Ask everyone")


async def everyone_answers(they: Players) -> None:
    for name in ("Sam", "Maria", "Aisha", "Dan"):
        for _ in range(2):
            await they.taps(name, "I can come")
    await they.taps("Dan", "Agree")
    await they.taps("Dan", "Agree this time")


async def the_day_and_after(they: Players) -> None:
    for _ in range(20):
        if key_of(they.phones["Dan"], "Yes, we met") is not None:
            break
        await they.story.forward_to_next_due()
    await they.taps("Dan", "Yes, we met")


STEPS = (someone_calls, someone_answers, a_network, a_meeting, everyone_answers, the_day_and_after)
