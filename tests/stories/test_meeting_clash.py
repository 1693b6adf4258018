"""Two meetings at the same time: whoever would be in both reads so, and nobody else does."""

from datetime import timedelta
from functools import partial

from rules.agreement import agree
from rules.ids import NetworkId
from rules.meeting import Answer, Mode, Proposal
from rules.meeting_asking import answer
from rules.meeting_company import company
from rules.membership import member_answers, person_answers, suggest
from rules.network import Answer as Says
from rules.network import name_centre, open_network
from storage import meetings, networks, people
from storage.database import Transaction
from storage.ids import new_id
from tests.stories.meeting_family import dan_asks, gather
from tests.world import ORGANISATION, START, World

OTHER = "Quartz Kite"
HERE = "You have Quartz Kite then."
FAMILY = "You have another meeting then."


async def dan_and_maria_have_another_meeting(world: World, *, hours: float) -> None:
    """Agreed with another network, `hours` from the start of the story, for an hour by phone."""
    await world.maria.says("/start")
    await world.stranger.says("/start")
    dan, lee = await world.person("dan"), await world.person("lee")
    maria, rex = await world.person("maria"), await world.person("stranger")

    def work(tx: Transaction) -> None:
        opened = open_network(
            NetworkId(new_id()),
            by=dan,
            code_name=OTHER,
            core=(dan.id, lee.id),
            roster=people.roster(tx, dan.team),
            now=tx.now,
        )
        network = networks.add(tx, opened, by=dan.id).id
        moves = [partial(name_centre, by=dan, centre=rex), partial(suggest, by=dan, member=maria, centre=None)]
        moves.append(partial(member_answers, by=rex, member=rex.id, answer=Says.YES))
        moves.append(partial(person_answers, by=rex, member=maria, answer=Says.YES))
        moves.append(partial(member_answers, by=maria, member=maria.id, answer=Says.YES))
        for move in moves:
            networks.apply(tx, network, move, by=dan.id)
        found = networks.load(tx, network)
        assert found is not None
        times = [
            Proposal(START + timedelta(hours=h), ORGANISATION.zone, 60, Mode.PHONE) for h in (hours, 24 * 20 + hours)
        ]
        asked = meetings.open_meeting(tx, times, network=network, contact=None, company=company(found), by=dan)
        option = asked.value.options[0].id
        for person in (rex, maria, dan, lee):
            says = partial(answer, option=option, person=person.id, given=Answer.CAN, by=person)
            meetings.apply(tx, asked.value.id, says, by=person.id)
        settle = partial(agree, option=option, by=dan, organisation=ORGANISATION)
        meetings.apply(tx, asked.value.id, settle, by=dan.id)

    await world.house.database.run(work)
    await world.settle()
    for somebody in world.everybody.values():
        somebody.reads()


async def test_each_reads_of_their_own_other_meeting_and_of_nobody_elses(team: World) -> None:
    await gather(team)
    await dan_and_maria_have_another_meeting(team, hours=31.5)
    await dan_asks(team)
    assert HERE in team.dan.screen, "half an hour of it is at the same time"
    assert FAMILY in team.maria.screen
    assert OTHER not in team.maria.screen
    for somebody in (team.sam, team.eva, team.aisha):
        assert FAMILY not in somebody.screen
        assert HERE not in somebody.screen
    await team.maria.taps("I can come")
    assert "Can come: Maria" in team.dan.screen, "it is a warning, no more"
    assert FAMILY not in team.maria.screen, "not at the other time"


async def test_a_time_that_is_proposed_is_looked_at_too(team: World) -> None:
    await gather(team)
    await dan_and_maria_have_another_meeting(team, hours=31)
    await dan_asks(team)
    await team.dan.taps("Suggest another time")
    await team.dan.says("tomorrow 4:30pm")
    assert HERE in team.dan.screen
    await team.dan.says("tomorrow 5pm")
    assert HERE not in team.dan.screen, "one ends as the other begins"
    await team.maria.taps("None of these times")
    await team.maria.taps("Suggest another time")
    await team.maria.says("tomorrow 4:30pm")
    assert FAMILY in team.maria.screen


async def test_whoever_said_that_they_cannot_come_is_free(team: World) -> None:
    team.also_hear("lee", because="the other meeting is his too")
    await gather(team)
    await dan_and_maria_have_another_meeting(team, hours=31)
    await team.maria.taps("I cannot come")
    await dan_asks(team)
    assert FAMILY not in team.maria.screen
