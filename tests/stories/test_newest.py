"""One subject, one card: when a newer message tells about it, the older one steps back."""

from tests.world import World, text_of

FOLDED = "There is a newer message about this further down."


async def test_a_call_that_is_asked_again_does_not_bury_a_colleagues_chat(team: World) -> None:
    team.also_hear("lena", "aisha", "lee", because="the call is put to them as well")
    await team.maria.says("/start")
    await team.maria.taps("I need to talk to someone")
    first = team.dan.last
    await team.forward(minutes=25)
    assert team.dan.last.message_id > first.message_id, "he was asked again"
    assert [bubble for bubble in team.dan.messages if "Somebody asks to talk" in text_of(bubble)] == [team.dan.last]
    assert team.dan.has_key("I have this")


async def test_what_telegram_no_longer_takes_away_becomes_one_line(team: World) -> None:
    await team.dan.says("/start")
    await team.forward(days=3)
    await team.dan.says("/start")
    assert [text_of(bubble) for bubble in team.dan.messages[:-1]] == [FOLDED]


async def test_an_older_message_to_the_family_goes_and_the_numbers_stay(team: World) -> None:
    team.also_hear("lena", "aisha", "lee", because="the call is put to everybody")
    await team.maria.says("/start")
    await team.maria.taps("I need to talk to someone")
    await team.forward(minutes=25)
    await team.dan.taps("I have this")
    said = [text_of(bubble) for bubble in team.maria.messages]
    assert FOLDED not in said
    assert len([words for words in said if "your call" in words]) == 1
    assert "Dan has seen your call" in team.maria.screen
    assert any("999" in words for words in said)


async def test_a_screen_somebody_went_back_to_is_not_folded(team: World) -> None:
    await team.maria.says("/start")
    first = team.maria.last
    data = first.buttons[1][0].callback_data
    assert data is not None
    await team.forward(days=3)
    await team.maria.says("/start")
    assert text_of(team.maria.messages[0]) == FOLDED
    team.maria.phone.presses(data, first.message_id)
    await team.settle()
    assert "Numbers to call now" in text_of(team.maria.messages[0])
