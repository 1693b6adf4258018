"""What a person types answers the question that stands last on their phone, also in short words of their own."""

from storage import people
from tests.stories.meeting_family import agreed, dan_asks, gather, the_meeting
from tests.stories.network_family import dan_shows_the_network, everybody_reads, sam_takes_part
from tests.world import Somebody, World


async def leaves_a_proposal_half_way(somebody: Somebody) -> None:
    await somebody.says("/start")
    await somebody.taps("Meetings")
    await somebody.taps("Suggest times")


async def test_a_newer_question_is_answered_although_a_proposal_was_left_half_way(team: World) -> None:
    await gather(team)
    await leaves_a_proposal_half_way(team.eva)
    await dan_asks(team)
    await team.eva.says("I cannot come")
    assert "Cannot come: Eva" in team.dan.screen
    await team.eva.says("maybe")
    assert "Not sure yet: Eva" in team.dan.screen


async def test_the_proposal_is_still_there_when_it_is_typed_on(team: World) -> None:
    await gather(team)
    await leaves_a_proposal_half_way(team.eva)
    await team.eva.taps("At home")
    await dan_asks(team)
    await team.eva.says("12 Elm Road, Dover")
    assert "Is this right?" in team.eva.screen
    assert not (await the_meeting(team)).answers


async def test_how_late_is_answered_in_short(team: World) -> None:
    await gather(team)
    await agreed(team)
    await leaves_a_proposal_half_way(team.eva)
    await team.forward(hours=8)
    await team.eva.taps("I will be late", on="You have a meeting")
    everybody_reads(team)
    await team.eva.says("20")
    assert team.dan.sees_anew("Eva will be 20 minutes late")


async def test_a_question_below_the_proposal_wins_although_the_proposal_was_touched_later(team: World) -> None:
    await gather(team)
    await leaves_a_proposal_half_way(team.eva)
    await dan_asks(team)
    await team.eva.taps("By phone", on="Where would you like to meet?")
    await team.eva.says("I can come")
    assert "Can come: Eva" in team.dan.screen


async def test_more_minutes_than_are_offered_mean_longer(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.eva.taps("I will be late")
    everybody_reads(team)
    await team.eva.says("15")
    assert not team.dan.unread, "between two keys it is a guess"
    assert "Your meeting is agreed" in team.eva.screen, "the meeting is shown again"
    await team.eva.taps("I will be late")
    await team.eva.says("45 min")
    assert team.dan.sees_anew("Eva will be more than 30 minutes late")


async def test_short_words_answer_the_newest_question(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    await team.eva.says("Yes!")
    assert "Can come: Eva" in team.dan.screen
    await team.eva.says("no")
    assert "Cannot come: Eva" in team.dan.screen
    await team.eva.says("yes")
    assert "Nobody reads what is typed here" in "".join(b.text or "" for b in team.eva.messages)
    assert "Thank you. Your answers" in team.eva.screen, "it fits nothing: the answers are shown, to be changed"


async def test_a_no_under_an_agreed_meeting_is_no_answer(team: World) -> None:
    await gather(team)
    await agreed(team)
    everybody_reads(team)
    await team.eva.says("no")
    assert not team.dan.unread, "nothing was asked"


async def test_words_that_fit_nothing_lead_back_to_the_question(team: World) -> None:
    await gather(team)
    await dan_asks(team)
    everybody_reads(team)
    await team.eva.says("what is this about")
    assert team.eva.sees("Nobody reads what is typed here")
    assert "Can you come to a meeting?" in team.eva.screen
    assert team.eva.has_key("I can come")


async def test_the_person_answers_about_somebody_in_their_own_words(team: World) -> None:
    await sam_takes_part(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Suggest somebody")
    await team.dan.taps("The caller: Maria")
    assert "May we ask Maria?" in team.sam.screen
    await team.sam.says("/start")
    await team.sam.says("not now")
    assert "May we ask Maria?" not in team.sam.screen


async def test_a_call_is_no_longer_needed_after_going_home(team: World) -> None:
    await team.maria.says("/start")
    await team.maria.taps("I need to talk to someone")
    await team.maria.taps("Home")
    await team.maria.says("I do not need this any more")
    assert "Do you no longer need this call?" in team.maria.screen
    await team.maria.says("yes")
    assert team.dan.sees("They say that they no longer need it")


async def test_finnish_no_is_a_word_and_ei_is_an_answer(team: World) -> None:
    await gather(team)
    eva = await team.person_id("eva")
    await team.house.database.run(lambda tx: people.set_language(tx, eva, "fi"))
    await dan_asks(team)
    await team.eva.says("no")
    assert not (await the_meeting(team)).answers
    await team.eva.says("joo")
    assert "Can come: Eva" in team.dan.screen
    await team.eva.says("ei")
    assert "Cannot come: Eva" in team.dan.screen
