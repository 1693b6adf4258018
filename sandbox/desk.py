"""What the page sees of the story and does in it."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import quote

from starlette.responses import JSONResponse, Response

from sandbox.picture import Json, Spot, phone_json
from sandbox.telegram import Phone, PretendTelegram

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
PICTURES = frozenset(("image/png", "image/jpeg", "image/gif", "image/webp"))
TEXT_LIMIT = 4096
NAME_LIMIT = 64
PHONES_LIMIT = 24
FORWARD_LIMIT = timedelta(days=31)
# The clock on the page runs by these when nothing else happens, and a dead line is noticed.
HEARTBEAT_SECONDS = 2.0


class Stage(Protocol):
    """The story around the phones: its clock, what is due in it, and who the people are.

    `now` and `next_due` give aware UTC datetimes (`next_due` None when nothing is due), `zone` is
    the IANA zone in which the page shows times. `forward` returns when everything that fell due on
    the way has been acted on. `captions` says by user id who somebody is in the story.
    """

    def now(self) -> datetime:
        """The time in the sandbox."""
        ...

    @property
    def zone(self) -> str:
        """The zone in which the page shows times."""
        ...

    @property
    def captions(self) -> Mapping[int, str]:
        """Who people are, by user id, such as "team lead"."""
        ...

    async def forward(self, step: timedelta) -> None:
        """Let `step` pass."""
        ...

    async def next_due(self) -> datetime | None:
        """When the bot has something to do next."""
        ...

    async def forward_to_next_due(self) -> None:
        """Let time pass until then; nothing happens when nothing is due."""
        ...

    async def done(self) -> frozenset[int]:
        """The numbers, from 1, of the steps of "What to try" that have been taken."""
        ...


class BadAct(Exception):
    """The page asked for something that cannot be; the words are shown to whoever asked."""

    def __init__(self, words: str, status: int = 400) -> None:
        super().__init__(words)
        self.status = status


def text_of(deed: Json, name: str) -> str:
    """The text called `name`; BadAct when it is missing, no text, or no valid Unicode."""
    value = deed.get(name)
    if not isinstance(value, str):
        raise BadAct(f"The page sent no {name}.")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise BadAct("This text has characters that cannot be sent.") from None
    return value


def number_of(deed: Json, name: str) -> int:
    """The whole number called `name`; BadAct when it is missing or something else."""
    value = deed.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadAct(f"The page sent no {name}.")
    return value


class Desk:
    """What the page sees and does, for one pretend Telegram and its story."""

    def __init__(self, telegram: PretendTelegram, stage: Stage) -> None:
        self._telegram = telegram
        self._stage = stage
        # A page that outlives the sandbox sees by it that this is another story.
        self._name = secrets.token_hex(4)
        self._pressed: dict[str, Spot] = {}
        self._moving = asyncio.Lock()
        self._acts: dict[str, Callable[[Phone, Json], object]] = {
            "says": lambda phone, deed: phone.says(_sayable(text_of(deed, "text"))),
            "taps": self._taps,
            "opens": self._opens,
            "blocks": lambda phone, _deed: phone.blocks(),
            "unblocks": lambda phone, _deed: phone.unblocks(),
            "reads": lambda phone, _deed: phone.reads(),
            "language": self._speaks,
        }

    async def picture(self) -> Json:
        """Everything the page shows, as JSON."""
        telegram, stage = self._telegram, self._stage
        due = await stage.next_due()
        phones = list(telegram.phones.values())
        return {
            "story": self._name,
            "done": sorted(await stage.done()),
            "now": stage.now().isoformat(),
            "zone": stage.zone,
            "due": due.isoformat() if due is not None else None,
            "bot": {"name": telegram.name, "username": telegram.username},
            "order": [phone.user_id for phone in phones],
            "phones": [
                phone_json(
                    phone,
                    telegram,
                    caption=stage.captions.get(phone.user_id, ""),
                    pressed=self._pressed,
                )
                for phone in phones
            ],
        }

    async def stream(self) -> AsyncIterator[str]:
        """Server-sent events for one page, until it leaves or the sandbox closes."""
        telegram = self._telegram
        sent: dict[object, str] = {}
        yield "retry: 1000\n\n"
        while not telegram.closed:
            seen = telegram.changed
            picture = await self.picture()
            news = []
            for phone in _dicts(picture["phones"]):
                drawn = json.dumps(phone, ensure_ascii=True)
                if sent.get(phone["id"]) != drawn:
                    sent[phone["id"]] = drawn
                    news.append(drawn)
            frame = json.dumps({**picture, "phones": []}, ensure_ascii=True)
            yield f'data: {frame[:-1]}, "phones": [{", ".join(news)}]}}\n\n'
            try:
                await asyncio.wait_for(telegram.wait_change(seen), HEARTBEAT_SECONDS)
            except TimeoutError:
                continue

    def file(self, file_id: str) -> Response:
        """The bytes of a file that the bot sent; pictures to be shown, all others to be saved."""
        stored = self._telegram.files.get(file_id)
        if stored is None:
            return JSONResponse({"error": "There is no such file."}, 404)
        headers = {"Content-Security-Policy": "sandbox; default-src 'none'"}
        if stored.mime in PICTURES:
            return Response(stored.content, media_type=stored.mime, headers=headers)
        name = quote(stored.file_name, safe="")
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
        return Response(stored.content, media_type="application/octet-stream", headers=headers)

    async def does(self, name: str, deed: Json) -> Json:
        """Do what somebody did on the page; BadAct or PhoneRefuses say why not."""
        match name:
            case "forward":
                return await self._forwards(deed)
            case "phone":
                return self._adds(deed)
        act = self._acts.get(name)
        if act is None:
            raise BadAct("The sandbox does not know how to do that.", 404)
        phone = self._telegram.phones.get(number_of(deed, "phone"))
        if phone is None:
            raise BadAct("There is no such phone in the sandbox.")
        act(phone, deed)
        return {"phone": phone.user_id}

    def _opens(self, phone: Phone, deed: Json) -> None:
        payload = text_of(deed, "payload")
        if PAYLOAD.fullmatch(payload) is None:
            raise BadAct("Telegram would not open this link: its payload is not valid.")
        phone.opens(payload)

    def _speaks(self, phone: Phone, deed: Json) -> None:
        phone.language_code = _language(deed)

    def _taps(self, phone: Phone, deed: Json) -> None:
        spot = Spot(number_of(deed, "message"), number_of(deed, "row"), number_of(deed, "column"))
        bubble = phone.shown.get(spot.message)
        rows = bubble.buttons if bubble is not None else []
        if not (0 <= spot.row < len(rows) and 0 <= spot.column < len(rows[spot.row])):
            raise BadAct("This button is not there any more: the chat has changed.")
        press = phone.taps(spot.message, spot.row, spot.column)
        self._pressed[press.id] = spot
        while len(self._pressed) > PHONES_LIMIT * 50:
            del self._pressed[next(iter(self._pressed))]
        self._telegram.touch()

    def _adds(self, deed: Json) -> Json:
        name = " ".join(text_of(deed, "name").split())
        if not 1 <= len(name) <= NAME_LIMIT or not name.isprintable():
            raise BadAct(f"A name has 1 to {NAME_LIMIT} letters.")
        if len(self._telegram.phones) >= PHONES_LIMIT:
            raise BadAct(f"The sandbox holds {PHONES_LIMIT} phones, and it is full.")
        number = max(self._telegram.phones, default=70_000) + 1
        phone = self._telegram.add_phone(number, name, language_code=_language(deed))
        return {"phone": phone.user_id}

    async def _forwards(self, deed: Json) -> Json:
        if self._moving.locked():
            raise BadAct("Time is moving already: wait until it stands still.", 409)
        async with self._moving:
            if deed.get("to") == "due":
                return await self._goes_to_due()
            minutes = number_of(deed, "minutes")
            if not 1 <= minutes <= FORWARD_LIMIT // timedelta(minutes=1):
                raise BadAct(f"Time moves by 1 minute to {FORWARD_LIMIT.days} days at once.")
            await self._stage.forward(timedelta(minutes=minutes))
        self._telegram.touch()
        return {"now": self._stage.now().isoformat()}

    async def _goes_to_due(self) -> Json:
        """Go to what is due next; gives also who got something new there, and whose chat changed without a sound."""
        if await self._stage.next_due() is None:
            raise BadAct("Nothing is due, so there is no time to go to.")
        before = {phone.user_id: (phone.received, _words(phone)) for phone in self._telegram.phones.values()}
        await self._stage.forward_to_next_due()
        self._telegram.touch()
        heard, changed = [], []
        for phone in self._telegram.phones.values():
            received, words = before.get(phone.user_id, (0, {}))
            if phone.received > received:
                heard.append(phone.first_name)
            elif _words(phone) != words:
                changed.append(phone.first_name)
        return {"now": self._stage.now().isoformat(), "heard": heard, "changed": changed}


def _words(phone: Phone) -> dict[int, tuple[object, ...]]:
    return {one.message_id: (one.text, one.caption, tuple(map(tuple, one.buttons))) for one in phone.bubbles}


def _dicts(values: object) -> list[Json]:
    return [one for one in values if isinstance(one, dict)] if isinstance(values, list) else []


def _sayable(text: str) -> str:
    words = text.strip()
    if not words:
        raise BadAct("Telegram does not send an empty message.")
    if len(words.encode("utf-16-le")) // 2 > TEXT_LIMIT:
        raise BadAct(f"A message has up to {TEXT_LIMIT} characters, as in Telegram.")
    return words


def _language(deed: Json) -> str:
    code = text_of(deed, "language")
    if LANGUAGE.fullmatch(code) is None:
        raise BadAct("This is not the code of a language.")
    return code
