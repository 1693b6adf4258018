"""Somebody is asked if they take part, and cannot be written to: the core pair reads that they have to phone."""

from tests.stories.network_family import dan_opens_a_network, dan_shows_the_network, everybody_reads, sam_takes_part
from tests.stories.test_back_again import blocks, is_back
from tests.world import Somebody, World


def told_to_phone(somebody: Somebody) -> list[str]:
    """What of the unread says whom to phone: the first line of each."""
    return [text.splitlines()[0] for text in somebody.unread if "Please phone" in text]


async def test_a_question_that_comes_back_is_asked_by_phone(team: World) -> None:
    await dan_opens_a_network(team)
    team.maria.phone.blocked = True  # and Telegram says so with a 403
    await team.dan.taps("The caller: Maria")
    await team.dan.taps("Ask Maria")
    for staff in (team.dan, team.aisha):
        assert told_to_phone(staff) == ["Please phone Maria: would they like to take part?"]
    await team.dan.taps("Maria", on="Please phone Maria")
    assert team.dan.has_key("Record")
    everybody_reads(team)
    await is_back(team.maria)
    assert team.maria.sees_anew("Would you like to meet?")
    await team.maria.taps("Yes")
    everybody_reads(team)
    await blocks(team.maria)
    assert not told_to_phone(team.dan), "she has answered"


async def test_the_person_who_blocks_the_bot_with_a_question_open_is_phoned(team: World) -> None:
    await sam_takes_part(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Suggest somebody")
    await team.dan.taps("The caller: Maria")
    everybody_reads(team)
    await blocks(team.sam)
    for staff in (team.dan, team.aisha):
        assert told_to_phone(staff) == ["Please phone Sam: may the others be asked?"]
    assert not told_to_phone(team.lena)
    assert not told_to_phone(team.maria)
