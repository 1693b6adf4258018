"""Whether Telegram is silent is told from looks, not from the clock: a dial that was turned is no silence."""

from datetime import timedelta

from structlog.testing import capture_logs

from tests.bot.living import HurriedClock, pretend, running

SILENCE = "Telegram has not been heard from"


async def test_a_turned_dial_is_no_silence() -> None:
    clock = HurriedClock(20)
    telegram = pretend(clock)
    with capture_logs() as lines:
        async with running(telegram, clock) as (_house, task):
            for _ in range(4):
                await clock.wait(7)
                clock.put_back(-timedelta(hours=14))
            await clock.wait(20)
            assert not task.done()
    assert SILENCE not in {line["event"] for line in lines}


async def test_a_real_silence_is_told_though_the_dial_is_turned_meanwhile() -> None:
    clock = HurriedClock(60)
    telegram = pretend(clock)
    with capture_logs() as lines:
        async with running(telegram, clock) as (_house, task):
            await clock.wait(10)
            with telegram.faults.offline():
                await clock.wait(20)
                clock.put_back(-timedelta(hours=14))
                await clock.wait(100)
            await clock.wait(60)
            assert not task.done()
    told = [line for line in lines if line["event"] == SILENCE]
    assert told
    assert all(line["seconds"] < 200 for line in told)
    assert [line["event"] for line in lines].count("Telegram is heard again") == 1
