"""A question that somebody has opened is not taken out of their hand by somebody else's news."""

from tests.stories.meeting_family import agreed, dan_asks, gather, the_meeting
from tests.stories.network_family import everybody_reads
from tests.stories.test_meeting_phone import agreed_by_phone
from tests.world import Somebody, World, text_of

LATE = "How late will you be?"


def shown(somebody: Somebody, words: str) -> list[str]:
    """Every message on this phone that says so now."""
    return [text_of(bubble) for bubble in somebody.messages if words in text_of(bubble)]


async def test_how_late_is_still_asked_when_a_colleague_is_late_too(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.sam.taps("I will be late")
    await team.aisha.taps("I will be late")
    await team.aisha.taps("20 minutes")
    assert shown(team.sam, LATE)
    assert team.sam.sees_anew("Aisha from the team will be 20 minutes late"), "the news comes below it"
    await team.sam.taps("30 minutes")
    assert not shown(team.sam, LATE)
    assert len(shown(team.sam, "[I will be late]")) == 1, "two cards would read as two meetings"
    assert "Your answer now: I will be 30 minutes late." in team.sam.screen
    assert "Late: Sam, by 30 minutes" in team.dan.screen


async def test_an_opened_question_is_not_redrawn_by_an_answer(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    await team.dan.taps("I can come")
    await team.dan.taps("I can come")
    await team.dan.taps("Change: Tue 24 Nov, 4pm")
    await team.maria.taps("I can come")
    assert "Can you come to a meeting?" in team.dan.screen
    await team.dan.taps("I cannot come")
    assert "Cannot come: Dan" in team.dan.screen
    assert "Can come: Maria" in team.dan.screen, "today's truth"
    for opened, words in (("More", "You read what it means"), ("Ask a colleague", "Which colleague?")):
        await team.dan.taps(opened)
        assert words in team.dan.screen
        await team.eva.taps("I can come")
        assert words in team.dan.screen
    await team.dan.taps("Lee")
    assert team.lee.sees_anew("Can you come: Tue 24 Nov, 4pm?")


async def test_a_question_that_is_settled_is_taken_away(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.sam.taps("I will be late")
    await team.dan.taps("Change or cancel")
    await team.dan.taps("Cancel the meeting")
    await team.maria.taps("I cannot come")
    assert shown(team.dan, "Cancel this meeting?")
    await team.dan.taps("Cancel the meeting")
    assert not shown(team.sam, LATE)
    assert team.sam.sees_anew("This meeting is off")
    assert len(shown(team.sam, "This meeting is off")) == 1
    assert len(shown(team.dan, "This meeting is off")) == 1
    assert team.maria.sees_anew("This meeting is off")
    assert team.eva.sees_anew("This meeting is off")
    assert team.aisha.sees_anew("This meeting is off")


async def test_a_question_left_open_does_not_grow_old(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.sam.taps("I will be late")
    await team.forward(hours=8)  # the reminder, below the question
    assert shown(team.sam, LATE)
    await team.forward(hours=8)  # past midnight
    assert not shown(team.sam, LATE)
    assert not shown(team.sam, "Tomorrow")
    assert len(shown(team.sam, "[I will be late]")) == 1
    everybody_reads(team)


async def test_what_was_said_on_the_phone_is_recorded_without_being_interrupted(team: World) -> None:
    await agreed_by_phone(team, "eva")
    everybody_reads(team)
    await team.dan.taps("Record a phone answer")
    await team.dan.taps("Eva")
    await team.maria.taps("I cannot come")
    assert shown(team.dan, "What did Eva say?")
    await team.dan.taps("They cannot come")
    assert "Recorded now: They cannot come." in shown(team.dan, "What did Eva say?")[0]
    await team.dan.taps("Back", on="What did Eva say?")
    await team.dan.taps("Back", on="Who did you phone?")
    assert len(shown(team.dan, "Cannot come: Maria, Eva")) == 1
    assert (await the_meeting(team)).days


async def test_whoever_agrees_a_time_reads_who_can_come_now(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    for name in ("sam", "maria", "aisha", "dan"):
        await team.everybody[name].taps("I can come")
    await team.dan.taps("Agree: Tue 24 Nov, 4pm")
    await team.eva.taps("I cannot come")
    assert not shown(team.dan, "Agree this time?"), "others' answers are part of this question"
    assert shown(team.dan, "Cannot come: Eva")
