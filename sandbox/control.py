"""The hands of a test in another process: phones, faults and the log of calls, over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.telegram import Bubble, Call, Phone, PhoneRefuses, Press, PretendTelegram

Told = dict[str, object]
ACTS = frozenset(
    (
        "says",
        "opens",
        "taps",
        "presses",
        "forwards",
        "edits",
        "deletes",
        "sends",
        "sends_contact",
        "sends_location",
        "blocks",
        "unblocks",
        "reads",
        "pastes",
    )
)
LONGEST_WAIT = 60.0


def routes(telegram: PretendTelegram) -> list[Route]:
    """JSON routes; a request that makes no sense gets 400 and `{"error": …}`.

    - `GET /control/state`: revision, the numbers of waiting updates and of calls, phones.
    - `GET /control/wait?since=<revision>&seconds=<n>`: the same, once something has changed.
    - `POST /control/phones`: a list of `{"user_id", "first_name", "language_code"…}`.
    - `GET /control/phones/<user_id>`: everything that phone shows.
    - `POST /control/acts`: a list of `{"phone": id, "act": "says", …its arguments}`; gives for each
      `{"at", "update_id"}`, with `press` for a press, or `{"error"}`. `taps` takes `row` and
      `column`, or the button's `text`; without `message_id` the newest bubble that has it.
    - `POST /control/updates`: raw updates to queue; `GET`: those not acknowledged yet.
    - `GET /control/calls?since=<number>&method=<name>&limit=<n>`: the log, oldest first.
    - `POST /control/faults`: a list of `{"do": "next"|"random"|"offline"|"online"|"calm", …}`.
    - `POST /control/forget`: empties the log of calls and every chat.
    """
    control = _Control(telegram)
    return [
        Route("/control/state", control.state),
        Route("/control/wait", control.wait),
        Route("/control/phones", control.add_phones, methods=["POST"]),
        Route("/control/phones/{user_id:int}", control.phone),
        Route("/control/acts", control.acts, methods=["POST"]),
        Route("/control/updates", control.waiting, methods=["GET"]),
        Route("/control/updates", control.inject, methods=["POST"]),
        Route("/control/calls", control.calls),
        Route("/control/faults", control.faults, methods=["POST"]),
        Route("/control/forget", control.forget, methods=["POST"]),
    ]


def bubble_told(bubble: Bubble) -> Told:
    """A bubble as JSON; times are seconds since 1970."""
    return _told(asdict(bubble))


def phone_told(phone: Phone) -> Told:
    """Everything a phone shows, as JSON."""
    return {
        "user_id": phone.user_id,
        "first_name": phone.first_name,
        "language_code": phone.language_code,
        "blocked": phone.blocked,
        "started": phone.started,
        "unread": phone.unread,
        "bubbles": [bubble_told(bubble) for bubble in phone.bubbles],
        "presses": [press_told(press) for press in phone.presses_made],
        "lock_screen": [_told(asdict(line)) for line in phone.lock_screen],
        "commands": [asdict(command) for command in phone.commands],
    }


def press_told(press: Press) -> Told:
    """A press as JSON."""
    return {
        "id": press.id,
        "at": press.at.timestamp(),
        "data": press.data,
        "update_id": press.update_id,
        "answered_at": press.answered_at.timestamp() if press.answered_at else None,
        "text": press.text,
        "alert": press.alert,
        "expired": press.expired,
    }


def call_told(call: Call) -> Told:
    """A line of the log as JSON."""
    return _told(asdict(call))


class _Control:
    def __init__(self, telegram: PretendTelegram) -> None:
        self._telegram = telegram

    async def state(self, _: Request) -> Response:
        return JSONResponse(self._state())

    async def wait(self, request: Request) -> Response:
        try:
            since = int(request.query_params.get("since", "0"))
            seconds = float(request.query_params.get("seconds", "10"))
        except ValueError:
            return _wrong("since and seconds are numbers")
        change = asyncio.ensure_future(self._telegram.wait_change(since))
        await asyncio.wait((change,), timeout=max(0.0, min(seconds, LONGEST_WAIT)))
        change.cancel()
        return JSONResponse(self._state())

    async def add_phones(self, request: Request) -> Response:
        return await self._each(request, self._add_phone)

    async def phone(self, request: Request) -> Response:
        phone = self._telegram.phones.get(request.path_params["user_id"])
        if phone is None:
            return _wrong("no such phone", 404)
        return JSONResponse(phone_told(phone))

    async def acts(self, request: Request) -> Response:
        return await self._each(request, self._act)

    async def waiting(self, _: Request) -> Response:
        self._telegram.updates.drop_expired()
        return JSONResponse([item.update for item in self._telegram.updates.waiting])

    async def inject(self, request: Request) -> Response:
        return await self._each(request, lambda update: {"update_id": self._telegram.inject(update)})

    async def calls(self, request: Request) -> Response:
        asked = request.query_params
        try:
            since, limit = int(asked.get("since", "0")), int(asked.get("limit", "100000"))
        except ValueError:
            return _wrong("since and limit are numbers")
        method = asked.get("method", "").lower()
        found = (call for call in self._telegram.calls if call.number > since and method in ("", call.method.lower()))
        return JSONResponse([call_told(call) for call, _ in zip(found, range(limit), strict=False)])

    async def faults(self, request: Request) -> Response:
        return await self._each(request, self._fault)

    async def forget(self, _: Request) -> Response:
        self._telegram.calls.clear()
        for phone in self._telegram.phones.values():
            phone.shown.clear()
            phone.presses_made.clear()
            phone.lock_screen.clear()
            phone.unread = 0
        self._telegram.touch()
        return JSONResponse(self._state())

    async def _each(self, request: Request, do: Callable[[dict[str, Any]], Told]) -> Response:
        """Do something with each object of a list; one that fails says so, the others go on."""
        try:
            asked = await request.json()
        except ValueError:
            return _wrong("the body is not JSON")
        if not isinstance(asked, list) or not all(isinstance(item, dict) for item in asked):
            return _wrong("the body must be a list of objects")
        told: list[Told] = []
        for item in asked:
            try:
                told.append(do(item))
            except (PhoneRefuses, LookupError, TypeError, ValueError) as refusal:
                told.append({"error": str(refusal)})
        return JSONResponse(told)

    def _state(self) -> Told:
        telegram = self._telegram
        telegram.updates.drop_expired()
        return {
            "revision": telegram.changed,
            "now": telegram.now().timestamp(),
            "waiting": len(telegram.updates.waiting),
            "last_update_id": telegram.updates.last_id,
            "calls": telegram.calls[-1].number if telegram.calls else 0,
            "phones": list(telegram.phones),
        }

    def _add_phone(self, asked: dict[str, Any]) -> Told:
        return {"user_id": self._telegram.add_phone(**asked).user_id}

    def _act(self, asked: dict[str, Any]) -> Told:
        phone = self._telegram.phones.get(asked.pop("phone", None))
        act = asked.pop("act", "")
        if phone is None:
            raise LookupError("no such phone")
        if act not in ACTS:
            raise LookupError(f"no act {act!r}")
        at = self._telegram.now().timestamp()
        if act == "taps":
            asked = _button(phone, asked)
        elif act == "forwards":
            of = self._telegram.phones[asked.get("of", phone.user_id)]
            asked = {"bubble": of.bubble(asked["message_id"]), "of": of}
        done = getattr(phone, act)(**asked)
        if isinstance(done, Press):
            return {"at": at, "update_id": done.update_id, "press": done.id}
        return {"at": at, "update_id": done}

    def _fault(self, asked: dict[str, Any]) -> Told:
        match asked.pop("do", ""):
            case "next":
                self._telegram.faults.next(**asked)
            case "random":
                self._telegram.faults.random(**asked)
            case "offline":
                self._telegram.faults.offline()
            case "online":
                self._telegram.faults.online()
            case "calm":
                self._telegram.faults.calm()
            case other:
                raise LookupError(f"no such fault {other!r}")
        return {"planned": len(self._telegram.faults.planned)}


def _button(phone: Phone, asked: Mapping[str, Any]) -> dict[str, int]:
    """Where the button to tap is: as it was said, or found by its words."""
    if "text" not in asked:
        return dict(asked)
    text = asked["text"]
    for bubble in reversed(phone.bubbles):
        if asked.get("message_id", bubble.message_id) == bubble.message_id:
            try:
                row, column = bubble.button(text)
            except LookupError:
                continue
            return {"message_id": bubble.message_id, "row": row, "column": column}
    raise PhoneRefuses(f"{phone.first_name} sees no button {text!r}")


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, dict):
        return _told(value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def _told(value: Mapping[Any, Any]) -> Told:
    return {str(key): _plain(item) for key, item in value.items()}


def _wrong(words: str, status: int = 400) -> Response:
    return JSONResponse({"error": words}, status)
