"""A proposal that was left half way is found again, and what was typed too early is not asked for twice."""

import pytest

from tests.stories.meeting_family import CODE_NAME, dan_asks, gather, the_meeting
from tests.world import Somebody, World


async def proposes_two(somebody: Somebody) -> None:
    await somebody.says("/start")
    await somebody.taps("Meetings")
    await somebody.taps("Suggest times")
    await somebody.taps("By phone")
    await somebody.taps("1 hour")
    for words in ("thursday 4pm", "friday 4pm"):
        await somebody.says(words)
        await somebody.taps("Add this time")


async def test_going_home_keeps_the_times_and_they_can_be_carried_on_with(team: World) -> None:
    await gather(team)
    await proposes_two(team.dan)
    await team.dan.taps("Home")
    await team.dan.taps("Meetings")
    await team.dan.taps(f"Suggest times: {CODE_NAME}")
    assert "You have suggested 2 times, and nobody was asked yet." in team.dan.screen
    await team.dan.taps("Carry on with your times")
    assert "2 times to ask about" in team.dan.screen
    await team.dan.taps("Ask everyone")
    assert len((await the_meeting(team)).options) == 2
    await team.dan.taps("Meetings")
    await team.dan.taps(f"Suggest times: {CODE_NAME}")
    assert "Where would you like to meet?" in team.dan.screen, "what was asked is no draft any more"


async def test_one_can_start_anew(team: World) -> None:
    await gather(team)
    await proposes_two(team.dan)
    await team.dan.says("/start")
    await team.dan.taps("Meetings")
    await team.dan.taps(f"Suggest times: {CODE_NAME}")
    await team.dan.taps("Start anew")
    await team.dan.taps("By phone")
    await team.dan.taps("1 hour")
    await team.dan.says("wednesday 10am")
    await team.dan.taps("Add this time")
    assert "1 time to ask about" in team.dan.screen


async def test_another_dialogue_on_the_way_takes_nothing_away(team: World) -> None:
    await gather(team)
    await dan_asks(team, place=None)
    await team.dan.taps("Suggest another time")
    await team.dan.says("friday 2pm")
    await team.dan.taps("Add this time")
    await team.aisha.taps("Add the place")
    await team.dan.taps("Home")
    await team.dan.taps("Meetings")
    await team.dan.taps("Open 1")
    await team.dan.taps("Add the place")
    await team.dan.says("12 Elm Road, Dover")
    await team.dan.taps("Use this place")
    await team.dan.taps("Suggest another time")
    assert "You have suggested 1 time, and nobody was asked yet." in team.dan.screen
    await team.dan.taps("Carry on with your times")
    assert "Friday 27 November 2026, 2pm to 3pm" in team.dan.screen


async def test_times_that_passed_meanwhile_are_not_carried_on_with(team: World) -> None:
    await gather(team)
    await proposes_two(team.dan)
    await team.dan.says("/start")
    await team.forward(days=4)
    await team.dan.taps("Meetings")
    await team.dan.taps(f"Suggest times: {CODE_NAME}")
    assert "You have suggested 1 time, and nobody was asked yet." in team.dan.screen
    await team.forward(days=4)
    await team.dan.says("/start")
    await team.dan.taps("Meetings")
    await team.dan.taps(f"Suggest times: {CODE_NAME}")
    assert "Where would you like to meet?" in team.dan.screen


async def test_a_proposal_goes_when_old_drafts_go(team: World) -> None:
    await gather(team)
    await team.dan.says("/start")
    await team.dan.taps("Meetings")
    await team.dan.taps("Suggest times")
    await team.dan.taps("By phone")
    await team.dan.taps("1 hour")
    await team.dan.says("1 march 2027 4pm")
    await team.dan.taps("Add this time")
    await team.dan.says("/start")
    await team.forward(days=31)
    await team.dan.says("/start")
    await team.dan.taps("Meetings")
    await team.dan.taps(f"Suggest times: {CODE_NAME}")
    assert "Where would you like to meet?" in team.dan.screen


@pytest.mark.parametrize("when", ["the place", "the length"])
async def test_a_time_typed_too_early_is_kept(team: World, when: str) -> None:
    await gather(team)
    await team.dan.says("/start")
    await team.dan.taps("Meetings")
    await team.dan.taps("Suggest times")
    if when == "the place":
        await team.dan.says("thursday 4pm")
        assert "We keep “thursday 4pm”. Choose the place first, with a button." in team.dan.screen
    await team.dan.taps("By phone")
    if when == "the length":
        await team.dan.says("thursday 4pm")
        assert "We keep “thursday 4pm”." in team.dan.screen
    await team.dan.taps("1 hour")
    assert "Is this right?" in team.dan.screen
    assert "Thursday 26 November 2026, 4pm to 5pm" in team.dan.screen
    await team.dan.taps("Add this time")
    await team.dan.taps("Change where or how long")
    await team.dan.taps("By phone")
    await team.dan.taps("1 hour")
    assert "Which day?" in team.dan.screen, "it is used once"
