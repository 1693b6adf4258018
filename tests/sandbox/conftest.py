"""A pretend Telegram with a clock that the test owns, and a real PTB bot on either wire."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from starlette.applications import Starlette
from telegram import Bot

from sandbox import api, control
from sandbox.loopback import serving
from sandbox.telegram import Phone, PretendTelegram, Reply
from sandbox.webhook import posting
from sandbox.wire import InProcess

TOKEN = "1234567:a-pretend-token"


@dataclass
class Dial:
    """The time of a test."""

    at: datetime = field(default_factory=lambda: datetime(2026, 5, 4, 9, 0, tzinfo=UTC))

    def now(self) -> datetime:
        return self.at

    def forward(self, **parts: float) -> None:
        self.at += timedelta(**parts)


@pytest.fixture
def dial() -> Dial:
    return Dial()


@pytest.fixture
def telegram(dial: Dial) -> PretendTelegram:
    return PretendTelegram(dial.now, TOKEN)


@pytest.fixture
def mum(telegram: PretendTelegram) -> Phone:
    """A phone that has written to the bot; what it wrote is acknowledged."""
    phone = telegram.add_phone(7, "Mum")
    phone.opens()
    telegram.updates.waiting.clear()
    return phone


@pytest.fixture
async def bot(telegram: PretendTelegram, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    # PTB warns at each RetryAfter without it.
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    async with Bot(TOKEN, request=InProcess(telegram), get_updates_request=InProcess(telegram)) as bot:
        yield bot


@pytest.fixture
async def root(telegram: PretendTelegram) -> AsyncIterator[str]:
    """The address of the same pretend Telegram over HTTP."""
    app = Starlette(routes=[*api.routes(telegram), *control.routes(telegram)])
    async with posting(telegram), serving(app) as address:
        yield address
        telegram.close()


def refused(reply: Reply) -> tuple[int, str]:
    """The status and words of a refusal."""
    assert reply.body["ok"] is False
    assert reply.body["error_code"] == reply.status
    return reply.status, str(reply.body["description"])


def told(reply: Reply) -> object:
    """The result of a call that went well."""
    assert reply.status == 200, reply.body
    assert reply.body["ok"] is True
    return reply.body["result"]
