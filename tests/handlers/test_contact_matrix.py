"""Every button of calls and duty, tapped by everybody who may not: refused, and nothing changes."""

from collections.abc import Awaitable, Callable
from dataclasses import fields
from enum import StrEnum
from typing import Any, get_type_hints

import pytest
from sqlalchemy import select

from handlers.buttons import contact as calls
from handlers.buttons import duty, encode
from handlers.buttons.base import Button
from rules.ids import ContactId, PersonId
from storage import contacts as remembered
from storage.database import Transaction
from storage.tables import contacts, outbox, people, staff, teams
from tests.world import World, text_of

ONE_DATABASE = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
"""Who may do what does not depend on where it is remembered."""

BUTTONS = (*calls.BUTTONS, *duty.BUTTONS)

ANYBODY: set[type[Button]] = {calls.Call, calls.Happening}
CALLER: set[type[Button]] = {calls.Wished, calls.PhoneMe, calls.PhoneWhen, calls.Unneeded, calls.UnneededSure}
STAFF: set[type[Button]] = {
    calls.Calls,
    calls.ShowCall,
    calls.Take,
    calls.PhonedIn,
    duty.Duty,
    duty.OnDuty,
    duty.OffDuty,
}
LEADS: set[type[Button]] = {duty.ShowWaits, duty.ChangeWait, duty.SetWait}
OWNER: set[type[Button]] = {
    calls.Spoken,
    calls.NotReached,
    calls.AskCaller,
    calls.NotSpoken,
    calls.CloseFor,
    calls.PassOn,
    calls.PassTo,
    calls.AskOthers,
    calls.CloseWhy,
    calls.Close,
    calls.ChoseLater,
}
RECEIVER: set[type[Button]] = {calls.Accept, calls.Decline}

MAY: dict[str, set[type[Button]]] = {
    "stranger": ANYBODY,
    "eva": ANYBODY,
    "maria": ANYBODY | CALLER,
    "aisha": STAFF | {calls.Call},
    "lena": STAFF | LEADS | {calls.Call},
    "lee": STAFF | RECEIVER | {calls.Call},
    "dan": STAFF | OWNER | {calls.Call},
}
"""What each may press at all; whether it fits the moment is another question."""

Rows = dict[str, list[tuple[object, ...]]]


def test_every_button_has_somebody_who_may_press_it() -> None:
    assert set(BUTTONS) == ANYBODY | CALLER | STAFF | LEADS | OWNER | RECEIVER


async def asked(team: World) -> None:
    await team.maria.says("/start")
    await team.maria.taps("I need to talk to someone")
    await team.forward(minutes=5)


async def taken(team: World) -> None:
    await asked(team)
    await team.dan.taps("I have this")


async def spoken(team: World) -> None:
    await taken(team)
    await team.maria.taps("Phone me")
    await team.maria.says("07700 900123")
    await team.dan.taps("I have spoken with them")


async def handed(team: World) -> None:
    await spoken(team)
    await team.dan.taps("Pass it on")
    await team.dan.taps("Lee")


async def closed(team: World) -> None:
    await spoken(team)
    await team.dan.taps("Close this call")
    await team.dan.taps("They asked for no meeting")
    await team.dan.taps("Close this call")


async def eva_calls_too(team: World) -> None:
    await handed(team)
    await team.eva.says("I need to talk to someone")


SCENES = (asked, taken, spoken, handed, closed, eva_calls_too)


def made(button: type[Button], contact: ContactId, colleague: PersonId) -> list[Button]:
    """The button about this very call, once for each choice it can carry."""
    hints = get_type_hints(button)
    by_name: dict[str, list[Any]] = {"contact": [contact], "colleague": [colleague]}
    chosen: list[dict[str, Any]] = [{}]
    for field in fields(button):  # type: ignore[arg-type]
        hint = hints[field.name]
        choices: list[Any] = [4, 0, 1] if hint is int else []
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            choices = list(hint)
        choices = by_name.get(field.name, choices)
        chosen = [{**kept, field.name: choice} for kept in chosen for choice in choices]
    return [button(**values) for values in chosen]


def snapshot(tx: Transaction) -> Rows:
    """Everything these buttons could change, and everything anybody is told."""
    kept: Rows = {
        t.name: sorted((tuple(row) for row in tx.rows(select(t))), key=repr) for t in (contacts, people, staff, teams)
    }
    told = select(outbox.c.id).where(outbox.c.kind.not_in(("reply", "redraw")))
    kept["told"] = sorted(tuple(row) for row in tx.rows(told))
    return kept


def marias_call(tx: Transaction, maria: PersonId) -> ContactId:
    found = remembered.latest_of(tx, maria)
    assert found is not None
    return found.id


@ONE_DATABASE
@pytest.mark.parametrize("scene", SCENES, ids=[scene.__name__ for scene in SCENES])
async def test_whoever_may_not_is_refused_and_nothing_changes(
    team: World, scene: Callable[[World], Awaitable[None]]
) -> None:
    await scene(team)
    contact, lee = await call_and_colleague(team, "lee")
    for who, may in MAY.items():
        taps = [t for b in BUTTONS if b not in may for t in made(b, contact, lee)]
        await all_refused(team, who, taps)
        shown = "\n".join(text_of(bubble) for bubble in team.everybody[who].messages)
        if who not in {"maria", "dan"}:
            assert "Maria" not in shown
            assert "900 123" not in shown


@ONE_DATABASE
async def test_a_tap_after_the_end_changes_nothing(team: World) -> None:
    team.also_hear("lena", because="a lead reads that the call is closed")
    await closed(team)
    contact, aisha = await call_and_colleague(team, "aisha")
    taps = [t for b in (*CALLER, *OWNER, *RECEIVER, calls.Take) for t in made(b, contact, aisha)]
    for who in ("maria", "dan", "lee", "aisha"):
        await all_refused(team, who, taps)


async def call_and_colleague(team: World, colleague: str) -> tuple[ContactId, PersonId]:
    maria = await team.person_id("maria")
    contact = await team.house.database.run(lambda tx: marias_call(tx, maria))
    return contact, await team.person_id(colleague)


async def all_refused(team: World, who: str, taps: list[Button]) -> None:
    """Every one of these taps is answered with a sentence, and none has an effect."""
    somebody = team.everybody[who]
    await somebody.says("/start")
    before = await team.house.database.run(snapshot)
    message = somebody.last.message_id
    presses = [(tap, somebody.phone.presses(encode(tap), message)) for tap in taps]
    await team.settle()
    assert [tap for tap, press in presses if not press.text] == [], who
    assert await team.house.database.run(snapshot) == before, who
