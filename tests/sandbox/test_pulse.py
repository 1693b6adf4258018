"""A part that stopped is told from a clock whose dial was turned."""

from datetime import UTC, datetime, timedelta

from bot.pulse import Pulse

START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def test_a_part_that_gives_no_newer_sign_is_still_after_so_many_looks() -> None:
    pulse = Pulse(3)
    looks = [pulse.still({"delivery": START, "ticks": START + timedelta(seconds=n)}) for n in range(4)]
    assert looks == [[], [], [], ["delivery"]]


def test_a_clock_turned_by_a_day_between_two_looks_is_no_death() -> None:
    pulse = Pulse(2)
    for day in range(5):
        turned = START + timedelta(days=day)
        assert pulse.still({"delivery": turned}) == []
        assert pulse.still({"delivery": turned}) == []
