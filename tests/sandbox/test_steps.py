"""The six steps of "What to try": a newcomer who does what they say gets through, and each ticks itself."""

from __future__ import annotations

from pathlib import Path

from tests.sandbox.demo_path import STEPS, Players


async def test_each_step_ticks_itself_when_it_has_been_played(tmp_path: Path) -> None:
    async with Players.at(tmp_path) as everybody:
        assert await everybody.story.done() == frozenset()
        for number, play in enumerate(STEPS, start=1):
            await play(everybody)
            assert await everybody.story.done() == frozenset(range(1, number + 1))
