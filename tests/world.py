"""A small world for stories: named people with phones, the real bot in process, and a clock the test owns."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from cryptography.fernet import Fernet
from sqlalchemy import Engine

from bot.house import House
from rules.ids import MeetingId, NetworkId, PersonId, TeamId
from rules.meeting import Meeting
from rules.network import Network
from rules.organisation import Organisation, Signpost
from rules.pace import Pace
from rules.people import Person, Role
from sandbox.dial import StandingClock
from sandbox.telegram import Bubble, Limits, Phone, PretendTelegram
from sandbox.wire import InProcess
from storage import meetings, networks, people, teams
from storage.database import Kept, Transaction
from storage.sealing import Keyring
from tests.databases import Content, write

TOKEN = "1234567:tests-only"
START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday morning, in winter time."""
KEY = Fernet.generate_key().decode()

ORGANISATION = Organisation(
    name="Open Dialogue Kent",
    zone="Europe/London",
    country="GB",
    signposts=(
        Signpost(
            {
                "en": "If a life is in danger, call or go to A&E",
                "fi": "Jos henki on vaarassa, soita",
            },
            "999",
            date(2026, 11, 1),
            "Lena",
            emergency=True,
        ),
        Signpost(
            {"en": "NHS 111, option 2, at any time", "fi": "NHS 111, valinta 2, kaikkina aikoina"},
            "111",
            date(2026, 11, 1),
            "Lena",
        ),
    ),
)

PEOPLE = {
    "lena": (101, "Lena", "en", Role.LEAD),
    "dan": (102, "Dan", "en", Role.PRACTITIONER),
    "aisha": (103, "Aisha", "en", Role.PRACTITIONER),
    "lee": (104, "Lee", "en", Role.PEER),
    "maria": (201, "Maria", "en", None),
    "sam": (202, "Sam", "en", None),
    "eva": (203, "Eva", "en", None),
    "stranger": (301, "Rex", "en", None),
}


EACH_EVENING = "Nobody is on duty now"
"""What leads read when Dan's shift is over, in every story that goes on until then."""


class Somebody:
    """One person in the story, with their phone. Acts are followed by everything they cause."""

    def __init__(self, world: "World", phone: Phone) -> None:
        self.world = world
        self.phone = phone
        self._read = 0
        self._tapped_at: datetime | None = None
        self._looked_at = False

    @property
    def messages(self) -> list[Bubble]:
        """What the bot wrote, oldest first."""
        self._looked_at = True
        return self._came

    @property
    def _came(self) -> list[Bubble]:
        return [bubble for bubble in self.phone.bubbles if not bubble.mine]

    @property
    def is_in_the_story(self) -> bool:
        """Whether they did anything, or the story looked at their phone."""
        return self._looked_at or bool(self.phone.presses_made) or any(bubble.mine for bubble in self.phone.bubbles)

    @property
    def last(self) -> Bubble:
        """The newest message of the bot."""
        assert self.messages, f"{self.phone.first_name} has no message"
        return self.messages[-1]

    @property
    def screen(self) -> str:
        """Words and keys of the newest message, as one text."""
        return text_of(self.last)

    async def says(self, text: str) -> None:
        """Type something."""
        self.phone.says(text)
        await self.world.settle()

    async def opens(self, link: str) -> None:
        """Open a link of the bot, or a bare payload."""
        self.phone.opens(link.rpartition("start=")[2])
        await self.world.settle()

    async def taps(self, label: str, *, on: str | None = None) -> None:
        """Press the newest key with this label (or a label that begins so), on a message that says `on`."""
        bubble, row, column = self._find(label, on)
        if self._tapped_at == self.world.clock.now():  # a hand needs a moment from one key to the next
            self.world.clock.set(self.world.clock.now() + timedelta(seconds=1))
        self._tapped_at = self.world.clock.now()
        press = self.phone.taps(bubble.message_id, row, column)
        await self.world.settle()
        assert press.answered_at is not None, f"the press of {label!r} was never answered"
        self.toast = press.text or ""

    toast: str = ""

    def has_key(self, label: str) -> bool:
        """Whether any message shows a key that begins with this label."""
        return any(key.text.startswith(label) for bubble in self.messages for row in bubble.buttons for key in row)

    def sees(self, words: str) -> bool:
        """Whether any message on the phone says this now; the newer messages then count as read."""
        found = any(words in text_of(bubble) for bubble in self.messages)
        if found:
            self.reads()
        return found

    def sees_anew(self, words: str) -> bool:
        """Whether a message that came since the last look says this; they then count as read."""
        fresh = [bubble for bubble in self.messages if bubble.message_id > self._read]
        self.reads()
        return any(words in text_of(bubble) for bubble in fresh)

    def reads(self) -> None:
        """Everything so far is read."""
        self._read = max((bubble.message_id for bubble in self._came), default=self._read)

    @property
    def unread(self) -> list[str]:
        """The words of messages nobody in the story has looked at."""
        return [text_of(bubble) for bubble in self._came if bubble.message_id > self._read]

    def blocks(self) -> None:
        self.phone.blocks()

    def _find(self, label: str, on: str | None) -> tuple[Bubble, int, int]:
        bubbles = [b for b in reversed(self.messages) if on is None or on in text_of(b)]
        keys = [
            (key.text, bubble, row, column)
            for bubble in bubbles
            for row, listed in enumerate(bubble.buttons)
            for column, key in enumerate(listed)
        ]
        for text, bubble, row, column in keys:
            if text == label:
                return bubble, row, column
        for text, bubble, row, column in keys:
            if text.startswith(label):
                return bubble, row, column
        shown = "\n---\n".join(text_of(b) for b in bubbles[:3])
        raise AssertionError(f"{self.phone.first_name} has no key {label!r}; the phone shows:\n{shown}")


def text_of(bubble: Bubble) -> str:
    """Words and keys of a message, as one text."""
    keys = " ".join(f"[{key.text}]" for row in bubble.buttons for key in row)
    return "\n".join(part for part in (bubble.text or bubble.caption or "", keys) if part)


class World:
    """The bot, a pretend Telegram, and everybody in the story."""

    lena: Somebody
    dan: Somebody
    aisha: Somebody
    lee: Somebody
    maria: Somebody
    sam: Somebody
    eva: Somebody
    stranger: Somebody

    def __init__(
        self,
        engine: Engine,
        *,
        limits: Limits | None = None,
        pace: Pace | None = None,
    ) -> None:
        self.clock = StandingClock(START)
        self.telegram = PretendTelegram(self.clock.now, TOKEN, limits=limits or Limits.none())
        self.engine = engine
        self._pace = pace
        self.house = self._build()
        self.everybody: dict[str, Somebody] = {}
        self._also_hear: set[str] = set()
        for name, (user_id, first_name, language, _role) in PEOPLE.items():
            self.everybody[name] = Somebody(self, self.telegram.add_phone(user_id, first_name, language_code=language))
            setattr(self, name, self.everybody[name])

    def _build(self) -> House:
        return House(
            token=TOKEN,
            api_url="http://pretend.test",
            engine=self.engine,
            keyring=Keyring([KEY]),
            organisation=ORGANISATION,
            clock=self.clock,
            sending=InProcess(self.telegram),
            polling=InProcess(self.telegram),
            pace=self._pace or Pace(per_second=1e6, chat_per_second=1e6, chat_burst=1e6),
        )

    async def open(self) -> None:
        """Start the bot, with no team yet, on a database that has its tables."""
        await self.house.open()

    async def restart(self) -> None:
        """Stop the process without ceremony and start another on the same database."""
        await self.close()
        self.house = self._build()
        await self.house.open()

    async def close(self) -> None:
        await self.house.database.run(_is_what_the_tables_say)
        await self.house.close()

    def belongings(self) -> dict[str, Any]:
        """Everything but the bot and its database."""
        return {name: value for name, value in vars(self).items() if name not in ("house", "engine", *self.everybody)}

    async def stands(self, content: Content, belongings: dict[str, Any]) -> None:
        """Let everything stand as it stood once: the database, and the `belongings` of then."""
        await self.close()
        write(self.engine, content)
        for phone in self.telegram.phones.values():
            vars(phone).clear()  # whoever still holds one must not take it for somebody's
        vars(self.telegram).clear()
        everybody = self.everybody
        vars(self).update(belongings)
        for name, somebody in self.everybody.items():
            if name in everybody:
                vars(everybody[name]).update(vars(somebody))
                self.everybody[name] = everybody[name]
        self.house = self._build()
        await self.house.open()

    async def hires(self, *names: str, on_duty: Iterable[str] = ()) -> None:
        """Put people in the team as if they had joined before the story, with a chat that is open."""
        for name in names:
            user_id, first_name, language, role = PEOPLE[name]
            assert role is not None
            self.everybody[name].phone.started = True

            def work(
                tx: Any,
                telegram: int = user_id,
                called: str = first_name,
                tongue: str = language,
                part: Role = role,
            ) -> None:
                team = teams.first(tx) or teams.found(
                    tx, name=ORGANISATION.name, zone=ORGANISATION.zone, waits=ORGANISATION.waits
                )
                person = people.register(tx, team=team.id, name=called, language=tongue, telegram_id=telegram)
                people.set_language(tx, person.id, tongue)
                people.hire(tx, person.id, team.id, part)

            await self.house.database.run(work)
        for name in on_duty:
            until = self.clock.now() + timedelta(hours=12)
            person = await self.person(name)
            await self.house.database.run(partial(people.set_on_duty, person=person.id, until=until))

    async def person(self, name: str) -> Person:
        """Who the bot thinks this is."""
        found = await self.house.database.run(lambda tx: people.find(tx, PEOPLE[name][0]))
        assert found is not None, f"the bot does not know {name}"
        return found

    async def team(self) -> TeamId:
        team = await self.house.database.run(teams.first)
        assert team is not None
        return team.id

    async def person_id(self, name: str) -> PersonId:
        return (await self.person(name)).id

    async def settle(self) -> None:
        """Let everything happen that happens at this moment."""
        await self.house.settle()
        if self.engine.dialect.name == "sqlite":  # of each kind at the end: what is kept does not depend on it
            await self.house.database.run(_is_what_the_tables_say)

    async def forward(self, *, minutes: float = 0, hours: float = 0, days: float = 0) -> None:
        """Let time pass, stopping at each moment at which something is due."""
        target = self.clock.now() + timedelta(minutes=minutes, hours=hours, days=days)
        await self.settle()
        while (due := await self.house.ticks.next_due()) is not None and due <= target:
            self.clock.set(max(due, self.clock.now()))
            await self.settle()
        self.clock.set(target)
        await self.settle()

    def nobody_else_heard(self) -> None:
        """Fails when a message is on a phone that nobody in the story has looked at."""
        unread = self._unread()
        assert not unread, f"unexpected messages: {unread}"

    def also_hear(self, *names: str, because: str) -> None:
        """These people hear something although the story does not look at their phones, and why that is right."""
        assert because
        self._also_hear.update(names)

    def no_outsider_heard(self) -> None:
        """Fails when a message came to somebody who did nothing and whom the story never looked at.

        The fixture asks this at the end of each story: whoever is told something is in it, or `also_hear` says why.
        """
        heard = {
            name: unread
            for name, unread in self._unread().items()
            if not self.everybody[name].is_in_the_story and name not in self._also_hear
        }
        assert not heard, f"the story never looks at these people, who heard: {heard}"

    def _unread(self) -> dict[str, list[str]]:
        """What stands on whose phone that nobody has looked at, but for the end of the first evening's shift."""
        found = {
            name: [text for text in somebody.unread if not text.startswith(EACH_EVENING)]
            for name, somebody in self.everybody.items()
        }
        return {name: texts for name, texts in found.items() if texts}


def _is_what_the_tables_say(tx: Transaction) -> None:
    """Each value that the process keeps of a row is the one that it would read, whatever the story did."""
    nothing_kept = replace(tx, kept=Kept())
    for key, kept in tx.kept.items():
        now: Meeting | Network | None
        if isinstance(kept, Meeting):
            now = meetings.load(nothing_kept, MeetingId(key))
        else:
            now = networks.load(nothing_kept, NetworkId(key))
        assert now is None or now.version != kept.version or now == kept
