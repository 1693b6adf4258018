"""The team drops out of an agreed meeting, or comes back: the person is asked, and nobody is told to come in vain."""

from tests.stories.meeting_family import agreed, gather, leaves_the_team
from tests.stories.network_family import everybody_reads
from tests.world import World

NOBODY = "As things are, nobody from the team can come."
MEETING = "Your meeting is agreed"


async def both_drop_out(team: World) -> None:
    """Aisha cannot come, Sam wants to meet all the same, then Dan cannot come."""
    await gather(team)
    await agreed(team)
    await team.aisha.taps("I cannot come", on=MEETING)
    assert team.sam.sees_anew("Fewer than 2 people from the team can come")
    await team.sam.taps("Meet all the same")
    everybody_reads(team)
    await team.dan.taps("I cannot come", on="They want to meet all the same")


async def test_when_nobody_is_left_the_person_is_asked_anew_and_the_team_is_told_at_once(team: World) -> None:
    await both_drop_out(team)
    assert any(f"{NOBODY} The team knows. What would you prefer?" in text for text in team.sam.unread)
    for somebody in (team.aisha, team.lena):
        assert len(somebody.unread) == 1
        assert somebody.sees_anew("Nobody from the team can come")
        assert "The family reads that you will write to them." in somebody.screen
    assert NOBODY in team.dan.screen
    team.sam.reads()
    team.nobody_else_heard()
    await team.sam.taps("Keep this time if possible")
    assert "The team knows that you want to keep this time if possible." in team.sam.screen
    assert team.aisha.sees_anew("They want to keep this time if possible")
    await team.sam.taps("See the meeting")
    assert f"{NOBODY} The team knows and will write to you." in team.sam.screen
    assert "coming" not in team.sam.screen


async def test_a_reminder_never_sends_the_family_to_a_meeting_without_the_team(team: World) -> None:
    await both_drop_out(team)
    everybody_reads(team)
    await team.forward(hours=8)  # 5pm on Monday
    for member in (team.maria, team.eva):
        assert member.sees_anew("Your meeting has changed")
        assert f"{NOBODY} The team knows and will write to you." in member.screen
        assert "Tomorrow, Tuesday 24 November 2026" in member.screen
        assert "You have a meeting" not in member.screen
        assert "coming" not in member.screen
    assert team.sam.sees_anew(NOBODY)
    for somebody in (team.dan, team.aisha, team.lena):
        assert somebody.sees_anew("Nobody from the team can come"), "the family reads that the team knows"


async def test_the_question_stays_on_the_card_over_midnight(team: World) -> None:
    team.also_hear("lena", because="a lead hears that nobody from the team can come, and when somebody can again")
    await both_drop_out(team)
    await team.forward(hours=20)
    assert team.sam.sees("What would you prefer?")
    await team.sam.says("/start")
    await team.sam.taps("Meetings")
    await team.sam.taps("Open 1")
    await team.sam.taps("Show the place")
    assert "12 Elm Road" in team.sam.screen
    await team.sam.taps("Find another time", on="What would you prefer?")
    assert team.aisha.sees_anew("They would like another time")


async def test_a_practitioner_who_comes_after_all_is_told_once_to_each(team: World) -> None:
    await both_drop_out(team)
    await team.forward(hours=8)
    everybody_reads(team)
    await team.dan.taps("I can come")
    for somebody in (team.aisha, team.lena):
        assert len(somebody.unread) == 1
        assert somebody.sees_anew("Dan can come")
    for member in (team.sam, team.maria, team.eva):
        assert len(member.unread) == 1
        assert member.sees_anew("Someone from the team can come again")
    assert "5 people asked, 4 coming" in team.maria.screen
    assert "Fewer than 2 people from the team can come" in team.sam.screen
    await team.aisha.taps("I can come")
    assert team.sam.sees_anew("2 people from the team can come again")
    assert team.dan.sees_anew("Aisha can come")
    team.nobody_else_heard()
    await team.forward(hours=21)  # 2pm on Tuesday
    assert team.maria.sees_anew("You have a meeting")
    assert "5 people asked, 5 coming" in team.maria.screen


async def test_the_last_hours_bring_no_reminder_so_the_family_hears_at_once(team: World) -> None:
    team.also_hear("lena", because="a lead hears that nobody from the team can come, and when somebody can again")
    await gather(team)
    await agreed(team)
    await team.forward(hours=30)
    everybody_reads(team)
    await team.aisha.taps("I cannot come")
    assert not team.maria.unread, "who of the team comes is the team's own affair"
    await team.dan.taps("I cannot come")
    assert team.maria.sees_anew(f"{NOBODY} The team knows and will write to you.")


async def test_somebody_who_left_the_team_does_not_count_as_coming(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.aisha.taps("I cannot come", on=MEETING)
    await leaves_the_team(team, "dan")
    everybody_reads(team)
    await team.forward(hours=8)
    assert team.maria.sees_anew(NOBODY)
    assert team.sam.sees_anew(NOBODY)
    assert team.aisha.sees_anew("Nobody from the team can come")
    assert team.lena.sees_anew("Nobody from the team can come")
    assert not team.dan.unread
