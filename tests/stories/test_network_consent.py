"""Both say yes before anything is sent: the person says who may be asked, and each member answers."""

from tests.stories.meeting_family import dan_asks
from tests.stories.network_family import (
    dan_opens_a_network,
    dan_shows_the_network,
    everybody_reads,
    link_of,
    maria_takes_part,
    sam_takes_part,
)
from tests.world import PEOPLE, World


async def test_the_person_reads_what_it_is_about_and_says_yes(team: World) -> None:
    await dan_opens_a_network(team)
    await team.dan.taps("Somebody else")
    await team.dan.says("Sam")
    assert "Sam has not been asked yet" in team.dan.screen
    await team.dan.taps("Make a link")
    link = link_of(team.dan)
    await team.sam.opens(link)
    assert "Are you Sam?" in team.sam.screen
    assert "Open Dialogue Kent would like to ask Sam something" in team.sam.screen
    assert not any(name in team.sam.screen for name in ("Dan", "Aisha", "Maria"))
    await team.sam.taps("Yes, I am Sam")
    assert "Would you like to meet?" in team.sam.screen
    assert "Dan and Aisha come every time" in team.sam.screen
    await team.sam.taps("Yes")
    assert "You take part" in team.sam.screen
    assert team.dan.sees_anew("Sam says yes")
    assert team.aisha.sees_anew("Sam says yes")
    team.sam.reads()
    team.nobody_else_heard()


async def test_the_question_can_be_read_in_finnish_first(team: World) -> None:
    await dan_opens_a_network(team)
    await team.dan.taps("Somebody else")
    await team.dan.says("Sam")
    await team.dan.taps("Make a link")
    await team.sam.opens(link_of(team.dan))
    await team.sam.taps("Suomi")
    assert (await team.person("sam")).language == "fi"
    assert len(team.sam.messages) == 1


async def test_the_caller_can_be_the_person_the_meetings_are_for(team: World) -> None:
    await dan_opens_a_network(team)
    await team.dan.taps("The caller: Maria")
    assert "Maria is asked at once: would you like to meet, with Dan and Aisha?" in team.dan.screen
    assert not team.maria.unread, "one tap sends nothing"
    await team.dan.taps("Back")
    await team.dan.taps("The caller: Maria")
    await team.dan.taps("Ask Maria")
    assert team.maria.sees_anew("Would you like to meet?")
    await team.maria.taps("Not now")
    assert "You said not now" in team.maria.screen
    await team.maria.taps("Home")
    await team.maria.taps("Your answer: Not now")
    assert team.dan.sees_anew("Maria says not now")
    assert team.aisha.sees_anew("Maria says not now")
    await team.maria.taps("Yes")
    assert "You take part" in team.maria.screen


async def test_phone_me_first_tells_staff_and_asks_for_the_number(team: World) -> None:
    await dan_opens_a_network(team)
    await team.dan.taps("The caller: Maria")
    await team.dan.taps("Ask Maria")
    await team.maria.taps("Phone me first")
    assert team.dan.sees_anew("Maria would like a phone call first")
    await team.maria.taps("Type a number")
    await team.maria.says("call me maybe")
    assert "does not look like a phone number" in team.maria.screen
    assert "Which number should we call?" in team.maria.screen
    await team.maria.taps("No number now")
    assert "Which number should they call?" in team.maria.screen
    await team.maria.taps("Type a number")
    await team.maria.says("07700 900123")
    assert "They call 07700 900 123" in team.maria.screen
    assert team.dan.sees_anew("Phone: 07700 900 123")
    assert team.aisha.sees_anew("Phone: 07700 900 123")


async def test_sam_names_eva_and_hands_her_the_link(team: World) -> None:
    await sam_takes_part(team)
    await team.sam.taps("Who may be asked")
    await team.sam.taps("Name somebody")
    await team.sam.says("Eva")
    await team.eva.opens(link_of(team.sam))
    assert "Are you Eva?" in team.eva.screen
    assert "Sam" not in team.eva.screen
    await team.eva.taps("Yes, I am Eva")
    assert "Sam says that we may ask you" in team.eva.screen
    await team.eva.taps("Yes")
    assert "You take part" in team.eva.screen
    assert "1 other person takes part" in team.eva.screen
    assert team.dan.sees_anew("Eva says yes")
    assert team.aisha.sees_anew("Eva says yes")
    everybody_reads(team)


async def test_a_suggested_member_hears_nothing_before_the_person_says_yes(team: World) -> None:
    await sam_takes_part(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Suggest somebody")
    await team.dan.taps("The caller: Maria")
    assert "Sam has not said yet if Maria may be asked" in team.dan.screen
    assert team.sam.sees_anew("May we ask Maria?")
    assert not team.maria.unread
    await team.maria.says("/start")
    assert not any(k.text.startswith("My network") for r in team.maria.last.buttons for k in r)
    await team.sam.taps("Yes", on="May we ask Maria?")
    assert team.maria.sees_anew("Would you like to take part?")
    assert "Sam says that we may ask you" in team.maria.screen
    everybody_reads(team)


async def test_not_sure_yet_asks_nobody_and_can_be_changed(team: World) -> None:
    await sam_takes_part(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Suggest somebody")
    await team.dan.taps("The caller: Maria")
    await team.sam.taps("Not sure yet")
    assert not team.maria.unread
    await team.sam.taps("Who may be asked")
    assert "Maria: you are not sure yet" in team.sam.screen
    await team.sam.taps("Maria")
    await team.sam.taps("Yes")
    assert team.maria.sees_anew("Would you like to take part?")


async def test_an_old_yes_of_the_person_has_no_effect_after_they_changed_their_mind(
    team: World,
) -> None:
    await sam_takes_part(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Suggest somebody")
    await team.dan.taps("The caller: Maria")
    question = next(b for b in team.sam.messages if "May we ask Maria?" in (b.text or ""))
    yes = question.buttons[0][0].callback_data
    await team.sam.taps("Not now", on="May we ask Maria?")
    assert yes is not None
    team.sam.phone.presses(yes, question.message_id)
    await team.settle()
    assert not team.maria.unread


async def test_members_see_counts_and_never_each_other(team: World) -> None:
    await maria_takes_part(team)
    await team.sam.says("/start")
    await team.sam.taps("My network")
    assert "1 person is on your list. 1 takes part." in team.sam.screen
    await team.maria.says("/start")
    await team.maria.taps("My network")
    assert "1 other person takes part" in team.maria.screen
    assert "Sam" not in team.maria.screen


async def test_leaving_is_one_tap_and_announced_to_nobody(team: World) -> None:
    await maria_takes_part(team)
    await team.maria.says("/start")
    await team.maria.taps("My network")
    await team.maria.taps("Leave")
    assert "You have left" in team.maria.screen
    team.maria.reads()
    team.nobody_else_heard()
    await dan_shows_the_network(team)
    assert "Maria" not in team.dan.screen
    await team.maria.taps("Take part again")
    assert "Would you like to take part?" in team.maria.screen


async def test_the_person_can_leave_and_then_nothing_reaches_the_family(team: World) -> None:
    await maria_takes_part(team)
    await team.sam.says("/start")
    await team.sam.taps("My network")
    await team.sam.taps("Leave")
    team.sam.reads()
    team.nobody_else_heard()
    await dan_shows_the_network(team)
    assert "The person at the centre has left" in team.dan.screen
    await team.maria.says("/start")
    assert not any(k.text.startswith("My network") for r in team.maria.last.buttons for k in r)


async def test_a_removed_member_reads_only_that_the_plan_has_changed(team: World) -> None:
    await maria_takes_part(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Maria")
    await team.dan.taps("Take off the list")
    assert "Take Maria off the list?" in team.dan.screen
    await team.dan.taps("Take off the list")
    team.dan.reads()
    assert team.maria.sees_anew("There is nothing for you to do")
    assert "Quiet Harbour" not in team.maria.screen
    team.nobody_else_heard()


async def test_the_person_takes_a_yes_back(team: World) -> None:
    await maria_takes_part(team)
    await team.sam.says("/start")
    await team.sam.taps("My network")
    await team.sam.taps("Who may be asked")
    await team.sam.taps("Maria")
    await team.sam.taps("Not now")
    assert "you say not now" in team.sam.screen
    assert team.maria.sees_anew("The plan has changed")
    team.sam.reads()
    team.nobody_else_heard()


async def test_a_phone_only_member_counts_and_staff_record_their_answer(team: World) -> None:
    await sam_takes_part(team)
    await team.sam.taps("Who may be asked")
    await team.sam.taps("Name somebody")
    await team.sam.says("Ulla")
    await team.sam.taps("Back")
    await team.sam.taps("Ulla")
    await team.sam.taps("No Telegram: phone them")
    await team.sam.says("01227 555 010")
    everybody_reads(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Ulla")
    assert "01227 555 010" in team.dan.screen
    await team.dan.taps("Record what Ulla said")
    await team.dan.taps("Yes, by phone")
    assert "Said by phone. Recorded by Dan on Monday 23 November 2026" in team.dan.screen
    assert team.aisha.sees_anew("Ulla says yes")
    team.dan.reads()
    await team.sam.says("/start")
    await team.sam.taps("My network")
    assert "1 person is on your list. 1 takes part." in team.sam.screen


async def test_staff_record_what_a_phone_only_person_said_about_a_member(team: World) -> None:
    await dan_opens_a_network(team)
    await team.dan.taps("Somebody else")
    await team.dan.says("Sam")
    await team.dan.taps("Record what Sam said")
    await team.dan.taps("Yes, in person")
    assert "Said in person. Recorded by Dan" in team.dan.screen
    await team.dan.taps("Back")
    await team.dan.taps("Suggest somebody")
    await team.dan.taps("The caller: Maria")
    assert not team.maria.unread
    await team.dan.taps("Record what Sam said")
    await team.dan.taps("Yes, in person")
    assert team.maria.sees_anew("Would you like to take part?")
    await team.maria.taps("Yes")
    assert "You take part" in team.maria.screen


async def test_a_blocked_member_is_sent_nothing_and_staff_can_phone(team: World) -> None:
    await maria_takes_part(team)
    team.maria.blocks()
    await team.settle()
    await dan_asks(team)
    assert team.sam.sees_anew("Can you come to a meeting?")
    asked = [call for call in team.telegram.calls if call.params.get("chat_id") == str(PEOPLE["maria"][0])]
    assert not [call for call in asked if "Can you come" in str(call.params)], "it is not even tried"
    assert not team.maria.sees("Can you come")
    await dan_shows_the_network(team)
    await team.dan.taps("Maria")
    assert "Not on Telegram here. You can phone them" in team.dan.screen
    team.maria.phone.unblocks()
    await team.settle()
    assert team.maria.sees("Can you come"), "it was owed to her all the time"


async def test_the_words_of_the_keys_can_be_typed(team: World) -> None:
    await dan_opens_a_network(team)
    await team.dan.taps("The caller: Maria")
    await team.dan.taps("Ask Maria")
    await team.maria.says("not now")
    assert "You said not now" in team.maria.screen
    assert team.dan.sees_anew("Maria says not now")


async def test_each_reads_in_their_own_language(team: World) -> None:
    team.maria.phone.language_code = "fi"
    await sam_takes_part(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Suggest somebody")
    await team.dan.taps("The caller: Maria")
    await team.sam.taps("Yes", on="May we ask Maria?")
    assert team.maria.sees_anew("Haluaisitko osallistua?")
    await team.maria.says("ei nyt")
    assert team.dan.sees_anew("Maria says not now")


async def test_somebody_named_by_mistake_can_be_taken_off_before_they_answer(team: World) -> None:
    await dan_opens_a_network(team)
    await team.dan.taps("The caller: Maria")
    await team.dan.taps("Ask Maria")
    assert team.maria.sees_anew("Would you like to meet?")
    question = team.maria.last
    yes = question.buttons[0][0].callback_data
    assert yes is not None
    await team.dan.taps("Maria")
    await team.dan.taps("The meetings are for somebody else")
    assert "They read only that the plan has changed." in team.dan.screen
    await team.dan.taps("Take Maria off the list")
    assert team.maria.sees_anew("There is nothing for you to do")
    assert not team.maria.has_key("Phone me first"), "the old question is gone"
    late = team.maria.phone.presses(yes, question.message_id)
    await team.settle()
    assert late.text == "This was from an earlier message. Here is how things are now."
    assert "Who are the meetings for?" in team.dan.screen
    await team.dan.taps("Somebody else")
    await team.dan.says("Sam")
    assert "Sam has not been asked yet" in team.dan.screen
    team.dan.reads()
    team.nobody_else_heard()


async def test_what_was_said_is_dated_for_the_one_who_said_it(team: World) -> None:
    await maria_takes_part(team)
    await team.maria.says("/start")
    await team.maria.taps("My network")
    assert "Answered here on Monday 23 November 2026" in team.maria.screen
    await team.sam.says("/start")
    await team.sam.taps("My network")
    await team.sam.taps("Who may be asked")
    await team.sam.taps("Maria")
    assert "Answered here on Monday 23 November 2026" in team.sam.screen


async def test_staff_are_not_sent_to_phone_somebody_before_the_person_says_yes(team: World) -> None:
    await sam_takes_part(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Suggest somebody")
    await team.dan.taps("Somebody else")
    await team.dan.says("Ulla")
    assert "Please do not phone them before Sam says yes." in team.dan.screen
    assert "You can phone them" not in team.dan.screen
    await team.sam.taps("Not sure yet")
    await dan_shows_the_network(team)
    await team.dan.taps("Ulla")
    assert "Please do not phone them before Sam says yes." in team.dan.screen
    assert "May Ulla be asked? Sam: Not sure yet. Answered here on Monday 23 November 2026." in team.dan.screen
    await team.sam.taps("Who may be asked")
    await team.sam.taps("Ulla")
    await team.sam.taps("Yes")
    await dan_shows_the_network(team)
    await team.dan.taps("Ulla")
    assert "You can phone them and record what they say." in team.dan.screen
