"""A caller who no longer needs it can say so; nothing ends before a human has checked once."""

from tests.world import World

CALL = "I need to talk to someone"
UNNEEDED = "I do not need this any more"
HAPPENING = "What is happening with my call?"


async def maria_says_so(team: World) -> None:
    await team.maria.taps(UNNEEDED)
    assert "Do you no longer need this call?" in team.maria.screen
    await team.maria.taps("Yes, tell them")
    assert "How would you like to be reached?" not in team.maria.screen
    assert "We have asked the team to check with you once" in team.maria.screen


async def test_the_owner_is_told_checks_once_and_closes_it(team: World) -> None:
    await team.maria.says("/start")
    await team.maria.taps(CALL)
    await team.dan.taps("I have this")
    team.dan.reads()
    await maria_says_so(team)
    assert team.dan.sees_anew("They say that they no longer need it")
    assert "Please check once." in team.dan.screen
    assert not team.dan.has_key("Close this call"), "nobody has checked"
    await team.dan.taps("I could not reach them")
    assert "no longer need" not in team.maria.screen, "the check has been made"
    assert "Please check once." not in team.dan.screen
    await team.dan.taps("Close this call")
    await team.dan.taps("They no longer need it")
    await team.dan.taps("Close this call")
    assert "They said that they no longer need it." in team.dan.screen
    assert team.maria.sees("Your call is closed")
    await team.forward(days=2)
    team.lena.reads()
    team.nobody_else_heard()


async def test_one_tap_tells_nobody(team: World) -> None:
    await team.maria.says("/start")
    await team.maria.taps(CALL)
    team.dan.reads()
    await team.maria.taps(UNNEEDED)
    team.maria.reads()
    team.nobody_else_heard()
    await team.maria.taps(HAPPENING)
    assert team.maria.has_key(UNNEEDED)


async def test_those_who_are_asked_are_told_and_the_asking_goes_on(team: World) -> None:
    team.also_hear("lee", because="the call is put to them as well")
    await team.maria.says("/start")
    await team.maria.taps(CALL)
    team.dan.reads()
    await maria_says_so(team)
    assert team.dan.sees_anew("They say that they no longer need it")
    assert "I have this" in team.dan.screen
    assert not team.aisha.messages, "Aisha has not been asked yet"
    await team.forward(minutes=5)
    assert team.aisha.sees_anew("The caller says that they no longer need it. Please check once.")
    await team.forward(hours=6)
    assert team.lena.sees("Nobody has answered yet"), "no call ends because nobody looked"
    await team.aisha.taps("I have this")
    await team.aisha.taps("I have spoken with them")
    await team.aisha.taps("Close this call")
    await team.aisha.taps("They no longer need it")
    await team.aisha.taps("Close this call")
    assert team.maria.sees("Aisha closed it.")


async def test_asking_again_takes_it_back_and_the_owner_reads_so(team: World) -> None:
    await team.maria.says("/start")
    await team.maria.taps(CALL)
    await team.dan.taps("I have this")
    await maria_says_so(team)
    team.dan.reads()
    await team.maria.says(CALL)
    assert "We have asked the team to check with you once" not in team.maria.screen
    assert team.maria.has_key(UNNEEDED)
    assert team.dan.sees_anew("They need to talk after all")
    assert "no longer need" not in team.dan.screen
