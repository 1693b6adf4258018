"""What cards of meetings say holds for everyone who reads it, and still holds the next day."""

import re

from rules.meeting import State
from tests.stories.meeting_family import agreed, all_can, dan_asks, gather, the_meeting
from tests.stories.network_family import everybody_reads
from tests.stories.test_meeting_phone import agreed_by_phone
from tests.world import World, text_of

RELATIVE = re.compile(r"^(today|tomorrow),", re.MULTILINE)


async def held(team: World) -> None:
    """The meeting on Tuesday has ended, and Dan says that they met."""
    await gather(team)
    await agreed(team)
    await team.forward(hours=32)  # 5pm on Tuesday
    everybody_reads(team)
    await team.dan.taps("Yes, we met")


async def test_whoever_did_not_come_does_not_read_that_they_have_met(team: World) -> None:
    await held(team)
    await team.dan.taps("Maria came")
    await team.dan.taps("Done")
    assert "The meeting was held" in team.maria.screen
    assert "have met" not in team.maria.screen
    assert "You met" not in team.aisha.screen


async def test_staff_read_truly_what_everyone_reads(team: World) -> None:
    await held(team)
    await team.dan.taps("Done")
    assert "5 people came" in team.dan.screen
    assert "Everyone reads the same words about the next meeting. Only the team reads how many came." in team.dan.screen
    assert "5 people" not in team.maria.screen


async def test_a_last_meeting_has_its_full_date_which_does_not_grow_old(team: World) -> None:
    await held(team)
    await team.dan.taps("Done")
    for somebody in (team.dan, team.aisha, team.sam, team.maria):
        assert "Last meeting: Tuesday 24 November 2026, 4pm to 5pm" in somebody.screen
        assert "today" not in somebody.screen.lower()


async def test_nobody_is_told_of_times_before_they_are_there(team: World) -> None:
    await held(team)
    await team.dan.taps("Done")
    everybody_reads(team)
    await team.dan.taps("Suggest times now")
    assert "Where would you like to meet?" in team.dan.screen
    team.nobody_else_heard()
    assert (await the_meeting(team)).next is None
    assert "asked" not in team.sam.screen
    await team.dan.taps("Home")
    await team.dan.taps("Meetings")
    assert "The next step is open." in team.dan.screen
    await team.forward(hours=16)  # 9am on Wednesday
    assert team.dan.sees_anew("When shall you meet next?")
    assert team.aisha.sees_anew("When shall you meet next?")
    await team.aisha.taps("Suggest times now")
    await team.aisha.taps("By phone")
    await team.aisha.taps("1 hour")
    for typed in ("tomorrow 4pm", "friday 4pm"):
        await team.aisha.says(typed)
        await team.aisha.taps("Add this time")
    await team.aisha.taps("Ask everyone")
    assert team.sam.sees_anew("Can you come to a meeting?"), "the question itself tells them"
    assert not team.dan.has_key("Suggest times now"), "one is looked for already"
    assert team.dan.sees("There is a newer meeting.")
    everybody_reads(team)
    await team.dan.says("/start")
    await team.dan.taps("Meetings")
    assert "The next step is open." not in team.dan.screen
    await team.forward(days=3)
    assert not any("When shall you" in text for somebody in (team.dan, team.lena) for text in somebody.unread)


async def test_the_next_step_is_open_again_when_the_times_are_taken_back(team: World) -> None:
    await held(team)
    await team.dan.taps("Done")
    await team.dan.taps("Suggest times now")
    await team.dan.taps("By phone")
    await team.dan.taps("1 hour")
    for typed in ("tomorrow 4pm", "friday 4pm"):
        await team.dan.says(typed)
        await team.dan.taps("Add this time")
    await team.dan.taps("Ask everyone")
    await team.dan.taps("More")
    await team.dan.taps("Stop asking")
    await team.dan.taps("Stop asking")
    everybody_reads(team)
    await team.forward(hours=16)
    assert team.aisha.sees_anew("When shall you meet next?")


async def test_whoever_agrees_a_time_reads_who_can_come_and_not_one_of_them_alone(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    await all_can(team, "sam", "maria", "eva", "aisha", "dan")
    await team.dan.taps("Agree: Tue 24 Nov, 4pm")
    assert "Can come: Sam, Maria, Eva, Dan, Aisha" in team.dan.screen
    assert "Everyone has answered." in team.dan.screen
    await team.sam.taps("Meetings")
    await team.sam.taps("Open 1")
    await team.sam.taps("Agree: Tue 24 Nov, 4pm")
    assert "Your answer now: I can come." in team.sam.screen
    assert "5 asked, 5 can come" in team.sam.screen


async def test_more_than_30_minutes_late_stays_so_on_the_card(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.sam.taps("I will be late")
    await team.sam.taps("Longer")
    await team.maria.taps("I will be late")
    await team.maria.taps("20 minutes")
    assert "Late: Sam, by more than 30 minutes" in team.dan.screen
    assert "Late: Maria, by 20 minutes" in team.dan.screen


async def test_how_late_somebody_is_who_was_phoned_is_not_made_up(team: World) -> None:
    await agreed_by_phone(team, "eva")
    everybody_reads(team)
    await team.dan.taps("Record a phone answer")
    await team.dan.taps("Eva")
    await team.dan.taps("They will be late")
    assert team.aisha.sees_anew("Eva will be late")
    assert "Late: Eva" in team.aisha.screen
    assert "30 minutes" not in team.aisha.screen


async def test_one_count_of_who_is_asked_is_on_every_card(team: World) -> None:
    await gather(team)
    await team.dan.says("/start")
    await team.dan.taps("Meetings")
    await team.dan.taps("Suggest times")
    await team.dan.taps("By phone")
    await team.dan.taps("1 hour")
    for typed in ("tomorrow 4pm", "friday 4pm"):
        await team.dan.says(typed)
        await team.dan.taps("Add this time")
    assert "5 people are asked, and you are one of them." in team.dan.screen
    await team.dan.taps("Ask everyone")
    assert "Asked: 5 people" in team.dan.screen
    await all_can(team, "sam")
    await team.sam.taps("More")
    await team.sam.taps("See how many can come")
    assert "5 asked, 1 can come" in team.sam.screen


async def test_each_time_on_the_list_says_where(team: World) -> None:
    await gather(team)
    await team.maria.says("/start")
    await team.maria.taps("Meetings")
    await team.maria.taps("Suggest times")
    await team.maria.taps("Somewhere else")
    await team.maria.says("Town library")
    await team.maria.taps("Use this place")
    await team.maria.taps("1 hour")
    for typed in ("tomorrow 4pm", "friday 4pm"):
        await team.maria.says(typed)
        await team.maria.taps("Add this time")
    assert team.maria.screen.count("Somewhere else") == 2
    assert "1. Tomorrow, Tuesday 24 November 2026, 4pm to 5pm\nSomewhere else" in team.maria.screen


async def test_an_address_without_a_letter_or_a_number_is_none(team: World) -> None:
    await gather(team)
    await dan_asks(team, place=None)
    await team.dan.taps("Add the place")
    await team.dan.says("🏠🏠")
    assert "Type the place with letters or numbers." in team.dan.screen
    assert "Is this right?" not in team.dan.screen
    await team.maria.taps("None of these times")
    await team.maria.taps("Suggest another time")
    await team.maria.taps("Change where")
    await team.maria.taps("At home")
    await team.maria.says("🏠🏠")
    assert "Type the place with letters or numbers." in team.maria.screen
    await team.maria.says("Elm Road 🏠")
    assert "Is this right?" in team.maria.screen


async def test_who_is_told_of_a_delay_is_true_for_whoever_reads_it(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.sam.taps("I will be late")
    assert team.sam.sees("The team is told."), "Dan arranged it, and he is of the team"


async def test_no_line_of_a_card_begins_with_a_small_letter(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    await all_can(team, "sam", "maria", "eva", "aisha", "dan")
    await team.sam.taps("More")
    await team.sam.taps("See how many can come")
    await team.dan.taps("Agree: Tue 24 Nov, 4pm")
    for name in ("sam", "maria", "dan"):
        assert not RELATIVE.search(team.everybody[name].screen), team.everybody[name].screen
    await team.dan.taps("Agree this time")
    for somebody in team.everybody.values():
        for bubble in somebody.messages:
            assert not RELATIVE.search(text_of(bubble)), text_of(bubble)
    await team.dan.taps("Meetings")
    assert team.dan.sees("1. Quiet Harbour\nTomorrow, Tuesday")
    assert (await the_meeting(team)).state is State.AGREED


async def test_the_next_reminder_is_said_like_every_other_time(team: World) -> None:
    await gather(team)
    await agreed(team)
    assert team.maria.sees("Next reminder: today, Monday 23 November 2026 at 5pm.")
    await team.forward(hours=8)  # the reminder itself
    assert team.maria.sees("Next reminder: tomorrow, Tuesday 24 November 2026 at 2pm.")
    await team.forward(hours=8)  # 1am
    assert team.maria.sees("Next reminder: today, Tuesday 24 November 2026 at 2pm.")


async def test_a_date_that_does_not_exist_is_said_to_be_none(team: World) -> None:
    await gather(team)
    await team.maria.says("/start")
    await team.maria.taps("Meetings")
    await team.maria.taps("Suggest times")
    await team.maria.taps("By phone")
    await team.maria.taps("1 hour")
    for typed in ("31.2. at 4pm", "31 February 4pm", "Feb 31st at 4pm", "Monday 31/2 4pm"):
        await team.maria.says(typed)
        assert "There is no 31 February." in team.maria.screen, typed
    await team.maria.says("29.2.2027 at 4pm")
    assert "There is no 29 February in 2027." in team.maria.screen
    await team.maria.says("1.13. at 4pm")
    assert "That was not understood as a day and a time." in team.maria.screen
