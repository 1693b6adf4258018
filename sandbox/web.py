"""The page with the phones over HTTP: its files, its live picture, and what people do on it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from sandbox.desk import BadAct, Desk, Stage
from sandbox.picture import Json
from sandbox.telegram import PhoneRefuses, PretendTelegram

__all__ = ["Stage", "routes"]

PAGE = Path(__file__).with_name("page")
LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
BODY_LIMIT = 64 * 1024
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

Endpoint = Callable[[Request], Awaitable[Response]]


def routes(telegram: PretendTelegram, stage: Stage) -> list[Route]:
    """Everything the page needs, for loopback only.

    `/` and `/page/…` are its files; `/sandbox/snapshot` is the picture as JSON, `/sandbox/events`
    the same as server-sent events (each carries only the phones that changed since the last);
    `/sandbox/act/{name}` takes what people do as JSON and answers a wrong one with 400 and
    `{"error": sentence}`; `/sandbox/file/{file_id}` gives the bytes of a picture or document.
    Requests to another host name or from another site get 403.
    """
    desk = Desk(telegram, stage)
    files = {path.name: path for path in PAGE.iterdir() if path.is_file()}

    async def page(request: Request) -> Response:
        path = files.get(request.path_params.get("name", "index.html"))
        if path is None:
            return JSONResponse({"error": "There is no such page."}, 404)
        return FileResponse(path, headers={"Cache-Control": "no-cache", "Content-Security-Policy": POLICY})

    async def snapshot(_request: Request) -> Response:
        return JSONResponse(await desk.picture(), headers={"Cache-Control": "no-store"})

    async def events(_request: Request) -> Response:
        return StreamingResponse(desk.stream(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def act(request: Request) -> Response:
        try:
            deed = await read_deed(request)
            return JSONResponse(await desk.does(request.path_params["name"], deed))
        except BadAct as bad:
            return JSONResponse({"error": str(bad)}, bad.status)
        except PhoneRefuses as refusal:
            return JSONResponse({"error": f"{refusal}."}, 400)

    async def file(request: Request) -> Response:
        return desk.file(request.path_params["file_id"])

    def get(path: str, endpoint: Endpoint) -> Route:
        return Route(path, loopback_only(endpoint), methods=["GET"])

    return [
        get("/", page),
        get("/page/{name}", page),
        get("/sandbox/snapshot", snapshot),
        get("/sandbox/events", events),
        get("/sandbox/file/{file_id}", file),
        Route("/sandbox/act/{name}", loopback_only(act), methods=["POST"]),
    ]


def loopback_only(endpoint: Endpoint) -> Endpoint:
    """Refuse what does not come from a page of this very server, opened by a loopback name.

    A foreign page could else tap buttons here (cross-site request), or read the phones under a
    name of its own that leads to loopback (DNS rebinding).
    """

    async def guarded(request: Request) -> Response:
        host = request.headers.get("host", "")
        try:
            name = urlsplit(f"//{host}").hostname
        except ValueError:
            name = None
        if name not in LOOPBACK:
            return JSONResponse({"error": "The sandbox is only for this machine."}, 403)
        if request.method == "POST" and not _same_site(request, host):
            return JSONResponse({"error": "Another site may not act in the sandbox."}, 403)
        response = await endpoint(request)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return guarded


def _same_site(request: Request, host: str) -> bool:
    origin = request.headers.get("origin")
    fetched = request.headers.get("sec-fetch-site")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return (
        (origin is None or origin in {f"http://{host}", f"https://{host}"})
        and fetched in {None, "same-origin"}
        # A form of another site cannot send this type without asking first.
        and kind == "application/json"
    )


async def read_deed(request: Request) -> Json:
    """The JSON object that came with a request; BadAct when it is none, or is too long."""
    body = bytearray()
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > BODY_LIMIT:
                raise BadAct("That is too long for the sandbox.", 413)
        deed = json.loads(body)
    except (ValueError, RecursionError, ClientDisconnect):
        raise BadAct("The page sent something that the sandbox cannot read.") from None
    if not isinstance(deed, dict):
        raise BadAct("The page sent something that the sandbox cannot read.")
    return deed
