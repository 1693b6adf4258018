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
    assert "Nobody is on duty." in team.maria.screen
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


async def test_a_blocked_phone_on_duty_is_shown_and_told_once(team: World) -> None:
    await team.lee.says("/start")
    await team.lee.taps("Who is on duty")
    await team.lee.taps("On duty for 4 hours")
    team.lee.reads()
    team.dan.blocks()
    await team.settle()
    for colleague in (team.lena, team.lee):
        assert colleague.sees_anew("Dan is on duty and cannot be reached just now")
        assert "Calls still come to the others on duty first." in colleague.screen
    await team.maria.says(CALL)
    await team.lee.taps("I have this")
    assert not any("cannot be reached just now" in text for text in team.lena.unread), "once"
    await team.lee.says("/start")
    await team.lee.taps("Who is on duty")
    assert "Dan: cannot be reached just now" in team.lee.screen
    team.dan.phone.unblocks()
    await team.settle()
    await team.lee.taps("Home")
    await team.lee.taps("Who is on duty")
    assert "Dan: until 9pm" in team.lee.screen


async def test_the_last_reachable_phone_on_duty_is_told_as_such(team: World) -> None:
    team.dan.blocks()
    await team.settle()
    assert team.lena.sees_anew("Nobody else is on duty. Calls go to the whole team at once.")
    team.nobody_else_heard()
    await team.lena.says("/start")
    await team.lena.taps("Who is on duty")
    assert "Nobody who can be reached is on duty. Calls go to the whole team at once." in team.lena.screen


async def test_a_shift_that_runs_out_is_told_before_and_the_leads_after(team: World) -> None:
    await team.lee.says("/start")
    await team.lee.taps("Who is on duty")
    await team.lee.taps("On duty for 12 hours")
    await team.dan.says("/start")
    await team.dan.taps("Who is on duty")
    await team.dan.taps("End my duty now")
    team.dan.reads()
    team.lee.reads()
    team.nobody_else_heard()
    await team.forward(hours=11, minutes=45)
    assert team.lee.sees_anew("Your duty ends at 9pm")
    await team.forward(minutes=15)
    assert team.lena.sees_anew("Nobody is on duty now")
    assert team.lena.phone.lock_screen == [], "it makes no sound"
    team.nobody_else_heard()
    await team.lee.taps("On duty for 4 hours", on="Your duty ends")
    assert "Lee: until 1am tonight" in team.lee.screen


async def test_staying_longer_keeps_the_old_end_from_being_said(team: World) -> None:
    await team.lee.says("/start")
    await team.lee.taps("Who is on duty")
    await team.lee.taps("On duty for 4 hours")
    await team.lee.taps("On duty for 8 hours")
    await team.forward(hours=5)
    team.lee.reads()
    team.nobody_else_heard()


async def test_a_short_shift_does_not_cut_a_longer_one(team: World) -> None:
    await team.dan.says("/start")
    await team.dan.taps("Who is on duty")
    assert not team.dan.has_key("On duty for 4 hours")
    press = team.dan.phone.presses("d2.4", team.dan.last.message_id)
    await team.settle()
    assert press.text == "You are on duty until 9pm. To stop, tap “End my duty now”."
    assert "Dan: until 9pm" in team.dan.screen


async def test_whoever_ends_the_last_shift_is_not_told_of_it(team: World) -> None:
    await team.dan.says("/start")
    assert "You are on duty until 9pm." in team.dan.screen
    await team.dan.taps("Who is on duty")
    await team.dan.taps("End my duty now")
    assert team.lena.sees_anew("Nobody is on duty now")
    await team.dan.taps("Home")
    assert "You are not on duty." in team.dan.screen
    team.dan.reads()
    team.nobody_else_heard()
