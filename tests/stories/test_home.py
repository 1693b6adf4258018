"""The first minute: whatever somebody writes, they get the first screen, in their language."""

from tests.tables import snapshot, where_it_stands
from tests.world import World

OF_EACH_TAP = ("handled", "cards")
"""What every tap leaves: that it was heard, and which screen it redrew."""


async def test_whatever_a_stranger_writes_first_they_get_the_start_screen(world: World) -> None:
    await world.sam.says("hello??")
    assert "Nobody has read your message" in world.sam.screen
    assert "Tap “I need to talk to someone” and we tell the team at once." in world.sam.screen
    assert world.sam.sees("999")


async def test_a_finnish_phone_is_greeted_in_finnish_and_can_change(world: World) -> None:
    world.maria.phone.language_code = "fi-FI"
    await world.maria.says("/start")
    assert world.maria.has_key("Kieli / Language")
    await world.maria.taps("Kieli / Language")
    await world.maria.taps("English")
    assert "This is an automatic service" in world.maria.screen
    assert len(world.maria.messages) == 1, "the screen was redrawn in place"


async def test_the_words_of_a_key_can_be_typed(world: World) -> None:
    await world.sam.says("/start")
    await world.sam.says("numbers to call NOW")
    assert "Numbers to call now" in world.sam.screen
    assert "999" in world.sam.screen


async def test_words_outside_a_question_are_not_kept_and_get_the_real_routes(world: World) -> None:
    await world.sam.says("/start")
    await world.sam.says("I feel bad and want to tell you why")
    assert world.sam.sees("Nobody reads what is typed here")
    assert "999" in world.sam.screen
    kept = await world.house.database.run(lambda tx: where_it_stands(tx, ("I feel bad", "tell you why"), opened=True))
    assert kept == []


async def test_staff_who_type_are_not_told_to_reach_the_team(team: World) -> None:
    await team.dan.says("/start")
    await team.dan.says("hello?")
    assert "Choose below what you would like to do." in team.dan.screen
    assert "To reach the team" not in team.dan.screen


async def test_home_says_first_that_a_call_is_open_and_how_it_stands(team: World) -> None:
    await team.maria.says("/start")
    await team.maria.taps("I need to talk to someone")
    home = team.maria.messages[0]
    assert (home.text or "").splitlines()[2].startswith("Your call is open. We are asking people in our team")
    await team.dan.taps("I have this")
    assert "Your call is open. Dan has it, and expects to get in touch by 9:30am." in (home.text or "")
    await team.dan.says("/start")
    assert "You have 1 call. Please get in touch by 9:30am." in team.dan.screen
    assert "You are on duty until 9pm." in team.dan.screen
    await team.dan.taps("I have spoken with them")
    assert "You have 1 call.\n" in team.dan.screen


async def test_made_up_button_bytes_change_nothing(world: World) -> None:
    await world.sam.says("/start")
    before = await world.house.database.run(lambda tx: snapshot(tx, without=OF_EACH_TAP))
    for made_up in ("☃ drop table", "h9", "c7.aaaaaaaaaa.1", "c1.more", "h1" * 32):
        press = world.sam.phone.presses(made_up, world.sam.last.message_id)
        await world.settle()
        assert press.answered_at is not None
    assert await world.house.database.run(lambda tx: snapshot(tx, without=OF_EACH_TAP)) == before
    assert "This is an automatic service" in world.sam.screen


async def test_a_lead_hears_when_nobody_has_checked_the_numbers_for_long(team: World) -> None:
    await team.lena.says("/start")
    assert "Check these numbers again" not in team.lena.screen
    team.lena.reads()
    await team.forward(days=1)
    assert team.lena.sees_anew("Nobody is on duty now")
    await team.forward(days=67, hours=14)
    assert not team.lena.unread, "90 days, and not more; and she is not woken at 11pm"
    await team.forward(hours=8)
    assert not team.lena.unread, "at 7am nobody is woken for this"
    await team.forward(hours=1)
    assert team.lena.sees_anew("The numbers to call may be old")
    assert "Nobody has for 90 days: 999, 111" in team.lena.screen
    await team.forward(days=14)
    assert not team.lena.unread, "once, and not each day"
    team.nobody_else_heard()
    await team.lena.says("/menu")
    await team.dan.says("/menu")
    assert "Check these numbers again. Nobody has for 90 days: 999, 111" in team.lena.screen
    assert "Check these numbers again" not in team.dan.screen
