"""A family's link in the wrong hands: nothing is said, nothing changes."""

import pytest

from tests.stories.network_family import (
    becomes_the_person,
    dan_opens_a_network,
    dan_shows_the_network,
    everybody_reads,
    link_of,
    maria_takes_part,
    sam_takes_part,
)
from tests.stories.test_back_again import blocks
from tests.world import World


async def sams_link(team: World) -> str:
    await dan_opens_a_network(team)
    await team.dan.taps("Somebody else")
    await team.dan.says("Sam")
    await team.dan.taps("Make a link")
    return link_of(team.dan)


async def evas_link(team: World) -> str:
    await sam_takes_part(team)
    await team.sam.taps("Who may be asked")
    await team.sam.taps("Name somebody")
    await team.sam.says("Eva")
    return link_of(team.sam)


async def test_whoever_carries_the_link_says_no_and_it_still_works(team: World) -> None:
    link = await sams_link(team)
    await team.maria.opens(link)
    await team.maria.taps("No, that is not me")
    assert "Please hand the link on to Sam" in team.maria.screen
    await team.sam.opens(link)
    await team.sam.taps("Yes, I am Sam")
    assert "Would you like to meet?" in team.sam.screen


async def test_a_stranger_with_an_old_link_learns_nothing(team: World) -> None:
    link = await sams_link(team)
    await team.sam.opens(link)
    await team.sam.taps("Yes, I am Sam")
    everybody_reads(team)
    await team.stranger.opens(link)
    assert any("This link has been used" in text for text in team.stranger.unread)
    assert not any("Sam" in text for text in team.stranger.unread)
    assert team.stranger.has_key("I need to talk to someone")
    team.stranger.reads()
    team.nobody_else_heard()


async def test_two_people_with_one_link_the_first_yes_wins(team: World) -> None:
    link = await sams_link(team)
    await team.sam.opens(link)
    await team.stranger.opens(link)
    await team.sam.taps("Yes, I am Sam")
    await team.stranger.taps("Yes, I am Sam")
    assert team.stranger.toast == "This link has been used. Ask the team for a new one."
    assert "This link has been used. Ask the team for a new one." in team.stranger.screen
    assert not team.stranger.has_key("Yes, I am Sam"), "the question is gone"
    assert team.stranger.has_key("Home")
    assert "Would you like to meet?" not in team.stranger.screen


async def test_back_from_a_link_that_has_been_opened_shows_who_opened_it(team: World) -> None:
    link = await sams_link(team)
    await team.sam.opens(link)
    await team.sam.taps("Yes, I am Sam")
    await team.dan.taps("Back", on="A link for Sam")
    assert not team.dan.toast
    assert team.dan.sees("Sam has been asked and has not answered yet.")


async def test_a_newer_link_ends_the_older_one(team: World) -> None:
    old = await sams_link(team)
    await team.dan.taps("Back")
    await team.dan.taps("Make a link")
    new = link_of(team.dan)
    await team.sam.opens(old)
    assert any("This link is too old" in text for text in team.sam.unread)
    await team.sam.opens(new)
    assert "Are you Sam?" in team.sam.screen


async def test_a_familys_link_ends_after_a_week(team: World) -> None:
    team.also_hear("lena", because="the call is put to them as well")
    link = await sams_link(team)
    await team.forward(days=7)
    await team.sam.opens(link)
    assert any("This link is too old" in text for text in team.sam.unread)


@pytest.mark.parametrize("who", ["sam", "dan", "lena", "lee"])
async def test_a_members_link_is_not_for_staff_or_who_made_it(team: World, who: str) -> None:
    link = await evas_link(team)
    somebody = team.everybody[who]
    await somebody.opens(link)
    assert any("This link is for somebody else" in text for text in somebody.unread)
    everybody_reads(team)
    await team.eva.opens(link)
    assert "Are you Eva?" in team.eva.screen


async def test_somebody_known_already_takes_the_place_with_their_own_name(team: World) -> None:
    await sam_takes_part(team)
    await team.sam.taps("Who may be asked")
    await team.sam.taps("Name somebody")
    await team.sam.says("Mum")
    await team.maria.opens(link_of(team.sam))
    await team.maria.taps("Yes, I am Mum")
    await team.maria.taps("Yes")
    assert team.dan.sees_anew("Maria says yes")
    await team.dan.says("/start")
    await team.dan.taps("Networks")
    await team.dan.taps("Quiet Harbour")
    await team.dan.taps("Maria")
    assert "Invited as Mum" in team.dan.screen


async def test_the_person_reads_their_own_word_for_somebody_known_already(team: World) -> None:
    await sam_takes_part(team)
    await team.sam.taps("Who may be asked")
    await team.sam.taps("Name somebody")
    await team.sam.says("Mum")
    await team.maria.opens(link_of(team.sam))
    await team.maria.taps("Yes, I am Mum")
    assert "The others do not see your number or your Telegram name." in team.maria.screen
    await team.maria.taps("Yes")
    await team.sam.taps("Back", on="A link for Mum")
    assert team.sam.sees("Mum: you say yes, we may ask.")
    await team.sam.taps("Mum")
    await blocks(team.maria)
    await team.sam.taps("Back", on="Answered here")
    await team.sam.taps("Mum")
    await team.sam.taps("Make a link")
    link = link_of(team.sam)
    assert not team.sam.sees("Maria")
    await team.eva.opens(link)
    assert "Are you Mum?" in team.eva.screen
    team.dan.reads()


async def test_members_read_the_name_under_which_the_person_was_invited(team: World) -> None:
    await dan_opens_a_network(team)
    await team.eva.says("/start")
    await team.eva.taps("I need to talk to someone")  # known, so that Telegram's name for her stays
    await dan_shows_the_network(team)
    await becomes_the_person(team.eva, "Evie", staff=team.dan)
    await team.eva.taps("Who may be asked")
    await team.eva.taps("Name somebody")
    await team.eva.says("Sam")
    await team.sam.opens(link_of(team.eva))
    await team.sam.taps("Yes, I am Sam")
    assert "Evie says that we may ask you." in team.sam.screen
    assert not team.sam.sees("Eva")


async def test_a_caller_who_was_suggested_reads_which_name_is_seen(team: World) -> None:
    await sam_takes_part(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Suggest somebody")
    await team.dan.taps("The caller: Maria")
    await team.sam.taps("Yes", on="May we ask Maria?")
    assert "Telegram name" not in team.maria.screen, "Sam has read it"
    assert "Sam sees your name here: Maria. The others see neither your name nor your number." in team.maria.screen


async def test_somebody_new_is_called_as_they_were_invited(team: World) -> None:
    link = await evas_link(team)
    team.stranger.phone.first_name = "xX"
    await team.stranger.opens(link)
    await team.stranger.taps("Yes, I am Eva")
    assert (await team.person("stranger")).name == "Eva"


async def test_a_no_about_somebody_is_not_undone_by_another_link(team: World) -> None:
    await maria_takes_part(team)
    await team.sam.says("/start")
    await team.sam.taps("My network")
    await team.sam.taps("Who may be asked")
    await team.sam.taps("Maria")
    await team.sam.taps("Not now")
    await team.sam.taps("Back")
    await team.sam.taps("Name somebody")
    await team.sam.says("Eva")
    link = link_of(team.sam)
    everybody_reads(team)
    await team.maria.opens(link)
    await team.maria.taps("Yes, I am Eva")
    assert team.maria.toast == "This link does not work. Ask the team for a new one."
    assert "This link does not work." in team.maria.screen
    await team.eva.opens(link)
    await team.eva.taps("Yes, I am Eva")
    assert "Would you like to take part?" in team.eva.screen


async def test_a_member_of_two_networks_sees_both(team: World) -> None:
    team.also_hear("lee", because="they are in the core pair")
    await maria_takes_part(team)
    await team.lena.says("/start")
    await team.lena.taps("Networks")
    await team.lena.taps("Open a network")
    await team.lena.taps("Lee")
    await team.lena.taps("We are two")
    await team.lena.says("Golden Lantern")
    await team.lena.taps("Use this name")
    await becomes_the_person(team.maria, "Maria", staff=team.lena)
    await team.maria.says("/start")
    keys = [key.text for row in team.maria.last.buttons for key in row]
    assert "My network: Quiet Harbour" in keys
    assert "My network: Golden Lantern" in keys


async def test_what_a_link_says_stays_true_when_it_was_used(team: World) -> None:
    link = await sams_link(team)
    words = "This link can be used once, and not after Monday 30 November 2026 at 9am."
    assert team.dan.sees(words)
    await team.sam.opens(link)
    await team.sam.taps("Yes, I am Sam")
    assert team.dan.sees(words)
