"""Languages: what staff read of a phone that speaks another, and cards that follow when somebody chooses one."""

import pytest

from tests.stories.network_family import everybody_reads, link_of, maria_takes_part
from tests.world import World

CALL = "I need to talk to someone"


async def called_with(team: World, language: str) -> None:
    team.maria.phone.language_code = language
    await team.maria.says("/start")
    await team.maria.taps(CALL)


async def test_staff_read_that_a_phone_speaks_another_language(team: World) -> None:
    await called_with(team, "ar")
    assert "Called at 9am. Phone set to Arabic; reads this bot in English." in team.dan.screen
    await team.dan.taps("I have this")
    assert "Maria called at 9am. Phone set to Arabic; reads this bot in English." in team.dan.screen
    await team.dan.says("/start")
    await team.dan.taps("Language")
    await team.dan.taps("Suomi")
    assert team.dan.sees("Puhelimen kieli: arabia. Lukee tätä bottia kielellä: englanti.")


async def test_whoever_chose_one_of_ours_may_need_their_own_all_the_same(team: World) -> None:
    await called_with(team, "ar")
    await team.maria.says("/start")
    await team.maria.taps("Language")
    await team.maria.taps("Suomi")
    await team.dan.taps("I have this")
    assert "Phone set to Arabic; reads this bot in Finnish." in team.dan.screen


async def test_a_language_that_somebody_chose_is_said_alone_where_their_phone_speaks_ours(team: World) -> None:
    await called_with(team, "en")
    await team.maria.says("/start")
    await team.maria.taps("Language")
    await team.maria.taps("Suomi")
    await team.dan.taps("I have this")
    assert "Language: Suomi (Finnish)." in team.dan.screen


async def test_a_phone_that_is_set_to_another_language_later_is_heard(team: World) -> None:
    await called_with(team, "en")
    team.maria.phone.language_code = "pl-PL"
    await team.maria.says("/start")
    await team.dan.taps("I have this")
    assert "Phone set to Polish; reads this bot in English." in team.dan.screen
    team.maria.phone.language_code = "en-GB"
    await team.maria.says("/start")
    await team.dan.says("/start")
    await team.dan.taps("Calls waiting")
    await team.dan.taps("9am: Maria, with you")
    assert "Language: English." in team.dan.screen


@pytest.mark.parametrize("nonsense", ["xx", "en-\x00", "zzz-" * 99, "../../etc", "☃", "root", "mul", "und"])
async def test_a_language_nobody_knows_is_not_said(team: World, nonsense: str) -> None:
    await called_with(team, nonsense)
    assert "Called at 9am. Language: English." in team.dan.screen
    maria = await team.person("maria")
    assert maria.phone_language is None


async def test_open_cards_follow_when_somebody_changes_their_language(team: World) -> None:
    await team.maria.says("/start")
    await team.maria.taps(CALL)
    await team.forward(minutes=5)
    await team.dan.taps("I have this")
    assert team.aisha.sees("Dan has this call")
    everybody_reads(team)
    await team.aisha.says("/start")
    await team.aisha.taps("Language")
    before = len(team.aisha.messages)
    await team.aisha.taps("Suomi")
    assert not team.aisha.sees("Dan has this call")
    assert team.aisha.sees("Dan hoitaa tätä yhteydenottoa")
    assert len(team.aisha.messages) == before, "nothing new, only redrawn"
    team.aisha.reads()
    team.nobody_else_heard()


async def test_cards_follow_a_language_that_is_chosen_at_a_link(team: World) -> None:
    await maria_takes_part(team)
    await team.sam.says("/start")
    await team.sam.taps("My network")
    await team.sam.taps("Who may be asked")
    await team.sam.taps("Name somebody")
    await team.sam.says("Eva")
    await team.maria.opens(link_of(team.sam))
    assert team.maria.sees("You take part.")
    await team.maria.taps("Suomi", on="Are you Eva?")
    assert not team.maria.sees("You take part.")
    assert team.maria.sees("Olet mukana.")
