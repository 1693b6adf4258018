"""Every button of networks and links, tapped by everybody who may not: refused, and nothing changes."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, get_type_hints

import pytest
from sqlalchemy import select

from handlers.buttons import encode
from handlers.buttons import invitation as links
from handlers.buttons import network as buttons
from handlers.buttons import network_family as family
from handlers.buttons.base import Button
from rules.ids import ContactId, InvitationId, NetworkId, PersonId
from storage import contacts, invitations, networks
from storage.database import Transaction
from storage.tables import cores, memberships, people, staff
from storage.tables import invitations as invitation_rows
from storage.tables import networks as network_rows
from tests.stories.network_family import dan_shows_the_network, everybody_reads, maria_takes_part
from tests.world import World, text_of

FAMILY = {
    "MyNetwork",
    "Say",
    "SayAbout",
    "MyPeople",
    "AboutSomebody",
    "InviteSomebody",
    "Leave",
    "ComeBack",
}
ONES_OWN = {"MyNetwork", "Say", "Leave", "ComeBack"}
"""What every member may do for themselves."""
ANY_STAFF = {"Networks", "NewNetwork", "KeepName", "ChangeName"}
OF_LEADS = {"InviteStaff", "MakeStaffLink", "Team", "WithdrawLink", "Colleague", "EndRole"}
WITH_A_SECRET = {"ThatIsMe", "NotMe", "LinkLanguage"}
"""Who may press these is said by the secret they carry."""

QUESTIONS = {
    "ForOther",
    "SuggestOther",
    "InviteSomebody",
    "TypePhone",
    "ChooseThird",
    "OtherNames",
    "ChangeName",
    "Rename",
}
"""Whose answer is typed: it is typed here as well."""
ONE_DATABASE = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
"""Who may do what does not depend on where it is remembered."""

Rows = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True)
class Things:
    """What the buttons are about: Sam's network, in which Maria takes part and Eva was only suggested."""

    network: NetworkId
    contact: ContactId
    sam: PersonId
    maria: PersonId
    eva: PersonId
    aisha: PersonId
    token: str


def made(button: type[Button], things: Things) -> list[Button]:
    """The button about these very things, once for each choice it can carry."""
    hints = get_type_hints(button)
    values: list[dict[str, Any]] = [{}]
    for field in fields(button):  # type: ignore[arg-type]
        choices = _choices(field.name, hints[field.name], things)
        values = [{**kept, field.name: choice} for kept in values for choice in choices]
    return [button(**chosen) for chosen in values]


def _choices(name: str, hint: Any, things: Things) -> list[Any]:
    by_type: dict[Any, list[Any]] = {
        NetworkId: [things.network],
        ContactId: [things.contact],
        PersonId: [things.sam, things.maria],
        InvitationId: [InvitationId("aaaaaaaaaa")],
        int: [7],
    }
    by_name: dict[str, list[Any]] = {
        "contact": [things.contact],
        "third": [buttons.NONE],
        "second": [things.aisha],
        "out": [buttons.NONE, things.aisha],
        "was": [buttons.NONE, "yes"],
        "token": [things.token, "a" * 22],
        "language": ["fi"],
    }
    if hint in by_type and name not in ("second", "contact"):
        return by_type[hint]
    if name in by_name:
        return by_name[name]
    if hint is str:
        return [buttons.NONE, things.maria]
    assert issubclass(hint, StrEnum)
    return list(hint)[:2]


def snapshot(tx: Transaction) -> Rows:
    """Everything these buttons could change."""
    tables = (network_rows, cores, memberships, invitation_rows, people, staff)
    return {t.name: sorted((tuple(row) for row in tx.rows(select(t))), key=repr) for t in tables}


async def scene(world: World) -> Things:
    """Maria takes part; Eva is on Telegram and was suggested; a link for somebody waits unused."""
    await maria_takes_part(world)
    await world.eva.says("/start")
    await world.stranger.says("/start")
    eva = await world.person("eva")
    dan = await world.person("dan")

    def work(tx: Transaction) -> tuple[NetworkId, ContactId, str]:
        from functools import partial

        from rules.membership import suggest

        network = networks.of_team(tx, dan.team)[0]
        networks.apply(tx, network.id, partial(suggest, by=dan, member=eva, centre=None), by=dan.id)
        assert network.contact is not None
        assert contacts.load(tx, network.contact) is not None
        return network.id, network.contact, invitations.make(tx, team=dan.team, role=_peer(), by=None).token

    network, contact, token = await world.house.database.run(work)
    await dan_shows_the_network(world)
    everybody_reads(world)
    ids = {name: await world.person_id(name) for name in ("sam", "maria", "eva", "aisha")}
    return Things(network, contact, **ids, token=token)


def _peer() -> Any:
    from rules.people import Role

    return Role.PEER


@ONE_DATABASE
@pytest.mark.parametrize("who", ["stranger", "eva", "lee", "maria", "sam", "dan"])
async def test_whoever_may_not_is_refused_and_nothing_changes(team: World, who: str) -> None:
    things = await scene(team)
    somebody = team.everybody[who]
    await somebody.says("/start")
    everybody_reads(team)
    before = await team.house.database.run(snapshot)
    presses = []
    for kind in (*buttons.BUTTONS, *family.BUTTONS, *links.BUTTONS):
        if may(who, kind.__name__):
            continue
        for button in made(kind, things):
            if who == "maria" and getattr(button, "person", "") == things.maria and kind.__name__ == "TypePhone":
                continue
            presses.append(somebody.phone.presses(encode(button)))
        if kind.__name__ in QUESTIONS:
            await somebody.says("Zebedee")
    await team.settle()
    assert len(presses) > 10
    assert all(press.answered_at is not None for press in presses)
    assert await team.house.database.run(snapshot) == before
    others = {name: one.unread for name, one in team.everybody.items() if name != who and one.unread}
    assert others == {}
    if who in ("stranger", "eva", "lee"):
        for bubble in somebody.messages:
            assert "Quiet Harbour" not in text_of(bubble)
            assert "Sam" not in text_of(bubble)


def may(who: str, button: str) -> bool:
    """What this person may do, so that the rest is what they may not."""
    if button in WITH_A_SECRET:
        return who in ("stranger", "eva", "maria", "sam")
    match who:
        case "dan":
            return button not in FAMILY and button not in OF_LEADS
        case "lee":
            return button in ANY_STAFF
        case "sam":
            return button in FAMILY or button in ("MakeLink", "TypePhone")
        case "maria":
            return button in ONES_OWN
        case _:
            return False


@ONE_DATABASE
async def test_a_secret_that_is_for_staff_or_unknown_gives_no_place_in_a_network(team: World) -> None:
    things = await scene(team)
    before = await team.house.database.run(snapshot)
    for who in ("stranger", "eva", "maria", "sam", "lee", "dan"):
        somebody = team.everybody[who]
        for kind in (links.ThatIsMe, links.NotMe, links.LinkLanguage):
            for button in made(kind, things):
                somebody.phone.presses(encode(button))
        await team.settle()
    assert await team.house.database.run(snapshot) == before
