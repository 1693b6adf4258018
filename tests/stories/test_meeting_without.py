"""The person at the centre lets the others meet without them, asks to wait, and takes both back."""

from tests.stories.meeting_family import all_can, dan_asks, gather, the_meeting
from tests.stories.network_family import everybody_reads
from tests.world import World

WITHOUT = "You have said: go ahead without me."


async def asked(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    everybody_reads(team)


async def test_going_ahead_says_first_what_it_means(team: World) -> None:
    await asked(team)
    await team.sam.taps("Go ahead without me")
    assert "They may meet and agree a time without you" in team.sam.screen
    assert (await the_meeting(team)).go_ahead is None, "one tap decides nothing"
    await team.sam.taps("Back")
    await team.sam.taps("Go ahead without me")
    await team.sam.taps("Go ahead without me")
    assert WITHOUT in team.sam.screen
    assert "Sam has said: go ahead without me." in team.dan.screen


async def test_the_card_keeps_saying_so_and_it_can_be_taken_back(team: World) -> None:
    await asked(team)
    await team.sam.taps("Go ahead without me")
    await team.sam.taps("Go ahead without me")
    await team.sam.taps("Not sure yet")
    await team.sam.taps("I cannot come")
    assert WITHOUT in team.sam.screen, "whatever Sam answers"
    await all_can(team, "aisha", "dan")
    assert team.dan.has_key("Agree: Tue 24 Nov, 4pm")
    everybody_reads(team)

    await team.sam.taps("I want to be there")
    assert WITHOUT not in team.sam.screen
    for somebody in (team.dan, team.aisha):
        assert somebody.sees_anew("The person wants to be there")
    assert "Sam has said" not in team.dan.screen
    assert not team.dan.has_key("Agree: ")
    await team.sam.taps("Change: Tue 24 Nov, 4pm")
    await team.sam.taps("I can come")
    assert team.aisha.sees_anew("A time can be agreed"), "it is said again when a time is ready again"


async def test_asking_to_wait_takes_it_back_too(team: World) -> None:
    await asked(team)
    await team.sam.taps("Go ahead without me")
    await team.sam.taps("Go ahead without me")
    await team.sam.taps("Please wait")
    await team.sam.taps("Go on looking for a time")
    assert WITHOUT not in team.sam.screen
    assert "Sam has said" not in team.dan.screen
    assert team.sam.has_key("Go ahead without me")


async def test_whoever_agrees_a_time_reads_what_the_person_said(team: World) -> None:
    await asked(team)
    await team.sam.taps("Go ahead without me")
    await team.sam.taps("Go ahead without me")
    await team.sam.taps("Not sure yet")
    await all_can(team, "maria", "eva", "aisha", "dan")
    await team.dan.taps("Agree: Tue 24 Nov, 4pm")
    assert "Everyone has answered." in team.dan.screen
    assert "Not sure yet: Sam" in team.dan.screen
    assert "Sam has said: go ahead without me." in team.dan.screen


async def test_staff_record_it_for_somebody_they_phone_and_take_it_back(team: World) -> None:
    await gather(team, by_phone=("sam",))
    await dan_asks(team)
    await team.dan.taps("They said: go ahead")
    assert "They may meet and agree a time without Sam" in team.dan.screen
    await team.dan.taps("They said: go ahead")
    assert "Sam has said: go ahead without me." in team.dan.screen
    everybody_reads(team)
    await team.dan.taps("They want to be there")
    assert "Sam has said" not in team.dan.screen
    assert team.aisha.sees_anew("The person wants to be there")


async def test_whoever_reads_that_it_waits_hears_when_it_goes_on(team: World) -> None:
    await asked(team)
    await team.sam.taps("Please wait")
    assert "Someone asked to wait. You hear from us when it goes on." in team.maria.screen
    assert team.dan.sees_anew("The person asks to wait")
    everybody_reads(team)
    await team.sam.taps("Go on looking for a time")
    for somebody in (team.maria, team.eva):
        assert somebody.sees_anew("We are looking for a time again")
        assert somebody.last.silent
        assert somebody.has_key("I can come")
    for somebody in (team.dan, team.aisha):
        assert somebody.sees_anew("The person says: go on")
    team.nobody_else_heard()
