"""A lead invites the team; a link works once, for a while, and for the one it was made for."""

import re
from functools import partial

from rules.people import Role
from storage import invitations, teams
from storage.database import Transaction
from tests.world import ORGANISATION, Somebody, World

LINK = re.compile(r"https://t\.me/\S+\?start=(\S+)")


def link_of(who: Somebody) -> str:
    """The newest link on this phone."""
    found = [LINK.search(bubble.text or bubble.caption or "") for bubble in who.messages]
    links = [match.group(0) for match in found if match is not None]
    assert links, f"{who.phone.first_name} has no link"
    who.reads()
    return links[-1]


async def terminal_link(world: World, role: Role) -> str:
    """What `tornio invite` prints."""

    def work(tx: Transaction) -> str:
        team = teams.first(tx) or teams.found(
            tx, name=ORGANISATION.name, zone=ORGANISATION.zone, waits=ORGANISATION.waits
        )
        return invitations.make(tx, team=team.id, role=role, by=None).token

    return await world.house.database.run(work)


async def lead_invites(world: World, role: str) -> str:
    await world.lena.says("/start")
    await world.lena.taps("Invite to the team")
    await world.lena.taps(role)
    return link_of(world.lena)


async def test_the_first_lead_joins_with_a_link_from_the_terminal(world: World) -> None:
    await world.lena.opens(await terminal_link(world, Role.LEAD))
    assert world.lena.sees("You are in the team")
    assert "Families see this name: Lena" in world.lena.screen
    await world.lena.taps("Keep this name")
    await world.lena.taps("Home")
    assert world.lena.has_key("Invite to the team")
    world.nobody_else_heard()


async def test_a_lead_invites_a_practitioner_with_a_link_and_a_picture(team: World) -> None:
    link = await lead_invites(team, "Practitioner")
    picture = next(b for b in team.lena.messages if b.caption)
    caption = picture.caption or ""
    assert "This link can be used once, and not after Wednesday 25 November 2026 at 9am" in caption
    assert caption.endswith(link), "a lock screen shows the beginning"
    await team.eva.opens(link)
    assert team.eva.sees("You are in the team")
    assert team.lena.sees_anew("Eva has joined the team")
    assert (await team.person("eva")).role is Role.PRACTITIONER
    team.nobody_else_heard()


async def test_new_staff_choose_the_name_that_families_see(team: World) -> None:
    await team.eva.opens(await lead_invites(team, "Peer support worker"))
    await team.eva.taps("Change my name")
    await team.eva.says("  Eevi ")
    assert team.eva.sees("Families see this name: Eevi")
    assert (await team.person("eva")).name == "Eevi"
    await team.eva.taps("Who is on duty", on="Next: say when you are on duty.")
    assert team.eva.has_key("On duty for 8 hours")


async def test_a_link_works_once_and_the_second_becomes_a_caller(team: World) -> None:
    link = await lead_invites(team, "Practitioner")
    await team.eva.opens(link)
    await team.stranger.opens(link)
    assert any("This link has been used" in text for text in team.stranger.unread)
    assert team.stranger.has_key("I need to talk to someone")
    assert (await team.person("stranger")).role is None


async def test_opening_ones_own_used_link_again_leads_home(team: World) -> None:
    link = await lead_invites(team, "Practitioner")
    await team.eva.opens(link)
    await team.eva.opens(link)
    assert "your team" in team.eva.screen


async def test_a_link_ends_after_48_hours(team: World) -> None:
    link = await lead_invites(team, "Practitioner")
    await team.forward(hours=48)
    await team.eva.opens(link)
    assert any("This link is too old" in text for text in team.eva.unread)
    assert (await team.person("eva")).role is None


async def test_staff_who_open_a_staff_link_are_in_the_team_already(team: World) -> None:
    link = await lead_invites(team, "Team lead")
    await team.dan.opens(link)
    assert team.dan.sees("You are in the team already")
    assert (await team.person("dan")).role is Role.PRACTITIONER


async def test_strange_payloads_get_a_plain_sentence_and_the_start_screen(team: World) -> None:
    await team.stranger.says("/start x")
    assert any("This link does not work" in text for text in team.stranger.unread)
    assert "This is an automatic service" in team.stranger.screen
    for payload in ("a" * 64, "../../etc", "☃"):
        await team.stranger.says(f"/start {payload}")
        assert "This link does not work" in team.stranger.screen
        assert "[Home]" in team.stranger.screen, "there is a way on from each answer"


async def test_only_leads_invite(team: World) -> None:
    await team.dan.says("/start")
    assert not team.dan.has_key("Invite to the team")
    await team.dan.says("invite to the team")
    assert team.dan.sees("Nobody reads what is typed here")


async def test_a_made_up_press_of_a_lead_key_by_others_makes_no_link(team: World) -> None:
    from handlers.buttons import encode
    from handlers.buttons.invitation import MakeStaffLink

    for who in (team.dan, team.maria):
        await who.says("/start")
        who.phone.presses(encode(MakeStaffLink(Role.LEAD)), who.last.message_id)
        await team.settle()
        assert not any(LINK.search(b.text or b.caption or "") for b in who.messages)
    count = await team.house.database.run(partial(_links))
    assert count == 0


def _links(tx: Transaction) -> int:
    from sqlalchemy import func, select

    from storage.tables import invitations as rows

    row = tx.row(select(func.count().label("n")).select_from(rows))
    assert row is not None
    return int(row.n)
