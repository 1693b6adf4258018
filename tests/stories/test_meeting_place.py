"""A wrong address: it is shown once more before it counts, and can be put right afterwards."""

from tests.stories.meeting_family import CODE_NAME, agreed, dan_asks, gather
from tests.stories.network_family import everybody_reads
from tests.world import World

WRONG, RIGHT = "12 Elm Road, Dover", "21 Elm Road, Deal"


async def test_an_address_is_shown_once_more_before_it_is_proposed(team: World) -> None:
    await gather(team)
    await team.dan.says("/start")
    await team.dan.taps("Meetings")
    await team.dan.taps(f"Suggest times: {CODE_NAME}")
    await team.dan.taps("At home")
    await team.dan.says(WRONG)
    assert "Is this right?" in team.dan.screen
    assert WRONG in team.dan.screen
    await team.dan.taps("Type it again")
    await team.dan.says("Elm")
    await team.dan.says(RIGHT)
    assert RIGHT in team.dan.screen, "typing again is enough"
    await team.dan.taps("Use this place")
    assert "How long will it be?" in team.dan.screen


async def test_a_place_is_put_right_while_the_times_are_asked_about(team: World) -> None:
    await gather(team)
    await dan_asks(team, place=WRONG)
    await team.maria.taps("Show the place")
    assert WRONG in team.maria.screen
    assert not team.maria.has_key("Correct the place"), "that is for staff"
    await team.eva.taps("I cannot come")
    everybody_reads(team)

    await team.aisha.taps("Show the place")
    await team.aisha.taps("Correct the place")
    await team.aisha.says(RIGHT)
    assert RIGHT in team.aisha.screen
    assert not team.sam.unread, "nobody is told before it is looked at once more"
    await team.aisha.taps("Use this place")

    assert not any(WRONG in (b.text or "") for b in team.maria.messages), "the old one is taken away"
    for somebody in (team.sam, team.maria, team.dan):
        assert somebody.sees_anew("The place has changed")
    await team.maria.taps("Show the place")
    assert RIGHT in team.maria.screen
    everybody_reads(team)
    team.nobody_else_heard()


async def test_a_place_is_put_right_when_the_time_is_agreed(team: World) -> None:
    await gather(team)
    await agreed(team, place=WRONG)
    await team.dan.taps("Show the place")
    await team.dan.taps("Correct the place")
    await team.dan.says(RIGHT)
    assert "Whoever may come is told that the place has changed." in team.dan.screen
    await team.dan.taps("Use this place")
    for somebody in (team.sam, team.maria, team.eva, team.aisha):
        assert somebody.sees_anew("The place has changed")
        await somebody.taps("Show the place")
        assert RIGHT in somebody.screen
        somebody.reads()
    await team.forward(hours=8)
    assert team.sam.sees_anew("You have a meeting"), "the reminders stay"


async def test_a_place_that_was_left_open_can_be_given_while_asking(team: World) -> None:
    await gather(team)
    await dan_asks(team, place=None)
    everybody_reads(team)
    await team.aisha.taps("Add the place")
    await team.aisha.says(RIGHT)
    await team.aisha.taps("Use this place")
    assert team.sam.sees_anew("The place is there now")
    await team.sam.taps("Show the place")
    assert RIGHT in team.sam.screen


async def test_staff_find_the_place_of_each_time(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    await team.dan.taps("Suggest another time")
    await team.dan.taps("Change where or how long")
    await team.dan.taps("By video")
    assert "How do people join?" in team.dan.screen
    await team.dan.says("https://example.org/room")
    await team.dan.taps("Use this place")
    await team.dan.taps("1 hour")
    await team.dan.says("thursday 2pm")
    await team.dan.taps("Add this time")
    await team.dan.taps("Ask everyone")
    await team.dan.taps("The places")
    await team.dan.taps("Show: Thu 26 Nov, 2pm")
    assert "https://example.org/room" in team.dan.screen
    await team.dan.taps("Correct the link")
    assert "How do people join?" in team.dan.screen
