"""Somebody leaves while a time is agreed: whose calendar changes, who is reminded, and how often."""

from tests.stories.meeting_family import TOMORROW_AT_FOUR, agreed, gather
from tests.stories.network_family import dan_shows_the_network, everybody_reads
from tests.stories.test_contact_meetings import maria_calls_and_dan_speaks
from tests.stories.test_meeting_agreed import files
from tests.world import Somebody, World


async def leaves(somebody: Somebody) -> None:
    await somebody.says("/start")
    await somebody.taps("My network")
    await somebody.taps("Leave")


async def test_whoever_leaves_and_comes_back_is_reminded_once(team: World) -> None:
    await gather(team)
    await agreed(team)
    await leaves(team.maria)
    await team.maria.taps("Take part again")
    await team.maria.taps("Yes")
    assert team.maria.sees_anew("Your meeting is agreed")
    await team.maria.taps("I can come", on=TOMORROW_AT_FOUR)
    everybody_reads(team)
    await team.forward(hours=8)  # 5pm on Monday
    assert len(team.maria.unread) == 1
    everybody_reads(team)
    await team.forward(hours=21)  # 2pm on Tuesday
    assert len(team.maria.unread) == 1


async def test_a_meeting_whose_person_leaves_is_off_for_everybody_and_nobody_reads_why(team: World) -> None:
    await gather(team)
    await agreed(team)
    await leaves(team.sam)
    team.sam.reads()
    for somebody in (team.maria, team.eva, team.dan, team.aisha):
        (word, file) = somebody.unread
        assert word.startswith("This meeting is off")
        assert TOMORROW_AT_FOUR in word
        assert "Sam" not in word
        assert "left" not in word
        assert "take the meeting out of your calendar" in file
    for somebody in (team.sam, team.maria, team.eva, team.dan, team.aisha):
        assert b"STATUS:CANCELLED" in files(somebody)[-1]
        assert b"SEQUENCE:2" in files(somebody)[-1]
        assert not somebody.sees("Your meeting is agreed")
    assert not team.sam.unread, "the word is for the others"
    everybody_reads(team)
    await team.forward(days=2)
    team.nobody_else_heard()


async def test_a_person_who_comes_back_has_agreed_nothing(team: World) -> None:
    await gather(team)
    await agreed(team)
    await leaves(team.sam)
    everybody_reads(team)
    await team.sam.taps("Take part again")
    await team.sam.taps("Yes")
    assert not any("meeting is agreed" in text for each in team.everybody.values() for text in each.unread)
    everybody_reads(team)
    await team.forward(days=2)
    assert not any("meeting" in text for each in team.everybody.values() for text in each.unread)
    await team.dan.says("/start")
    await team.dan.taps("Meetings")
    assert team.dan.has_key("Suggest times: Quiet Harbour"), "a new time can be looked for"


async def test_whoever_is_not_wanted_any_more_has_it_taken_out_of_the_calendar_and_hears_no_more(team: World) -> None:
    await gather(team)
    await agreed(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Maria")
    await team.dan.taps("Take off the list")
    await team.dan.taps("Take off the list")
    assert any("The plan has changed" in text for text in team.maria.unread)
    assert b"STATUS:CANCELLED" in files(team.maria)[-1]
    assert len(files(team.eva)) == 1, "Eva's meeting stands"
    assert team.eva.sees("Your meeting is agreed")


async def test_a_meeting_that_has_begun_is_not_called_off(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.forward(hours=31, minutes=30)  # half past four
    everybody_reads(team)
    await leaves(team.sam)
    assert not team.dan.unread
    await team.forward(minutes=30)
    assert team.dan.sees_anew("Did you meet?")


async def test_the_call_of_a_meeting_that_is_off_is_watched_again(team: World) -> None:
    await gather(team)
    await agreed(team)
    await maria_calls_and_dan_speaks(team)
    await leaves(team.sam)
    await team.dan.says("/start")
    await team.dan.taps("Calls waiting")
    await team.dan.taps("9am")
    assert "A first meeting is agreed." not in team.dan.screen
