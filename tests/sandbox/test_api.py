"""The same server over HTTP: forms, JSON, files, real cuts and real silence, webhooks."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.error import NetworkError, TimedOut

from sandbox.loopback import serving
from sandbox.telegram import Phone, PretendTelegram
from tests.sandbox.conftest import TOKEN, told


@pytest.fixture
async def http(root: str) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(root) as session:
        yield session


@pytest.fixture
async def far_bot(root: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    """A PTB bot as it comes, with httpx, that talks to the sandbox."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    async with Bot(TOKEN, base_url=f"{root}/bot", base_file_url=f"{root}/file/bot") as bot:
        yield bot


async def test_a_ptb_bot_talks_over_http(telegram: PretendTelegram, far_bot: Bot, mum: Phone) -> None:
    number = mum.says("/start grüße 🙂")
    (update,) = await far_bot.get_updates(allowed_updates=["message", "callback_query"])
    assert update.update_id == number
    assert update.message is not None
    assert update.message.text == "/start grüße 🙂"
    sent = await far_bot.send_message(
        7,
        "<b>Wann?</b> 🙂",
        parse_mode="HTML",
        reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="j")]]),
    )
    press = mum.taps(sent.message_id, 0, 0)
    (pressed,) = await far_bot.get_updates(offset=number + 1, timeout=5)
    assert pressed.callback_query is not None
    await pressed.callback_query.answer("Danke")
    assert press.text == "Danke"
    await far_bot.edit_message_text("Um 4", 7, sent.message_id)
    assert mum.bubble(sent.message_id).text == "Um 4"


async def test_files_travel_both_ways(far_bot: Bot, mum: Phone) -> None:
    content = bytes(range(256)) + b"\r\n--\r\n"
    for file in (content, InputFile(content, "käse.bin", attach=True)):
        sent = await far_bot.send_document(7, file, filename="käse.bin", caption="für dich")
        shown = mum.bubbles[-1].document
        assert shown is not None
        assert (shown.file_name, shown.size) == ("käse.bin", len(content))
        assert mum.bubbles[-1].caption == "für dich"
        assert sent.document is not None
        fetched = await (await sent.document.get_file()).download_as_bytearray()
        assert bytes(fetched) == content


@pytest.mark.parametrize("how", ["query", "form", "json", "multipart"])
async def test_parameters_come_in_four_ways(http: aiohttp.ClientSession, mum: Phone, how: str) -> None:
    url = f"/bot{TOKEN}/sendMessage"
    params = {"chat_id": "7", "text": "tea & cake = 🙂\r\nat 4"}
    match how:
        case "query":
            request = http.get(url, params=params)
        case "form":
            request = http.post(url, data=params)
        case "json":
            request = http.post(url, json=params)
        case _:
            with aiohttp.MultipartWriter("form-data") as body:
                for name, value in params.items():
                    body.append(value).set_content_disposition("form-data", name=name)
            request = http.post(url, data=body)
    async with request as answer:
        assert answer.status == 200, await answer.text()
    assert mum.bubbles[-1].text == "tea & cake = 🙂\nat 4"


async def test_bytes_that_make_no_sense_are_refused(http: aiohttp.ClientSession) -> None:
    url = f"/bot{TOKEN}/getMe"
    for kind, body in (
        ("application/json", b"{"),
        ("application/json", b"[]"),
        ("application/json", b"[" * 100_000),
        ("application/x-www-form-urlencoded", b"a=\xff"),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=b", b"--b\r\nnothing\r\n--b--"),
    ):
        async with http.post(url, data=body, headers={"Content-Type": kind}) as answer:
            assert answer.status == 400, (kind, body[:20])
            assert (await answer.json())["error_code"] == 400


async def test_tokens_and_methods_are_checked(http: aiohttp.ClientSession) -> None:
    for path, status in (
        (f"/bot{TOKEN}/getMe", 200),
        ("/bot1:no/getMe", 401),
        (f"/bot{TOKEN}/no", 404),
        (f"/file/bot{TOKEN}/documents/none", 404),
        ("/elsewhere", 404),
    ):
        async with http.get(path) as answer:
            assert answer.status == status, path


async def test_a_cut_closes_the_connection_without_a_word(
    telegram: PretendTelegram, http: aiohttp.ClientSession, far_bot: Bot, mum: Phone
) -> None:
    for number, kind in enumerate(("cut_before", "cut_after")):
        telegram.faults.next("sendMessage", kind)  # type: ignore[arg-type]
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await http.post(f"/bot{TOKEN}/sendMessage", data={"chat_id": "7", "text": "hi"})
        assert len(mum.bubbles) == 1 + number
    telegram.faults.next("sendMessage", "cut_after")
    with pytest.raises(NetworkError):
        await far_bot.send_message(7, "hi")
    assert len(mum.bubbles) == 3


async def test_a_silence_lasts_until_the_caller_gives_up(telegram: PretendTelegram, far_bot: Bot, mum: Phone) -> None:
    telegram.faults.next("sendMessage", "silence", effect=True)
    with pytest.raises(TimedOut):
        await far_bot.send_message(7, "hi", read_timeout=0.05)
    assert mum.bubbles[-1].text == "hi"


async def test_a_silence_ends_with_the_server(telegram: PretendTelegram, http: aiohttp.ClientSession) -> None:
    telegram.faults.next("getMe", "silence")
    call = asyncio.ensure_future(http.post(f"/bot{TOKEN}/getMe"))
    while not telegram.calls:
        await asyncio.wait((call,), timeout=0.01)
    telegram.close()
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await call


async def test_offline_takes_downloads_along(telegram: PretendTelegram, http: aiohttp.ClientSession) -> None:
    with telegram.faults.offline(), pytest.raises(aiohttp.ServerDisconnectedError):
        await http.get(f"/file/bot{TOKEN}/documents/none")


async def test_a_webhook_gets_updates_in_order_until_it_takes_them(
    telegram: PretendTelegram, root: str, mum: Phone
) -> None:
    heard: list[tuple[int, str | None]] = []
    answers = [503, 500]
    enough = asyncio.Event()

    async def hook(request: Request) -> Response:
        update = await request.json()
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        heard.append((update["update_id"], secret))
        if len(heard) == 4:
            enough.set()
        return Response(status_code=answers.pop(0) if answers else 204)

    async with serving(Starlette(routes=[Route("/hook", hook, methods=["POST"])])) as address:
        params = {"url": f"{address}/hook", "secret_token": "s3cret"}
        told(await telegram.call("setWebhook", params))
        first, second = mum.says("one"), mum.says("two")
        async with asyncio.timeout(10):
            await enough.wait()
            while telegram.updates.waiting:
                await telegram.wait_change(telegram.changed)
    assert heard == [
        (first, "s3cret"),
        (first, "s3cret"),
        (first, "s3cret"),
        (second, "s3cret"),
    ]
    info = told(await telegram.call("getWebhookInfo", {}))
    assert isinstance(info, dict)
    assert info["pending_update_count"] == 0
    assert info["last_error_message"].startswith("Wrong response from the webhook: 500")


async def test_answers_do_not_wait_for_acknowledgements(root: str) -> None:
    """Nagle's algorithm would hold each answer back for 40 ms, and every bench with it."""
    at_the_other_end: list[int] = []

    async def look(request: Request) -> Response:
        other_end = request.receive.__self__.transport.get_extra_info("socket")  # type: ignore[attr-defined]
        at_the_other_end.append(other_end.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        return Response()

    async with (
        serving(Starlette(routes=[Route("/", look)])) as address,
        aiohttp.ClientSession() as session,
        session.get(address) as answer,
    ):
        assert answer.status == 200
    assert at_the_other_end == [1]


async def test_a_port_that_is_taken_is_an_error(root: str) -> None:
    port = int(root.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        async with serving(Starlette(), port=port):
            pytest.fail("two servers on one port")
