"""A call that somebody has: promises, the 24 hours, passing it on, and its end."""

import pytest

from tests.tables import where_it_stands
from tests.world import World

CALL = "I need to talk to someone"


async def dan_has_marias_call(team: World) -> None:
    await team.maria.says("/start")
    await team.maria.taps(CALL)
    await team.dan.taps("I have this")
    for somebody in (team.maria, team.dan):
        somebody.reads()


async def dan_has_spoken(team: World) -> None:
    await dan_has_marias_call(team)
    await team.dan.taps("I have spoken with them")


async def test_a_promise_not_kept_is_told_to_the_caller_and_asked_of_others(team: World) -> None:
    await dan_has_marias_call(team)
    await team.forward(minutes=30)
    assert team.maria.sees_anew("Dan has not told us that they spoke with you.")
    assert team.dan.sees_anew("Did you speak with them?")
    assert team.aisha.sees_anew("Dan has it, and has not recorded that they spoke.")
    assert team.lena.sees_anew("Can you take this call?")
    assert team.lee.sees_anew("Can you take this call?")
    await team.aisha.taps("I have this")
    assert team.maria.sees_anew("Aisha has seen your call")
    assert team.dan.sees_anew("Aisha has taken over the call")
    assert team.lena.sees("Aisha has this call")
    team.nobody_else_heard()


async def test_an_owner_who_only_forgot_to_say_ends_the_asking_with_one_tap(team: World) -> None:
    await dan_has_marias_call(team)
    await team.forward(minutes=31)
    await team.dan.taps("I have spoken with them")
    for other in (team.aisha, team.lena, team.lee):
        assert other.sees("Dan spoke with them at 9:31am.")
        assert not other.has_key("I have this")
    team.maria.reads()
    team.dan.reads()
    await team.forward(hours=2)
    team.nobody_else_heard()


async def test_the_caller_reads_that_somebody_tried(team: World) -> None:
    team.also_hear("lena", "lee", because="the call is put to them as well")
    await dan_has_marias_call(team)
    await team.maria.says("07700 900123")
    team.dan.reads()
    await team.dan.taps("I could not reach them")
    assert team.maria.sees_anew("Dan tried to reach you")
    assert "You tried 1 time and could not reach them." in team.dan.screen
    assert "They expect to hear from you by 9:30am." in team.dan.screen
    await team.forward(minutes=10)
    team.nobody_else_heard()
    await team.dan.taps("I could not reach them")
    assert team.maria.sees_anew("Somebody else may know another way.")
    assert team.aisha.sees_anew("Can you take this call?")


async def test_a_double_tap_on_could_not_reach_counts_once(team: World) -> None:
    await dan_has_marias_call(team)
    bubble = team.dan.last
    for _press in range(2):
        team.dan.phone.presses(bubble.buttons[1][0].callback_data or "", bubble.message_id)
    await team.settle()
    assert "You tried 1 time and could not reach them." in team.dan.screen
    assert sum("could not reach you" in b.text for b in team.maria.messages) == 1


async def test_a_colleague_takes_over_only_by_accepting(team: World) -> None:
    await dan_has_spoken(team)
    await team.dan.taps("Pass it on")
    await team.dan.taps("Aisha")
    assert "You asked Aisha to take it." in team.dan.screen
    assert team.aisha.sees_anew("Dan asks you to take a call")
    assert "Dan spoke with them at 9am." in team.aisha.screen
    assert "Maria" not in team.aisha.screen
    await team.aisha.taps("I take it over")
    assert "You have this call" in team.aisha.screen
    assert "Dan spoke with them at 9am." in team.aisha.screen
    assert "expect to hear" not in team.aisha.screen
    assert team.aisha.has_key("Open a network")
    assert team.dan.sees_anew("Aisha has taken over the call")
    assert team.maria.sees_anew("Aisha has your call")
    assert "You have spoken with Dan. Aisha has your call now." in team.maria.screen
    await team.forward(hours=2)
    assert not team.dan.has_key("That was a mistake"), "it is Aisha's now"
    assert "Maria" not in "".join(team.dan.unread)
    team.nobody_else_heard()


async def test_a_colleague_who_cannot_leaves_it_where_it_was(team: World) -> None:
    await dan_has_spoken(team)
    await team.dan.taps("Pass it on")
    await team.dan.taps("Lee")
    await team.lee.taps("I cannot take it")
    assert team.dan.sees_anew("Lee cannot take it.")
    team.lee.reads()
    await team.forward(hours=1)
    team.nobody_else_heard()


async def test_a_hand_over_nobody_answers_comes_back_after_the_promised_time(team: World) -> None:
    await dan_has_spoken(team)
    await team.dan.taps("Pass it on")
    await team.dan.taps("Lee")
    await team.forward(minutes=30)
    assert team.dan.sees_anew("Lee has not answered.")
    assert not team.lee.has_key("I take it over")


async def test_asking_everyone_again_and_keeping_it_after_all(team: World) -> None:
    team.also_hear("aisha", "lee", because="the call is put to them as well")
    await dan_has_spoken(team)
    await team.dan.taps("Pass it on")
    await team.dan.taps("Ask everyone again")
    assert team.maria.sees_anew("Dan asked for somebody else to take your call.")
    assert "We asked again at 9am." in team.maria.screen
    assert team.lena.sees_anew("Dan has it, and asks for somebody else to take it.")
    await team.dan.taps("I keep this call")
    assert team.maria.sees_anew("Dan still has your call")
    assert team.lena.sees("Dan has this call")


async def test_the_twenty_four_hours_are_kept_in_sight(team: World) -> None:
    await dan_has_spoken(team)
    await team.forward(hours=12)
    assert team.dan.sees_anew("They have not been offered a meeting yet.")
    await team.forward(hours=6)
    assert team.dan.sees_anew("A call has waited 18 hours")
    await team.forward(hours=4)
    assert team.lena.sees_anew("A call has waited 22 hours")
    assert "Dan has this call" in team.lena.screen
    team.maria.reads()
    team.nobody_else_heard()
    await team.forward(hours=2)
    assert team.dan.sees_anew("This call has been open for 1 day")
    team.nobody_else_heard()


async def test_a_later_time_that_they_chose_is_no_breach(team: World) -> None:
    await dan_has_spoken(team)
    await team.dan.taps("They chose a later time")
    assert "They chose a later time for the first meeting." in team.dan.screen
    await team.forward(hours=23)
    assert team.lena.sees_anew("Nobody is on duty now")
    team.nobody_else_heard()


async def test_closing_takes_two_taps_and_a_reason_only_staff_read(team: World) -> None:
    team.also_hear("lena", "aisha", "lee", because="the call is put to them as well")
    await dan_has_spoken(team)
    await team.dan.taps("Close this call")
    await team.dan.taps("They asked for no meeting")
    await team.dan.taps("Close this call")
    assert "This call is closed" in team.dan.screen
    assert team.maria.sees_anew("Your call is closed")
    assert "no meeting" not in team.maria.screen
    await team.forward(days=3)
    team.lena.reads()
    team.nobody_else_heard()
    await team.maria.taps(CALL, on="Your call is closed")
    assert "Your call has gone out" in team.maria.screen
    team.dan.reads()


async def test_a_call_nobody_has_answered_cannot_be_closed(team: World) -> None:
    await dan_has_marias_call(team)
    assert not team.dan.has_key("Close this call")


async def test_an_owner_who_blocks_the_bot_is_replaced(team: World) -> None:
    team.also_hear("aisha", "lee", because="the call is put to them as well")
    await dan_has_spoken(team)
    team.dan.blocks()
    await team.settle()
    assert team.maria.sees_anew("Dan cannot be reached by us just now.")
    assert team.lena.sees_anew("Dan had this call and cannot be reached.")
    assert not team.lena.sees("Nobody has answered yet")


async def test_somebody_who_phoned_the_team_is_in_the_list_and_owned(team: World) -> None:
    await team.aisha.says("/start")
    await team.aisha.taps("Calls waiting")
    assert "Nobody is waiting, and no call is open." in team.aisha.screen
    await team.aisha.taps("Someone phoned us")
    await team.aisha.says("Grandad")
    await team.aisha.says("01622 900123")
    assert "You have this call" in team.aisha.screen
    assert "Grandad called at 9am." in team.aisha.screen
    assert "Phone: 01622 900 123" in team.aisha.screen
    await team.lena.says("/start")
    await team.lena.taps("Calls waiting")
    await team.lena.taps("9am: Aisha has it")
    assert "Aisha has this call" in team.lena.screen
    assert "Grandad" not in team.lena.screen


async def test_an_outage_rushes_nobody_and_says_that_it_is_late(team: World) -> None:
    await team.maria.says("/start")
    await team.maria.taps(CALL)
    team.clock.set(team.clock.now().replace(hour=9, minute=45))
    await team.settle()
    assert team.lena.sees_anew("This was due at 9:05am and is late.")
    await team.forward(minutes=4)
    team.dan.reads()
    team.maria.reads()
    team.aisha.reads()
    team.lee.reads()
    team.nobody_else_heard()


@pytest.mark.parametrize("key", ["I have this", "I have spoken with them"])
async def test_a_forwarded_card_does_nothing_for_a_stranger(team: World, key: str) -> None:
    await team.maria.says("/start")
    await team.maria.taps(CALL)
    if key != "I have this":
        await team.dan.taps("I have this")
    data = next(k.callback_data for row in team.dan.last.buttons for k in row if k.text == key)
    await team.stranger.says("/start")
    before = team.dan.screen
    press = team.stranger.phone.presses(data or "", team.stranger.last.message_id)
    await team.settle()
    assert press.text == "This is not open to you. Nothing has changed."
    assert "Maria" not in team.stranger.screen
    assert team.dan.screen == before


async def test_a_number_given_after_somebody_took_it_reaches_them_at_once(team: World) -> None:
    await dan_has_marias_call(team)
    await team.maria.taps("Phone me")
    team.nobody_else_heard()
    await team.maria.says("07700 900123")
    assert team.dan.sees_anew("They said how to reach them")
    assert "Phone: 07700 900 123" in team.dan.screen
    team.maria.reads()
    await team.dan.taps("I have spoken with them")
    team.nobody_else_heard()


async def test_a_number_shared_with_telegrams_own_key_is_read_too(team: World) -> None:
    await dan_has_marias_call(team)
    await team.maria.taps("Phone me")
    team.maria.phone.sends_contact("+44 7700 900999", user_id=team.stranger.phone.user_id)
    await team.settle()
    assert "900 999" not in team.maria.screen, "that is somebody else's number"
    team.maria.phone.sends_contact("+44 7700 900123", user_id=team.maria.phone.user_id)
    await team.settle()
    assert "You would like to be phoned on +44 7700 900 123." in team.maria.screen


async def test_a_caller_who_blocks_the_bot_is_phoned(team: World) -> None:
    await dan_has_marias_call(team)
    await team.maria.taps("Phone me")
    await team.maria.says("07700 900123")
    team.maria.blocks()
    await team.settle()
    assert team.dan.sees("The bot cannot write to them at the moment.")
    assert "Phone: 07700 900 123" in team.dan.screen
    team.maria.phone.unblocks()
    await team.settle()
    assert "cannot write to them" not in team.dan.screen


async def test_when_the_last_phone_goes_quiet_the_caller_is_told_and_the_first_back_is_asked(
    team: World,
) -> None:
    await dan_has_spoken(team)
    for staff in (team.lena, team.aisha, team.lee, team.dan):
        staff.blocks()
    await team.settle()
    assert team.maria.sees_anew("Nobody can be reached just now")
    await team.forward(hours=1)
    assert team.maria.sees_anew("Nobody can be reached just now")
    team.aisha.phone.unblocks()
    await team.settle()
    assert "I have this" in team.aisha.screen
    assert "Dan had this call and cannot be reached." in team.aisha.screen
    assert team.maria.sees_anew("We can reach the team again")
    await team.aisha.taps("I have this")
    assert team.maria.sees_anew("Aisha has your call")


async def test_a_number_that_was_typed_wrongly_is_put_right(team: World) -> None:
    await dan_has_marias_call(team)
    await team.maria.taps("Phone me")
    await team.maria.says("07700")
    assert "That does not look like a phone number." in team.maria.screen
    await team.maria.says("07700 900124")
    assert "You would like to be phoned on 07700 900 124." in team.maria.screen
    await team.maria.taps("Phone me on another number")
    await team.maria.says("07700 900123")
    assert "You would like to be phoned on 07700 900 123." in team.maria.screen
    assert team.dan.sees("Phone: 07700 900 123")


async def test_words_in_place_of_a_number_find_the_way_on_and_the_numbers(team: World) -> None:
    await dan_has_marias_call(team)
    await team.maria.taps("Phone me")
    await team.maria.says("help")
    assert "That was no phone number." in team.maria.screen
    assert "999" in team.maria.screen
    await team.maria.says("07700 900123")
    assert "You would like to be phoned on 07700 900 123." in team.maria.screen


async def test_a_number_typed_with_no_key_pressed_is_an_answer_too(team: World) -> None:
    await dan_has_marias_call(team)
    await team.maria.says("07700 900123")
    assert "You would like to be phoned on 07700 900 123." in team.maria.screen
    assert team.dan.sees("Phone: 07700 900 123")
    await team.maria.says("07700 900124 is my sister")
    assert "Your message was not kept." in team.maria.screen
    await team.dan.taps("I have spoken with them")
    await team.maria.says("07700 900125")
    assert "Your message was not kept." in team.maria.screen, "nobody has asked for a number any more"
    assert "900 125" not in team.dan.screen


async def test_a_number_outside_a_call_is_not_kept(team: World) -> None:
    await team.maria.says("/start")
    await team.maria.says("07700 900123")
    assert "Your message was not kept." in team.maria.screen
    written = ("07700 900123", "07700900123", "+447700900123", "07700 900 123")
    assert await team.house.database.run(lambda tx: where_it_stands(tx, written, opened=True)) == []
