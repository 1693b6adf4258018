"""A question that was answered by typing keeps no keys: only the newest screen of a dialogue can be pressed."""

from tests.stories.meeting_family import CODE_NAME, gather
from tests.stories.network_family import maria_calls_and_dan_answers, sam_takes_part
from tests.world import World


async def test_a_typed_code_name_takes_the_keys_of_its_question(team: World) -> None:
    team.also_hear("aisha", because="they are in the core pair")
    await maria_calls_and_dan_answers(team)
    await team.dan.taps("Open a network")
    await team.dan.taps("Aisha")
    await team.dan.taps("We are two")
    assert team.dan.has_key("Other words")
    await team.dan.says("Quiet Harbour")
    await team.dan.taps("Use this name")
    assert "Core pair: Dan and Aisha" in team.dan.screen
    assert not team.dan.has_key("Other words")


async def test_a_typed_time_takes_the_keys_of_the_days(team: World) -> None:
    await gather(team)
    await team.dan.says("/start")
    await team.dan.taps("Meetings")
    await team.dan.taps(f"Suggest times: {CODE_NAME}")
    await team.dan.taps("At home")
    await team.dan.says("12 Elm Road, Dover")
    await team.dan.taps("Use this place")
    assert not team.dan.has_key("They know the place")
    await team.dan.taps("1 hour")
    await team.dan.says("tomorrow 4pm")
    assert "Is this right?" in team.dan.screen
    assert not team.dan.has_key("Another day")
    await team.dan.says("Add this time")
    assert "1 time to ask about" in team.dan.screen
    assert not team.dan.has_key("Add this time")


async def test_what_cannot_be_read_leaves_one_question_with_keys(team: World) -> None:
    await gather(team)
    await team.dan.says("/start")
    await team.dan.taps("Meetings")
    await team.dan.taps(f"Suggest times: {CODE_NAME}")
    await team.dan.taps("By phone")
    await team.dan.says("a while")
    await team.dan.says("forever")
    keys = [key.text for bubble in team.dan.messages for row in bubble.buttons for key in row]
    assert keys.count("1 hour") == 1


async def test_the_screen_at_the_end_of_a_dialogue_is_left_alone_by_the_next_one(team: World) -> None:
    await sam_takes_part(team)
    await team.sam.taps("Who may be asked")
    for name in ("Eva", "Maria"):
        await team.sam.taps("Name somebody")
        await team.sam.says(name)
        assert team.sam.sees(f"A link for {name}")
        await team.sam.says("/start")
        await team.sam.taps("My network")
        await team.sam.taps("Who may be asked")
    assert team.sam.sees("A link for Eva")
    assert not team.sam.sees("Type their first name only.")
