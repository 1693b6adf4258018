"""A story small enough for the page's own tests: a clock, some people, a bot of canned answers."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

import segno
from starlette.applications import Starlette

from sandbox import web
from sandbox.telegram import PretendTelegram, Upload

MONDAY = datetime(2026, 5, 4, 13, 2, tzinfo=UTC)
TOKEN = "42:made-up"
MARIA, LENA, DAN, AISHA, LEE = 71_001, 71_002, 71_003, 71_004, 71_005
PEOPLE = {
    MARIA: ("Maria", "a mother who calls"),
    LENA: ("Lena", "team lead"),
    DAN: ("Dan", "practitioner"),
    AISHA: ("Aisha", "practitioner"),
    LEE: ("Lee", "peer support worker"),
}
WELCOME = (
    "<b>Kent network meetings</b>\n"
    "This is an automatic service. It reaches a team who can talk with you and your family.\n\n"
    "If life is in danger, call <b>999</b>. For NHS help at any time, call <b>111</b>, option 2."
)
CARD = (
    "<b>Someone wants to talk</b>\nMaria asked at 2:02pm. Nobody has answered yet.\n"
    "<i>24 hours to a first meeting: until Tuesday 5 May 2026, 2:02pm.</i>"
)
INVITED = "You are invited to a network called <b>quiet harbour</b>. Would you like to join?"
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"


class Clock:
    """A stage whose time moves only when it is moved."""

    zone = "Europe/London"

    def __init__(self) -> None:
        self.at = MONDAY
        self.due: list[datetime] = []
        self.steps: frozenset[int] = frozenset()
        self.captions: dict[int, str] = {who: words for who, (_, words) in PEOPLE.items()}
        self.hold: asyncio.Event | None = None
        self.hold_reached = asyncio.Event()
        self.hangs: asyncio.Event | None = None

    def now(self) -> datetime:
        return self.at

    async def forward(self, step: timedelta) -> None:
        if self.hold is not None:
            self.hold_reached.set()
            await self.hold.wait()
        self.at += step
        self.due = [moment for moment in self.due if moment > self.at]

    async def next_due(self) -> datetime | None:
        return min(self.due, default=None)

    async def done(self) -> frozenset[int]:
        if self.hangs is not None:
            await self.hangs.wait()
        return self.steps

    async def forward_to_next_due(self) -> None:
        await self.forward(min(self.due) - self.at)


def keys(*rows: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    """An inline keyboard; words with "://" in the second place are links."""
    return {
        "inline_keyboard": [
            [{"text": text, "url" if "://" in act else "callback_data": act} for text, act in row] for row in rows
        ]
    }


class CannedBot:
    """Knows a few buttons and words by heart."""

    def __init__(self, telegram: PretendTelegram) -> None:
        self.telegram = telegram
        self.heard: list[dict[str, Any]] = []

    async def call(self, method: str, files: Mapping[str, Upload] | None = None, **params: object) -> Any:
        """The result of one call; an AssertionError when the pretend Telegram refuses it."""
        reply = await self.telegram.call(method, params, files or {})
        assert reply.status == 200, reply.body
        return reply.body["result"]

    async def sends(self, chat: int, text: str, *rows: tuple[tuple[str, str], ...]) -> int:
        """Send a message in HTML; gives its number."""
        more: dict[str, Any] = {"reply_markup": keys(*rows)} if rows else {}
        sent = await self.call("sendMessage", chat_id=chat, text=text, parse_mode="HTML", **more)
        return int(sent["message_id"])

    async def introduces(self) -> None:
        """Set what phones show before the first word."""
        await self.call(
            "setMyDescription",
            description="A way to a team that meets with you and the people who matter to you.\n\n"
            "It is not an emergency service. If life is in danger, call 999.",
        )
        commands = [
            {"command": "start", "description": "The first screen"},
            {"command": "help", "description": "What this service does"},
            {"command": "mine", "description": "What is held about me"},
        ]
        await self.call("setMyCommands", commands=commands)

    async def runs(self) -> None:
        """Answer for as long as there is a Telegram."""
        offset = 0
        while not self.telegram.closed:
            for update in await self.call("getUpdates", offset=offset, timeout=20):
                offset = update["update_id"] + 1
                self.heard.append(update)
                if query := update.get("callback_query"):
                    await self.pressed(query)
                elif message := update.get("message"):
                    await self.told(message["chat"]["id"], message.get("text", ""))

    async def told(self, chat: int, text: str) -> None:
        """Answer typed words."""
        match text.split():
            case ["/start", "join_harbour"]:
                await self.sends(chat, INVITED, (("Yes", "toast"), ("Not now", "toast")))
            case ["/start", *_]:
                await self.sends(
                    chat,
                    WELCOME,
                    (("I need to talk to someone", "need"),),
                    (("Suomi", "toast"), ("العربية", "toast")),
                    (("About network meetings", "https://example.org/about"),),
                )
            case ["invite"]:
                await self.invites(chat)
            case ["files"]:
                await self.files(chat)
            case _:
                await self.sends(chat, f"You said: {escape(text)}"[:4000])

    async def pressed(self, query: dict[str, Any]) -> None:
        """Answer a press, except one called "slow"."""
        chat = query["message"]["chat"]["id"]
        number = query["message"]["message_id"]
        answer: dict[str, Any] = {}
        match query["data"]:
            case "need":
                await self.sends(chat, "The people on duty have been told, at <b>2:02pm</b>.")
                for staff in (LENA, DAN, AISHA, LEE):
                    if self.telegram.phones[staff].started:
                        await self.sends(staff, CARD, (("I have this", "take"),))
            case "take":
                answer = {"text": "You have this. Maria is told your name."}
                await self.call(
                    "editMessageText",
                    chat_id=chat,
                    message_id=number,
                    parse_mode="HTML",
                    text="<b>You have this</b>\nCall Maria when you can. She sees your name.",
                    reply_markup=keys(
                        (("I have spoken with them", "toast"),),
                        (("I could not reach them", "alert"),),
                    ),
                )
            case "slow":
                return
            case "alert":
                answer = {"text": "Nobody else has been asked yet.", "show_alert": True}
            case "toast":
                answer = {"text": "Noted."}
        await self.call("answerCallbackQuery", callback_query_id=query["id"], **answer)

    async def invites(self, chat: int) -> None:
        """Send an invitation: a link in the words, on a button, and as a QR code."""
        url = f"https://t.me/{self.telegram.username}?start=join_harbour"
        await self.sends(chat, f'Open <a href="{url}">this invitation</a>, or {url}', (("Join", url),))
        picture = io.BytesIO()
        segno.make(url).save(picture, kind="png", scale=8, border=3)
        await self.call(
            "sendPhoto",
            {"qr": Upload("qr.png", picture.getvalue(), "image/png")},
            chat_id=chat,
            photo="attach://qr",
            caption="Scan this with the other phone. It works for 48 hours.",
        )

    async def files(self, chat: int) -> None:
        """Send a calendar file, a venue and a point."""
        await self.call(
            "sendDocument",
            {"ics": Upload("meeting.ics", CALENDAR, "text/calendar")},
            chat_id=chat,
            document="attach://ics",
            caption="Thursday 7 May 2026, 4pm to 5:30pm",
        )
        await self.call(
            "sendVenue",
            chat_id=chat,
            latitude=51.278,
            longitude=1.083,
            title="The Beaney",
            address="18 High Street, Canterbury",
        )
        await self.call("sendLocation", chat_id=chat, latitude=51.2802, longitude=1.0789)


class World:
    """The phones, their bot and the routes of the page."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.clock = Clock()
        self.telegram = PretendTelegram(self.clock.now, TOKEN)
        self.bot = CannedBot(self.telegram)
        self.app = Starlette(routes=list(web.routes(self.telegram, self.clock)))

    @classmethod
    @asynccontextmanager
    async def living(cls, address: str) -> AsyncIterator[World]:
        """A world whose bot answers, for as long as it lasts; its page shall be found at `address`."""
        world = cls(address)
        for number, (name, _) in PEOPLE.items():
            world.telegram.add_phone(number, name)
        await world.bot.introduces()
        bot = asyncio.create_task(world.bot.runs())
        try:
            yield world
            assert world.telegram.closed or not bot.done(), bot.exception()
        finally:
            world.telegram.close()
            bot.cancel()
            with suppress(asyncio.CancelledError, AssertionError):
                await bot
