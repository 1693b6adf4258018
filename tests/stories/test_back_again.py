"""Somebody blocks the bot, by accident perhaps, and is back: their phone must not tell yesterday's story."""

from tests.stories.meeting_family import agreed, gather
from tests.world import Somebody, World


async def blocks(somebody: Somebody) -> None:
    somebody.blocks()
    await somebody.world.settle()


async def is_back(somebody: Somebody) -> None:
    somebody.reads()
    somebody.phone.unblocks()
    await somebody.world.settle()


async def test_a_caller_who_is_back_reads_who_has_the_call(team: World) -> None:
    team.also_hear("lena", "aisha", "lee", because="the call is put to them as well")
    await team.maria.says("/start")
    await team.maria.taps("I need to talk to someone")
    await blocks(team.maria)
    await team.forward(minutes=25)
    await team.dan.taps("I have this")
    await is_back(team.maria)
    assert team.maria.sees_anew("Dan has seen your call")
    assert not team.maria.sees("Nobody has answered yet")


async def test_a_caller_who_is_back_reads_once_that_the_call_still_waits(team: World) -> None:
    team.also_hear("lena", "dan", "aisha", "lee", because="the call is put to them as well")
    await team.maria.says("/start")
    await team.maria.taps("I need to talk to someone")
    await blocks(team.maria)
    await team.forward(hours=2)
    await is_back(team.maria)
    assert sum("Nobody has answered yet" in words for words in team.maria.unread) == 1


async def test_a_member_who_is_back_does_not_believe_in_a_meeting_that_is_off(team: World) -> None:
    await gather(team)
    await agreed(team)
    await blocks(team.eva)
    await team.dan.taps("Change or cancel")
    await team.dan.taps("Find another time")
    await team.dan.taps("Give this time up")
    await is_back(team.eva)
    assert not team.eva.sees("Your meeting is agreed")
    assert team.eva.sees_anew("This meeting is off")


async def test_what_was_over_in_the_meantime_is_not_told_late(team: World) -> None:
    await gather(team)
    await agreed(team)
    await blocks(team.eva)
    await team.forward(days=3)
    await is_back(team.eva)
    assert not team.eva.sees_anew("Your meeting is")


async def test_coming_back_is_not_an_occasion_to_hear_twice(team: World) -> None:
    await gather(team)
    await agreed(team)
    await is_back(team.eva)
    await blocks(team.eva)
    await is_back(team.eva)
    assert not team.eva.unread
