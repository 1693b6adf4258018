"""The pretend Bot API over HTTP, with real cuts and real silence, and little in between."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote

from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from sandbox.telegram import Cut, PretendTelegram, Silence, Upload
from sandbox.telegram.replies import Refusal, bad_request

BODY = 60_000_000
WRITE = json.JSONEncoder(separators=(",", ":")).encode
PART_FIELD = re.compile(rb'(?i)[;\s](name|filename)="((?:[^"\\]|\\.)*)"')
PART_FILE_NAME = re.compile(rb"(?i)[;\s]filename\*=utf-8''([^;\r\n]+)")
PART_TYPE = re.compile(rb"(?im)^content-type:\s*([^\r\n;]+)")
BOUNDARY = re.compile(r'(?i)boundary="?([^";,]+)"?')


def routes(telegram: PretendTelegram) -> list[Route]:
    """What api.telegram.org has under `/bot<token>/` and `/file/bot<token>/`."""
    return [
        Route("/bot{token}/{method}", endpoint=_Methods(telegram)),
        Route("/file/bot{token}/{path:path}", endpoint=_Downloads(telegram)),
    ]


class _Methods:
    """One ASGI application for all methods."""

    def __init__(self, telegram: PretendTelegram) -> None:
        self._telegram = telegram

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        named = scope["path_params"]
        try:
            body = await _read(receive)
            if body is None:
                return
            params, files = _parse(scope, body)
        except Refusal as refusal:
            reply = refusal.reply()
        else:
            try:
                reply = await self._telegram.call(named["method"], params, files, token=named["token"])
            except Cut:
                await _drop(receive, send)
                return
            except Silence:
                await _say_nothing(self._telegram, receive, send)
                return
        await _answer(send, reply.status, b"application/json", WRITE(reply.body).encode())


class _Downloads:
    """One ASGI application for all files."""

    def __init__(self, telegram: PretendTelegram) -> None:
        self._telegram = telegram

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        named = scope["path_params"]
        file = self._telegram.files.at(named["path"])
        if self._telegram.faults.is_offline:
            await _drop(receive, send)
        elif named["token"] != self._telegram.token or file is None:
            words = WRITE({"ok": False, "error_code": 404, "description": "Not Found"})
            await _answer(send, 404, b"application/json", words.encode())
        else:
            await _answer(send, 200, b"application/octet-stream", file.content)


async def _answer(send: Send, status: int, kind: bytes, body: bytes) -> None:
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _read(receive: Receive) -> bytes | None:
    """The whole body; None when the caller has gone."""
    parts = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        part: bytes = message.get("body", b"")
        size += len(part)
        if size > BODY:
            raise Refusal(413, "Request Entity Too Large")
        parts.append(part)
        if not message.get("more_body", False):
            return parts[0] if len(parts) == 1 else b"".join(parts)


def _parse(scope: Scope, body: bytes) -> tuple[Mapping[str, object], Mapping[str, Upload]]:
    params: dict[str, object] = {}
    if scope["query_string"]:
        params.update(_form(scope["query_string"]))
    if not body:
        return params, {}
    header = next((value for name, value in scope["headers"] if name == b"content-type"), b"")
    kind = header.decode("latin-1")
    if kind.startswith("multipart/form-data"):
        fields, files = _multipart(kind, body)
        params.update(fields)
        return params, files
    if kind.startswith("application/json"):
        try:
            found: Any = json.loads(body)
        except (ValueError, RecursionError):
            raise bad_request("can't parse request body as JSON") from None
        if not isinstance(found, dict):
            raise bad_request("expected an object in JSON")
        params.update(found)
    else:
        params.update(_form(body))
    return params, {}


def _form(source: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(source.decode(), keep_blank_values=True, max_num_fields=1000)
    except ValueError:
        raise bad_request("strings must be encoded in UTF-8") from None


def _multipart(kind: str, body: bytes) -> tuple[dict[str, str], dict[str, Upload]]:
    boundary = BOUNDARY.search(kind)
    if boundary is None:
        raise bad_request("boundary parameter not found")
    fields: dict[str, str] = {}
    files: dict[str, Upload] = {}
    _, *parts = (b"\r\n" + body).split(b"\r\n--" + boundary[1].encode("latin-1"))
    for part in parts:
        if part.startswith(b"--"):
            break
        head, blank, content = part.partition(b"\r\n\r\n")
        said = dict(PART_FIELD.findall(head))
        name = said.get(b"name", b"").decode("utf-8", "replace")
        if not blank or not name:
            raise bad_request("wrong part of a multipart request")
        encoded = PART_FILE_NAME.search(head)
        if encoded is not None or b"filename" in said:
            mime = PART_TYPE.search(head)
            files[name] = Upload(
                unquote(encoded[1].decode("latin-1"))
                if encoded is not None
                else said[b"filename"].decode("utf-8", "replace"),
                content,
                mime[1].strip().decode("latin-1") if mime else "application/octet-stream",
            )
        else:
            fields[name] = content.decode("utf-8", "replace")
    return fields, files


async def _drop(receive: Receive, send: Send) -> None:
    """Close the connection without a word."""
    # ASGI has no word for it. uvicorn's `receive` belongs to an object that holds the transport;
    # elsewhere an answer that breaks off does the same to the caller.
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    if transport is None:
        headers = [(b"content-length", b"1000000"), (b"connection", b"close")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        return
    transport.abort()
    await _gone(receive)


async def _say_nothing(telegram: PretendTelegram, receive: Receive, send: Send) -> None:
    """Wait until the caller gives up, or the server goes away."""
    waits = (asyncio.ensure_future(_gone(receive)), asyncio.ensure_future(telegram.wait_closed()))
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
    if not waits[0].done():
        await _drop(receive, send)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue
