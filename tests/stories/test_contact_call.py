"""A call: the tap, the fixed words, and who answers."""

from tests.world import World

CALL = "I need to talk to someone"


async def maria_calls(team: World) -> None:
    await team.maria.says("/start")
    await team.maria.taps(CALL)


async def test_one_tap_alerts_whoever_is_on_duty_and_tells_the_caller_so(team: World) -> None:
    await maria_calls(team)
    assert team.dan.sees_anew("Somebody asks to talk")
    assert team.maria.sees_anew("We asked 1 person in our team at 9am.")
    assert "This message is automatic." in team.maria.screen
    assert "This chat is not an emergency service." in team.maria.screen
    assert "999" in team.maria.screen
    assert "Maria" not in team.dan.screen, "a lock screen shows no name"
    team.nobody_else_heard()


async def test_the_first_to_take_it_wins_and_everybody_sees_who(team: World) -> None:
    await maria_calls(team)
    await team.forward(minutes=5)
    await team.aisha.taps("I have this")
    assert team.maria.sees_anew("Aisha has seen your call")
    assert "Aisha expects to get in touch by 9:35am." in team.maria.screen
    for other in (team.dan, team.lena, team.lee):
        assert other.sees("Aisha has this call")
        assert not other.has_key("I have this")
    assert "Maria called at 9am." in team.aisha.screen
    await team.aisha.taps("I have spoken with them")
    await team.forward(hours=3)
    team.aisha.reads()
    team.nobody_else_heard()


async def test_two_who_tap_in_the_same_second_have_one_winner(team: World) -> None:
    team.also_hear("dan", "aisha", because="the call is put to them as well")
    await maria_calls(team)
    await team.forward(minutes=5)
    for phone in (team.lena.phone, team.lee.phone):
        phone.taps(phone.bubbles[-1].message_id, 0, 0)
    await team.settle()
    assert team.lena.sees("You have this call")
    assert team.lee.sees("Lena has this call")


async def test_the_lead_is_asked_when_nobody_takes_a_night_call(team: World) -> None:
    team.also_hear("dan", "aisha", "lee", because="the call is put to them as well")
    await maria_calls(team)
    await team.forward(minutes=10)
    assert team.lena.sees("Nobody has taken this call")
    await team.lena.taps("I have this")
    assert team.maria.sees("Lena has seen your call")


async def test_after_a_round_the_caller_is_told_and_the_asking_never_ends(team: World) -> None:
    team.also_hear("dan", "aisha", "lee", because="the call is put to them as well")
    await maria_calls(team)
    await team.forward(minutes=5)
    assert team.maria.sees_anew("We have asked 4 people in our team so far, last at 9:05am.")
    await team.forward(minutes=14)
    assert not team.maria.unread, "no more than is new"
    await team.forward(minutes=1)
    assert team.maria.sees_anew("Nobody has answered yet")
    assert "We have asked 4 people in our team so far, last at 9:20am." in team.maria.screen
    assert "999" in team.maria.screen
    for hour in range(6):
        before = team.dan.phone.rung
        await team.forward(hours=1)
        assert team.dan.phone.rung > before
        assert hour > 2 or team.maria.sees_anew("Nobody has answered yet")
    assert team.lena.sees("Nobody has spoken with them for 6 hours.")


async def test_a_second_tap_opens_no_second_call(team: World) -> None:
    await maria_calls(team)
    await team.maria.says("/start")
    assert not team.maria.has_key(CALL + "!")
    await team.maria.says(CALL)
    assert "Your call has gone out" in team.maria.screen
    assert len(team.dan.messages) == 1


async def test_the_words_are_a_call_in_any_language_and_any_case(team: World) -> None:
    await team.eva.says("i NEED to talk  to someone.")
    assert team.eva.sees_anew("We asked 1 person in our team")
    assert team.dan.sees_anew("Somebody asks to talk")
    team.nobody_else_heard()


async def test_a_call_left_half_way_alerts_all_the_same(team: World) -> None:
    team.also_hear("aisha", "lee", because="the call is put to them as well")
    await maria_calls(team)
    await team.maria.taps("Phone me")
    assert "Which number can we phone you on?" in team.maria.screen
    await team.forward(minutes=5)
    assert team.lena.sees("They have not given a number yet.")
    await team.maria.says("ring me maybe")
    assert team.maria.sees("That was no phone number.")
    await team.maria.says("07700 900123")
    assert "You would like to be phoned on 07700 900 123." in team.maria.screen
    await team.lena.taps("I have this")
    assert "Phone: 07700 900 123" in team.lena.screen
    assert not any("900 123" in bubble.text for bubble in team.dan.messages)


async def test_not_sure_yet_is_a_complete_answer(team: World) -> None:
    await maria_calls(team)
    await team.maria.taps("Not sure yet")
    assert "You are not sure yet how you would like to be reached. That is fine." in team.maria.screen
    assert team.dan.sees("They are not sure yet how they would like to be reached.")
    await team.dan.taps("I have this")
    await team.dan.taps("Ask for their number")
    assert team.maria.sees("Dan asks: what is your number?")
    await team.maria.taps("Not sure yet", on="Dan asks")
    assert team.dan.sees("They have answered")
    await team.maria.taps("Write before you phone")
    assert team.dan.sees("They would like to be written to here before anybody phones.")


async def test_words_outside_a_question_do_not_reach_anybody(team: World) -> None:
    await maria_calls(team)
    team.dan.reads()
    team.maria.reads()
    await team.maria.says("My story is long and it hurts")
    assert team.maria.sees_anew("Nobody reads what is typed here")
    team.nobody_else_heard()


async def test_the_caller_can_ask_what_is_happening_at_any_time(team: World) -> None:
    team.also_hear("lena", "dan", "aisha", "lee", because="the call is put to them as well")
    await maria_calls(team)
    await team.forward(minutes=6)
    await team.maria.says("/start")
    await team.maria.taps("What is happening with my call?")
    assert "Nobody has answered yet" in team.maria.screen
    assert "We have asked 4 people in our team." in team.maria.screen


async def test_when_nobody_is_on_duty_it_says_so_plainly(world: World) -> None:
    world.also_hear("lena", "dan", because="the call is put to them as well")
    await world.hires("lena", "dan")
    await maria_calls(world)
    assert "Nobody is on duty. We asked 2 people in our team at 9am." in world.maria.screen


async def test_a_team_with_nobody_in_it_is_told_plainly_and_tried_again(world: World) -> None:
    await maria_calls(world)
    assert "Nobody can be reached just now" in world.maria.screen
    await world.hires("lena")
    assert "How would you like to be reached?" not in world.maria.screen
    world.maria.reads()
    await world.forward(minutes=5)
    assert world.lena.sees("Somebody asks to talk")
    assert world.maria.sees_anew("We can reach the team again")


async def test_a_fault_of_a_phone_moves_the_ladder_on_at_once(team: World) -> None:
    team.dan.blocks()
    await maria_calls(team)
    for other in (team.lena, team.aisha, team.lee):
        assert other.sees_anew("Somebody asks to talk")


async def test_a_block_after_the_alarm_moves_it_on_too(team: World) -> None:
    team.also_hear("dan", "aisha", "lee", because="the call is put to them as well")
    await maria_calls(team)
    team.dan.blocks()
    await team.settle()
    assert team.lena.sees_anew("Can you take this call?")


async def test_maria_calls_in_finnish_and_dan_reads_which_language(team: World) -> None:
    team.maria.phone.language_code = "fi"
    await team.maria.says("/start")
    await team.maria.taps("Haluan puhua jonkun kanssa")
    assert "Kysyimme 1 ihmiseltä tiimissämme klo 9." in team.maria.screen
    assert "Language: Suomi (Finnish)." in team.dan.screen
    await team.dan.taps("I have this")
    assert team.maria.sees_anew("Dan on nähnyt yhteydenottosi")
    assert "Dan aikoo ottaa yhteyttä viimeistään klo 9.30." in team.maria.screen


async def test_finnish_words_are_a_call_on_an_english_phone_too(team: World) -> None:
    team.also_hear("dan", because="the call is put to them as well")
    await team.eva.says("/start")
    await team.eva.says("HALUAN puhua jonkun kanssa")
    assert team.eva.sees_anew("We asked 1 person in our team")


async def test_the_words_are_a_call_in_the_middle_of_any_question(team: World) -> None:
    team.also_hear("dan", because="the call is put to them as well")
    await team.maria.says("/start")
    await team.maria.taps(CALL)
    await team.maria.taps("Phone me")
    await team.maria.says(CALL)
    assert "Your call has gone out" in team.maria.screen
    await team.maria.says("no number")
    assert "Nobody reads what is typed here" in team.maria.screen, "the question was left"


async def test_a_restart_in_the_middle_loses_neither_the_call_nor_the_question(world: World) -> None:
    await world.hires("lena", "dan", on_duty=("dan",))
    world.also_hear("dan", because="he is on duty, and asked first")
    await maria_calls(world)
    await world.maria.taps("Phone me")
    await world.restart()
    await world.maria.says("07700 900123")
    assert "You would like to be phoned on 07700 900 123." in world.maria.screen
    await world.restart()
    await world.forward(minutes=5)
    assert world.lena.sees("Nobody has answered yet")
    await world.restart()
    await world.lena.taps("I have this")
    assert world.maria.sees("Lena has seen your call")


async def test_whoever_needs_to_talk_again_after_the_talk_is_heard_again(team: World) -> None:
    await maria_calls(team)
    await team.dan.taps("I have this")
    await team.dan.taps("I have spoken with them")
    await team.forward(hours=18)
    for somebody in team.everybody.values():
        somebody.reads()
    await team.maria.says("/start")
    await team.maria.taps(CALL, on="Your call is open. Dan has it.")
    assert team.maria.sees_anew("You asked to talk again. Dan has been told.")
    assert "999" in team.maria.screen
    assert team.dan.sees_anew("They ask to talk again")
    for other in (team.lena, team.aisha, team.lee):
        assert other.sees_anew("Dan has it. The caller asks to talk again.")
    await team.maria.says(CALL)
    assert "You asked to talk again." in team.maria.screen
    team.maria.reads()
    team.nobody_else_heard()
    await team.lee.taps("I have this")
    assert team.maria.sees_anew("Lee has seen your call")
