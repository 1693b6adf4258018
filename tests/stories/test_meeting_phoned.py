"""Whoever had to be phoned: staff say that they have, the others read it, and what is no longer needed says so."""

from tests.stories.meeting_family import agreed, gather, leaves_the_team
from tests.stories.network_family import everybody_reads
from tests.stories.test_back_again import blocks, is_back
from tests.stories.test_meeting_phone import agreed_by_phone
from tests.stories.test_meeting_questions import shown
from tests.world import World

NEXT = "Please phone Maria: what was said about the next meeting"


async def undecided(team: World) -> None:
    """Maria cannot be written to, and the team says that nothing is decided yet."""
    await gather(team)
    await agreed(team)
    await team.forward(hours=32)
    await blocks(team.maria)
    everybody_reads(team)
    await team.dan.taps("Yes, we met")
    await team.dan.taps("Done")
    await team.dan.taps("Not decided yet")
    await team.dan.taps("Thu 26 Nov")


async def test_what_is_read_out_on_the_phone_is_not_taken_for_a_coming_meeting(team: World) -> None:
    await undecided(team)
    for staff in (team.dan, team.aisha):
        (words,) = shown(staff, NEXT)
        assert "Last meeting: Tuesday 24 November 2026, 4pm to 5pm" in words
        assert "oday" not in words
        assert "At home" not in words


async def test_whoever_has_phoned_says_so_and_the_other_need_not(team: World) -> None:
    await undecided(team)
    everybody_reads(team)
    await team.aisha.taps("I have phoned Maria")
    for staff in (team.dan, team.aisha):
        assert not shown(staff, NEXT)
        (words,) = shown(staff, "No call is needed any more")
        assert "Aisha has phoned Maria." in words
    team.nobody_else_heard()
    assert not team.dan.has_key("I have not phoned Maria"), "it is hers to take back"
    await team.aisha.taps("I have not phoned Maria")
    assert shown(team.dan, NEXT)
    assert shown(team.aisha, NEXT)


async def test_who_can_be_written_to_again_need_not_be_phoned(team: World) -> None:
    await undecided(team)
    everybody_reads(team)
    await is_back(team.maria)
    assert team.maria.sees("We will write by Thursday 26 November 2026.")
    for staff in (team.dan, team.aisha):
        assert not shown(staff, NEXT)
        (words,) = shown(staff, "No call is needed any more")
        assert "The bot can write to Maria again." in words
        assert not staff.unread


async def test_each_of_several_is_phoned_on_their_own(team: World) -> None:
    await agreed_by_phone(team, "sam", "eva")
    everybody_reads(team)
    await team.dan.taps("I have phoned Sam")
    (words,) = shown(team.aisha, "Please phone Eva: the meeting is agreed")
    assert "Dan has phoned Sam." in words
    assert "Tuesday 24 November 2026, 4pm to 5pm" in words
    assert "omorrow" not in words, "nothing redraws it at midnight"
    await team.aisha.taps("I have phoned Eva")
    (words,) = shown(team.dan, "No call is needed any more")
    assert "Dan has phoned Sam.\nAisha has phoned Eva." in words
    await team.forward(hours=8)
    assert team.dan.sees_anew("Please phone Sam, Eva: remind them of the meeting"), "that is another call"
    assert team.aisha.sees_anew("Please phone Sam, Eva: remind them of the meeting")


async def test_whoever_has_left_the_team_has_phoned_nobody_any_more(team: World) -> None:
    await undecided(team)
    everybody_reads(team)
    await leaves_the_team(team, "aisha")
    await team.aisha.taps("I have phoned Maria")
    assert shown(team.dan, NEXT)
