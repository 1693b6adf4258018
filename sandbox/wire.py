"""python-telegram-bot's way to a pretend Telegram in the same process: no sockets, no waiting."""

from __future__ import annotations

import json
from urllib.parse import unquote, urlsplit

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from sandbox.telegram import Cut, PretendTelegram, Silence, Upload


class InProcess(BaseRequest):
    """A `BaseRequest` whose other end is `telegram`.

    Refusals pass through PTB's own mapping of statuses; a cut becomes NetworkError, a silence
    TimedOut at once (nobody waits for it). The token of the address is checked as over HTTP.
    """

    def __init__(self, telegram: PretendTelegram) -> None:
        self._telegram = telegram

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Call the method (or fetch the file) that the path of `url` names."""
        del method, read_timeout, write_timeout, connect_timeout, pool_timeout
        kind, _, rest = urlsplit(url).path.removeprefix("/").partition("bot")
        token, _, name = unquote(rest).partition("/")
        if kind == "file/":
            return self._download(token, name)
        try:
            reply = await self._telegram.call(
                name,
                dict(request_data.json_parameters) if request_data is not None else {},
                _uploads(request_data),
                token=token,
            )
        except Cut:
            raise NetworkError("the connection was cut") from None
        except Silence:
            raise TimedOut from None
        return reply.status, json.dumps(reply.body).encode()

    def _download(self, token: str, path: str) -> tuple[int, bytes]:
        file = self._telegram.files.at(path)
        if token != self._telegram.token or file is None:
            return 404, b'{"ok":false,"error_code":404,"description":"Not Found"}'
        return 200, file.content


def _uploads(request_data: RequestData | None) -> dict[str, Upload]:
    if request_data is None or not request_data.contains_files:
        return {}
    made = {}
    for name, (file_name, content, mime) in request_data.multipart_data.items():
        found = content if isinstance(content, bytes) else content.read()
        made[name] = Upload(file_name, found, mime)
    return made
