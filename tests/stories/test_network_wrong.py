"""What was chosen or typed wrongly can be put right: the person at the centre, and the code name."""

from tests.stories.network_family import (
    dan_opens_a_network,
    dan_shows_the_network,
    everybody_reads,
    link_of,
    maria_calls_and_dan_answers,
    sam_takes_part,
)
from tests.world import World, text_of


async def maria_is_the_person_by_mistake(team: World) -> None:
    """She says yes and names Eva, who takes part."""
    await dan_opens_a_network(team)
    await team.dan.taps("The caller: Maria")
    await team.dan.taps("Ask Maria")
    await team.maria.taps("Yes", on="Would you like to meet?")
    await team.maria.taps("Who may be asked")
    await team.maria.taps("Name somebody")
    await team.maria.says("Eva")
    await team.eva.opens(link_of(team.maria))
    await team.eva.taps("Yes, I am Eva")
    await team.eva.taps("Yes")
    await dan_shows_the_network(team)
    everybody_reads(team)


async def test_a_wrong_person_is_put_right_after_their_yes_and_the_next_reads_nothing_of_theirs(team: World) -> None:
    await maria_is_the_person_by_mistake(team)
    await team.dan.taps("Maria")
    await team.dan.taps("The meetings are for somebody else")
    await team.dan.taps("Take Maria off the list")
    assert "Who are the meetings for?" in team.dan.screen
    assert "Eva" not in team.dan.screen
    for somebody in (team.maria, team.eva):
        assert somebody.sees_anew("The plan has changed")
        assert not any("Quiet Harbour" in text_of(bubble) for bubble in somebody.messages)
    everybody_reads(team)
    await team.dan.taps("Somebody else")
    await team.dan.says("Sam")
    await team.dan.taps("Make a link")
    await team.sam.opens(link_of(team.dan))
    await team.sam.taps("Yes, I am Sam")
    await team.sam.taps("Yes")
    await team.sam.taps("Who may be asked")
    assert "You have not named anybody." in team.sam.screen
    assert not any(name in text_of(bubble) for bubble in team.sam.messages for name in ("Maria", "Eva"))
    everybody_reads(team)


async def test_where_there_was_a_meeting_the_person_stays(team: World) -> None:
    await maria_is_the_person_by_mistake(team)
    await team.dan.taps("Plan a meeting")
    await team.dan.taps("By phone")
    await team.dan.taps("1 hour")
    for at in ("tomorrow 4pm", "Wednesday 10am"):
        await team.dan.says(at)
        await team.dan.taps("Add this time")
    await team.dan.taps("Ask everyone")
    await dan_shows_the_network(team)
    await team.dan.taps("Maria")
    await team.dan.taps("The meetings are for somebody else")
    assert "Close this network, and open another for somebody else." in team.dan.screen
    assert not any(key.text.startswith("Take Maria") for row in team.dan.last.buttons for key in row)


async def test_a_typed_name_is_read_back_before_it_counts(team: World) -> None:
    await maria_calls_and_dan_answers(team)
    await team.dan.taps("Open a network")
    await team.dan.taps("Aisha")
    await team.dan.taps("We are two")
    await team.dan.says("Sam")
    assert "Type two or three plain words" in team.dan.screen
    assert team.dan.has_key("Other words"), "the question stands again, with its keys"
    await team.dan.says("Dan Harbour")
    assert "Leave out names of people" in team.dan.screen
    await team.dan.says("Sam Smith")
    assert "Is this right? Sam Smith" in team.dan.screen
    assert not team.aisha.unread
    await team.dan.says("Quiet Harbour")
    await team.dan.taps("Use this name")
    assert "Core pair: Dan and Aisha" in team.dan.screen
    assert team.aisha.sees_anew("Quiet Harbour")


async def test_staff_are_asked_for_another_name_when_somebody_in_the_network_is_called_so(team: World) -> None:
    await maria_calls_and_dan_answers(team)
    await team.dan.taps("Open a network")
    await team.dan.taps("Aisha")
    await team.dan.taps("We are two")
    await team.dan.says("Sam Smith")
    await team.dan.taps("Use this name")
    await team.dan.taps("Somebody else")
    await team.dan.says("Sam")
    for somebody in (team.dan, team.aisha):
        assert somebody.sees_anew("A network needs another name")
        assert "Sam" not in (somebody.last.text or ""), "it comes to a lock screen"
    await team.aisha.taps("Change the name")
    name = team.aisha.last.buttons[0][0].text
    await team.aisha.taps(name)
    assert name in team.aisha.screen
    assert "holds a name" not in team.aisha.screen
    await team.dan.says("/start")
    await team.dan.taps("Networks")
    assert team.dan.has_key(name)
    assert not any(key.text == "Sam Smith" for row in team.dan.last.buttons for key in row)


async def test_a_network_is_renamed_by_typing_and_its_old_name_is_free_again(team: World) -> None:
    team.also_hear("lee", because="he is in the core pair now")
    await sam_takes_part(team)
    assert team.sam.sees("Quiet Harbour")
    await dan_shows_the_network(team)
    await team.dan.taps("Change the name")
    await team.dan.says("Sam Garden")
    assert "Leave out names of people" in team.dan.screen
    await team.dan.says("Amber Lantern")
    await team.dan.taps("Use this name")
    assert "Amber Lantern" in team.dan.screen
    assert team.sam.sees("Amber Lantern"), "his card has it too, without a sound"
    team.dan.reads()
    team.nobody_else_heard()
    await team.lena.says("/start")
    await team.lena.taps("Networks")
    await team.lena.taps("Open a network")
    await team.lena.taps("Lee")
    await team.lena.taps("We are two")
    await team.lena.says("Quiet Harbour")
    await team.lena.taps("Use this name")
    assert "Core pair: Lena and Lee" in team.lena.screen
