"""What waits for the bot: offsets, lifetimes, one poller."""

from __future__ import annotations

import asyncio

import pytest

from sandbox.telegram import Phone, PhoneRefuses, PretendTelegram
from tests.sandbox.conftest import Dial, refused, told


async def polled(telegram: PretendTelegram, **params: object) -> list[int]:
    """The numbers of the updates that a poll gives."""
    result = told(await telegram.call("getUpdates", params))
    assert isinstance(result, list)
    return [update["update_id"] for update in result]


async def test_an_update_stays_until_a_higher_offset_comes(telegram: PretendTelegram, mum: Phone) -> None:
    first, second, third = mum.says("one"), mum.says("two"), mum.says("three")
    assert await polled(telegram) == [first, second, third]
    assert await polled(telegram, offset=second) == [second, third]
    assert await polled(telegram) == [second, third]
    assert await polled(telegram, offset=third + 1) == []


async def test_a_negative_offset_counts_from_the_end_and_forgets_the_rest(
    telegram: PretendTelegram, mum: Phone
) -> None:
    numbers = [mum.says(str(number)) for number in range(5)]
    assert await polled(telegram, offset=-2) == numbers[-2:]
    assert await polled(telegram) == numbers[-2:]


@pytest.mark.parametrize(("asked", "given"), [(1, 1), (100, 100), (0, 100), (101, 100)])
async def test_a_batch_holds_one_to_a_hundred(telegram: PretendTelegram, mum: Phone, asked: int, given: int) -> None:
    for number in range(120):
        mum.says(str(number))
    assert len(await polled(telegram, limit=asked)) == given


async def test_a_message_waits_a_day_and_a_press_150_seconds(telegram: PretendTelegram, mum: Phone, dial: Dial) -> None:
    said = mum.says("hello")
    press = mum.presses("x")
    dial.forward(seconds=150)
    assert await polled(telegram) == [said, press.update_id]
    dial.forward(seconds=1)
    assert await polled(telegram) == [said]
    dial.forward(hours=23)
    later = mum.says("still there?")
    dial.forward(hours=1)
    assert await polled(telegram) == [later]


async def test_a_poll_waits_for_the_next_update(telegram: PretendTelegram, mum: Phone) -> None:
    poll = asyncio.ensure_future(polled(telegram, timeout=50))
    await asyncio.wait((poll,), timeout=0)
    assert not poll.done()
    number = mum.says("hello")
    assert await poll == [number]


async def test_a_poll_without_time_returns_at_once(telegram: PretendTelegram) -> None:
    assert await polled(telegram, timeout=0) == []


async def test_a_second_poller_ends_the_first(telegram: PretendTelegram, mum: Phone) -> None:
    first = asyncio.ensure_future(telegram.call("getUpdates", {"timeout": 50}))
    await asyncio.wait((first,), timeout=0)
    second = asyncio.ensure_future(telegram.call("getUpdates", {"timeout": 50}))
    assert refused(await first) == (
        409,
        ("Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"),
    )
    mum.says("hello")
    told(await second)


async def test_the_bot_hears_only_what_it_asked_for(telegram: PretendTelegram, mum: Phone) -> None:
    told(await telegram.call("getUpdates", {"allowed_updates": '["message"]'}))
    assert mum.presses("x").update_id is None
    assert mum.blocks() == 0
    mum.unblocks()
    assert mum.says("hello") > 0
    told(await telegram.call("getUpdates", {"allowed_updates": "[]"}))
    assert mum.blocks() > 0


async def test_closing_lets_a_poll_go(telegram: PretendTelegram) -> None:
    poll = asyncio.ensure_future(polled(telegram, timeout=50))
    await asyncio.wait((poll,), timeout=0)
    telegram.close()
    assert await poll == []


async def test_raw_updates_are_queued_as_they_are(telegram: PretendTelegram, mum: Phone) -> None:
    number = mum.pastes({"message": {"nonsense": [None]}, "surprise": 1})
    ahead = telegram.inject({"update_id": number + 50, "poll": "broken"})
    behind = telegram.inject({"update_id": 3})
    assert (ahead, behind) == (number + 50, number + 51)
    assert [item.update for item in telegram.updates.waiting] == [
        {"update_id": number, "message": {"nonsense": [None]}, "surprise": 1},
        {"update_id": ahead, "poll": "broken"},
        {"update_id": behind},
    ]


async def test_a_webhook_and_polling_exclude_each_other(telegram: PretendTelegram) -> None:
    first = asyncio.ensure_future(telegram.call("getUpdates", {"timeout": 50}))
    await asyncio.wait((first,), timeout=0)
    told(await telegram.call("setWebhook", {"url": "https://example.org/hook"}))
    assert refused(await first)[0] == 409
    assert refused(await telegram.call("getUpdates", {})) == (
        409,
        (
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        ),
    )
    told(await telegram.call("deleteWebhook", {}))
    assert await polled(telegram) == []


async def test_webhook_addresses_and_secrets_are_checked(telegram: PretendTelegram) -> None:
    for params in (
        {"url": "http://example.org/hook"},
        {"url": "https://example.org/hook", "secret_token": "no spaces"},
    ):
        assert refused(await telegram.call("setWebhook", params))[0] == 400
    told(await telegram.call("setWebhook", {"url": "https://example.org/hook"}))
    info = told(await telegram.call("getWebhookInfo", {}))
    assert isinstance(info, dict)
    assert info["url"] == "https://example.org/hook"


async def test_watchers_hear_of_every_change(telegram: PretendTelegram, mum: Phone) -> None:
    since = telegram.changed
    watch = asyncio.ensure_future(telegram.wait_change(since))
    await asyncio.wait((watch,), timeout=0)
    assert not watch.done()
    mum.says("hello")
    assert await watch > since
    assert await telegram.wait_change(since) == telegram.changed


async def test_what_phones_cannot_do_is_refused(telegram: PretendTelegram, mum: Phone, dial: Dial) -> None:
    mum.says("mine")
    mine = mum.bubbles[-1].message_id
    with pytest.raises(PhoneRefuses):
        mum.taps(mine, 0, 0)
    with pytest.raises(PhoneRefuses):
        mum.edits(99_999, "not mine")
    dial.forward(hours=49)
    with pytest.raises(PhoneRefuses):
        mum.edits(mine, "too late")
    mum.blocks()
    with pytest.raises(PhoneRefuses):
        mum.says("hello")
    with pytest.raises(ValueError, match="7"):
        telegram.add_phone(7, "Other")
