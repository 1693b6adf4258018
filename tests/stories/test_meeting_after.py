"""After a meeting: did they meet, when next, and what happens while nobody says so."""

from rules.meeting import State
from tests.stories.meeting_family import CODE_NAME, agreed, gather, the_meeting
from tests.stories.network_family import everybody_reads
from tests.stories.test_meeting_agreed import key_of
from tests.world import World


async def test_afterwards_staff_say_that_they_met_and_everyone_reads_when_next(
    team: World,
) -> None:
    await gather(team)
    await agreed(team)
    await team.forward(hours=32)  # 5pm on Tuesday
    assert team.dan.sees_anew("Did you meet?")
    assert team.aisha.sees("Did you meet?")
    assert not team.sam.sees("Did you meet?")
    await team.dan.taps("Yes, we met")
    assert "Who came?" in team.dan.screen
    assert "people came" not in team.aisha.screen, "nobody has said who came"
    await team.dan.taps("Eva came")
    await team.dan.taps("Done")
    assert "4 people came" in team.dan.screen
    await team.dan.taps("Not decided yet")
    for somebody in team.everybody.values():
        somebody.reads()
    await team.dan.taps("Thu 26 Nov")
    words = "The next meeting is not decided yet. We will write by Thursday 26 November 2026."
    assert words in team.dan.screen
    for somebody in (team.sam, team.maria, team.eva, team.aisha):
        assert somebody.sees_anew(words)

    await team.forward(hours=40)  # 9am on Thursday
    assert team.dan.sees_anew("When shall you meet next?")
    await team.dan.taps("They want none for now")
    assert team.sam.sees_anew("No next meeting is planned for now.")


async def test_the_next_meeting_can_be_proposed_at_once(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.forward(hours=32)
    await team.dan.taps("Yes, we met")
    await team.dan.taps("Done")
    team.sam.reads()
    await team.dan.taps("Suggest times now")
    assert "Where would you like to meet?" in team.dan.screen
    assert not team.sam.unread, "the times tell it themselves, when there are any"


async def test_it_did_not_happen_is_an_answer_too(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.forward(hours=32)
    await team.aisha.taps("No, we did not meet")
    assert "You did not meet" in team.aisha.screen
    assert "You did not meet" in team.dan.screen, "Dan's card says so as well"


async def test_whoever_came_is_asked_and_not_whoever_said_that_they_cannot(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.aisha.taps("I cannot come")
    await team.dan.taps("Ask a colleague")
    await team.dan.taps("Lee")
    await team.lee.taps("I can come")
    everybody_reads(team)
    assert team.maria.sees("From the team: Dan, Lee"), "her card says who comes now"
    await team.forward(hours=32)
    assert team.dan.sees_anew("Did you meet?")
    assert team.lee.sees_anew("Did you meet?")
    assert not any("Did you meet?" in text for text in team.aisha.unread)
    await team.forward(hours=16)
    assert team.lee.sees_anew("Did you meet?")
    assert not any("Did you meet?" in text for text in team.aisha.unread)


async def test_a_no_is_not_overridden_by_a_card_that_does_not_know_it(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.forward(hours=32)
    bubble, row, column = key_of(team.aisha, "Yes, we met")
    old = bubble.buttons[row][column].callback_data
    assert old is not None
    await team.dan.taps("No, we did not meet")
    team.aisha.phone.presses(old, bubble.message_id)
    await team.settle()
    assert (await the_meeting(team)).state is State.NOT_HELD
    assert "You did not meet" in team.aisha.screen
    await team.aisha.taps("Yes, we met")
    assert (await the_meeting(team)).state is State.HELD
    await team.aisha.taps("No, we did not meet")
    assert (await the_meeting(team)).state is State.NOT_HELD, "the screen that asks who came takes it back"


async def test_when_the_meeting_ends_no_card_speaks_of_the_day_any_more(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.aisha.taps("I will be late")
    await team.aisha.taps("20 minutes")
    await team.maria.taps("I will be late")
    await team.maria.taps("20 minutes")
    assert "Your answer now: I will be 20 minutes late. The team knows." in team.maria.screen
    await team.forward(hours=32)
    assert "This meeting has ended" in team.maria.screen
    assert "Last meeting: Tuesday 24 November 2026, 4pm to 5pm" in team.maria.screen
    for words in ("late", "Your answer", "agreed", "I can come"):
        assert words not in team.maria.screen


async def test_did_you_meet_left_unanswered_is_asked_again_and_then_the_lead_is_asked(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.forward(hours=32)  # 5pm on Tuesday
    for name in ("dan", "aisha"):
        assert team.everybody[name].sees_anew("Did you meet?")
    await team.forward(hours=16)  # 9am on Wednesday
    for name in ("dan", "aisha"):
        assert team.everybody[name].sees_anew("Did you meet?")
    assert not any("Did you meet" in text for text in team.lena.unread)
    await team.forward(days=2)  # 9am on Friday
    assert team.lena.sees_anew("Did you meet?")
    for name in ("dan", "aisha"):
        assert team.everybody[name].sees_anew("Did you meet?")
    await team.lena.taps("No, we did not meet")
    for somebody in team.everybody.values():
        somebody.reads()
    await team.forward(hours=23, minutes=59)
    team.nobody_else_heard()


async def test_the_next_step_left_undecided_is_asked_for_and_rests_on_the_networks_card(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.forward(hours=32)
    await team.dan.taps("Yes, we met")
    for somebody in team.everybody.values():
        somebody.reads()
    await team.forward(hours=16)  # 9am on Wednesday
    assert team.dan.sees_anew("When shall you meet next?")
    assert team.aisha.sees_anew("When shall you meet next?")
    assert not team.lena.unread
    for days in (2, 3, 3, 3):
        await team.forward(days=days)
        assert team.lena.sees_anew("When shall you meet next?")
        assert team.dan.sees_anew("When shall you meet next?")
        team.aisha.reads()
    await team.forward(days=30)
    team.nobody_else_heard()
    await team.dan.says("/start")
    await team.dan.taps("Networks")
    await team.dan.taps(CODE_NAME)
    assert "The next step is not decided." in team.dan.screen
    await team.dan.taps("When shall you meet next?")
    await team.dan.taps("They want none for now")
    await team.dan.says("/start")
    await team.dan.taps("Networks")
    await team.dan.taps(CODE_NAME)
    assert "The next step is not decided." not in team.dan.screen


async def test_a_date_to_write_by_that_has_passed_is_asked_about_again(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.forward(hours=32)
    await team.dan.taps("Yes, we met")
    await team.dan.taps("Done")
    await team.dan.taps("Not decided yet")
    await team.dan.taps("Thu 26 Nov")
    await team.forward(hours=40)  # 9am on Thursday
    assert team.dan.sees_anew("Today is the day by which the family hears")
    everybody_reads(team)
    await team.forward(hours=16)  # 1am on Friday
    assert "It was to write by Thursday" in team.sam.screen
    team.nobody_else_heard()
    await team.forward(hours=8)
    assert team.dan.sees_anew("The family was told that they hear about the next meeting by Thursday 26 November 2026.")
    assert not any("When shall you" in text for text in team.lena.unread)
    words = "The team has not decided about the next meeting yet. It was to write by Thursday 26 November 2026."
    for somebody in (team.sam, team.maria, team.eva):
        assert somebody.sees_anew(words)
        assert not somebody.sees("We will write by")
    await team.maria.taps("Suggest times")
    assert "Where would you like to meet?" in team.maria.screen
    await team.forward(days=2)
    assert team.lena.sees_anew("When shall you meet next?")
    assert not team.sam.unread, "once is enough"


async def test_a_date_to_write_by_that_was_kept_is_not_said_to_have_passed(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.forward(hours=32)
    await team.dan.taps("Yes, we met")
    await team.dan.taps("Done")
    await team.dan.taps("Not decided yet")
    await team.dan.taps("Thu 26 Nov")
    await team.forward(hours=40)
    await team.dan.taps("They want none for now")
    everybody_reads(team)
    await team.forward(days=1)
    assert not team.sam.unread


async def test_times_that_were_to_be_suggested_and_were_not_are_asked_about(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.forward(hours=32)
    await team.dan.taps("Yes, we met")
    await team.dan.taps("Done")
    await team.dan.taps("Suggest times now")
    await team.dan.taps("Home")
    for somebody in team.everybody.values():
        somebody.reads()
    await team.forward(hours=16)
    assert team.aisha.sees_anew("When shall you meet next?")
    await team.aisha.taps("Suggest times now")
    await team.aisha.taps("By phone")
    await team.aisha.taps("1 hour")
    for typed in ("tomorrow 4pm", "friday 4pm"):
        await team.aisha.says(typed)
        await team.aisha.taps("Add this time")
    await team.aisha.taps("Ask everyone")
    for somebody in team.everybody.values():
        somebody.reads()
    await team.forward(days=2)
    assert not any("When shall you" in text for somebody in (team.dan, team.lena) for text in somebody.unread)
