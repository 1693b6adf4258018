"""Bad days come when asked for, and only then."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from sandbox.telegram import Cut, Phone, PretendTelegram, Silence
from sandbox.wire import InProcess
from tests.sandbox.conftest import refused, told

HI = {"chat_id": 7, "text": "hi"}


async def test_an_error_happens_as_often_as_planned(telegram: PretendTelegram, mum: Phone) -> None:
    telegram.faults.next("sendMessage", "server_error", times=2)
    assert refused(await telegram.call("sendMessage", HI)) == (502, "Bad Gateway")
    told(await telegram.call("getMe", {}))
    assert refused(await telegram.call("sendmessage", HI))[0] == 502
    told(await telegram.call("sendMessage", HI))
    assert len(mum.bubbles) == 2


async def test_too_many_says_how_long(telegram: PretendTelegram, mum: Phone) -> None:
    telegram.faults.next("*", "too_many", retry_after=9)
    reply = await telegram.call("sendMessage", HI)
    assert refused(reply) == (429, "Too Many Requests: retry after 9")
    assert reply.body["parameters"] == {"retry_after": 9}


async def test_a_cut_comes_before_or_after_the_effect(telegram: PretendTelegram, mum: Phone) -> None:
    telegram.faults.next("sendMessage", "cut_before")
    with pytest.raises(Cut):
        await telegram.call("sendMessage", HI)
    assert len(mum.bubbles) == 1
    telegram.faults.next("sendMessage", "cut_after")
    with pytest.raises(Cut):
        await telegram.call("sendMessage", HI)
    assert len(mum.bubbles) == 2
    assert [(call.outcome, call.effect) for call in telegram.calls] == [
        ("cut", False),
        ("cut", True),
    ]


async def test_a_silence_has_an_effect_when_asked(telegram: PretendTelegram, mum: Phone) -> None:
    for effect, bubbles in ((False, 1), (True, 2)):
        telegram.faults.next("sendMessage", "silence", effect=effect)
        with pytest.raises(Silence):
            await telegram.call("sendMessage", HI)
        assert len(mum.bubbles) == bubbles


async def test_offline_cuts_everything_and_the_poll_that_waits(telegram: PretendTelegram, mum: Phone) -> None:
    poll = asyncio.ensure_future(telegram.call("getUpdates", {"timeout": 50}))
    await asyncio.wait((poll,), timeout=0)
    with telegram.faults.offline():
        with pytest.raises(Cut):
            await poll
        with pytest.raises(Cut):
            await telegram.call("getMe", {})
        said = mum.says("can you hear me?")
    updates = told(await telegram.call("getUpdates", {}))
    assert isinstance(updates, list)
    assert [update["update_id"] for update in updates] == [said]


async def test_random_faults_repeat_with_their_seed(telegram: PretendTelegram, mum: Phone) -> None:
    async def day() -> list[str]:
        telegram.faults.random(4, share=0.5, methods=["getChat"])
        outcomes = []
        for _ in range(40):
            try:
                outcomes.append(str((await telegram.call("getChat", {"chat_id": 7})).status))
            except (Cut, Silence) as failure:
                outcomes.append(type(failure).__name__)
            told(await telegram.call("getMe", {}))
        return outcomes

    first = await day()
    assert {"200", "502", "429", "Cut", "Silence"} == set(first)
    assert await day() == first
    telegram.faults.calm()
    told(await telegram.call("getChat", {"chat_id": 7}))


def test_unknown_faults_are_refused(telegram: PretendTelegram) -> None:
    with pytest.raises(ValueError, match="no fault"):
        telegram.faults.next("*", "gremlins")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="share"):
        telegram.faults.random(1, share=2)


async def test_ptb_gives_each_refusal_its_own_error(telegram: PretendTelegram, mum: Phone, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(99, "hi")
    mum.blocks()
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(7, "hi")
    telegram.faults.next("getMe", "too_many", retry_after=3)
    with pytest.raises(RetryAfter):
        await bot.get_me()
    telegram.faults.next("getMe", "server_error")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.get_me()
    telegram.faults.next("getMe", "cut_after")
    with pytest.raises(NetworkError, match="cut"):
        await bot.get_me()
    telegram.faults.next("getMe", "silence")
    with pytest.raises(TimedOut):
        await bot.get_me()
    telegram.updates.waiting.clear()
    first = asyncio.ensure_future(bot.get_updates(timeout=40))
    await asyncio.wait((first,), timeout=0)
    await bot.get_updates()
    with pytest.raises(Conflict):
        await first
    with pytest.raises(InvalidToken):
        await Bot("1:x", request=InProcess(telegram)).initialize()


async def test_the_log_of_calls_tells_what_became_of_each(telegram: PretendTelegram, mum: Phone) -> None:
    told(await telegram.call("sendMessage", HI))
    await telegram.call("sendMessage", {"chat_id": 7})
    good, bad = telegram.calls
    assert (good.method, good.params, good.status, good.outcome, good.effect) == (
        "sendMessage",
        HI,
        200,
        "ok",
        True,
    )
    assert (bad.status, bad.outcome, bad.effect) == (
        400,
        "Bad Request: message text is empty",
        False,
    )
    assert bad.number == good.number + 1
