"""Being on duty, and how long calls wait."""

from tests.world import World

CALL = "I need to talk to someone"


async def test_a_shift_begins_and_ends_with_one_tap(team: World) -> None:
    team.also_hear("dan", because="the call is put to them as well")
    await team.lee.says("/start")
    await team.lee.taps("Who is on duty")
    assert "Dan: until 9pm" in team.lee.screen
    await team.lee.taps("On duty for 4 hours")
    assert "Lee: until 1pm" in team.lee.screen
    await team.maria.says(CALL)
    assert team.lee.sees_anew("Somebody asks to talk")
    await team.lee.taps("End my duty now", on="Who is on duty")
    assert "Lee: until" not in team.lee.screen


async def test_a_shift_that_has_ended_asks_nobody_first(team: World) -> None:
    await team.forward(hours=12)
    await team.maria.says(CALL)
    assert "Nobody is on duty now." in team.maria.screen
    for somebody in (team.lena, team.dan, team.aisha, team.lee):
        assert somebody.sees_anew("Somebody asks to talk")


async def test_a_shift_that_begins_during_a_call_hears_it(team: World) -> None:
    await team.maria.says(CALL)
    await team.aisha.says("/start")
    await team.aisha.taps("Who is on duty")
    await team.aisha.taps("On duty for 8 hours")
    assert team.aisha.sees_anew("Somebody asks to talk")
    assert team.dan.sees_anew("Somebody asks to talk")
    team.maria.reads()
    team.nobody_else_heard()


async def test_a_lead_changes_how_long_calls_wait(team: World) -> None:
    team.also_hear("dan", "lee", because="the call is put to them as well")
    await team.lena.says("/start")
    await team.lena.taps("Who is on duty")
    await team.lena.taps("How long calls wait")
    assert "Those on duty: 5 minutes" in team.lena.screen
    await team.lena.taps("Those on duty")
    await team.lena.taps("2 minutes")
    assert "Those on duty: 2 minutes" in team.lena.screen
    await team.maria.says(CALL)
    await team.forward(minutes=2)
    assert team.aisha.sees_anew("Nobody has answered yet")


async def test_only_leads_are_offered_the_waits(team: World) -> None:
    await team.dan.says("/start")
    await team.dan.taps("Who is on duty")
    assert not team.dan.has_key("How long calls wait")
    press = team.dan.phone.presses("d6.leads.60", team.dan.last.message_id)
    await team.settle()
    assert press.text == "This is not open to you. Nothing has changed."
