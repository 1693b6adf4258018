"""What consent means for a meeting that is planned: nobody without every yes hears, nobody sets out in vain."""

from tests.stories.meeting_family import agreed, gather
from tests.stories.network_family import dan_shows_the_network, everybody_reads
from tests.world import World


async def test_a_member_who_leaves_hears_no_reminder_and_nobody_hears_that_they_left(team: World) -> None:
    await gather(team)
    await agreed(team)
    everybody_reads(team)
    await team.maria.says("/start")
    await team.maria.taps("My network")
    await team.maria.taps("Leave")
    team.maria.reads()
    team.nobody_else_heard()
    await team.forward(days=2)
    assert not team.maria.unread
    assert any("Quiet Harbour" in text or "meeting" in text for text in team.eva.unread)


async def test_a_member_taken_off_the_list_hears_no_reminder(team: World) -> None:
    await gather(team)
    await agreed(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Maria")
    await team.dan.taps("Take off the list")
    await team.dan.taps("Take off the list")
    everybody_reads(team)
    await team.forward(days=2)
    assert not team.maria.unread


async def test_a_message_that_waits_is_not_sent_to_who_has_left_meanwhile(team: World) -> None:
    await gather(team)
    await agreed(team)
    everybody_reads(team)
    await team.sam.says("/start")
    await team.sam.taps("My network")
    await team.sam.taps("Who may be asked")
    await team.sam.taps("Eva")
    await team.sam.taps("Not now")
    assert team.eva.sees_anew("The plan has changed")
    await team.forward(days=2)
    assert not team.eva.unread


async def test_a_network_with_a_meeting_ahead_is_not_closed(team: World) -> None:
    await gather(team)
    await agreed(team)
    await dan_shows_the_network(team)
    await team.dan.taps("Close the network")
    assert "Cancel that first" in team.dan.screen
    assert not any(key.text == "Close the network" for row in team.dan.last.buttons for key in row)


async def test_when_the_person_leaves_no_phone_says_any_more_that_one_takes_part(team: World) -> None:
    await gather(team)
    await team.eva.says("/start")
    await team.eva.taps("My network")
    assert team.eva.has_key("Plan a meeting")
    await team.sam.says("/start")
    await team.sam.taps("My network")
    everybody_reads(team)
    await team.sam.taps("Leave")
    assert "Nobody has been told" not in team.sam.screen, "the team sees it"
    assert "The others are not told that you left." in team.sam.screen
    assert not team.eva.has_key("Plan a meeting")
    assert "The plan has changed" in team.eva.screen
    assert not team.eva.unread, "an old card changes; nothing new arrives"


async def test_who_is_not_wanted_any_more_keeps_no_card_that_says_otherwise(team: World) -> None:
    await gather(team)
    await team.eva.says("/start")
    await team.eva.taps("My network")
    await team.sam.says("/start")
    await team.sam.taps("My network")
    await team.sam.taps("Who may be asked")
    await team.sam.taps("Eva")
    await team.sam.taps("Not now")
    assert not team.eva.has_key("Plan a meeting")
    assert team.eva.sees("The plan has changed")
