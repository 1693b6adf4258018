"""`tornio demo`: the bot, a pretend Telegram and a page with phones in one process, and a small story."""

import asyncio
import signal
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from cryptography.fernet import Fernet
from rich.console import Console
from starlette.applications import Starlette

from bot.clock import SystemClock
from bot.house import PATIENCE, House
from bot.log import set_up
from bot.organisation import read
from rules.notice import Kind, Notice, Subject
from rules.organisation import Organisation
from rules.people import Role
from sandbox.dial import RunningClock
from sandbox.loopback import serving
from sandbox.steps import taken
from sandbox.telegram import PretendTelegram
from sandbox.web import routes
from sandbox.wire import InProcess
from storage import outbox, people, teams
from storage.database import Transaction, engine_for
from storage.schema import upgrade
from storage.sealing import Keyring

ORGANISATION = Path(__file__).parent.parent / "organisation.kent.toml"
TOKEN = "1000000:the-demo-has-no-secrets"  # noqa: S105 - it opens nothing

MORNING = 10
"""The hour at which the story begins, whatever the time is outside: nobody's reminders wait for the night to end."""


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody in the story.

    `role` is None for those the team does not know yet; `caption` is a key of the page's words.
    """

    user_id: int
    name: str
    language: str
    role: Role | None
    caption: str


CAST = (
    Character(11, "Maria", "en", None, "mother"),
    Character(2, "Dan", "en", Role.PRACTITIONER, "onDuty"),
    Character(1, "Lena", "en", Role.LEAD, "lead"),
    Character(12, "Sam", "en", None, "son"),
    Character(13, "Eva", "fi", None, "sister"),
    Character(3, "Aisha", "en", Role.PRACTITIONER, "practitioner"),
    Character(4, "Lee", "en", Role.PEER, "peer"),
)
"""Everybody, in the order in which their phones stand on the page."""

screen = Console(stderr=True, soft_wrap=True, highlight=False)


class Story:
    """The stage of the page: the house, its clock, and who everybody is."""

    def __init__(self, organisation: Organisation, database_url: str, *, today: datetime | None = None) -> None:
        now = (today or SystemClock().now()).astimezone(ZoneInfo(organisation.zone))
        self.clock = RunningClock(now.replace(hour=MORNING, minute=0, second=0))
        self.telegram = PretendTelegram(self.clock.now, TOKEN)
        self._organisation = organisation
        self._turning = asyncio.Lock()
        self._done: frozenset[int] = frozenset()
        self._engine = engine_for(database_url, patience=PATIENCE)
        self.house = House(
            token=TOKEN,
            api_url="http://pretend.invalid",
            engine=self._engine,
            keyring=Keyring([Fernet.generate_key().decode()]),
            organisation=organisation,
            clock=self.clock,
            sending=InProcess(self.telegram),
            polling=InProcess(self.telegram),
        )

    @property
    def zone(self) -> str:
        return self._organisation.zone

    @property
    def captions(self) -> Mapping[int, str]:
        return {one.user_id: one.caption for one in CAST}

    def now(self) -> datetime:
        return self.clock.now()

    async def open(self) -> None:
        """An empty database, one team, and everybody's phone."""
        upgrade(self._engine)
        for one in CAST:
            phone = self.telegram.add_phone(one.user_id, one.name, language_code=one.language)
            phone.started = one.role is not None
        await self.house.database.run(self._hire)
        await self.house.open()

    async def close(self) -> None:
        await self.house.close()
        self._engine.dispose()

    def _hire(self, tx: Transaction) -> None:
        organisation = self._organisation
        team = teams.found(tx, name=organisation.name, zone=organisation.zone, waits=organisation.waits)
        for one in CAST:
            if one.role is None:
                continue
            person = people.register(tx, team=team.id, name=one.name, language=one.language, telegram_id=one.user_id)
            people.set_language(tx, person.id, one.language)
            people.hire(tx, person.id, team.id, one.role)
            if one.name == "Dan":
                people.set_on_duty(tx, person.id, tx.now + timedelta(days=7))
            outbox.put(tx, [Notice(Kind.HOME, person.id, Subject.PERSON, person.id)])

    async def forward(self, step: timedelta) -> None:
        """Let time pass, stopping at each moment at which something is due."""
        async with self._turning:
            await self._turn_to(self.clock.now() + step)

    async def next_due(self) -> datetime | None:
        return await self.house.ticks.next_due()

    async def done(self) -> frozenset[int]:
        # A step stays taken, also when a network closes or a time is changed.
        self._done |= await self.house.database.run(taken)
        return self._done

    async def forward_to_next_due(self) -> None:
        async with self._turning:
            due = await self.next_due()
            if due is not None:
                await self._turn_to(due)

    async def _turn_to(self, target: datetime) -> None:
        while (due := await self.next_due()) is not None and due <= target:
            self.clock.set(due)
            await self.house.ticks.tick()
            await self.house.delivery.flush()
        self.clock.set(target)
        self.telegram.touch()


def demo(
    port: Annotated[int, typer.Option(help="Where the page is served, on this machine only.")] = 8000,
) -> None:
    """Play the whole path on phones in a web page: no token, no account, nothing leaves this machine."""
    set_up()
    with TemporaryDirectory(prefix="tornio-demo-") as folder:
        try:
            asyncio.run(_serve(port, f"sqlite:///{folder}/demo.db"))
        except OSError as fault:
            screen.print(f"Port {port} cannot be used ({fault.strerror}). Choose another: make demo PORT=8001")
            raise typer.Exit(2) from None


async def _serve(port: int, database_url: str) -> None:
    story = Story(read(ORGANISATION), database_url)
    await story.open()
    stopped = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    try:
        async with serving(Starlette(routes=routes(story.telegram, story)), port=port) as root:
            screen.print(f"\nTornio's phones are here: {root}\nStop with Ctrl+C.\n")
            house = asyncio.create_task(story.house.run())
            stop = asyncio.create_task(stopped.wait())
            await asyncio.wait((house, stop), return_when=asyncio.FIRST_COMPLETED)
            house.cancel()
            with suppress(asyncio.CancelledError):
                await house
            story.telegram.close()
    finally:
        await story.close()
