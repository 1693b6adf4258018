"""The one asynchronous boundary: every transaction runs, one after the other, on one dedicated thread."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, CursorResult, Engine, Executable, Row, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from storage.sealing import Keyring

T = TypeVar("T")


KEPT = 2000
"""Values that are kept at most; a team's living meetings are a few dozen."""


class Kept(dict[str, Any]):
    """Immutable values as they were last read or written, by the id of their row.

    A value is only as good as its version: whoever takes one out compares it with the row's first. Two different
    values of one version can never meet here, since what is undone in the tables is undone here as well.
    """

    def keep(self, key: str, value: Any) -> None:
        """Keep this value instead of the one before."""
        if len(self) >= KEPT:
            self.clear()
        self[key] = value


@dataclass(slots=True)
class Transaction:
    """One unit of work: a connection inside a transaction, the keys, and the moment it happens at.

    `kept` outlives it. `sure` are the keys of what was read or written in this transaction: nobody else can have
    changed it since, and its row need not be asked again. `seen` are rows without a version, as they were read in this
    transaction, until it changes them.

    A statement of a busy path is made once, with `bindparam`, and gets its `parameters` here: making it anew costs more
    than running it (docs/benchmarks.md).
    """

    connection: Connection
    keyring: Keyring
    now: datetime
    kept: Kept = field(default_factory=Kept)
    sure: set[str] = field(default_factory=set)
    seen: dict[str, Any] = field(default_factory=dict)

    def keep(self, key: str, value: Any) -> None:
        """This value is what stands in the tables now."""
        self.kept.keep(key, value)
        self.sure.add(key)

    def known(self, key: str) -> Any:
        """The value of which that is certain, or None."""
        return self.kept.get(key) if key in self.sure else None

    def execute(self, statement: Executable, parameters: Any = None) -> CursorResult[Any]:
        return self.connection.execute(statement, parameters)

    def row(self, statement: Executable, parameters: Mapping[str, object] | None = None) -> Row[Any] | None:
        """The first row, or None."""
        return self.connection.execute(statement, parameters).first()

    def rows(self, statement: Executable, parameters: Mapping[str, object] | None = None) -> list[Row[Any]]:
        return list(self.connection.execute(statement, parameters).all())

    def seal(self, text: str) -> str:
        return self.keyring.seal(text)

    def open(self, sealed: str) -> str:
        return self.keyring.open(sealed)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What happens inside is undone, alone, when it raises."""
        self._say("SAVEPOINT here")
        kept = dict(self.kept)
        try:
            yield
        except BaseException:
            self.kept.clear()
            self.kept.update(kept)
            self.sure.clear()
            self.seen.clear()
            self._say("ROLLBACK TO SAVEPOINT here")
            self._say("RELEASE SAVEPOINT here")
            raise
        self._say("RELEASE SAVEPOINT here")

    def _say(self, words: str) -> None:
        """Tell the driver itself, once or twice for each update: by SQLAlchemy it would cost ten times as much."""
        driver: Any = self.connection.connection.driver_connection
        try:
            driver.execute(words)
        except self.connection.dialect.loaded_dbapi.Error:
            # Said again by SQLAlchemy, a lost server is the fault that everybody here knows.
            self.connection.exec_driver_sql(words)


@contextmanager
def transaction(engine: Engine, *, reading: bool = False) -> Iterator[Connection]:
    """Commit what happens inside, or undo it when it raises. Everything here goes through this, migrations too.

    On SQLite it is BEGIN IMMEDIATE, since a transaction that reads first and writes later could find the door shut
    half way; one that is only `reading` need not wait for those who write.
    """
    with engine.begin() as connection:
        # An event of the engine would say it as well, and cost each statement a quarter more.
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
        yield connection


def engine_for(url: str, *, patience: float = 10) -> Engine:
    """An engine with this project's settings, for `transaction`; `url` is `sqlite:///file` or `postgresql://…`.

    `patience` is in seconds: how long a SQLite file may be locked by another program.

    SQLite: WAL, full synchronisation (a commit survives a power cut), and foreign keys. PostgreSQL goes through
    psycopg 3.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        engine = create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            pool_size=2,  # one for the lock, one for everything else
            max_overflow=0,
            # No ping before each transaction: a server that goes takes the lock along, and then the process ends.
        )

        @event.listens_for(engine, "connect")
        def keep(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
            # We have more statements than the hundred that psycopg keeps prepared; it would prepare them anew for ever.
            connection.prepared_max = None

        return engine
    if parsed.get_backend_name() != "sqlite":
        raise ValueError("only sqlite and postgresql are supported")
    engine = create_engine(parsed, poolclass=StaticPool, connect_args={"check_same_thread": False, "timeout": patience})

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # `transaction` says BEGIN
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={int(patience * 1000)}",
            "cache_size=-16000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """An engine as `engine_for` makes it, for a while; its connections are closed afterwards."""
    engine = engine_for(url)
    try:
        yield engine
    finally:
        engine.dispose()


class Database:
    """Runs units of work on its own thread, each in one transaction; whoever made the engine disposes of it."""

    def __init__(self, engine: Engine, keyring: Keyring, now: Callable[[], datetime]) -> None:
        self.engine = engine
        self.keyring = keyring
        self.kept = Kept()
        self._now = now
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="storage")

    async def run(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` on the database thread; commit when it returns, roll back when it raises."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self.run_here, work)

    def run_here(self, work: Callable[[Transaction], T]) -> T:
        """The same on the calling thread: for the command line, and for tests that are not asynchronous."""
        try:
            with transaction(self.engine) as connection:
                return work(Transaction(connection, self.keyring, self._now(), self.kept))
        except BaseException:
            self.kept.clear()
            raise

    async def close(self, last: Callable[[], None] = lambda: None) -> None:
        """Run `last` on the database thread, in no transaction: a database that broke must not hold up the end."""
        await asyncio.get_running_loop().run_in_executor(self._thread, last)
        self._thread.shutdown(wait=True)
