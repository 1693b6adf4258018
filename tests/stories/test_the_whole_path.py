"""The whole path, once: a call in the evening, an answer, a network, a meeting, a reminder, and what comes next."""

from tests.stories.network_family import everybody_reads, link_of
from tests.world import World


async def test_from_a_call_to_the_next_meeting(world: World) -> None:
    await the_team_comes_together(world)
    await maria_calls_and_aisha_answers(world)
    await aisha_opens_a_network_and_sam_invites_eva(world)
    await sam_suggests_times_and_one_is_agreed(world)
    await the_day_comes(world)
    await afterwards(world)


async def the_team_comes_together(world: World) -> None:
    await world.hires("lena")
    for name, role in (("dan", "Practitioner"), ("aisha", "Practitioner"), ("lee", "Peer support worker")):
        await world.lena.says("/start")
        await world.lena.taps("Invite to the team")
        await world.lena.taps(role)
        await world.everybody[name].opens(link_of(world.lena))
        await world.everybody[name].taps("Keep this name")
    await world.dan.says("/start")
    await world.dan.taps("Who is on duty")
    await world.dan.taps("On duty for 12 hours")
    everybody_reads(world)


async def maria_calls_and_aisha_answers(world: World) -> None:
    await world.maria.says("my son does not sleep")
    await world.maria.taps("I need to talk to someone")
    assert world.maria.sees_anew("We asked 1 person in our team")
    assert world.dan.sees_anew("Somebody asks to talk")
    world.nobody_else_heard()
    await world.forward(minutes=5)
    for colleague in (world.lena, world.aisha, world.lee):
        assert colleague.sees_anew("Nobody has answered yet")
    await world.aisha.taps("I have this")
    assert "Aisha has this call" in world.dan.screen
    assert world.maria.sees_anew("Aisha has seen your call")
    await world.aisha.taps("I have spoken with them")
    everybody_reads(world)


async def aisha_opens_a_network_and_sam_invites_eva(world: World) -> None:
    await world.aisha.taps("Open a network")
    await world.aisha.taps("Lee")
    await world.aisha.taps("We are two")
    await world.aisha.says("Quiet Harbour")
    await world.aisha.taps("Use this name")
    await world.aisha.taps("Somebody else")
    await world.aisha.says("Sam")
    await world.aisha.taps("Make a link")
    await world.sam.opens(link_of(world.aisha))
    await world.sam.taps("Yes, I am Sam")
    await world.sam.taps("Yes")
    everybody_reads(world)
    await world.sam.says("/start")
    await world.sam.taps("My network")
    await world.sam.taps("Who may be asked")
    await world.sam.taps("Name somebody")
    await world.sam.says("Eva")
    await world.eva.opens(link_of(world.sam))
    await world.eva.taps("Yes, I am Eva")
    await world.eva.taps("Yes")
    everybody_reads(world)


async def sam_suggests_times_and_one_is_agreed(world: World) -> None:
    await world.sam.says("/start")
    await world.sam.taps("Meetings")
    await world.sam.taps("Suggest times")
    await world.sam.taps("At home")
    await world.sam.says("12 Elm Road, Dover")
    await world.sam.taps("Use this place")
    await world.sam.taps("1 hour")
    for when in ("tomorrow 4pm", "thursday 10am"):
        await world.sam.says(when)
        await world.sam.taps("Add this time")
    await world.sam.taps("Ask everyone")
    for name in ("sam", "eva", "aisha", "lee"):
        await world.everybody[name].says("/start")
        await world.everybody[name].taps("I can come", on="Can you come")
    everybody_reads(world)
    await world.aisha.taps("Agree: Tue 24 Nov, 4pm")
    await world.aisha.taps("Agree this time")
    for name in ("sam", "eva", "lee"):
        assert world.everybody[name].sees_anew("Your meeting is agreed")
    everybody_reads(world)


async def the_day_comes(world: World) -> None:
    await world.forward(hours=8)
    for name in ("sam", "eva", "aisha", "lee"):
        assert world.everybody[name].sees_anew("tomorrow"), name
    await world.forward(hours=21)
    for name in ("sam", "eva", "aisha", "lee"):
        assert world.everybody[name].sees_anew("4pm"), name
    await world.eva.taps("I will be late")
    await world.eva.taps("20 minutes")
    assert world.aisha.sees_anew("late")
    everybody_reads(world)


async def afterwards(world: World) -> None:
    await world.forward(hours=3)
    assert world.aisha.sees_anew("Did you meet?")
    await world.aisha.taps("Yes, we met")
    await world.aisha.taps("Done")
    await world.aisha.taps("Not decided yet")
    everybody_reads(world)
    await world.aisha.taps("Fri 27 Nov")
    for name in ("sam", "eva"):
        assert world.everybody[name].sees_anew("Friday 27 November 2026"), name
    await world.forward(days=3)
    assert world.aisha.sees_anew("Today is the day by which the family hears")
    world.lee.reads()
    world.nobody_else_heard()
