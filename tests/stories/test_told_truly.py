"""What is said again later is still true: to the caller, to the one who forgot, to the person, to the pair."""

from storage import people
from tests.stories.meeting_family import agreed, gather
from tests.stories.network_family import dan_shows_the_network, everybody_reads, maria_takes_part, sam_takes_part
from tests.stories.test_back_again import blocks
from tests.world import World


async def dan_takes_a_call_and_forgets_to_record_it(team: World) -> None:
    await team.maria.says("/start")
    await team.maria.taps("I need to talk")
    await team.dan.taps("I have this")
    await team.forward(minutes=31)
    assert team.dan.sees_anew("Did you speak with them?")
    everybody_reads(team)


async def test_a_caller_whose_call_somebody_has_never_reads_that_nobody_answered(team: World) -> None:
    team.also_hear("lena", "aisha", "lee", because="the call is put to them as well")
    await dan_takes_a_call_and_forgets_to_record_it(team)
    await team.forward(hours=1)
    assert team.maria.sees_anew("Dan has not told us that they spoke with you")
    assert not team.maria.sees("Nobody has answered yet")


async def test_whoever_forgot_is_asked_again_each_time_the_others_are(team: World) -> None:
    await dan_takes_a_call_and_forgets_to_record_it(team)
    await team.forward(minutes=20)
    assert team.dan.sees_anew("Did you speak with them?")
    await team.dan.taps("I have spoken with them")
    everybody_reads(team)
    await team.forward(hours=2)
    assert not team.dan.unread
    assert not team.aisha.unread


async def test_a_call_of_another_day_says_its_day(team: World) -> None:
    team.also_hear("lena", because="the call is put to them as well")
    await dan_takes_a_call_and_forgets_to_record_it(team)
    await team.dan.taps("I have spoken with them")
    await team.forward(days=1)
    assert "Maria called at 9am on Monday 23 November 2026." in team.dan.screen
    await team.dan.says("/start")
    await team.dan.taps("Calls waiting")
    assert team.dan.has_key("Mon 23 Nov, 9am: Maria, with you")


async def test_a_colleague_who_comes_ends_the_question_about_too_few(team: World) -> None:
    await gather(team)
    await agreed(team)
    await team.aisha.taps("I cannot come", on="Your meeting is agreed")
    assert team.sam.sees_anew("Fewer than 2 people from the team can come")
    await team.aisha.taps("I can come", on="Your meeting is agreed")
    assert not team.sam.sees("Fewer than 2 people from the team can come")
    assert "2 people from the team can come again" in team.sam.screen
    await team.aisha.taps("I cannot come", on="Your meeting is agreed")
    assert team.sam.sees_anew("Fewer than 2 people from the team can come")


async def test_the_pair_hears_that_somebody_without_telegram_may_be_asked(team: World) -> None:
    await sam_takes_part(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Suggest somebody")
    await team.dan.taps("Somebody else")
    await team.dan.says("Eva")
    everybody_reads(team)
    await team.sam.taps("Yes", on="May we ask Eva?")
    assert team.aisha.sees_anew("Sam says that you may ask Eva")
    assert team.dan.sees_anew("They are not on Telegram here. Make a link for them, or phone them.")
    for push in (team.dan.phone.lock_screen[-1].text, team.aisha.phone.lock_screen[-1].text):
        assert push.startswith("Quiet Harbour: you may ask somebody")
        assert "Sam" not in push
        assert "Eva" not in push
    await team.dan.taps("Sam says that you may ask Eva")
    assert team.dan.has_key("Make a link")


async def test_a_caller_who_belongs_to_a_network_is_led_back_to_it(team: World) -> None:
    await gather(team)
    await team.maria.says("I need to talk to someone")
    await team.dan.taps("I have this")
    await team.dan.taps("I have spoken with them")
    assert "Open a network" not in team.dan.screen
    await team.dan.taps("Show the network")
    assert "Quiet Harbour" in team.dan.screen


async def test_nobody_is_told_to_do_anything_by_a_time_that_has_passed(team: World) -> None:
    team.also_hear("lena", because="the call is put to them as well")
    await dan_takes_a_call_and_forgets_to_record_it(team)
    await team.dan.taps("I have spoken with them")
    assert "Offer one by tomorrow, Tuesday 24 November 2026 at 9am." in team.dan.screen
    await team.forward(hours=24)
    assert "Still missing: a meeting has not been offered yet." in team.dan.screen
    assert "Offer one by" not in team.dan.screen


async def test_whoever_gives_a_number_reads_truly_who_sees_it(team: World) -> None:
    await team.maria.says("/start")
    await team.maria.taps("I need to talk")
    await team.maria.taps("Phone me")
    assert "Only the team sees it." in team.maria.screen
    await team.maria.taps("Not now")
    await team.dan.taps("I have this")
    await team.dan.taps("Ask for their number")
    assert "Dan can phone you. Only the team sees the number." in team.maria.screen


async def test_the_number_of_a_call_is_shown_in_a_network_only_where_somebody_has_to_phone(team: World) -> None:
    await maria_takes_part(team)
    maria = await team.person_id("maria")
    await team.house.database.run(lambda tx: people.set_phone(tx, maria, "07700900123"))
    for staff in (team.dan, team.aisha, team.lena):
        await staff.says("/start")
        await staff.taps("Networks")
        await staff.taps("Quiet Harbour")
        await staff.taps("Maria")
        assert "Maria takes part." in staff.screen
        assert "900 123" not in staff.screen, "she can be written to"
    await blocks(team.maria)
    await team.aisha.taps("Back")
    await team.aisha.taps("Maria")
    assert "Phone: 07700 900 123" in team.aisha.screen
