"""How a network comes about in stories: Maria calls, Dan answers, and the meetings are for Sam."""

import re

from tests.chapters import chapter
from tests.world import Somebody, World

LINK = re.compile(r"https://t\.me/\S+\?start=(\S+)")


def link_of(who: Somebody) -> str:
    """The newest link on this phone; everything so far then counts as read."""
    found = [LINK.search(bubble.text or bubble.caption or "") for bubble in who.messages]
    links = [match.group(0) for match in found if match is not None]
    assert links, f"{who.phone.first_name} has no link"
    who.reads()
    return links[-1]


def everybody_reads(world: World) -> None:
    """What came before the part of the story that counts."""
    for somebody in world.everybody.values():
        somebody.reads()


@chapter
async def maria_calls_and_dan_answers(world: World) -> None:
    await world.maria.says("/start")
    await world.maria.says("I need to talk to someone")
    await world.dan.taps("I have this")
    await world.dan.taps("I have spoken with them")
    everybody_reads(world)


@chapter
async def dan_opens_a_network(world: World) -> str:
    """From Maria's call, with Aisha; gives the code name."""
    await maria_calls_and_dan_answers(world)
    world.also_hear("aisha", because="she is in the core pair")
    await world.dan.taps("Open a network")
    await world.dan.taps("Aisha")
    await world.dan.taps("We are two")
    await world.dan.says("Quiet Harbour")
    await world.dan.taps("Use this name")
    everybody_reads(world)
    return "Quiet Harbour"


@chapter
async def sam_takes_part(world: World) -> None:
    """The meetings are for Sam, who opens his link and says yes."""
    await dan_opens_a_network(world)
    await becomes_the_person(world.sam, "Sam", staff=world.dan)
    everybody_reads(world)


async def becomes_the_person(who: Somebody, name: str, *, staff: Somebody) -> None:
    """The meetings are for somebody whom staff call by this name; they open their link and say yes."""
    await staff.taps("Somebody else")
    await staff.says(name)
    await staff.taps("Make a link")
    await who.opens(link_of(staff))
    await who.taps(f"Yes, I am {name}")
    await who.taps("Yes")


@chapter
async def maria_takes_part(world: World) -> None:
    """Dan suggests Maria, Sam says yes, and Maria says yes."""
    await sam_takes_part(world)
    await dan_shows_the_network(world)
    await world.dan.taps("Suggest somebody")
    await world.dan.taps("The caller: Maria")
    await world.sam.taps("Yes", on="May we ask Maria?")
    await world.maria.taps("Yes", on="Would you like to take part?")
    everybody_reads(world)


async def dan_shows_the_network(world: World) -> None:
    await world.dan.says("/start")
    await world.dan.taps("Networks")
    await world.dan.taps("Quiet Harbour")
