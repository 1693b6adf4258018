"""A call that everybody forgets: asked for ever, and never so often that nobody reads it any more."""

from tests.world import World

CALL = "I need to talk to someone"
STAFF = ("lena", "dan", "aisha", "lee")


def counts(team: World, *names: str) -> dict[str, int]:
    """How often each phone has lit up."""
    return {name: team.everybody[name].phone.rung for name in names}


async def test_a_call_that_nobody_takes_for_a_day_keeps_asking_without_a_flood(team: World) -> None:
    team.also_hear("lena", "dan", "lee", because="the call is put to them as well")
    await team.maria.says("/start")
    await team.maria.taps(CALL)
    await team.forward(hours=24)
    got = counts(team, *STAFF, "maria")
    assert all(20 <= got[name] <= 34 for name in STAFF), got
    assert 8 <= got["maria"] <= 14, got
    for _later in range(3):
        before = counts(team, *STAFF)
        await team.forward(hours=1)
        after = counts(team, *STAFF)
        assert all(after[name] > before[name] for name in STAFF), "an hour without a question is silence"
    await team.aisha.taps("I have this")
    assert team.maria.sees("Aisha has seen your call")


async def test_a_call_whose_owner_forgot_for_a_day_reminds_without_a_flood(team: World) -> None:
    team.also_hear("aisha", "lee", because="the call is put to them as well")
    await team.maria.says("/start")
    await team.maria.taps(CALL)
    await team.dan.taps("I have this")
    await team.forward(hours=24)
    got = counts(team, *STAFF, "maria")
    assert all(12 <= got[name] <= 30 for name in STAFF), got
    assert 8 <= got["maria"] <= 14, got
    before = counts(team, *STAFF)
    await team.forward(hours=2)
    after = counts(team, *STAFF)
    assert all(after[name] > before[name] for name in STAFF)
    assert team.lena.sees("Dan has it, and has not recorded that they spoke.")


async def test_a_lead_who_was_asked_reads_something_new_and_only_once_a_round(team: World) -> None:
    await team.maria.says("/start")
    await team.maria.taps(CALL)
    await team.forward(minutes=5)
    assert team.lena.sees_anew("Can you take this call?")
    assert len(team.dan.messages) == 1, "Dan has the same question already"
    await team.forward(minutes=5)
    assert team.lena.sees_anew("Nobody has taken this call")
    assert "Everybody in the team who can be reached has been asked." in team.lena.screen
    await team.forward(minutes=9)
    team.aisha.reads()
    team.lee.reads()
    team.dan.reads()
    team.maria.reads()
    team.nobody_else_heard()


async def test_somebody_coming_on_duty_in_a_long_round_is_asked_at_once(team: World) -> None:
    team.also_hear("lena", "dan", "aisha", because="the call is put to them as well")
    await team.maria.says("/start")
    await team.maria.taps(CALL)
    await team.forward(hours=6, minutes=5)
    team.lee.reads()
    await team.lee.says("/start")
    await team.lee.taps("Who is on duty")
    await team.lee.taps("On duty for 4 hours")
    assert team.lee.sees_anew("Can you take this call?")


async def test_passing_on_offers_those_on_duty_first_and_not_who_has_just_declined(team: World) -> None:
    team.also_hear("lena", "lee", because="the call is put to them as well")
    await team.maria.says("/start")
    await team.maria.taps(CALL)
    await team.forward(minutes=5)
    await team.aisha.taps("I have this")
    await team.aisha.taps("Pass it on")
    names = [row[0].text for row in team.aisha.last.buttons]
    assert names[0] == "Dan (on duty)"
    assert set(names[1:3]) == {"Lena", "Lee"}
    await team.aisha.taps("Dan (on duty)")
    await team.dan.taps("I cannot take it")
    await team.aisha.taps("Pass it on")
    assert "Dan" not in team.aisha.screen
    assert "[Lee]" in team.aisha.screen


async def test_the_number_stands_once_when_somebody_could_not_be_reached(team: World) -> None:
    await team.maria.says("/start")
    await team.maria.taps(CALL)
    await team.maria.says("07700 900123")
    await team.dan.taps("I have this")
    await team.dan.taps("I could not reach them")
    assert team.maria.sees("Dan tried to reach you")
    assert team.maria.screen.count("07700 900 123") == 1
