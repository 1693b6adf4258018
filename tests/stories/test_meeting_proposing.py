"""The dialogue that proposes times: by key or typed, always echoed, and hard to lose one's way in."""

import pytest

from handlers.buttons import encode
from handlers.buttons.meeting import Propose
from handlers.buttons.meeting_propose import AddTime, AskEveryone, ChooseMode, Pick
from rules.ids import NetworkId
from rules.meeting import Mode
from storage import meetings, networks, people
from tests.stories.meeting_family import CODE_NAME, dan_asks, gather, the_meeting
from tests.world import PEOPLE, Somebody, World


async def begins(somebody: Somebody) -> None:
    """Up to the choice of the day: by phone, one hour."""
    await somebody.says("/start")
    await somebody.taps("Meetings")
    await somebody.taps("Suggest times")
    await somebody.taps("By phone")
    await somebody.taps("1 hour")


async def count_of_meetings(world: World) -> int:
    dan = await world.person("dan")
    return len(await world.house.database.run(lambda tx: meetings.of_person(tx, dan.id)))


async def test_a_day_is_chosen_from_a_month(team: World) -> None:
    await gather(team)
    await begins(team.dan)
    await team.dan.taps("Another day")
    assert "November 2026" in team.dan.screen
    assert not team.dan.has_key("22"), "yesterday cannot be chosen"
    await team.dan.taps("Later")
    assert "December 2026" in team.dan.screen
    await team.dan.taps("17")
    assert "Thursday 17 December 2026" in team.dan.screen
    await team.dan.taps("6:30pm")
    assert "Is this right?" in team.dan.screen
    assert "Thursday 17 December 2026, 6:30pm to 7:30pm" in team.dan.screen


async def test_what_is_typed_is_echoed_with_weekday_and_full_date(team: World) -> None:
    await gather(team)
    await begins(team.dan)
    await team.dan.says("4 dec 14:15")
    assert "Friday 4 December 2026, 2:15pm to 3:15pm" in team.dan.screen
    await team.dan.says("no, the 5th of december at 10am")
    assert "not understood" in team.dan.screen
    await team.dan.says("5 december 10am")
    assert "Saturday 5 December 2026, 10am to 11am" in team.dan.screen


async def test_finnish_words_are_understood_by_a_finnish_reader(team: World) -> None:
    await gather(team)
    await begins_in_finnish(team)
    await team.dan.says("torstaina klo 16")
    assert "26" in team.dan.screen
    assert "klo 16" in team.dan.screen


async def begins_in_finnish(team: World) -> None:
    dan = await team.person_id("dan")
    await team.house.database.run(lambda tx: people.set_language(tx, dan, "fi"))
    await team.dan.says("/start")
    network = (await the_networks(team))[0]
    team.dan.phone.presses(encode(Propose(network)))
    await team.settle()
    team.dan.phone.presses(encode(ChooseMode(Mode.PHONE)))
    await team.settle()
    await team.dan.says("60")


async def test_an_hour_that_the_clocks_leave_out_is_not_turned_into_another(team: World) -> None:
    await gather(team)
    await begins_in_finnish(team)
    await team.dan.says("28.3.2027 klo 1.30")
    assert "Siksi sitä aikaa ei ole." in team.dan.screen
    assert keys_of(team.dan) == ["su 28.3. klo 0.30", "su 28.3. klo 2.30", "su 28.3. klo 13.30"]


async def test_an_hour_that_comes_twice_has_two_keys_that_differ(team: World) -> None:
    await gather(team)
    await begins_in_finnish(team)
    await team.dan.says("31.10.2027 klo 1.30")
    assert keys_of(team.dan) == ["Ensimmäinen klo 1.30", "Toinen klo 1.30", "su 31.10. klo 13.30"]


WORDS = ("4", "klo 4", "friday midnight", "next tuesday", "monday 1.30", "31.10.2027 1:30", "28.3.2027 klo 1", "at 10")


@pytest.mark.parametrize("words", WORDS)
async def test_no_two_keys_of_a_choice_read_alike(team: World, words: str) -> None:
    await gather(team)
    await begins_in_finnish(team)
    await team.dan.says(words)
    labels = [key.text for row in team.dan.last.buttons for key in row]
    assert len(set(labels)) == len(labels)


def keys_of(somebody: Somebody) -> list[str]:
    """The keys of the newest message that choose something: all but the last two."""
    return [key.text for row in somebody.last.buttons for key in row][:-2]


async def the_networks(world: World) -> list[NetworkId]:
    dan = await world.person("dan")
    found = await world.house.database.run(lambda tx: networks.of_core(tx, dan.id))
    return [network.id for network in found]


async def test_a_day_without_a_time_asks_for_the_time(team: World) -> None:
    await gather(team)
    await begins(team.dan)
    await team.dan.says("thursday")
    assert "What time?" in team.dan.screen
    assert "Thursday 26 November 2026" in team.dan.screen


async def test_a_time_that_has_passed_or_is_too_far_is_refused_in_words(team: World) -> None:
    await gather(team)
    await begins(team.dan)
    await team.dan.says("23 november 2026 8am")
    assert "That time has passed." in team.dan.screen
    await team.dan.says("1 june 2028 10am")
    assert "more than a year away" in team.dan.screen


async def test_a_time_that_does_not_exist_is_refused(team: World) -> None:
    await gather(team)
    await begins(team.dan)
    await team.dan.says("28 march 2027 1:30am")
    assert "that time does not exist" in team.dan.screen
    await team.dan.taps("Sun 28 Mar, 2:30am")
    assert "Sunday 28 March 2027, 2:30am to 3:30am" in team.dan.screen, "a time near it is one tap away"


async def test_a_time_that_comes_twice_is_asked_about(team: World) -> None:
    await gather(team)
    await begins(team.dan)
    await team.dan.says("31 october 2027 1:30am")
    assert "this time comes twice" in team.dan.screen
    await team.dan.taps("The second 1:30am")
    assert "(after the clocks go back)" in team.dan.screen
    await team.dan.taps("Add this time")
    assert "(after the clocks go back)" in team.dan.screen


async def test_the_same_time_twice_is_refused(team: World) -> None:
    await gather(team)
    await begins(team.dan)
    for _again in range(2):
        await team.dan.says("thursday 4pm")
        await team.dan.taps("Add this time")
    assert "This time is in the list already." in team.dan.screen
    await team.dan.taps("Back to the list")
    assert "1 time to ask about" in team.dan.screen


async def test_seven_times_are_the_most(team: World) -> None:
    await gather(team)
    await begins(team.dan)
    for hour in range(1, 8):
        await team.dan.says(f"thursday {hour}pm")
        await team.dan.taps("Add this time")
    assert "7 times to ask about" in team.dan.screen
    assert not any(key.text == "Add another time" for row in team.dan.last.buttons for key in row)


async def test_a_time_can_be_taken_away_again(team: World) -> None:
    await gather(team)
    await begins(team.dan)
    for day in ("thursday", "friday"):
        await team.dan.says(f"{day} 4pm")
        await team.dan.taps("Add this time")
    await team.dan.taps("Take away time 1")
    assert "Thursday" not in team.dan.screen
    assert "Friday" in team.dan.screen


async def test_a_place_is_used_again_with_one_tap(team: World) -> None:
    await gather(team)
    await team.dan.says("/start")
    await team.dan.taps("Meetings")
    await team.dan.taps("Suggest times")
    await team.dan.taps("At home")
    await team.dan.says("x" * 300)
    assert "That is too long." in team.dan.screen
    await team.dan.says("12 Elm Road, Dover")
    await team.dan.taps("Use this place")
    await team.dan.taps("1 hour and 30 minutes")
    await team.dan.taps("Change where or how long")
    await team.dan.taps("At home")
    await team.dan.taps("12 Elm Road, Dover")
    assert "How long will it be?" in team.dan.screen


async def test_a_length_that_is_none_is_asked_again(team: World) -> None:
    await gather(team)
    await team.dan.says("/start")
    await team.dan.taps("Meetings")
    await team.dan.taps("Suggest times")
    await team.dan.taps("By phone")
    for nonsense in ("long", "999", "-", "5 or 6", "31 Feb"):
        await team.dan.says(nonsense)
        assert "It can be from 15 minutes to 4 hours." in team.dan.screen
    await team.dan.says("45 minutes")
    assert "Which day?" in team.dan.screen


async def test_home_leaves_everything_half_typed_and_old_keys_do_nothing(team: World) -> None:
    await gather(team)
    await begins(team.dan)
    await team.dan.says("thursday 4pm")
    await team.dan.says("/start")
    for button in (AddTime(), AskEveryone(), Pick(0), ChooseMode(Mode.PHONE)):
        team.dan.phone.presses(encode(button))
        await team.settle()
    assert await count_of_meetings(team) == 0
    await begins(team.dan)
    team.dan.phone.presses(encode(AddTime()))
    await team.settle()
    assert await count_of_meetings(team) == 0


async def test_a_stranger_cannot_propose_for_a_network_that_is_not_theirs(team: World) -> None:
    await gather(team)
    network = (await the_networks(team))[0]
    for name in ("stranger", "lee"):
        somebody = team.everybody[name]
        await somebody.says("/start")
        somebody.phone.presses(encode(Propose(network)))
        await team.settle()
        assert "Where would you like to meet?" not in somebody.screen
        assert CODE_NAME not in somebody.screen


async def test_a_dialogue_survives_a_restart(team: World) -> None:
    await gather(team)
    await begins(team.dan)
    await team.dan.says("thursday 4pm")
    await team.restart()
    await team.dan.taps("Add this time")
    await team.dan.taps("Add another time")
    await team.restart()
    await team.dan.says("friday 4pm")
    await team.dan.taps("Add this time")
    await team.dan.taps("Ask everyone")
    assert team.sam.sees("Thursday 26 November 2026, 4pm to 5pm")
    await team.restart()
    await team.sam.taps("I can come")
    assert team.dan.sees("Can come: Sam")


async def test_a_time_that_passes_while_the_list_is_made_is_taken_off_it(team: World) -> None:
    await gather(team)
    await begins(team.dan)
    for words in ("today 10am", "thursday 4pm"):
        await team.dan.says(words)
        await team.dan.taps("Add this time")
    await team.forward(hours=2)
    await team.dan.taps("Ask everyone")
    assert "That time has passed." in team.dan.screen
    await team.dan.taps("Back to the list")
    assert "1 time to ask about" in team.dan.screen
    assert await count_of_meetings(team) == 0


async def test_two_answers_in_the_same_second_both_count(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    for somebody in (team.sam, team.maria, team.eva):
        bubble = somebody.last
        somebody.phone.taps(bubble.message_id, 0, 0)
    await team.settle()
    meeting = await the_meeting(team)
    assert len(meeting.answers) == 3
    assert PEOPLE["sam"][1] in team.dan.screen


async def test_words_typed_before_the_place_are_told_what_comes_first(team: World) -> None:
    await gather(team)
    await team.dan.says("/start")
    await team.dan.taps("Meetings")
    await team.dan.taps("Suggest times")
    await team.dan.says("somewhere nice")
    assert "Choose the place first" in team.dan.screen
    await team.dan.taps("By phone")
    assert "How long will it be?" in team.dan.screen
