"""Presses buttons in a copied world, and looks at what that did to the tables and to the phones."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table, select

from handlers.buttons import encode
from handlers.buttons.base import Button
from handlers.buttons.meeting import Propose
from handlers.buttons.network import ChooseThird, Rename, UseName, UseNewName
from handlers.views.refusals import sentence
from locales.catalogue import catalogue
from rules.decision import Situation
from rules.ids import PersonId
from rules.notice import Kind
from sandbox.telegram import Bubble, Phone, Press
from storage import people
from storage.database import Transaction
from storage.tables import audit, cards, dialogues, drafts, handled, metadata, outbox, set_aside
from storage.tables import people as person_rows
from storage.tables.base import EPOCH, MICROSECOND
from tests.handlers.matrix_buttons import BEFORE, Maker
from tests.handlers.matrix_families import NOW, user_of
from tests.handlers.matrix_people import SECRETS, Who, knows
from tests.handlers.matrix_world import Pattern
from tests.world import World, text_of

REFUSALS: Mapping[str, Situation] = {sentence(s, catalogue("en")): s for s in Situation}
ONES_OWN = {Kind.REPLY.value, Kind.REDRAW.value, Kind.FOLD.value, Kind.HOME.value}
"""What a refused press may owe to whoever pressed."""

ID = re.compile(r"[a-z2-7]{10}")
Rows = dict[str, frozenset[tuple[Any, ...]]]
"""Of each table, its rows."""
LOOKED_AT = [table for table in metadata.sorted_tables if table not in (handled, dialogues, drafts)]
OWN_ROWS = (cards, outbox, audit, person_rows)
"""Where a refused press may leave something of whoever pressed."""


def phone_of(world: World, who: Who) -> Phone:
    return world.everybody[who.value].phone


def presses(world: World, who: Who, button: Button, *, forwarded: bool = False) -> Press:
    """Press it under an older message of the bot in this chat, or under one that was forwarded from elsewhere."""
    phone = phone_of(world, who)
    if forwarded:
        return phone.presses(encode(button))
    old = Bubble(world.telegram.next_number("message"), mine=False, at=NOW, text="An older message")
    phone.shown[old.message_id] = old
    return phone.presses(encode(button), old.message_id)


async def hears(world: World) -> None:
    """Hear what was pressed and send what that asks for; time does nothing meanwhile."""
    await world.house.intake.poll(0)
    await world.house.intake.settle()
    await world.house.delivery.flush()


def goes_before(world: World, maker: Maker, who: Who, button: type[Button]) -> None:
    """Begin the dialogue that the button belongs to, and go on until its key is there."""
    if button not in BEFORE:
        return
    begun: Button = Propose(maker.pattern.theirs.networks["open"])
    if button is UseName:
        begun = maker.without_a_call(ChooseThird)
    elif button is UseNewName:
        begun = Rename(maker.pattern.theirs.networks["open"], 0)
    for act in (begun, *BEFORE[button]):
        if isinstance(act, str):
            phone_of(world, who).says(act)
        else:
            presses(world, who, act)


async def accepted(world: World, maker: Maker, button: type[Button], who: Who) -> Button | list[str]:
    """Press the button about one thing after the other; the first that was heard, else every refusal."""
    said = []
    goes_before(world, maker, who, button)
    first, *others = maker.about(button)
    for choices in (first[:1], first[1:], *others):
        made = [presses(world, who, each) for each in choices]
        await hears(world)
        for each, press in zip(choices, made, strict=True):
            assert press.answered_at is not None, f"{who} was left without an answer"
            if refused(press) is None:
                return each
            said.append(f"{press.data}: {press.text}")
    return said


async def aside(world: World) -> int:
    """How many updates could not be heard."""
    return await world.house.database.run(lambda tx: len(tx.rows(select(set_aside.c.id))))


def refused(press: Press) -> Situation | None:
    """The refusal that was read, or None."""
    return REFUSALS.get(press.text)


async def tables(world: World, *own: Who) -> Rows:
    """Every row there is, without what a refused press of `own` may leave: their screens and their first visit."""

    def read(tx: Transaction) -> Rows:
        found = (people.find(tx, user_of(who)) for who in own)
        theirs = {person.id for person in found if person is not None}
        rows: Rows = {}
        # From the driver itself: this runs often.
        driver: Any = tx.connection.connection.driver_connection
        for table in LOOKED_AT:
            raw = driver.execute(f"SELECT * FROM {table.name}").fetchall()  # noqa: S608 - our own names
            if theirs and table in OWN_ROWS:
                back = Who.BLOCKED in own
                raw = [kept for row in raw if (kept := _kept(table, row, theirs, back=back)) is not None]
            rows[table.name] = frozenset(raw)
        return rows

    return await world.house.database.run(read)


def _kept(table: Table, raw: Any, own: set[PersonId], *, back: bool) -> Any:
    row = _named(table.name, raw)
    mine = row.get("person_id") in own
    if back and table is outbox and row["kind"] == Kind.REDRAW.value:
        return None
    if back and table is cards and not mine:
        # Whoever blocked the bot and presses a key is back, and staff see on their cards that they can be written to.
        return tuple(None if name in ("digest", "pressable") else value for name, value in row.items())
    if (table is cards and mine) or (table is outbox and mine and row["kind"] in ONES_OWN):
        return None
    if table is audit and row["subject_id"] in own and row["verb"] == "registered":
        return None
    if table is person_rows and row["id"] in own:
        if row["created_at"] == (NOW - EPOCH) // MICROSECOND:
            return None
        # Whoever blocked the bot and presses a key is back.
        return tuple(None if name == "blocked_at" else value for name, value in row.items())
    return raw


def _named(table: str, row: Any) -> dict[str, Any]:
    return dict(zip(metadata.tables[table].c.keys(), row, strict=True))


def difference(before: Rows, after: Rows) -> str:
    """What changed, to be read in a failure."""
    lines = []
    for name in before:
        lines += [f"- {name}: {_named(name, row)}" for row in before[name] - after[name]]
        lines += [f"+ {name}: {_named(name, row)}" for row in after[name] - before[name]]
    return "\n".join(lines)


def effect(before: Rows, after: Rows, pattern: Pattern) -> list[str]:
    """What changed for anybody, the same for two worlds in which the same has happened.

    Without screens, without the trail of who did what, and without what is different each time.
    """
    changed = []
    for name in before:
        if name in (audit.name, cards.name):
            continue
        for sign, rows in (("-", before[name] - after[name]), ("+", after[name] - before[name])):
            new = [_named(name, row) for row in rows]
            changed += [f"{sign} {name} {_plain(row, pattern)}" for row in new if row.get("kind") not in ONES_OWN]
    return sorted(changed)


def _plain(row: Mapping[str, Any], pattern: Pattern) -> dict[str, Any]:
    return {
        column: "new" if isinstance(value, str) and ID.fullmatch(value) and value not in pattern.known else value
        for column, value in row.items()
        if not column.endswith(("_sealed", "_hash")) and column != "version"
        if not (column == "id" and isinstance(value, int))
    }


def others_heard(world: World, *own: Who) -> list[str]:
    """What is on the phones of all the others: nobody has a message when a copy begins."""
    return [
        f"{name}: {text_of(bubble)}"
        for name, somebody in world.everybody.items()
        for bubble in somebody.messages
        if name not in own
    ]


def leaked(world: World, who: Who, allowed: Iterable[str] = ()) -> set[str]:
    """The secrets that were ever sent to this phone although its owner may not read them."""
    phone = phone_of(world, who)
    calls = (call.params for call in world.telegram.calls if call.params.get("chat_id") == phone.user_id)
    words = [str(params) for params in calls] + [press.text for press in phone.presses_made]
    said = "\n".join(words)
    digits = "".join(said.split())
    return {
        secret
        for secret in SECRETS - knows(who) - frozenset(allowed)
        if secret.casefold() in said.casefold() or (secret.isdigit() and secret in digits)
    }
