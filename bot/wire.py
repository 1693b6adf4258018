"""The line to Telegram: PTB's bot with raw answers, and PTB's requests on aiohttp.

The HTTP client is most of what an update costs (docs/benchmarks.md).
"""

import os
from datetime import timedelta
from functools import lru_cache
from typing import Any

import aiohttp
from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, RequestData

from handlers.card import Attachment
from rules.sending import Failure

# PTB would warn at each 429 that its pause is going to be a timedelta; ours may be either.
os.environ.setdefault("PTB_TIMEDELTA", "1")


NOT_TELEGRAMS = (KeyError, TypeError, AttributeError, RecursionError)
"""What PTB raises at JSON that is not an answer of the Bot API."""


class Line(Bot):
    """A bot that gives raw JSON: an update that PTB cannot parse must not block the ones behind it.

    Whatever answers in Telegram's place (a proxy, a sign-in page, another API) raises NotTelegram.
    """

    async def initialize(self) -> None:
        try:
            await super().initialize()
        except NOT_TELEGRAMS as fault:
            raise NotTelegram(type(fault).__name__) from fault

    async def _post(self, endpoint: str, *args: Any, **more: Any) -> Any:
        try:
            return await super()._post(endpoint, *args, **more)
        except InvalidToken as fault:
            # Telegram says 401 to a token that it does not know; 404 says any server to what it has not.
            if "unauthorized" in fault.message.lower():
                raise
            raise NotThere("not found") from fault
        except NOT_TELEGRAMS as fault:
            raise NotTelegram(type(fault).__name__) from fault

    async def call(
        self,
        method: str,
        params: dict[str, Any],
        attachment: Attachment | None = None,
        *,
        timeout: float | None = None,
    ) -> Any:
        """Call the Bot API; `timeout` is in seconds. Raises PTB's TelegramError."""
        given = dict(params)
        if attachment is not None:
            given[attachment.kind] = InputFile(attachment.content, filename=attachment.name)
        if timeout is None:
            return await self._post(method, given)
        return await self._post(method, given, read_timeout=timeout)


def failure(fault: TelegramError) -> Failure:
    """Which of the failures that `rules.sending` knows this is (telegram.md, "Limits and lifetimes")."""
    words = fault.message.lower()
    match fault:
        case RetryAfter():
            return Failure.TOO_MANY
        case Forbidden() | ChatMigrated():
            return Failure.UNREACHABLE
        case BadRequest() if "chat not found" in words or "user is deactivated" in words:
            return Failure.UNREACHABLE
        case BadRequest() if "not modified" in words:
            return Failure.NOT_MODIFIED
        case BadRequest() if "not found" in words or "can't be edited" in words or "can't be deleted" in words:
            return Failure.GONE
        case BadRequest() if "no text in the message" in words or "query is too old" in words:
            return Failure.GONE
        case BadRequest():
            return Failure.BAD
        case NotSent() | NotThere() | InvalidToken():
            return Failure.SERVER
        case TimedOut():
            return Failure.UNKNOWN
        case NetworkError() if words.endswith(")") or "internal server" in words or "bad gateway" in words:
            return Failure.SERVER
        case _:
            return Failure.UNKNOWN


class NotSent(NetworkError):
    """No connection could be made: whatever was to be sent has certainly not arrived."""


class NotThere(NetworkError):
    """404: no such bot, or no Bot API at this address."""


class NotTelegram(NetworkError):
    """Something answered, and it was not Telegram: nobody knows what became of the call."""


def asked_pause(fault: TelegramError) -> float:
    """The seconds for which Telegram asked to wait; 0 when it did not."""
    if not isinstance(fault, RetryAfter):
        return 0
    pause = fault.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)


def seconds(value: Any, otherwise: float) -> float:
    """PTB passes its own default marker where the caller named no time-out."""
    return float(value) if isinstance(value, int | float) else otherwise


class Aiohttp(BaseRequest):
    """One session with a pool of connections. Time-outs are in seconds."""

    def __init__(self, *, connections: int = 64, connect: float = 5, total: float = 15) -> None:
        self._connections = connections
        self._connect = connect
        self._total = total
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._total

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60),
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("this request has not been initialised")
        limits = _limits(seconds(read_timeout, self._total), seconds(connect_timeout, self._connect))
        try:
            async with self._session.request(method, url, timeout=limits, **_body(request_data)) as response:
                return response.status, await response.read()
        except aiohttp.ConnectionTimeoutError as fault:
            raise NotSent("no connection in time") from fault
        except TimeoutError as fault:
            raise TimedOut from fault
        except aiohttp.ClientConnectorError as fault:
            raise NotSent("no connection") from fault
        except aiohttp.ClientError as fault:
            raise NetworkError(type(fault).__name__) from fault


@lru_cache(maxsize=16)
def _limits(total: float, connect: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=total, connect=connect)


def _body(request_data: RequestData | None) -> dict[str, Any]:
    """JSON, which costs a third of a form with JSON in it; files alone need a form."""
    if request_data is None:
        return {}
    if not request_data.multipart_data:
        return {"json": request_data.parameters}
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, mime) in request_data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=mime)
    return {"data": form}
