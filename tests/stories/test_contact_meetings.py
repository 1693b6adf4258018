"""A call from somebody in a network: the meetings planned there count for its 24 hours."""

from tests.stories.meeting_family import agreed, all_can, dan_asks, gather
from tests.world import World

CALL = "I need to talk to someone"


async def maria_calls_and_dan_speaks(team: World) -> None:
    await team.maria.says(CALL)
    await team.dan.taps("I have this")
    await team.dan.taps("I have spoken with them")
    for somebody in team.everybody.values():
        somebody.reads()


async def test_a_call_after_the_family_was_asked_about_times_has_been_offered_a_meeting(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    await maria_calls_and_dan_speaks(team)
    assert "no meeting is agreed yet" in team.dan.screen
    assert "not been offered" not in team.dan.screen
    await team.forward(hours=12, minutes=5)
    assert not team.dan.sees_anew("They have not been offered a meeting yet.")


async def test_a_call_after_a_time_was_agreed_is_warned_about_no_meeting(team: World) -> None:
    await gather(team)
    await agreed(team)
    await maria_calls_and_dan_speaks(team)
    assert "A first meeting is agreed." in team.dan.screen
    await team.forward(hours=24, minutes=5)
    assert not team.dan.sees_anew("A call has waited")
    assert not team.lena.sees_anew("A call has waited")
    assert not team.dan.sees("This call has been open for 1 day"), "the meeting is still ahead"


async def test_times_asked_after_the_call_count_for_it_too(team: World) -> None:
    await gather(team)
    await maria_calls_and_dan_speaks(team)
    assert "a meeting has not been offered yet" in team.dan.screen
    await dan_asks(team)
    await all_can(team, "sam", "maria", "eva", "aisha", "dan")
    await team.dan.taps("Agree: Tue 24 Nov, 4pm")
    await team.dan.taps("Agree this time")
    await team.dan.says("/start")
    await team.dan.taps("Calls waiting")
    await team.dan.taps("9am")
    assert "A first meeting is agreed." in team.dan.screen


async def test_a_meeting_that_is_cancelled_is_no_meeting_on_the_card_of_the_call(team: World) -> None:
    await gather(team)
    await agreed(team)
    await maria_calls_and_dan_speaks(team)
    await team.dan.says("/start")
    await team.dan.taps("Meetings")
    await team.dan.taps("Open 1")
    await team.dan.taps("Change or cancel")
    await team.dan.taps("Cancel the meeting")
    await team.dan.taps("Cancel")
    await team.dan.says("/start")
    await team.dan.taps("Calls waiting")
    await team.dan.taps("9am")
    assert "no meeting is agreed yet" in team.dan.screen


async def test_a_meeting_that_was_held_does_not_close_a_call_nobody_has_answered(team: World) -> None:
    team.also_hear("lena", "lee", because="the call is put to them as well")
    await gather(team)
    await agreed(team)
    await team.forward(hours=31, minutes=50)
    await team.maria.says(CALL)
    await team.forward(minutes=15)
    await team.dan.taps("Yes", on="Did you meet?")
    assert team.aisha.has_key("I have this")
    await team.maria.taps("What is happening with my call?")
    assert "closed" not in team.maria.screen


async def test_the_core_pair_reads_on_a_tap_which_network_a_call_is_from(team: World) -> None:
    await gather(team)
    await team.maria.says(CALL)
    for colleague in (team.aisha, team.dan):
        assert "Quiet Harbour" not in colleague.screen, "a lock screen shows no network"
    await team.aisha.says("/start")
    await team.aisha.taps("Calls waiting")
    await team.aisha.taps("9am: nobody has it yet")
    assert "Network: Quiet Harbour." in team.aisha.screen
    await team.aisha.taps("I have this")
    await team.aisha.says("/start")
    await team.aisha.taps("Calls waiting")
    assert team.aisha.has_key("9am: Maria, with you")
    await team.lee.says("/start")
    await team.lee.taps("Calls waiting")
    await team.lee.taps("9am: Aisha has it")
    assert "Quiet Harbour" not in team.lee.screen
