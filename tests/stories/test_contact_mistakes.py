"""A tired thumb: what one tap did by mistake can be taken back, and the caller reads the truth."""

from functools import partial

from rules.contact import Contact
from rules.contact_meetings import record_met
from storage import contacts
from storage.database import Transaction
from tests.world import World

CALL = "I need to talk to someone"


async def dan_has_marias_call(team: World) -> None:
    await team.maria.says("/start")
    await team.maria.taps(CALL)
    await team.dan.taps("I have this")
    for somebody in (team.maria, team.dan):
        somebody.reads()


async def marias(team: World) -> Contact:
    maria = await team.person_id("maria")
    found = await team.house.database.run(lambda tx: contacts.latest_of(tx, maria))
    assert found is not None
    return found


async def test_spoken_by_mistake_is_taken_back_and_the_promise_still_counts(team: World) -> None:
    team.also_hear("lena", "aisha", "lee", because="the call is put to everybody")
    await dan_has_marias_call(team)
    await team.forward(minutes=5)
    await team.dan.taps("I have spoken with them")
    assert "You have spoken with Dan." in team.maria.screen
    await team.dan.taps("That was a mistake")
    assert team.maria.sees_anew("Dan has not spoken with you yet")
    assert "It was recorded by mistake. Dan expects to get in touch by 9:30am." in team.maria.screen
    assert "I could not reach them" in team.dan.screen
    await team.forward(minutes=25)
    assert team.maria.sees_anew("Dan has not told us that they spoke with you.")
    assert team.aisha.sees_anew("Can you take this call?")


async def test_taken_back_after_the_promised_time_others_are_asked_at_once(team: World) -> None:
    team.also_hear("lena", "aisha", "lee", because="the call is put to everybody")
    await dan_has_marias_call(team)
    await team.forward(minutes=20)
    await team.dan.taps("I have spoken with them")
    await team.forward(minutes=20)
    await team.dan.taps("That was a mistake")
    assert team.maria.sees_anew("Dan recorded by mistake that you had spoken. Your call still waits.")
    assert team.lena.sees_anew("Dan has it, and has not recorded that they spoke.")
    await team.dan.taps("I keep this call")
    assert team.maria.sees_anew("Dan still has your call")


async def test_after_an_hour_the_key_is_gone(team: World) -> None:
    await dan_has_marias_call(team)
    await team.dan.taps("I have spoken with them")
    assert team.dan.has_key("That was a mistake")
    await team.forward(hours=1)
    assert not team.dan.has_key("That was a mistake")
    team.maria.reads()
    team.nobody_else_heard()


async def test_a_reason_is_shown_before_the_call_is_closed(team: World) -> None:
    await dan_has_marias_call(team)
    await team.dan.taps("I have spoken with them")
    await team.dan.taps("Close this call")
    await team.dan.taps("Another service has it")
    assert "Reason: Another service has it. They will read that you closed the call." in team.dan.screen
    team.nobody_else_heard()
    await team.dan.taps("Another reason")
    await team.dan.taps("They asked for no meeting")
    await team.dan.taps("Close this call")
    assert "They asked for no meeting." in team.dan.screen
    assert team.maria.sees_anew("Dan closed it.")


async def test_we_met_by_mistake_reopens_the_call_and_both_read_so(team: World) -> None:
    await dan_has_marias_call(team)
    await team.dan.taps("I have spoken with them")
    call = await marias(team)
    dan = await team.person_id("dan")

    def met(tx: Transaction) -> None:
        contacts.apply(tx, call.id, record_met, by=dan)

    await team.house.database.run(met)
    await team.settle()
    assert "Your call is closed" in team.maria.screen
    await team.house.database.run(partial(contacts.take_back_met, contact=call.id, planned=False, by=dan))
    await team.settle()
    assert team.maria.sees_anew("Your call is open again")
    assert "It was closed by mistake. Dan has it." in team.maria.screen
    assert team.dan.sees_anew("This call is open again")
    await team.forward(hours=12)
    assert team.dan.sees_anew("They have not been offered a meeting yet.")


async def test_a_new_call_since_then_is_the_one_that_counts(team: World) -> None:
    await dan_has_marias_call(team)
    await team.dan.taps("I have spoken with them")
    old = await marias(team)
    dan = await team.person_id("dan")
    await team.house.database.run(lambda tx: contacts.apply(tx, old.id, record_met, by=dan))
    await team.forward(minutes=1)
    await team.maria.says(CALL)
    await team.house.database.run(partial(contacts.take_back_met, contact=old.id, planned=False, by=dan))
    await team.settle()
    assert "Your call has gone out" in team.maria.screen
    assert (await marias(team)).id != old.id
