"""A question stays true on the phone, and comes back after anything else that is done first."""

from tests.stories.network_family import (
    dan_opens_a_network,
    dan_shows_the_network,
    link_of,
    sam_takes_part,
)
from tests.world import World


async def maria_is_asked(team: World) -> None:
    await sam_takes_part(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Suggest somebody")
    await team.dan.taps("The caller: Maria")
    await team.sam.taps("Yes", on="May we ask Maria?")
    assert team.maria.sees_anew("Would you like to take part?")


async def test_a_question_ends_on_the_phone_when_the_person_takes_their_yes_back(team: World) -> None:
    await maria_is_asked(team)
    await team.sam.taps("Who may be asked")
    await team.sam.taps("Maria")
    await team.sam.taps("Not now")
    assert "The plan has changed" in team.maria.screen
    assert "There is nothing for you to do." in team.maria.screen
    assert not team.maria.has_key("Phone me first")
    assert not team.maria.unread, "it changes without a sound"
    await team.sam.taps("Yes")
    assert team.maria.sees_anew("Would you like to take part?"), "a new yes asks anew"


async def test_a_question_ends_on_the_phone_when_the_person_leaves(team: World) -> None:
    await maria_is_asked(team)
    question = team.maria.last
    yes = question.buttons[0][0].callback_data
    await team.sam.taps("Leave")
    assert "The plan has changed" in team.maria.screen
    assert yes is not None
    team.maria.phone.presses(yes, question.message_id)
    await team.settle()
    assert "The plan has changed" in team.maria.screen
    assert not team.maria.unread


async def test_a_question_ends_on_the_phone_when_staff_take_it_back(team: World) -> None:
    await maria_is_asked(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Maria")
    await team.dan.taps("Take off the list")
    await team.dan.taps("Take off the list")
    assert "The plan has changed" in team.maria.screen
    assert not team.maria.unread


async def test_what_a_member_reads_about_their_number_is_true(team: World) -> None:
    await maria_is_asked(team)
    assert "The others see neither your name nor your number." in team.maria.screen
    assert "Only the team sees a number that you give." in team.maria.screen


async def test_the_person_reads_who_hears_of_a_yes(team: World) -> None:
    await sam_takes_part(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Suggest somebody")
    await team.dan.taps("The caller: Maria")
    assert team.sam.sees_anew("We ask Maria only if you say yes, and tell them that you agree.")
    assert "Any other answer is seen only by the team." in team.sam.screen


async def test_a_question_comes_back_in_the_language_that_was_chosen_for_it(team: World) -> None:
    await dan_opens_a_network(team)
    await team.dan.taps("The caller: Maria")
    await team.dan.taps("Ask Maria")
    await team.maria.taps("Language", on="Would you like to meet?")
    await team.maria.taps("Suomi")
    assert "Haluaisitko tavata?" in team.maria.screen
    await team.maria.taps("Kyllä")
    assert "Olet mukana." in team.maria.screen


async def test_before_her_yes_the_first_screen_has_a_question_and_no_code_name(team: World) -> None:
    await maria_is_asked(team)
    await team.maria.says("/start")
    assert "Quiet Harbour" not in team.maria.screen
    await team.maria.taps("A question for you")
    await team.maria.taps("Yes")
    await team.maria.taps("Home")
    assert "[My network: Quiet Harbour]" in team.maria.screen


async def test_who_is_this_gets_an_answer_the_numbers_and_the_question_again(team: World) -> None:
    await maria_is_asked(team)
    await team.maria.says("who is this??")
    answer, question = team.maria.messages[-2:]
    assert "This is an automatic service of Open Dialogue Kent." in (answer.text or "")
    assert "999" in (answer.text or "")
    assert "Would you like to take part?" in (question.text or "")
    await team.maria.taps("Yes")
    assert "You take part" in team.maria.screen


async def test_who_is_this_before_are_you_sam_gets_an_answer_and_the_question_again(team: World) -> None:
    await dan_opens_a_network(team)
    await team.dan.taps("Somebody else")
    await team.dan.says("Sam")
    await team.dan.taps("Make a link")
    await team.sam.opens(link_of(team.dan))
    await team.sam.says("who is this?")
    assert team.sam.sees("This is an automatic service of Open Dialogue Kent.")
    assert "Are you Sam?" in team.sam.screen
    await team.sam.taps("Yes, I am Sam")
    assert "Would you like to meet?" in team.sam.screen


async def test_ones_own_link_opened_again_shows_the_question_of_today(team: World) -> None:
    await dan_opens_a_network(team)
    await team.dan.taps("Somebody else")
    await team.dan.says("Sam")
    await team.dan.taps("Make a link")
    link = link_of(team.dan)
    await team.sam.opens(link)
    await team.sam.taps("Yes, I am Sam")
    await team.sam.opens(link)
    assert "Would you like to meet?" in team.sam.screen
    await team.sam.taps("Yes")
    await team.sam.opens(link)
    assert "You take part" in team.sam.screen


async def test_words_that_are_no_name_keep_the_question(team: World) -> None:
    await sam_takes_part(team)
    await team.sam.taps("Who may be asked")
    await team.sam.taps("Name somebody")
    for words, why in (("\N{THUMBS UP SIGN}", "There are no letters or numbers"), ("x" * 31, "That is too long")):
        await team.sam.says(words)
        assert why in team.sam.screen
        assert "Who may be asked?" in team.sam.screen
        assert "[Back]" in team.sam.screen
    await team.sam.says("Eva")
    assert link_of(team.sam)


async def test_a_locked_phone_of_staff_shows_the_code_name_and_nobodys(team: World) -> None:
    await dan_opens_a_network(team)
    await team.dan.taps("The caller: Maria")
    await team.dan.taps("Ask Maria")
    await team.maria.taps("Phone me first")
    await team.maria.taps("Type a number")
    await team.maria.says("07700 900123")
    pushes = [line.text for line in team.aisha.phone.lock_screen if "phone call" in line.text]
    assert len(pushes) == 2
    assert all(push.startswith("Quiet Harbour: somebody would like a phone call") for push in pushes)
    assert not any(private in push for push in pushes for private in ("Maria", "07700"))
    await team.aisha.taps("Maria would like a phone call first")
    assert "Phone: 07700 900 123" in team.aisha.screen
