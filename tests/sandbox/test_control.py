"""The hands of a test in another process."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from sandbox.telegram import Phone, PretendTelegram
from tests.sandbox.conftest import TOKEN, refused, told


class Hands:
    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session = session

    async def get(self, path: str, status: int = 200) -> Any:
        async with self.session.get(f"/control/{path}") as answer:
            assert answer.status == status
            return await answer.json()

    async def post(self, path: str, body: object, status: int = 200) -> Any:
        async with self.session.post(f"/control/{path}", json=body) as answer:
            assert answer.status == status
            return await answer.json()


@pytest.fixture
async def hands(root: str) -> AsyncIterator[Hands]:
    async with aiohttp.ClientSession(root) as session:
        yield Hands(session)


async def test_phones_are_added_and_read(telegram: PretendTelegram, hands: Hands) -> None:
    asked = [
        {"user_id": 8, "first_name": "Dad", "language_code": "fi"},
        {"user_id": 8, "first_name": "Twin"},
        {"first_name": "Nobody"},
    ]
    dad, twin, nobody = await hands.post("phones", asked)
    assert dad == {"user_id": 8}
    assert "error" in twin
    assert "error" in nobody
    (said,) = await hands.post("acts", [{"phone": 8, "act": "opens", "payload": "k-1"}])
    shown = await hands.get("phones/8")
    assert (shown["language_code"], shown["started"]) == ("fi", True)
    assert [bubble["text"] for bubble in shown["bubbles"]] == ["/start k-1"]
    assert said["update_id"] == telegram.updates.last_id
    await hands.get("phones/9", status=404)


async def test_many_acts_at_once(telegram: PretendTelegram, hands: Hands, mum: Phone) -> None:
    markup = {
        "inline_keyboard": [
            [{"text": "Yes", "callback_data": "y"}],
            [{"text": "Map", "url": "https://example.org"}],
        ]
    }
    told(await telegram.call("sendMessage", {"chat_id": 7, "text": "Come?", "reply_markup": markup}))
    card = mum.bubbles[-1].message_id
    by_place, by_words, hostile, says, forwards, missing, nobody, fly = await hands.post(
        "acts",
        [
            {"phone": 7, "act": "taps", "message_id": card, "row": 0, "column": 0},
            {"phone": 7, "act": "taps", "text": "Yes"},
            {"phone": 7, "act": "presses", "data": "\x00"},
            {"phone": 7, "act": "says", "text": "hello"},
            {"phone": 7, "act": "forwards", "message_id": card},
            {"phone": 7, "act": "taps", "text": "No"},
            {"phone": 70, "act": "says", "text": "hello"},
            {"phone": 7, "act": "flies"},
        ],
    )
    assert [by_place["press"], by_words["press"], hostile["press"]] == [press.id for press in mum.presses_made]
    waiting = await hands.get("updates")
    assert [update["update_id"] for update in waiting] == [
        act["update_id"] for act in (by_place, by_words, hostile, says, forwards)
    ]
    assert all("error" in act for act in (missing, nobody, fly))


async def test_raw_updates_and_the_log(telegram: PretendTelegram, hands: Hands, mum: Phone) -> None:
    (number,) = await hands.post("updates", [{"message": "broken"}])
    assert number["update_id"] == telegram.updates.last_id
    told(await telegram.call("getMe", {}))
    await telegram.call("sendMessage", {"chat_id": 7})
    calls = await hands.get("calls")
    assert [(call["method"], call["status"]) for call in calls] == [
        ("getMe", 200),
        ("sendMessage", 400),
    ]
    assert await hands.get(f"calls?since={calls[0]['number']}") == calls[1:]
    assert await hands.get("calls?method=getme&limit=1") == calls[:1]
    state = await hands.post("forget", [])
    assert state["calls"] == 0
    assert mum.bubbles == []


async def test_faults_are_planned(telegram: PretendTelegram, hands: Hands) -> None:
    fine, wrong, unknown = await hands.post(
        "faults",
        [
            {"do": "next", "method": "getMe", "kind": "server_error", "times": 1},
            {"do": "next", "method": "getMe", "kind": "gremlins"},
            {"do": "dance"},
        ],
    )
    assert fine == {"planned": 1}
    assert "error" in wrong
    assert "error" in unknown
    assert refused(await telegram.call("getMe", {}))[0] == 502
    await hands.post("faults", [{"do": "random", "seed": 1, "share": 1, "kinds": ["too_many"]}])
    assert refused(await telegram.call("getMe", {}))[0] == 429
    await hands.post("faults", [{"do": "offline"}])
    assert telegram.faults.is_offline
    await hands.post("faults", [{"do": "online"}, {"do": "calm"}])
    told(await telegram.call("getMe", {}))


async def test_waiting_for_a_change(hands: Hands, mum: Phone) -> None:
    state = await hands.get("state")
    assert await hands.get(f"wait?since={state['revision']}&seconds=0") == state
    wait = asyncio.ensure_future(hands.get(f"wait?since={state['revision']}"))
    await asyncio.wait((wait,), timeout=0.02)
    assert not wait.done()
    mum.says("hello")
    assert (await wait)["waiting"] == state["waiting"] + 1


async def test_nonsense_is_refused(hands: Hands) -> None:
    await hands.post("acts", {"phone": 7}, status=400)
    await hands.post("acts", [1], status=400)
    await hands.get("wait?since=soon", status=400)
    await hands.get("calls?since=soon", status=400)
    async with hands.session.post("/control/acts", data=b"{") as answer:
        assert answer.status == 400


async def test_it_runs_as_a_process_of_its_own() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "sandbox.alone",
        "--token",
        TOKEN,
        "--no-limits",
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        address = (await process.stdout.readline()).decode().strip()
        async with aiohttp.ClientSession(address) as session:
            hands = Hands(session)
            await hands.post("phones", [{"user_id": 8, "first_name": "Dad"}])
            poll = asyncio.ensure_future(session.get(f"/bot{TOKEN}/getUpdates", params={"timeout": "30"}))
            await asyncio.wait((poll,), timeout=0.05)
            (said,) = await hands.post("acts", [{"phone": 8, "act": "says", "text": "hi"}])
            async with await poll as answer:
                (update,) = (await answer.json())["result"]
        assert update["update_id"] == said["update_id"]
        process.terminate()
        assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
