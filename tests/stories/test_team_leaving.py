"""A wrong join has a way out: a lead withdraws a link, and ends a role with nothing left open behind it."""

from rules.people import Role
from tests.stories.network_family import dan_opens_a_network, dan_shows_the_network, everybody_reads, sam_takes_part
from tests.stories.test_invitation_staff import lead_invites
from tests.world import World, text_of


async def lena_ends_the_role_of(team: World, name: str) -> None:
    await team.lena.says("/start")
    await team.lena.taps("Invite to the team")
    await team.lena.taps("The team and open links")
    await team.lena.taps(name)
    await team.lena.taps(f"End the role of {name}")


async def test_an_open_link_is_withdrawn_and_works_no_more(team: World) -> None:
    link = await lead_invites(team, "Practitioner")
    await team.lena.taps("Invite another")
    await team.lena.taps("The team and open links")
    await team.lena.taps("Withdraw link: Practitioner, until Wed 25 Nov")
    assert not team.lena.has_key("Withdraw link")
    await team.eva.opens(link)
    assert any("This link is too old" in text for text in team.eva.unread)
    assert (await team.person("eva")).role is None


async def test_somebody_who_joined_by_mistake_is_out_at_once_and_reads_so(team: World) -> None:
    team.also_hear("dan", because="he is on duty when the call comes")
    await team.eva.opens(await lead_invites(team, "Practitioner"))
    assert team.lena.sees_anew("If this is not who you invited, end the role here.")
    await team.eva.taps("Keep this name")
    await team.eva.taps("Who is on duty")
    await team.eva.taps("On duty for 8 hours")
    old = next(key.callback_data for row in team.eva.last.buttons for key in row if key.text == "End my duty now")
    await team.lena.taps("Eva")
    assert "Eva is out of the team at once" in team.lena.screen
    assert (await team.person("eva")).role is Role.PRACTITIONER, "the first tap changes nothing"
    await team.lena.taps("End the role of Eva")
    assert "Eva is no longer in the team" in team.lena.screen
    assert team.eva.sees_anew("You are no longer in the team")
    assert [text_of(bubble) for bubble in team.eva.messages] == [team.eva.screen], "nothing of the team stays"
    assert old is not None
    late = team.eva.phone.presses(old, team.eva.last.message_id)
    await team.settle()
    assert late.text == "This is not open to you. Nothing has changed."
    await team.maria.says("/start")
    await team.maria.taps("I need to talk to someone")
    assert not team.eva.unread
    await team.eva.says("/start")
    assert team.eva.has_key("I need to talk to someone")


async def test_a_call_of_somebody_who_has_left_is_asked_of_others_at_once(team: World) -> None:
    await dan_opens_a_network(team)
    everybody_reads(team)
    await lena_ends_the_role_of(team, "Dan")
    assert team.maria.sees_anew("We are asking others")
    assert team.aisha.sees_anew("Dan had this call and cannot be reached.")
    assert team.dan.sees_anew("You are no longer in the team")
    assert "Choose who comes instead in these networks" in text_of(
        next(bubble for bubble in reversed(team.lena.messages) if "Dan is no longer" in text_of(bubble))
    )


async def test_a_network_says_who_has_left_and_the_family_reads_who_comes(team: World) -> None:
    team.also_hear("lee", because="he is in the core pair now")
    await sam_takes_part(team)
    await dan_shows_the_network(team)
    await lena_ends_the_role_of(team, "Aisha")
    await dan_shows_the_network(team)
    assert "Left the team: Aisha. Please change the core pair." in team.dan.screen
    await team.sam.says("/start")
    await team.sam.taps("My network")
    assert "Aisha" not in team.sam.screen
    await team.dan.taps("Change core pair")
    await team.dan.taps("Replace Aisha")
    await team.dan.taps("Lee")
    assert "Now: Dan and Lee" in team.dan.screen


async def test_a_new_link_makes_them_staff_again(team: World) -> None:
    await lena_ends_the_role_of(team, "Lee")
    await team.lee.opens(await lead_invites(team, "Peer support worker"))
    assert (await team.person("lee")).role is Role.PEER


async def test_a_lead_cannot_end_their_own_role(team: World) -> None:
    from handlers.buttons import encode
    from handlers.buttons.invitation import EndRole

    await team.lena.says("/start")
    await team.lena.taps("Invite to the team")
    await team.lena.taps("The team and open links")
    assert "Lena: Team lead" in team.lena.screen
    assert not team.lena.has_key("Lena")
    press = team.lena.phone.presses(encode(EndRole(await team.person_id("lena"))), team.lena.last.message_id)
    await team.settle()
    assert press.text == "This is not open to you. Nothing has changed."
    assert (await team.person("lena")).role is Role.LEAD
