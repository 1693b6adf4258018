"""The owner of a call opens a network with a code name and a core pair."""

from tests.stories.network_family import (
    dan_opens_a_network,
    dan_shows_the_network,
    everybody_reads,
    link_of,
    maria_calls_and_dan_answers,
    sam_takes_part,
)
from tests.world import World


async def test_dan_opens_a_network_from_the_call_with_a_suggested_name(team: World) -> None:
    await maria_calls_and_dan_answers(team)
    await team.dan.taps("Open a network")
    assert "Who is in the core pair with you?" in team.dan.screen
    await team.dan.taps("Aisha")
    await team.dan.taps("Lee")
    assert "What is the network called?" in team.dan.screen
    name = team.dan.last.buttons[0][0].text
    assert len(name.split()) == 2
    await team.dan.taps(name)
    assert "Core pair: Dan, Aisha and Lee" in team.dan.screen
    assert "Who are the meetings for?" in team.dan.screen
    assert team.aisha.sees_anew("You are in the core pair now")
    assert team.lee.sees_anew("You are in the core pair now")
    team.nobody_else_heard()


async def test_other_words_can_be_asked_for_and_a_name_can_be_typed(team: World) -> None:
    team.also_hear("aisha", because="they are in the core pair")
    await maria_calls_and_dan_answers(team)
    await team.dan.taps("Open a network")
    await team.dan.taps("Aisha")
    await team.dan.taps("We are two")
    first = [row[0].text for row in team.dan.last.buttons[:3]]
    await team.dan.taps("Other words")
    second = [row[0].text for row in team.dan.last.buttons[:3]]
    assert not set(first) & set(second)
    await team.dan.says("Ward 7")
    assert team.dan.sees("Type two or three plain words")
    await team.dan.says("Maria Garden")
    assert team.dan.sees("Leave out names of people")
    await team.dan.says("Quiet Harbour")
    await team.dan.taps("Use this name")
    assert "Core pair: Dan and Aisha" in team.dan.screen


async def test_a_code_name_is_used_once(team: World) -> None:
    team.also_hear("lee", because="they are in the core pair")
    await dan_opens_a_network(team)
    await team.lena.says("/start")
    await team.lena.taps("Networks")
    await team.lena.taps("Open a network")
    await team.lena.taps("Lee")
    await team.lena.taps("We are two")
    await team.lena.says("quiet harbour")
    assert team.lena.sees("That name is in use")
    await team.lena.says("Amber Lantern")
    await team.lena.taps("Use this name")
    assert "Core pair: Lena and Lee" in team.lena.screen


async def test_a_peer_worker_opens_a_network_with_a_practitioner(team: World) -> None:
    team.also_hear("dan", because="they are in the core pair")
    await team.lee.says("/start")
    await team.lee.taps("Networks")
    await team.lee.taps("Open a network")
    assert team.lee.has_key("Dan")
    assert not team.lee.has_key("Lee")
    await team.lee.taps("Dan")
    await team.lee.taps("We are two")
    await team.lee.says("Amber Lantern")
    await team.lee.taps("Use this name")
    assert "Core pair: Lee and Dan" in team.lee.screen


async def test_a_call_has_one_network(team: World) -> None:
    await dan_opens_a_network(team)
    await team.lena.says("/start")
    await team.lena.taps("Networks")
    assert [row[0].text for row in team.lena.last.buttons].count("Quiet Harbour") == 1


async def test_colleagues_outside_the_core_pair_do_not_see_it(team: World) -> None:
    await dan_opens_a_network(team)
    await team.lee.says("/start")
    await team.lee.taps("Networks")
    assert "You are in no network yet." in team.lee.screen
    await team.lena.says("/start")
    await team.lena.taps("Networks")
    assert team.lena.has_key("Quiet Harbour")


async def test_a_lead_reads_that_there_is_no_network_at_all(team: World) -> None:
    await team.lena.says("/start")
    await team.lena.taps("Networks")
    assert "There is no network yet." in team.lena.screen


async def test_the_core_pair_can_change_and_the_newcomer_is_told(team: World) -> None:
    await dan_opens_a_network(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Change core pair")
    await team.dan.taps("Add a third person")
    everybody_reads(team)
    await team.dan.taps("Lee")
    assert team.lee.sees_anew("You are in the core pair now")
    await team.dan.taps("Replace Aisha")
    await team.dan.taps("Lena")
    assert team.lena.sees_anew("You are in the core pair now")
    assert "Now: Dan, Lena and Lee" in team.dan.screen
    await team.dan.taps("Without Lena")
    assert "Now: Dan and Lee" in team.dan.screen
    await team.dan.taps("Replace Dan")
    await team.dan.taps("Lena")
    assert "You are in no network yet." in team.dan.screen
    assert not team.aisha.unread


async def test_a_peer_worker_and_a_practitioner_are_a_core_pair(team: World) -> None:
    team.also_hear("lee", because="they are in the core pair")
    await dan_opens_a_network(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Change core pair")
    await team.dan.taps("Replace Aisha")
    await team.dan.taps("Lee")
    assert "Now: Dan and Lee" in team.dan.screen


async def test_a_closed_network_says_so_and_tells_nobody(team: World) -> None:
    await sam_takes_part(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Close the network")
    assert "Close Quiet Harbour?" in team.dan.screen
    await team.dan.taps("Close the network")
    assert "This network is closed" in team.dan.screen
    team.dan.reads()
    await team.sam.says("/start")
    assert not any(k.text.startswith("My network") for r in team.sam.last.buttons for k in r)
    team.sam.reads()
    team.nobody_else_heard()


async def test_an_old_key_of_a_closed_network_has_no_effect(team: World) -> None:
    await sam_takes_part(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Close the network")
    await team.dan.taps("Close the network")
    await team.sam.taps("Leave", on="Quiet Harbour")
    assert team.sam.toast == "This is closed. Nothing has changed."
    assert "The plan has changed" in team.sam.screen, "the old card does not go on saying that he takes part"
    assert "Quiet Harbour" not in team.sam.screen


async def test_a_screen_survives_a_restart_half_way(team: World) -> None:
    team.also_hear("aisha", because="she is in the core pair")
    await maria_calls_and_dan_answers(team)
    await team.dan.taps("Open a network")
    await team.dan.taps("Aisha")
    await team.restart()
    await team.dan.taps("We are two")
    await team.restart()
    await team.dan.says("Quiet Harbour")
    await team.dan.taps("Use this name")
    assert "Core pair: Dan and Aisha" in team.dan.screen
    await team.dan.taps("Somebody else")
    await team.restart()
    await team.dan.says("Sam")
    await team.dan.taps("Make a link")
    assert link_of(team.dan)
