"""A time is agreed: everyone hears, is reminded, says how the day goes, and what comes next."""

from rules.meeting import State
from sandbox.telegram import Bubble
from sandbox.telegram.bubbles import preview
from tests.stories.meeting_family import (
    CODE_NAME,
    TOMORROW_AT_FOUR,
    agreed,
    all_can,
    dan_asks,
    gather,
    leaves,
    the_meeting,
)
from tests.stories.network_family import everybody_reads
from tests.world import Somebody, World

AT_FOUR = "Tuesday 24 November 2026, 4pm to 5pm"


def files(somebody: Somebody) -> list[bytes]:
    kept = somebody.world.telegram.files
    sent = [bubble.document for bubble in somebody.messages if bubble.document is not None]
    return [kept[document.file_id].content for document in sent]


def key_of(somebody: Somebody, label: str) -> tuple[Bubble, int, int]:
    """The newest key with this label: its message, row and column."""
    return next(
        (bubble, row, column)
        for bubble in reversed(somebody.messages)
        for row, keys in enumerate(bubble.buttons)
        for column, key in enumerate(keys)
        if key.text == label
    )


async def test_agreeing_takes_two_taps_and_the_first_shows_who_has_not_answered(
    team: World,
) -> None:
    await gather(team)
    await dan_asks(team)
    await all_can(team, "sam", "aisha", "dan")
    assert "This time can be agreed." in team.dan.screen
    await team.dan.taps("Agree: Tue 24 Nov, 4pm")
    assert "Not answered yet: Maria, Eva." in team.dan.screen
    assert (await the_meeting(team)).state is State.ASKING
    await team.dan.taps("Agree this time")
    assert (await the_meeting(team)).state is State.AGREED
    assert team.dan.sees("Your meeting is agreed")

    for somebody in (team.sam, team.maria, team.eva, team.aisha):
        assert somebody.sees("Your meeting is agreed")
        assert somebody.sees(TOMORROW_AT_FOUR)


async def test_whoever_completes_it_the_others_hear_that_it_can_be_agreed(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    await all_can(team, "aisha", "dan")
    team.aisha.reads()
    team.dan.reads()
    await team.sam.taps("I can come")
    assert team.aisha.sees_anew(f"A time can be agreed: {CODE_NAME}")
    assert team.dan.sees_anew(f"A time can be agreed: {CODE_NAME}")


async def test_everyone_gets_a_calendar_file_with_no_name_and_no_place(team: World) -> None:
    await gather(team)
    await agreed(team)
    for somebody in (team.sam, team.maria, team.eva, team.dan, team.aisha):
        (content,) = files(somebody)
        text = content.decode()
        assert "METHOD:PUBLISH" in text
        assert "SEQUENCE:1" in text
        assert "DTSTART:20261124T160000Z" in text
        for secret in ("Sam", "Maria", "Elm Road", CODE_NAME):
            assert secret not in text


async def test_the_person_can_agree_and_sees_no_name_but_the_teams(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    await all_can(team, "dan", "aisha", "sam")
    await team.sam.taps("Agree: Tue 24 Nov, 4pm")
    assert "2 people have not answered yet." in team.sam.screen
    await team.sam.taps("Agree this time")
    assert team.dan.sees_anew("Your meeting is agreed")
    assert team.sam.sees("From the team: Dan, Aisha")
    assert not team.sam.sees("Maria")


async def test_without_the_core_pair_a_reason_is_given(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    await team.dan.taps("More")
    await team.dan.taps("Ask a colleague")
    await team.dan.taps("Lee")
    await team.dan.taps("More")
    await team.dan.taps("Ask a colleague")
    await team.dan.taps("Lena")
    await all_can(team, "lee", "lena", "sam")
    assert "Still needed: someone from the core pair" in team.dan.screen
    await team.dan.taps("Agree: Tue 24 Nov, 4pm")
    await team.dan.taps("The family asks for it")
    assert (await the_meeting(team)).state is State.AGREED


async def test_reminders_come_at_5pm_the_day_before_and_2_hours_before(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.forward(hours=7, minutes=59)
    assert not team.eva.unread
    await team.forward(minutes=1)  # 5pm on Monday
    assert team.eva.sees_anew("You have a meeting")
    assert team.eva.sees("Tomorrow, Tuesday 24 November 2026, 4pm to 5pm")
    await team.forward(hours=20, minutes=59)
    assert not team.eva.unread
    await team.forward(minutes=1)  # 2pm on Tuesday
    assert team.eva.sees_anew("Today, Tuesday 24 November 2026, 4pm to 5pm")


async def test_being_late_is_told_to_the_team_by_name_and_to_no_member(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.eva.taps("I will be late")
    await team.eva.taps("20 minutes")
    assert team.dan.sees_anew("Eva will be 20 minutes late")
    assert team.aisha.sees_anew("Eva will be 20 minutes late")
    assert team.eva.sees("Your answer now: I will be 20 minutes late. The team knows.")
    team.nobody_else_heard()


async def test_staff_who_will_be_late_are_announced_to_everyone_and_no_reason_is_asked(team: World) -> None:
    network = await gather(team)
    await agreed(team)
    await leaves(team, network, "eva")
    team.eva.reads()
    await team.aisha.taps("I will be late")
    assert team.aisha.sees("Everyone who takes part is told, without a reason.")
    await team.aisha.taps("10 minutes")
    assert team.dan.sees_anew("Aisha will be 10 minutes late")
    for somebody in (team.sam, team.maria):
        assert somebody.sees_anew("Aisha from the team will be 10 minutes late")
    team.nobody_else_heard()
    await team.sam.taps("Meetings")
    await team.sam.taps("Open 1")
    assert "Aisha from the team will be 10 minutes late." in team.sam.screen
    await team.aisha.taps("I can come")
    assert team.maria.sees_anew("Aisha from the team will be on time")
    assert "minutes late" not in team.sam.screen
    await team.aisha.taps("I cannot come", on="Your meeting is agreed")
    assert not any("Aisha" in text for text in team.maria.unread)


async def test_somebody_who_cannot_come_is_not_reminded(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.eva.taps("I cannot come", on="Your meeting is agreed")
    assert team.dan.sees_anew("Eva cannot come")
    team.eva.reads()
    await team.forward(hours=30)
    assert not team.eva.unread


async def test_with_fewer_than_two_staff_the_person_is_asked_what_they_prefer(
    team: World,
) -> None:
    await gather(team)
    await agreed(team)
    await team.aisha.taps("I cannot come", on="Your meeting is agreed")
    assert team.sam.sees_anew("Fewer than 2 people from the team can come")
    assert not team.maria.unread
    await team.sam.taps("Find another time", on="Fewer than 2")
    assert team.dan.sees_anew("They would like another time")


async def test_when_the_person_cannot_come_they_say_whether_the_others_meet(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.sam.taps("I cannot come", on="Your meeting is agreed")
    assert team.sam.sees("What would you prefer?")
    assert team.dan.sees_anew("Sam cannot come")
    assert "The person cannot come, and has not said yet what they prefer." in team.dan.screen
    team.aisha.reads()
    team.nobody_else_heard()
    for somebody in (team.maria, team.eva):
        assert somebody.sees("Your meeting may change")
        assert not somebody.sees("Your meeting is agreed")
    await team.forward(hours=8)
    assert team.maria.sees_anew("Your meeting may change"), "the reminder says no more than is so"
    everybody_reads(team)
    await team.sam.taps("Meet without me")
    assert team.sam.sees("The team knows that the others can meet without you.")
    assert team.dan.sees_anew("They want you to meet without them")
    assert team.maria.sees("Your meeting is agreed")
    await team.sam.taps("See the meeting")
    await team.sam.taps("I can come")
    assert team.sam.sees("Your meeting is agreed")


async def test_a_person_who_cannot_come_and_says_so_by_mistake_takes_it_back_at_once(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.sam.taps("I cannot come", on="Your meeting is agreed")
    await team.sam.taps("I can come", on="What would you prefer?")
    assert team.sam.sees("Your meeting is agreed")
    assert team.maria.sees("Your meeting is agreed")


async def test_a_push_about_an_agreed_meeting_names_nobody_of_the_family(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.forward(hours=8)
    await team.forward(hours=21)
    for somebody in (team.dan, team.aisha):
        for bubble in somebody.messages:
            if "Coming: " in (bubble.text or ""):
                assert "Sam" not in preview(bubble, "Tornio"), preview(bubble, "Tornio")


async def test_the_card_says_when_the_next_reminder_comes(team: World) -> None:
    await gather(team)
    await agreed(team)
    assert team.maria.sees("Next reminder: today, Monday 23 November 2026 at 5pm.")
    await team.forward(hours=8)
    assert "Next reminder: tomorrow, Tuesday 24 November 2026 at 2pm." in team.maria.screen
    await team.forward(hours=21)
    assert "Next reminder" not in team.maria.screen


async def test_cancelling_takes_it_out_of_every_calendar_and_no_reminder_follows(
    team: World,
) -> None:
    await gather(team)
    await agreed(team)
    await team.dan.taps("Change or cancel")
    await team.dan.taps("Cancel the meeting")
    assert not team.eva.unread, "one tap cancels nothing"
    await team.dan.taps("Cancel the meeting")
    for somebody in (team.sam, team.maria, team.eva, team.aisha):
        assert somebody.sees_anew("This meeting is off")
        assert b"METHOD:CANCEL" in files(somebody)[-1]
        assert b"SEQUENCE:2" in files(somebody)[-1]
    team.dan.reads()
    await team.forward(days=2)
    team.lena.reads()
    team.nobody_else_heard()


async def test_finding_another_time_keeps_the_other_answers_and_asks_about_the_new_time(
    team: World,
) -> None:
    await gather(team)
    await agreed(team)
    await team.dan.taps("Change or cancel")
    await team.dan.taps("Find another time")
    await team.dan.taps("Give this time up")
    assert team.eva.sees_anew("Another time is being looked for")
    await team.dan.taps("Suggest another time")
    await team.dan.says("thursday 2pm")
    await team.dan.taps("Add this time")
    await team.dan.taps("Ask everyone")
    assert team.eva.sees_anew("Thursday 26 November 2026, 2pm to 3pm")
    for name in ("eva", "sam", "aisha", "dan"):
        await team.everybody[name].taps("I can come")
    await team.dan.taps("Agree: Thu 26 Nov, 2pm")
    await team.dan.taps("Agree this time")
    assert b"SEQUENCE:3" in files(team.eva)[-1]
    for somebody in team.everybody.values():
        somebody.reads()
    await team.forward(days=1)  # the old time's reminders are dropped
    assert not team.eva.unread


async def test_an_old_key_of_an_earlier_plan_gets_todays_truth_and_no_effect(
    team: World,
) -> None:
    await gather(team)
    await agreed(team)
    old = team.dan.phone
    await team.dan.taps("Change or cancel")
    await team.dan.taps("Cancel the meeting")
    bubble, row, column = key_of(team.dan, "Cancel the meeting")
    data = bubble.buttons[row][column].callback_data
    assert data is not None
    await team.aisha.taps("Change or cancel")
    await team.aisha.taps("Find another time")
    await team.aisha.taps("Give this time up")
    old.presses(data, bubble.message_id)
    await team.settle()
    assert (await the_meeting(team)).state is State.ASKING


async def test_one_who_leaves_is_reminded_of_nothing(team: World) -> None:
    network = await gather(team)
    await agreed(team)
    await leaves(team, network, "eva")
    team.eva.reads()
    await team.forward(days=3)
    assert not team.eva.unread
    assert not any(AT_FOUR in (b.text or "") for b in team.eva.messages)


async def test_a_place_that_everyone_knows_can_be_added_later_and_they_hear_that_it_is_there(team: World) -> None:
    network = await gather(team)
    await agreed(team, place=None)
    assert team.sam.sees("At home")
    assert not team.sam.has_key("Show the place")
    assert not team.sam.has_key("Add the place"), "that is for staff"
    await leaves(team, network, "eva")
    team.eva.reads()
    await team.aisha.taps("Add the place")
    await team.aisha.taps("Back")
    await team.aisha.says("12 Elm Road, Dover")
    assert not team.sam.unread, "whoever went back has given no place"
    team.aisha.reads()
    await team.aisha.taps("Add the place")
    await team.aisha.says("x" * 201)
    assert "That is too long." in team.aisha.screen
    await team.aisha.says("12 Elm Road, Dover")
    await team.aisha.taps("Use this place")
    assert team.aisha.has_key("Show the place")
    for somebody in (team.sam, team.maria, team.dan):
        assert any("The place is there now" in text for text in somebody.unread)
        assert not any("Elm Road" in text for text in somebody.unread)
        somebody.reads()
    team.aisha.reads()
    team.nobody_else_heard()
    await team.maria.taps("Show the place")
    assert "12 Elm Road, Dover" in team.maria.screen
    assert not team.aisha.has_key("Add the place")


async def test_another_time_at_a_known_place_asks_for_none_either(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    await team.dan.taps("Suggest another time")
    await team.dan.taps("Change where or how long")
    await team.dan.taps("At home")
    await team.dan.taps("They know the place")
    await team.dan.taps("1 hour")
    await team.dan.says("thursday 2pm")
    await team.dan.taps("Add this time")
    await team.dan.taps("Ask everyone")
    await team.dan.taps("Suggest another time")
    await team.dan.says("friday 2pm")
    await team.dan.taps("Add this time")
    assert "Friday 27 November 2026, 2pm to 3pm\nAt home with the family" in team.dan.screen
    await team.dan.taps("Ask everyone")
    team.eva.reads()
    assert (await the_meeting(team)).options[-1].has_place is False
