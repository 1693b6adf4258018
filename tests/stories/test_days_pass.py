"""What a card says of a day stays true while nobody touches it."""

from tests.stories.meeting_family import TOMORROW_AT_FOUR, agreed, dan_asks, gather
from tests.world import World

TODAY_AT_FOUR = TOMORROW_AT_FOUR.replace("Tomorrow", "Today")


async def test_tomorrow_becomes_today_at_midnight_and_wakes_nobody(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.forward(hours=14)
    for somebody in (team.sam, team.dan):
        assert somebody.sees(TOMORROW_AT_FOUR), "11pm"
    await team.forward(hours=2)
    for somebody in (team.sam, team.dan):
        assert somebody.sees(TODAY_AT_FOUR), "1am"
        assert not somebody.sees(TOMORROW_AT_FOUR)
        assert not somebody.unread


async def test_a_question_does_not_call_today_tomorrow_and_ends_with_its_time(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    await team.forward(hours=30)
    for somebody in (team.sam, team.dan):
        assert somebody.sees(TODAY_AT_FOUR), "3pm on the day"
        assert not somebody.sees(TOMORROW_AT_FOUR)
    await team.forward(hours=2)
    for somebody in (team.sam, team.dan):
        assert not somebody.sees(TODAY_AT_FOUR), "it has begun, and nobody agreed it"
        assert somebody.sees("Wednesday 25 November 2026, 10am to 11am")


async def test_a_refresh_that_waits_for_midnight_holds_back_none_of_today(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    await team.sam.taps("I can come")
    assert "Can come: Sam" in team.dan.screen
