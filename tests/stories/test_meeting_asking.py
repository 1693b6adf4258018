"""Somebody proposes times, and everyone answers on their own phone."""

from tests.stories.meeting_family import (
    CODE_NAME,
    TOMORROW_AT_FOUR,
    WEDNESDAY_AT_TEN,
    all_can,
    dan_asks,
    gather,
    leaves,
    the_meeting,
)
from tests.world import World


async def test_dan_asks_everyone_about_two_times_and_each_answers_on_their_own_phone(
    team: World,
) -> None:
    await gather(team)
    await dan_asks(team)

    for somebody in (team.sam, team.maria, team.eva):
        assert somebody.sees_anew("Can you come to a meeting?")
        assert TOMORROW_AT_FOUR in somebody.screen
        assert "12 Elm Road" not in somebody.screen, "a place is shown on tap only"
    assert team.aisha.sees_anew(f"Looking for a time: {CODE_NAME}")

    await team.maria.taps("I can come")
    assert WEDNESDAY_AT_TEN in team.maria.screen, "the next time is asked about in place"
    await team.maria.taps("Not sure yet")
    assert "Your answers" in team.maria.screen

    assert "Can come: Maria" in team.dan.screen
    assert "Not sure yet: Maria" in team.dan.screen
    assert "Still needed: a yes from Sam" in team.dan.screen
    team.nobody_else_heard()


async def test_members_see_counts_and_never_names(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    await all_can(team, "sam", "eva")
    await team.maria.taps("I cannot come")
    await team.maria.taps("I cannot come")
    await team.maria.taps("More")
    await team.maria.taps("See how many can come")
    assert "5 asked, 2 can come, 2 not answered" in team.maria.screen
    for bubble in team.maria.messages:
        assert "Eva" not in (bubble.text or "")
        assert "Sam" not in (bubble.text or "")
        assert CODE_NAME not in (bubble.text or "")


async def test_an_answer_can_be_changed(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    await all_can(team, "eva")
    await team.eva.taps("Change: Tue 24 Nov, 4pm")
    assert "Your answer now: I can come." in team.eva.screen
    await team.eva.taps("Not sure yet")
    assert "Not sure yet: Eva" in team.dan.screen


async def test_typed_words_do_what_the_keys_do(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    await team.eva.says("i can come")
    assert "Can come: Eva" in team.dan.screen


async def test_none_of_these_leads_to_another_time_that_only_needs_new_answers(
    team: World,
) -> None:
    await gather(team)
    await dan_asks(team)
    await all_can(team, "sam", "maria", "aisha", "dan")
    for somebody in team.everybody.values():
        somebody.reads()

    await team.eva.taps("None of these times")
    await team.eva.taps("Suggest another time")
    await team.eva.taps("Thu 26 Nov")
    await team.eva.taps("3:30pm")
    assert "Thursday 26 November 2026, 3:30pm to 4:30pm" in team.eva.screen
    await team.eva.taps("Add this time")
    await team.eva.taps("Ask everyone")
    assert "Can you come to a meeting?" in team.eva.screen, "Eva answers for herself as well"

    assert team.maria.sees_anew("Thursday 26 November 2026, 3:30pm to 4:30pm")
    assert "Wednesday" not in team.maria.screen, "she is asked about the new time only"
    meeting = await the_meeting(team)
    assert len(meeting.options) == 3
    maria = await team.person("maria")
    assert meeting.answer_of(meeting.options[0].id, maria.id) is not None


async def test_a_member_proposes_from_their_own_home_screen(team: World) -> None:
    await gather(team)
    await team.maria.says("/start")
    await team.maria.taps("Meetings")
    await team.maria.taps("Suggest times")
    await team.maria.taps("Where the team works")
    await team.maria.says("The Old School, Deal")
    await team.maria.taps("Use this place")
    await team.maria.says("45 minutes")
    await team.maria.taps("Tomorrow")
    await team.maria.taps("midday")
    await team.maria.taps("Add this time")
    assert "Add at least 2 times" in team.maria.screen
    assert not any(key.text == "Ask everyone" for row in team.maria.last.buttons for key in row)
    await team.maria.taps("Add another time")
    await team.maria.says("friday 9am")
    assert "Friday 27 November 2026, 9am to 9:45am" in team.maria.screen
    await team.maria.taps("Add this time")
    await team.maria.taps("Ask everyone")
    assert "Asked: 5 people\n\nCan you come to a meeting?" in team.maria.screen
    assert team.sam.sees_anew("midday to 12:45pm")
    await team.sam.taps("I can come")
    assert "Can you come to a meeting?" in team.maria.screen


async def test_a_double_tap_answers_one_time_only(team: World) -> None:
    await gather(team, by_phone=("sam",))
    await dan_asks(team)
    for _tap in range(2):
        team.eva.phone.taps(team.eva.last.message_id, 0, 0)
        await team.settle()
    press = team.eva.phone.presses_made[-1]
    assert press.text == "That second tap was not counted. Tap again to answer this time."
    assert WEDNESDAY_AT_TEN in team.eva.screen, "the time after it is still asked about"
    assert len((await the_meeting(team)).answers) == 1
    await team.forward(minutes=1)
    await team.eva.taps("I can come")
    assert "Your answers" in team.eva.screen


async def test_a_double_tap_records_one_answer_of_somebody_who_was_phoned(team: World) -> None:
    await gather(team, by_phone=("sam",))
    await dan_asks(team)
    await team.dan.taps("Record a phone answer")
    await team.dan.taps("Sam")
    for _tap in range(2):
        team.dan.phone.taps(team.dan.last.message_id, 0, 0)
        await team.settle()
    assert len((await the_meeting(team)).answers) == 1
    assert "What did Sam say?" in team.dan.screen


async def test_none_of_the_other_times_keeps_the_time_somebody_can(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    await team.eva.taps("I can come")
    await team.eva.taps("None of the other times")
    assert f"You can come:\n{TOMORROW_AT_FOUR}" in team.eva.screen
    assert "It is noted that the other times do not suit you." in team.eva.screen
    assert "Can come: Eva" in team.dan.screen
    assert "Cannot come: Eva" in team.dan.screen
    await team.eva.taps("Not now")
    await team.eva.taps("Change: Tue 24 Nov, 4pm")
    assert not any(key.text.startswith("None of") for row in team.eva.last.buttons for key in row)


async def test_the_place_is_shown_on_tap_and_taken_away_again(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    await team.eva.taps("Show the place")
    assert team.eva.sees("12 Elm Road, Dover")
    await team.forward(minutes=61)
    assert not team.eva.sees("12 Elm Road, Dover")


async def test_the_person_can_ask_everyone_to_wait_and_then_go_on(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    await team.sam.taps("Please wait")
    assert team.dan.sees_anew("The person asks to wait")
    await all_can(team, "aisha", "dan")
    await team.sam.taps("I can come")
    assert "Sam asked to wait. Nothing is agreed until Sam says: go on." in team.dan.screen
    assert not team.dan.has_key("Agree: ")
    await team.sam.taps("I cannot come")
    await team.sam.taps("Go on looking for a time")
    assert team.dan.sees_anew(f"A time can be agreed: {CODE_NAME}")
    assert team.dan.has_key("Agree: Tue 24 Nov, 4pm")


async def test_those_who_have_not_answered_are_nudged_once(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    await all_can(team, "maria")
    for somebody in team.everybody.values():
        somebody.reads()
    await team.forward(hours=5)
    assert team.eva.sees_anew("Can you come to a meeting?")
    assert not team.maria.unread, "she has answered"
    team.eva.reads()
    await team.forward(hours=10)
    assert not team.eva.unread


async def test_a_burst_of_times_is_one_question_and_one_nudge(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    for day in ("thursday 2pm", "friday 2pm", "saturday 2pm", "sunday 2pm", "thursday 4pm"):
        await team.dan.taps("Suggest another time")
        await team.dan.says(day)
        await team.dan.taps("Add this time")
        await team.dan.taps("Ask everyone")
        await team.forward(minutes=10)
    assert len(team.eva.unread) == 1
    assert "This is time 1 of 7." in team.eva.screen, "the card she has shows them all"
    team.eva.reads()
    await team.forward(hours=12)
    assert len(team.eva.unread) == 1, "one nudge"


async def test_one_who_left_is_asked_nothing_more_and_their_card_says_so(team: World) -> None:
    network = await gather(team)
    await dan_asks(team)
    await team.eva.taps("I can come")
    await leaves(team, network, "eva")
    assert "There is nothing you need to do." in team.eva.screen
    assert "Tuesday" not in team.eva.screen
    assert "Eva" not in team.dan.screen
    team.eva.reads()
    await team.forward(hours=6)
    assert not team.eva.unread, "no nudge after leaving"


async def test_staff_record_what_somebody_without_telegram_says(team: World) -> None:
    await gather(team, by_phone=("eva",))
    await dan_asks(team)
    await team.dan.taps("Record a phone answer")
    await team.dan.taps("Eva")
    await team.dan.taps("They can come")
    assert "Wednesday 25 November" in team.dan.screen
    await team.dan.taps("They cannot come")
    assert "Recorded for Eva" in team.dan.screen
    meeting = await the_meeting(team)
    dan = await team.person("dan")
    given = [g for g in meeting.answers.values() if g.by == dan.id]
    assert len(given) == 2


async def test_stopping_tells_everyone_that_there_is_nothing_to_do(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    for somebody in team.everybody.values():
        somebody.reads()
    await team.dan.taps("More")
    await team.dan.taps("Stop asking")
    await team.dan.taps("Stop asking")
    for somebody in (team.sam, team.maria, team.eva, team.aisha):
        assert somebody.sees_anew("No answer is needed")
    await team.forward(hours=5)
    team.nobody_else_heard()


async def test_when_all_times_have_passed_it_does_not_end_in_silence(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    for somebody in team.everybody.values():
        somebody.reads()
    await team.forward(days=3)
    assert team.dan.sees("All the times have passed")
    assert team.aisha.sees("All the times have passed")


async def test_a_colleague_is_asked_as_well(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    await team.dan.taps("More")
    await team.dan.taps("Ask a colleague")
    await team.dan.taps("Lee")
    assert team.lee.sees_anew(f"Looking for a time: {CODE_NAME}")
    await team.lee.taps("I can come")
    assert "Can come: Lee" in team.dan.screen
