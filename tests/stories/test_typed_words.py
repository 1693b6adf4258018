"""Typed words do what keys do, for a press is lost when the bot is away for three minutes."""

import pytest

from tests.stories.meeting_family import dan_asks, gather
from tests.stories.network_family import dan_shows_the_network, sam_takes_part
from tests.world import World


async def test_a_call_is_taken_by_typing(team: World) -> None:
    await team.maria.says("/start")
    await team.maria.says("i need to talk to SOMEONE.")
    assert team.maria.sees("Your call has gone out")
    await team.dan.says("I have this")
    assert team.maria.sees("Dan has seen your call")


async def test_a_screen_on_the_way_is_answered_by_typing(team: World) -> None:
    team.also_hear("aisha", because="they are in the core pair")
    await gather(team)
    await dan_asks(team)
    await team.dan.taps("More")
    await team.dan.taps("Stop asking")
    await team.dan.says("stop asking")
    assert "Nobody is asked about these times any more" in team.dan.screen


async def test_a_typed_name_is_a_name_and_not_the_key_of_somebody_called_so(team: World) -> None:
    await sam_takes_part(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Suggest somebody")
    await team.dan.taps("Somebody else")
    await team.dan.says("Sam")
    assert "Sam has not said yet if Sam may be asked." in team.dan.screen, "a second Sam was suggested"


async def test_a_call_can_be_taken_by_typing_from_inside_a_dialogue(team: World) -> None:
    await sam_takes_part(team)
    await team.eva.says("/start")
    await team.eva.taps("I need to talk to someone")
    await dan_shows_the_network(team)
    await team.dan.taps("Suggest somebody")
    await team.dan.taps("Somebody else")
    await team.dan.says("I have this")
    assert team.eva.sees("Dan has seen your call")


IN_A_QUESTION = {
    "which name": ("My network", "Who may be asked", "Name somebody"),
    "which address": ("My network", "Plan a meeting", "At home"),
    "how long": ("My network", "Plan a meeting", "By phone"),
    "which time": ("My network", "Plan a meeting", "By phone", "1 hour"),
}


@pytest.mark.parametrize("words", ["I need to talk to someone", "haluan PUHUA jonkun kanssa!"])
@pytest.mark.parametrize("question", IN_A_QUESTION)
async def test_the_words_are_a_call_inside_every_question(team: World, question: str, words: str) -> None:
    await sam_takes_part(team)
    await team.sam.says("/start")
    for key in IN_A_QUESTION[question]:
        await team.sam.taps(key)
    team.dan.reads()
    await team.sam.says(words)
    assert team.sam.sees_anew("Your call has gone out")
    assert team.dan.sees_anew("Somebody asks to talk"), "Dan is in the core pair, and is asked first"
    await team.sam.says("no answer to any question")
    assert "Nobody reads what is typed here" in team.sam.screen, "the question was left"


async def test_the_words_are_a_call_when_a_phone_number_is_asked_for(team: World) -> None:
    await sam_takes_part(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Suggest somebody")
    await team.dan.taps("The caller: Maria")
    await team.sam.taps("Yes", on="May we ask Maria?")
    await team.maria.taps("Phone me first")
    await team.maria.taps("Type a number")
    await team.dan.says("/start")
    await team.dan.taps("Calls waiting")
    await team.dan.taps("9am")
    await team.dan.taps("Close this call")
    await team.dan.taps("They asked for no meeting")
    await team.dan.taps("Close this call")
    await team.maria.says("I need to talk to someone")
    assert team.maria.sees_anew("Your call has gone out")
