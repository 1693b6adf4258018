"""What the page's server takes and refuses, without a browser."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from sandbox import web
from sandbox.picture import link
from sandbox.telegram import PretendTelegram, Upload
from tests.sandbox.page_world import DAN, MARIA, PEOPLE, TOKEN, CannedBot, Clock, keys

HOME = "http://127.0.0.1:8000"


class Room:
    """The routes of the page with a client in front of them."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.telegram = PretendTelegram(self.clock.now, TOKEN)
        for number, (name, _) in PEOPLE.items():
            self.telegram.add_phone(number, name)
        self.bot = CannedBot(self.telegram)
        app = Starlette(routes=list(web.routes(self.telegram, self.clock)))
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOME)

    async def act(self, name: str, /, **deed: object) -> httpx.Response:
        return await self.client.post(f"/sandbox/act/{name}", json=deed)

    async def phone(self, number: int) -> dict[str, Any]:
        picture = (await self.client.get("/sandbox/snapshot")).json()
        found: dict[str, Any] = next(one for one in picture["phones"] if one["id"] == number)
        return found


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    made = Room()
    async with made.client:
        yield made


async def test_the_picture_tells_the_time_and_who_people_are(room: Room) -> None:
    picture = (await room.client.get("/sandbox/snapshot")).json()
    assert picture["now"] == "2026-05-04T13:02:00+00:00"
    assert picture["zone"] == "Europe/London"
    assert picture["due"] is None
    assert [one["name"] for one in picture["phones"]] == ["Maria", "Lena", "Dan", "Aisha", "Lee"]
    assert picture["phones"][1]["caption"] == "team lead"


async def test_a_press_waits_at_its_button_until_it_is_answered(room: Room) -> None:
    await room.act("opens", phone=MARIA, payload="")
    number = await room.bot.sends(MARIA, "Well?", (("Yes", "y"), ("No", "n")))
    assert (await room.act("taps", phone=MARIA, message=number, row=0, column=1)).status_code == 200
    assert (await room.phone(MARIA))["waiting"] == [{"message": number, "row": 0, "column": 1}]
    press = room.telegram.phones[MARIA].presses_made[-1]
    await room.bot.call("answerCallbackQuery", callback_query_id=press.id, text="Thank you", show_alert=True)
    seen = await room.phone(MARIA)
    assert seen["waiting"] == []
    assert seen["answers"] == [{"id": press.id, "text": "Thank you", "alert": True}]


BAD_ACTS = [
    ("says", {"phone": MARIA, "text": " \n "}, "empty message"),
    ("says", {"phone": MARIA, "text": "a" * 4097}, "up to 4096"),
    ("says", {"phone": MARIA, "text": 7}, "no text"),
    ("says", {"phone": 1, "text": "hello"}, "no such phone"),
    ("says", {"phone": "Maria", "text": "hello"}, "no phone"),
    ("says", {"phone": True, "text": "hello"}, "no phone"),
    ("taps", {"phone": MARIA, "message": 1, "row": 0, "column": 0}, "not there any more"),
    ("taps", {"phone": MARIA, "message": 1, "row": -1, "column": -1}, "not there any more"),
    ("taps", {"phone": MARIA, "message": None, "row": 0, "column": 0}, "no message"),
    ("opens", {"phone": MARIA, "payload": "a" * 65}, "would not open"),
    ("opens", {"phone": MARIA, "payload": "a b"}, "would not open"),
    ("language", {"phone": MARIA, "language": "English, please"}, "code of a language"),
    ("phone", {"name": "  ", "language": "en"}, "1 to 64"),
    ("phone", {"name": "a" * 65, "language": "en"}, "1 to 64"),
    ("phone", {"name": "Jo\u202e", "language": "en"}, "1 to 64"),
    ("phone", {"name": "Jo", "language": ""}, "code of a language"),
    ("forward", {"minutes": 0}, "1 minute to 31 days"),
    ("forward", {"minutes": -10}, "1 minute to 31 days"),
    ("forward", {"minutes": 10**30}, "1 minute to 31 days"),
    ("forward", {"minutes": 1.5}, "no minutes"),
    ("forward", {"to": "due"}, "Nothing is due"),
]


@pytest.mark.parametrize(("name", "deed", "words"), BAD_ACTS)
async def test_a_wrong_act_gets_a_sentence_and_changes_nothing(
    room: Room, name: str, deed: dict[str, object], words: str
) -> None:
    before = room.clock.at, len(room.telegram.phones), len(room.telegram.updates.waiting)
    reply = await room.act(name, **deed)
    assert reply.status_code == 400
    assert words in reply.json()["error"]
    after = room.clock.at, len(room.telegram.phones), len(room.telegram.updates.waiting)
    assert after == before


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"a"', b"\xff\xfe", b"[" * 50_000])
async def test_a_body_that_is_no_object_gets_a_sentence(room: Room, body: bytes) -> None:
    reply = await room.client.post("/sandbox/act/says", content=body, headers={"Content-Type": "application/json"})
    assert reply.status_code == 400
    assert "cannot read" in reply.json()["error"]


async def test_a_huge_body_is_not_read_to_its_end(room: Room) -> None:
    reply = await room.act("says", phone=MARIA, text="a" * 100_000)
    assert reply.status_code == 413


async def test_half_a_surrogate_is_refused(room: Room) -> None:
    reply = await room.client.post(
        "/sandbox/act/says",
        content=b'{"phone": 71001, "text": "\\ud83d"}',
        headers={"Content-Type": "application/json"},
    )
    assert reply.status_code == 400


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(("says", "taps", "opens", "language", "phone", "forward", "nothing")),
    deed=st.dictionaries(
        st.sampled_from(("phone", "text", "message", "row", "column", "payload", "language", "name", "minutes")),
        st.one_of(
            st.just(MARIA),
            st.integers(),
            st.text(),
            st.none(),
            st.booleans(),
            st.floats(allow_nan=False, allow_infinity=False),
            st.just([]),
        ),
    ),
)
def test_no_deed_whatever_breaks_the_server(name: str, deed: dict[str, object]) -> None:
    async def asks() -> None:
        room = Room()
        async with room.client:
            reply = await room.act(name, **deed)
            assert reply.status_code in {200, 400, 404}
            assert (await room.client.get("/sandbox/snapshot")).status_code == 200

    asyncio.run(asks())


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.org"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Host": "tornio.example.org"},
        {"Host": "127.0.0.1.example.org:8000"},
        {"Host": "["},
    ],
)
async def test_another_site_may_not_act(room: Room, headers: dict[str, str]) -> None:
    reply = await room.client.post(
        "/sandbox/act/says",
        content=b'{"phone": 71001, "text": "hello"}',
        headers={"Content-Type": "application/json", **headers},
    )
    assert reply.status_code == 403
    assert room.telegram.phones[MARIA].bubbles == []


async def test_its_own_page_may_act(room: Room) -> None:
    reply = await room.client.post(
        "/sandbox/act/says",
        json={"phone": MARIA, "text": "hello"},
        headers={"Origin": HOME, "Sec-Fetch-Site": "same-origin"},
    )
    assert reply.status_code == 200
    assert [bubble.text for bubble in room.telegram.phones[MARIA].bubbles] == ["hello"]


async def test_a_foreign_name_for_loopback_reads_nothing(room: Room) -> None:
    for path in ("/", "/sandbox/snapshot", "/sandbox/events", "/page/page.js"):
        reply = await room.client.get(path, headers={"Host": "evil.example.org"})
        assert reply.status_code == 403


async def test_only_the_pages_own_files_are_given(room: Room) -> None:
    assert (await room.client.get("/page/page.css")).status_code == 200
    for path in ("/page/../web.py", "/page/%2e%2e%2fweb.py", "/page/nothing.js"):
        assert (await room.client.get(path)).status_code == 404


async def test_time_does_not_move_twice_at_once(room: Room) -> None:
    room.clock.hold = asyncio.Event()
    first = asyncio.create_task(room.act("forward", minutes=10))
    await room.clock.hold_reached.wait()
    second = await room.act("forward", minutes=10)
    assert second.status_code == 409
    room.clock.hold.set()
    assert (await first).json() == {"now": "2026-05-04T13:12:00+00:00"}


async def test_a_document_is_saved_and_never_opened_as_a_page(room: Room) -> None:
    room.telegram.phones[MARIA].opens()
    await room.bot.call(
        "sendDocument",
        {"x": Upload("kävely.html", b"<script>alert(1)</script>", "text/html")},
        chat_id=MARIA,
        document="attach://x",
    )
    shown = (await room.phone(MARIA))["bubbles"][-1]["document"]
    reply = await room.client.get(shown["href"])
    assert reply.content == b"<script>alert(1)</script>"
    assert reply.headers["content-type"] == "application/octet-stream"
    assert reply.headers["content-disposition"] == "attachment; filename*=UTF-8''k%C3%A4vely.html"
    assert "sandbox" in reply.headers["content-security-policy"]
    assert (await room.client.get("/sandbox/file/nothing")).status_code == 404


async def test_a_blocked_phone_says_so(room: Room) -> None:
    room.telegram.phones[DAN].opens()
    await room.act("blocks", phone=DAN)
    reply = await room.act("says", phone=DAN, text="hello")
    assert reply.status_code == 400
    assert "Dan has blocked the bot" in reply.json()["error"]


async def test_the_sandbox_does_not_fill_up_with_phones(room: Room) -> None:
    replies = [await room.act("phone", name="Jo", language="en") for _ in range(20)]
    assert [reply.status_code for reply in replies] == [200] * 19 + [400]
    assert "full" in replies[-1].json()["error"]


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://t.me/tornio_demo_bot?start=a_1", "a_1"),
        ("https://T.me/Tornio_Demo_Bot", ""),
        ("tg://resolve?domain=tornio_demo_bot&start=x", "x"),
    ],
)
def test_a_link_to_this_bot_asks_for_a_phone(url: str, found: str) -> None:
    made = link(url, "tornio_demo_bot")
    assert made is not None
    assert made["deep"] == found


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[", ""])
def test_an_unsafe_address_is_no_link(url: str) -> None:
    assert link(url, "tornio_demo_bot") is None


def test_other_addresses_open_beside_the_page() -> None:
    assert link("https://t.me/somebody_else", "tornio_demo_bot") == {"href": "https://t.me/somebody_else"}
    assert link("tel:999", "tornio_demo_bot") == {"href": "tel:999"}


async def test_entities_count_as_telegram_counts(room: Room) -> None:
    room.telegram.phones[MARIA].opens()
    await room.bot.call(
        "sendMessage",
        chat_id=MARIA,
        text="😀 https://example.org",
        reply_markup=keys((("A", "a"),)),
    )
    shown = (await room.phone(MARIA))["bubbles"][-1]
    entity = {"type": "url", "offset": 3, "length": 19, "link": {"href": "https://example.org"}}
    assert shown["entities"] == [entity]
