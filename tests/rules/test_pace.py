"""How fast the bot may speak: never faster than Telegram lets it, and crisis before all else."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rules.pace import HELD_MEANS_ALL, Pace

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NOTHING = timedelta(0)

wishes = st.lists(
    st.tuples(st.integers(1, 4), st.floats(0, 3, allow_nan=False), st.booleans()), min_size=1, max_size=120
)
"""Chat, seconds since the wish before, and whether it is urgent."""


def sent_times(pace: Pace, wished: list[tuple[int, float, bool]]) -> list[tuple[int, datetime]]:
    """When each message went, for a sender that waits as it is told."""
    now, sent = START, []
    for chat, seconds, urgent in wished:
        now += timedelta(seconds=seconds)
        while (wait := pace.wait(chat, now, urgent=urgent)) > NOTHING:
            now += wait
        pace.take(chat, now)
        sent.append((chat, now))
    return sent


@given(wishes)
def test_no_chat_gets_more_than_its_burst_and_one_a_second(wished: list[tuple[int, float, bool]]) -> None:
    pace = Pace()
    sent = sent_times(pace, wished)
    for chat in {chat for chat, _ in sent}:
        times = [at for one, at in sent if one == chat]
        for first, start in enumerate(times):
            for last in range(first, len(times)):
                passed = (times[last] - start).total_seconds()
                assert last - first + 1 <= pace.chat_burst + passed * pace.chat_per_second + 1e-3


@given(wishes, st.floats(1, 5))
def test_the_whole_bot_keeps_its_limit(wished: list[tuple[int, float, bool]], rate: float) -> None:
    pace = Pace(per_second=rate, chat_per_second=1e6, chat_burst=1e6)
    times = [at for _, at in sent_times(pace, wished)]
    for first, start in enumerate(times):
        passed = (times[-1] - start).total_seconds()
        assert len(times) - first <= rate + passed * rate + 1 + 1e-3


@given(wishes)
def test_waiting_as_told_is_always_enough(wished: list[tuple[int, float, bool]]) -> None:
    pace = Pace()
    now = START
    for chat, seconds, urgent in wished:
        now += timedelta(seconds=seconds)
        wait = pace.wait(chat, now, urgent=urgent)
        assert wait >= NOTHING
        now += wait
        assert pace.wait(chat, now, urgent=urgent) <= timedelta(milliseconds=1)
        pace.take(chat, now)


def test_reminders_never_use_the_last_of_the_budget() -> None:
    pace = Pace()
    sent = Counter[bool]()
    for chat in range(1000):
        if pace.wait(chat, START, urgent=False) == NOTHING:
            pace.take(chat, START)
            sent[False] += 1
    for chat in range(1000, 1100):
        if pace.wait(chat, START, urgent=True) == NOTHING:
            pace.take(chat, START)
            sent[True] += 1
    assert sent[False] == pace.per_second - pace.reserve
    assert sent[True] == pace.reserve


def test_a_chat_keeps_a_word_for_a_crisis() -> None:
    pace = Pace()
    while pace.wait(7, START, urgent=False) == NOTHING:
        pace.take(7, START)
    assert pace.wait(7, START, urgent=True) == NOTHING


def test_somebody_who_taps_without_end_delays_a_crisis_by_seconds_at_most() -> None:
    pace = Pace()
    for _ in range(1000):
        pace.take(7, START)
    assert pace.wait(7, START, urgent=True) <= timedelta(seconds=pace.chat_burst + 1)


def test_a_429_holds_its_chat_and_no_other() -> None:
    pace = Pace()
    pace.hold(7, START + timedelta(seconds=40), START)
    assert pace.wait(7, START, urgent=True) == timedelta(seconds=40)
    assert pace.wait(8, START, urgent=False) == NOTHING
    assert pace.wait(7, START + timedelta(seconds=40), urgent=True) == NOTHING


def test_429s_of_several_chats_at_once_hold_everything() -> None:
    pace = Pace()
    for chat in range(HELD_MEANS_ALL):
        pace.hold(chat, START + timedelta(seconds=10 + chat), START)
    assert pace.wait(99, START, urgent=True) == timedelta(seconds=10)
    assert pace.wait(99, START + timedelta(seconds=10), urgent=True) == NOTHING


def test_one_long_429_holds_its_own_chat_alone() -> None:
    pace = Pace()
    pace.hold(1, START + timedelta(hours=1), START)
    for chat in range(2, 1 + HELD_MEANS_ALL):
        pace.hold(chat, START + timedelta(seconds=1), START)
    assert pace.wait(99, START, urgent=True) == timedelta(seconds=1)
    assert pace.wait(1, START, urgent=True) == timedelta(hours=1)


def test_429s_that_are_over_are_forgotten() -> None:
    pace = Pace()
    for chat in range(HELD_MEANS_ALL):
        now = START + timedelta(minutes=chat)
        pace.hold(chat, now + timedelta(seconds=5), now)
        assert pace.wait(99, now, urgent=True) == NOTHING


def test_a_clock_that_goes_back_does_not_silence_the_bot() -> None:
    pace = Pace()
    for chat in range(100):
        pace.take(chat, START)
    back = START - timedelta(hours=1)
    assert pace.wait(0, back, urgent=True) <= timedelta(seconds=2)
    pace.take(0, back)
    assert pace.wait(0, back + timedelta(seconds=2), urgent=True) == NOTHING


def test_a_429_is_no_longer_than_asked_when_the_clock_goes_back() -> None:
    pace = Pace()
    for chat in range(HELD_MEANS_ALL):
        pace.hold(chat, START + timedelta(seconds=40), START)
    back = START - timedelta(hours=1)
    assert pace.wait(0, back, urgent=True) == timedelta(seconds=40)
    assert pace.wait(99, back + timedelta(seconds=40), urgent=True) == NOTHING
