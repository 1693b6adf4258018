"""Getting hold of each other: tries that are real, questions by name, and a number that is asked for."""

from tests.stories.test_back_again import blocks
from tests.world import World

CALL = "I need to talk to someone"


async def dan_has_marias_call(team: World, number: str = "") -> None:
    await team.maria.says("/start")
    await team.maria.taps(CALL)
    if number:
        await team.maria.says(number)
    await team.dan.taps("I have this")
    for somebody in (team.maria, team.dan):
        somebody.reads()


async def test_three_quick_taps_are_one_try(team: World) -> None:
    await dan_has_marias_call(team, "07700 900123")
    for _tap in range(3):
        await team.dan.taps("I could not reach them")
    assert team.dan.toast == "That counts again 10 minutes after the last time. Nothing has changed."
    assert "You tried 1 time and could not reach them. Another try counts from 9:10am." in team.dan.screen
    assert sum("tried to reach you" in bubble.text for bubble in team.maria.messages) == 1
    assert "Dan expects to get in touch by 9:30am." in team.maria.screen
    team.maria.reads()
    team.nobody_else_heard()
    assert not team.dan.has_key("Close this call")


async def test_after_three_tries_spread_in_time_it_can_be_closed(team: World) -> None:
    team.also_hear("lena", "aisha", "lee", because="the call is put to everybody")
    await dan_has_marias_call(team)
    await team.dan.taps("I could not reach them")
    await team.forward(minutes=10)
    await team.dan.taps("I could not reach them")
    assert not team.dan.has_key("Close this call")
    await team.forward(minutes=10)
    await team.dan.taps("I could not reach them")
    assert team.maria.sees_anew("We are asking others in the team as well.")
    await team.dan.taps("Close this call")
    await team.dan.taps("We could not reach them")
    await team.dan.taps("Close this call")
    assert team.maria.sees_anew("Dan could not reach you.")


async def test_without_a_number_nobody_is_said_to_have_tried(team: World) -> None:
    await dan_has_marias_call(team)
    await team.dan.taps("I could not reach them")
    assert team.maria.sees_anew("Dan could not reach you")
    assert "We do not have your phone number. You can give it here." in team.maria.screen
    assert "tried" not in team.maria.screen


async def test_an_owner_without_a_number_asks_for_it_by_name(team: World) -> None:
    await dan_has_marias_call(team)
    await team.dan.taps("Ask for their number")
    assert team.maria.sees_anew("Dan asks: what is your number?")
    assert "Dan can phone you." in team.maria.screen
    assert "You asked at 9am for their number. They have not answered." in team.dan.screen
    await team.dan.taps("Ask for their number")
    assert team.dan.toast.startswith("That counts again 10 minutes after")
    team.nobody_else_heard()
    await team.maria.taps("Give my number")
    await team.maria.says("07700 900123")
    assert team.dan.sees_anew("They said how to reach them")
    assert "Phone: 07700 900 123" in team.dan.screen
    assert "have not answered" not in team.dan.screen
    assert "asks" not in team.maria.screen


async def test_write_before_you_phone_is_kept_by_asking_when(team: World) -> None:
    team.also_hear("lena", "aisha", "lee", because="the call is put to everybody")
    await dan_has_marias_call(team, "07700 900123")
    await team.maria.taps("Write before you phone")
    assert team.dan.sees_anew("They would like to be written to here before anybody phones.")
    await team.dan.taps("Ask when to phone")
    assert team.maria.sees_anew("Dan asks: when may I phone you?")
    assert "Dan can phone you on 07700 900 123." in team.maria.screen
    await team.maria.taps("In an hour")
    assert "You would like to be phoned on 07700 900 123 from 10am." in team.maria.screen
    assert "Dan expects to get in touch by 10:30am." in team.maria.screen
    assert team.dan.sees_anew("They said when to phone")
    assert "They would like to be phoned from 10am." in team.dan.screen
    await team.forward(minutes=89)
    team.nobody_else_heard()
    await team.forward(minutes=1)
    assert team.maria.sees_anew("Dan has not told us that they spoke with you.")


async def test_a_morning_is_named_by_its_day_and_the_promise_goes_with_it(team: World) -> None:
    await team.forward(hours=14, minutes=50)
    await team.maria.says("/start")
    await team.maria.taps(CALL)
    await team.maria.says("07700 900123")
    await team.lena.taps("I have this")
    assert "Lena expects to get in touch by 12:20am tonight." in team.maria.screen
    await team.lena.taps("Ask when to phone")
    await team.forward(minutes=15)
    await team.maria.taps("Tue 24 Nov, from 9am")
    assert "from 9am." in team.maria.screen
    assert "Lena expects to get in touch by 9:30am." in team.maria.screen
    for somebody in team.everybody.values():
        somebody.reads()
    await team.forward(hours=3)
    team.nobody_else_heard()


async def test_not_sure_yet_is_an_answer_under_a_true_title(team: World) -> None:
    await dan_has_marias_call(team)
    await team.maria.taps("Not sure yet")
    assert team.dan.sees_anew("They have answered")
    assert "They are not sure yet how they would like to be reached." in team.dan.screen


async def test_thank_you_after_the_talk_is_not_taken_for_a_number(team: World) -> None:
    await dan_has_marias_call(team)
    await team.maria.taps("Phone me")
    await team.dan.taps("I have spoken with them")
    await team.maria.says("thank you")
    assert "phone number" not in team.maria.screen
    assert "Dan has your call" in team.maria.screen
    await team.maria.says("thank you")
    assert "Nobody reads what is typed here" in team.maria.screen, "the question was left"


async def test_words_where_a_number_was_asked_for_get_a_short_answer_and_a_way_on(team: World) -> None:
    await dan_has_marias_call(team)
    await team.maria.taps("Phone me")
    await team.maria.says("please help")
    assert "That was no phone number. Nobody has read it, and it is not kept." in team.maria.screen
    assert "999" in team.maria.screen
    assert "111" not in team.maria.screen
    await team.maria.taps("Not now")
    assert "Dan has seen your call" in team.maria.screen
    await team.maria.says("please help")
    assert "Nobody reads what is typed here" in team.maria.screen, "the question was left"


async def test_an_owner_reads_what_is_left_when_somebody_blocked_the_bot_and_gave_no_number(team: World) -> None:
    team.also_hear("lena", "aisha", "lee", because="the call is put to everybody")
    await team.maria.says("/start")
    await team.maria.taps(CALL)
    await team.maria.taps("Phone me")
    await blocks(team.maria)
    await team.dan.taps("I have this")
    assert "The bot cannot write to them now, and there is no number." in team.dan.screen
    assert "They expect to hear from you" not in team.dan.screen
    assert "Does a colleague know them? Pass it on." in team.dan.screen
    assert "If nobody does, tap “I could not reach them”." in team.dan.screen
    assert "Others are asked as well from 9:30am." in team.dan.screen
    await team.dan.taps("I could not reach them")
    await team.forward(minutes=10)
    await team.dan.taps("I could not reach them")
    assert team.lena.sees_anew("Dan has it, and could not reach them.")


async def test_an_owner_phones_whoever_blocked_the_bot_and_gave_a_number(team: World) -> None:
    await dan_has_marias_call(team, "07700 900123")
    assert "They expect to hear from you by 9:30am." in team.dan.screen
    await blocks(team.maria)
    assert "Please phone them by 9:30am." in team.dan.screen
    assert "They expect to hear from you" not in team.dan.screen
