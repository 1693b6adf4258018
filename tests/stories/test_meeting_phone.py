"""Somebody who takes part cannot be written to: staff read whom to phone about what, and nobody is forgotten."""

from rules.meeting import Answer
from tests.stories.meeting_family import (
    CODE_NAME,
    agreed,
    all_can,
    dan_asks,
    gather,
    leaves,
    the_meeting,
    wants_no_messages,
)
from tests.stories.network_family import everybody_reads
from tests.stories.test_back_again import blocks, is_back
from tests.world import Somebody, World, text_of

MEETING = "Your meeting is agreed"


def told_to_phone(somebody: Somebody) -> list[str]:
    """What of the unread says whom to phone: the first line of each."""
    return [text.splitlines()[0] for text in somebody.unread if "Please phone" in text]


def shows(somebody: Somebody, words: str) -> bool:
    """Whether any message on this phone says it now; read or not."""
    return any(words in text_of(bubble) for bubble in somebody.messages)


async def recorded(team: World, name: str) -> None:
    """Dan records on the phone that this one can come to the first time, and to no other."""
    await team.dan.taps("Record a phone answer")
    await team.dan.taps(name)
    await team.dan.taps("They can come")
    await team.dan.taps("They cannot come")
    await team.dan.taps("Back")
    await team.dan.taps("Back")


async def agreed_by_phone(team: World, *names: str) -> None:
    """As `agreed`, with Sam, say, and Eva on the phone only."""
    await gather(team, by_phone=names)
    await dan_asks(team)
    await all_can(team, *(name for name in ("sam", "maria", "eva", "aisha", "dan") if name not in names))
    for name in names:
        await recorded(team, name.title())
    everybody_reads(team)
    await team.dan.taps("Agree: Tue 24 Nov, 4pm")
    await team.dan.taps("Agree this time")


async def test_who_can_only_be_phoned_is_named_in_one_message_about_each_change_of_the_plan(team: World) -> None:
    await agreed_by_phone(team, "sam", "eva")
    for staff in (team.dan, team.aisha):
        assert told_to_phone(staff) == ["Please phone Sam, Eva: the meeting is agreed"]
        assert shows(staff, "Only by phone: Sam, Eva")
        assert not shows(staff, "07700"), "a number is shown on the card of the person only"
    assert not told_to_phone(team.maria)
    assert not told_to_phone(team.lena)
    everybody_reads(team)
    await team.forward(hours=8)  # 5pm on Monday
    assert told_to_phone(team.dan) == ["Please phone Sam, Eva: remind them of the meeting"]
    everybody_reads(team)
    await team.dan.taps("Change or cancel")
    await team.dan.taps("Cancel the meeting")
    await team.dan.taps("Cancel the meeting")
    assert told_to_phone(team.dan) == told_to_phone(team.aisha) == ["Please phone Sam, Eva: the meeting is off"]
    assert CODE_NAME in team.dan.screen
    everybody_reads(team)
    await team.forward(days=2)
    assert team.lena.sees_anew("Nobody is on duty now")
    team.nobody_else_heard()


async def test_the_family_that_waits_at_the_door_is_phoned_when_staff_are_late(team: World) -> None:
    await agreed_by_phone(team, "sam")
    everybody_reads(team)
    await team.aisha.taps("I will be late")
    await team.aisha.taps("10 minutes")
    assert told_to_phone(team.dan) == ["Please phone Sam: the plan has changed"]
    assert "Aisha from the team will be 10 minutes late." in team.dan.screen


async def test_staff_ask_a_person_who_is_phoned_what_they_prefer_and_record_it(team: World) -> None:
    team.also_hear("lena", because="a lead hears that nobody from the team can come, and when somebody can again")
    await agreed_by_phone(team, "sam")
    everybody_reads(team)
    await team.aisha.taps("I cannot come", on=MEETING)
    assert told_to_phone(team.dan) == told_to_phone(team.aisha) == ["Please phone Sam: what would they prefer?"]
    everybody_reads(team)
    await team.dan.taps("Record a phone answer")
    await team.dan.taps("Sam")
    assert "Fewer than 2 people from the team can come. Ask Sam what they would prefer." in team.dan.screen
    await team.dan.taps("They want to meet anyway")
    assert "Recorded now: They want to meet all the same." in team.dan.screen
    assert any("Recorded by Dan." in text for text in team.aisha.unread)
    assert team.aisha.sees_anew("They want to meet all the same")
    everybody_reads(team)
    await team.forward(minutes=1)
    await team.dan.taps("Back")
    await team.dan.taps("Back")
    await team.dan.taps("I cannot come")
    assert (await the_meeting(team)).preference is None
    assert told_to_phone(team.dan) == ["Please phone Sam: what would they prefer?"], "with today's truth"
    everybody_reads(team)
    await team.forward(hours=8)
    assert told_to_phone(team.dan) == ["Please phone Sam: nobody from the team can come"]


async def test_a_reminder_that_comes_back_is_somebodys_next_step(team: World) -> None:
    await gather(team)
    await agreed(team)
    team.maria.phone.blocked = True  # and Telegram says so with a 403
    await team.forward(hours=8)
    for staff in (team.dan, team.aisha):
        assert told_to_phone(staff) == ["Please phone Maria: remind them of the meeting"]
        assert shows(staff, "Only by phone: Maria")
        assert shows(staff, "Coming: Sam, Maria")
    everybody_reads(team)
    await team.forward(hours=4)
    assert not told_to_phone(team.dan), "once is enough"


async def test_one_who_blocks_the_bot_before_a_meeting_is_phoned_and_told_of_once(team: World) -> None:
    await gather(team)
    await agreed(team)
    await blocks(team.maria)
    for staff in (team.dan, team.aisha):
        assert told_to_phone(staff) == ["Please phone Maria: messages do not reach them"]
    assert not told_to_phone(team.sam)
    everybody_reads(team)
    await is_back(team.maria)
    assert not shows(team.dan, "Only by phone")
    await blocks(team.maria)
    assert shows(team.dan, "Only by phone: Maria")
    assert not told_to_phone(team.dan), "they know"


async def test_one_who_blocks_the_bot_with_a_question_unanswered_can_be_phoned(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    everybody_reads(team)
    await blocks(team.eva)
    assert told_to_phone(team.dan) == ["Please phone Eva: messages do not reach them"]
    assert shows(team.dan, "Only by phone: Eva")
    await recorded(team, "Eva")
    meeting = await the_meeting(team)
    assert meeting.answer_of(meeting.options[0].id, await team.person_id("eva")) is Answer.CAN


async def test_a_colleague_of_the_core_pair_is_phoned_by_the_other(team: World) -> None:
    team.also_hear("lena", because="when neither of the core pair can be written to, a lead phones them")
    await gather(team)
    await agreed(team)
    await blocks(team.dan)
    assert told_to_phone(team.aisha) == ["Please phone Dan: messages do not reach them"]
    everybody_reads(team)
    team.aisha.phone.blocked = True  # and Telegram says so with a 403
    await team.forward(hours=8)
    assert sorted(told_to_phone(team.lena)) == [
        "Please phone Aisha: remind them of the meeting",
        "Please phone Dan: remind them of the meeting",
    ], "what Aisha should have done is passed on"


async def test_nothing_is_said_of_one_who_left(team: World) -> None:
    network = await gather(team)
    await agreed(team)
    await leaves(team, network, "eva")
    everybody_reads(team)
    await blocks(team.eva)
    await team.forward(hours=8)
    for staff in (team.dan, team.aisha, team.lena):
        assert not told_to_phone(staff)
        assert not shows(staff, "Only by phone")


async def test_nothing_is_said_of_one_who_wants_no_messages(team: World) -> None:
    await gather(team)
    await agreed(team)
    await wants_no_messages(team, "eva")
    await blocks(team.eva)
    await team.forward(hours=8)
    for staff in (team.dan, team.aisha, team.lena):
        assert not told_to_phone(staff)
        assert not shows(staff, "Only by phone")
    assert not any("Record a phone answer" in text for text in team.dan.unread)
