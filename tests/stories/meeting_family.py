"""Sam's network, ready to meet: Maria and Eva said yes, Dan and Aisha are its core pair."""

from functools import partial
from typing import Final

from sqlalchemy import update

from rules.ids import NetworkId
from rules.meeting import Meeting
from rules.membership import leave, member_answers, person_answers, suggest
from rules.network import Answer, Network, name_centre, open_network
from rules.people import Person
from storage import meetings, networks, people
from storage.database import Transaction
from storage.ids import new_id
from storage.tables.people import people as people_rows
from storage.tables.people import staff
from tests.chapters import chapter
from tests.world import World

CODE_NAME: Final = "Quiet Harbour"
TOMORROW_AT_FOUR: Final = "Tomorrow, Tuesday 24 November 2026, 4pm to 5pm"
WEDNESDAY_AT_TEN: Final = "Wednesday 25 November 2026, 10am to 11am"


@chapter
async def gather(world: World, *, by_phone: tuple[str, ...] = ()) -> NetworkId:
    """Open the network as if everything before the meeting had happened; nothing is left unread.

    Those in `by_phone` have no Telegram: they are called Eva, say, and staff entered their yes.
    """
    for name in ("sam", "maria", "eva"):
        if name not in by_phone:
            await world.everybody[name].says("/start")
    dan, aisha = await world.person("dan"), await world.person("aisha")

    def work(tx: Transaction) -> NetworkId:
        roster = people.roster(tx, dan.team)
        opened = open_network(
            NetworkId(new_id()),
            by=dan,
            code_name=CODE_NAME,
            core=(dan.id, aisha.id),
            roster=roster,
            now=tx.now,
        )
        network = networks.add(tx, opened, by=dan.id).id
        sam = _person(tx, world, dan, "sam", by_phone)
        networks.apply(tx, network, partial(name_centre, by=dan, centre=sam), by=dan.id)
        _says_yes(tx, network, sam)
        for name in ("maria", "eva"):
            member = _person(tx, world, dan, name, by_phone)
            networks.apply(tx, network, partial(suggest, by=dan, member=member, centre=sam), by=dan.id)
            networks.apply(
                tx,
                network,
                partial(person_answers, by=sam, member=member, answer=Answer.YES),
                by=sam.id,
            )
            _says_yes(tx, network, member)
        return network

    network = await world.house.database.run(work)
    world.also_hear("sam", "maria", "eva", "dan", "aisha", because="what befalls their network is told to each of them")
    await world.settle()
    for somebody in world.everybody.values():
        somebody.reads()
    return network


def _says_yes(tx: Transaction, network: NetworkId, person: Person) -> None:
    networks.apply(
        tx,
        network,
        partial(member_answers, by=person, member=person.id, answer=Answer.YES),
        by=person.id,
    )


def _person(tx: Transaction, world: World, dan: Person, name: str, by_phone: tuple[str, ...]) -> Person:
    if name in by_phone:
        return people.register(tx, team=dan.team, name=name.title(), language="en", phone="07700900123")
    found = people.find(tx, world.everybody[name].phone.user_id)
    assert found is not None
    return found


async def leaves(world: World, network: NetworkId, name: str) -> None:
    """Somebody withdraws, as the network's own button does it."""
    person = await world.person(name)
    await world.house.database.run(lambda tx: networks.apply(tx, network, partial(leave, by=person), by=person.id))
    await world.settle()


async def leaves_the_team(world: World, name: str) -> None:
    """Their role ends; the bot has no button for that yet."""
    person = await world.person_id(name)
    ended = update(staff).where(staff.c.person_id == person).values(ended_at=world.clock.now())
    await world.house.database.run(lambda tx: tx.execute(ended))


async def wants_no_messages(world: World, name: str) -> None:
    """The switch that stops everything, as the operator sets it."""
    person = await world.person_id(name)
    stopped = update(people_rows).where(people_rows.c.id == person).values(do_not_message=True)
    await world.house.database.run(lambda tx: tx.execute(stopped))


async def network_of(world: World, network: NetworkId) -> Network:
    found = await world.house.database.run(lambda tx: networks.load(tx, network))
    assert found is not None
    return found


async def the_meeting(world: World) -> Meeting:
    """The one meeting that Dan takes part in."""
    dan = await world.person("dan")
    found = await world.house.database.run(lambda tx: meetings.of_person(tx, dan.id))
    assert len(found) == 1
    return found[0]


@chapter
async def dan_asks(world: World, *, place: str | None = "12 Elm Road, Dover") -> None:
    """Dan asks everyone about tomorrow at 4pm at home, and Wednesday at 10am by phone. With no `place` they know it."""
    await world.dan.says("/start")
    await world.dan.taps("Meetings")
    await world.dan.taps(f"Suggest times: {CODE_NAME}")
    await world.dan.taps("At home")
    if place is None:
        await world.dan.taps("They know the place")
    else:
        await world.dan.says(place)
        await world.dan.taps("Use this place")
    await world.dan.taps("1 hour")
    await world.dan.says("tomorrow 4pm")
    await world.dan.taps("Add this time")
    await world.dan.taps("Change where or how long")
    await world.dan.taps("By phone")
    await world.dan.taps("1 hour")
    await world.dan.taps("Wed 25 Nov")
    await world.dan.taps("10am")
    await world.dan.taps("Add this time")
    await world.dan.taps("Ask everyone")
    world.dan.reads()


async def all_can(world: World, *names: str) -> None:
    """Each of them can come to the first time, and to no other; nothing is left unread."""
    for name in names:
        await world.everybody[name].taps("I can come")
        await world.everybody[name].taps("I cannot come")


@chapter
async def agreed(world: World, *, place: str | None = "12 Elm Road, Dover") -> None:
    """Everyone can come tomorrow at 4pm, and Dan agrees it; all have read it."""
    await dan_asks(world, place=place)
    await all_can(world, "sam", "maria", "eva", "aisha", "dan")
    await world.dan.taps("Agree: Tue 24 Nov, 4pm")
    await world.dan.taps("Agree this time")
    for somebody in world.everybody.values():
        somebody.reads()
