"""Whatever answers in Telegram's place is a network that does not work, and never the end of the process."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from structlog.testing import capture_logs
from telegram.error import InvalidToken, TelegramError
from telegram.request import BaseRequest, RequestData

from bot.clock import SystemClock
from bot.terminal import TELEGRAM_EXIT
from bot.wire import Line, NotThere, failure
from rules.sending import Failure
from sandbox.loopback import serving
from tests.bot.commands import ends, says, set_up, tornio
from tests.bot.living import HurriedClock, pretend, running
from tests.bot.test_running import until_messages
from tests.world import TOKEN


class Answering(BaseRequest):
    """Gives one answer to everything."""

    def __init__(self, status: int, body: bytes) -> None:
        self._answer = status, body

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    @property
    def read_timeout(self) -> float | None:
        return None

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        return self._answer


def line(status: int, body: bytes) -> Line:
    request = Answering(status, body)
    return Line(TOKEN, request=request, get_updates_request=request)


JUNK = [b"null", b"[]", b'"x"', b"7", b'{"ok":true}', b"{}", b"[" * 100_000, b"<html>sign in</html>", b"\xff", b""]


@pytest.mark.parametrize("body", JUNK, ids=range(len(JUNK)))
@pytest.mark.parametrize("status", [200, 502, 400])
async def test_what_is_not_telegrams_is_no_fault_of_ours(status: int, body: bytes) -> None:
    with pytest.raises(TelegramError):
        await line(status, body).call("sendMessage", {})
    with pytest.raises(TelegramError):
        await line(status, body).initialize()


@pytest.mark.parametrize("body", [b'{"ok":true,"result":"x"}', b'{"ok":true,"result":{}}', b'{"ok":true,"result":[1]}'])
async def test_who_is_no_bot_is_not_telegrams(body: bytes) -> None:
    with pytest.raises(TelegramError):
        await line(200, body).initialize()


async def test_only_401_speaks_of_the_token() -> None:
    with pytest.raises(InvalidToken):
        await line(401, b'{"ok":false,"error_code":401,"description":"Unauthorized"}').call("getMe", {})
    for body in (b'{"ok":false,"error_code":404,"description":"Not Found"}', b"<html>nothing here</html>"):
        with pytest.raises(NotThere) as fault:
            await line(404, body).call("getMe", {})
        assert failure(fault.value) is Failure.SERVER, "it is tried again"


async def test_an_address_without_a_bot_api_is_named(folder: Path) -> None:
    async with serving(Starlette()) as url:
        set_up(folder, api_url=url)
        says(await asyncio.to_thread(tornio, "migrate"), 0)
        says(await asyncio.to_thread(tornio, "invite"), TELEGRAM_EXIT, "TORNIO_BOT_TOKEN", "TORNIO_API_URL")
        code, said = await ends(folder, "run")
    assert code == TELEGRAM_EXIT
    assert "There is no such bot" in said


async def test_a_sign_in_page_is_no_telegram(folder: Path) -> None:
    async def page(_request: Request) -> Response:
        return Response("<html>sign in</html>", media_type="text/html")

    async with serving(Starlette(routes=[Route("/{path:path}", page, methods=["GET", "POST"])])) as url:
        set_up(folder, api_url=url)
        says(await asyncio.to_thread(tornio, "migrate"), 0)
        code, said = await ends(folder, "invite")
    assert code == TELEGRAM_EXIT
    assert "Telegram cannot be reached" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("junk", [[{}], ["x"], [{"update_id": 2**70}], {"a": 1}, 7])
async def test_updates_that_cannot_be_acknowledged_are_no_endless_loop(
    monkeypatch: pytest.MonkeyPatch, junk: Any
) -> None:
    clock = HurriedClock(100)
    telegram = pretend(clock)
    call, polls = Line.call, 0

    async def spoilt(line: Line, method: str, params: Any, *more: Any, **named: Any) -> Any:
        nonlocal polls
        polls += method == "getUpdates"
        return junk if method == "getUpdates" and polls < 6 else await call(line, method, params, *more, **named)

    monkeypatch.setattr(Line, "call", spoilt)
    telegram.phones[201].says("/start")
    with capture_logs() as lines:
        async with running(telegram, clock):
            await until_messages(telegram.phones[201], 1, SystemClock())
    assert all(clock.waits[seconds] for seconds in (1.0, 2.0, 4.0, 8.0)), "the pauses grow"
    assert "polling did not work" in {entry["event"] for entry in lines}
