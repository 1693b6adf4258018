"""A world in which everything exists twice, built once and copied for each test."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Connection, String, delete, insert, select

from rules.ids import PersonId
from rules.notice import Kind
from storage.database import Transaction, transaction
from storage.tables import audit, handled, metadata, outbox
from tests.databases import Content, emptied, read, write
from tests.handlers.matrix_families import (
    COLLEAGUE,
    NOW,
    Builder,
    Things,
    at_a_quarter_to_ten,
    at_nine,
    user_of,
)
from tests.handlers.matrix_people import NAMES, Who
from tests.world import Somebody, World


@dataclass
class Pattern:
    """The database as it is before each test, and what is in it."""

    contents: dict[str, Content]
    """By the kind of database; the other kind's comes when it is first asked for."""
    theirs: Things
    others: Things
    ids: Mapping[Who, PersonId]
    known: frozenset[str]
    """Every id of a person, a call, a network, a meeting or a time."""
    rows: Mapping[str, list[dict[str, Any]]]
    """Of each table, its rows: what another kind of database is first filled with."""


def build() -> Pattern:
    """Everything twice, settled, and then kept as bytes."""
    return asyncio.run(_build())


def forget_the_past(tx: Transaction) -> None:
    """What is over and done; each copy has a Telegram of its own, which counts its updates from the beginning.

    Whom staff were asked to phone is not over.
    """
    tx.execute(delete(handled))
    tx.execute(delete(audit))
    tx.execute(delete(outbox).where(outbox.c.state != "waiting", outbox.c.kind != Kind.MEETING_PHONE.value))


async def _build() -> Pattern:
    world = World(emptied("sqlite"))
    _phones(world)
    await world.open()
    run = world.house.database.run
    both = await run(at_nine)
    await world.settle()
    await world.forward(minutes=45)
    await run(lambda tx: at_a_quarter_to_ten(tx, both))
    await world.settle()
    ids = await run(lambda tx: Builder(tx).ids)
    tables = [table for table in metadata.sorted_tables if isinstance(table.c.get("id", handled.c.at).type, String)]
    known = await run(lambda tx: frozenset(row.id for table in tables for row in tx.rows(select(table))))
    await run(forget_the_past)
    rows = await run(_all_rows)
    await world.close()
    return Pattern({"sqlite": read(world.engine)}, both[0], both[1], ids, known, rows)


def _all_rows(tx: Transaction) -> dict[str, list[dict[str, Any]]]:
    return {table.name: [row._asdict() for row in tx.rows(select(table))] for table in metadata.sorted_tables}


@asynccontextmanager
async def copy_of(pattern: Pattern, kind: str = "sqlite") -> AsyncIterator[World]:
    """The world of the pattern, at a quarter to ten, in this kind of database."""
    engine = emptied(kind)
    if kind not in pattern.contents:
        with transaction(engine) as connection:
            _fill(connection, pattern)
        pattern.contents[kind] = read(engine)
    write(engine, pattern.contents[kind])
    world = World(engine)
    _phones(world)
    world.clock.set(NOW)
    await world.open()
    try:
        yield world
    finally:
        await world.close()


def _fill(connection: Connection, pattern: Pattern) -> None:
    for table in metadata.sorted_tables:
        rows = pattern.rows[table.name]
        if isinstance(table.c.get("id", handled.c.at).type, BigInteger):
            # The database numbers these rows itself, and goes on from there.
            rows = [{name: value for name, value in row.items() if name != "id"} for row in rows]
        if rows:
            connection.execute(insert(table), rows)


async def rewind(world: World, pattern: Pattern) -> None:
    """Everything in the tables as it was. Phones keep what they show, and who was asked something remembers it."""
    await asyncio.to_thread(write, world.engine, pattern.contents["sqlite"])
    world.house.database.kept.clear()


def _phones(world: World) -> None:
    world.telegram.add_phone(COLLEAGUE, "Peregrina", language_code="en").started = True
    for who in Who:
        phone = world.telegram.add_phone(user_of(who), NAMES[who], language_code="en")
        phone.started = True
        world.everybody[who.value] = Somebody(world, phone)
