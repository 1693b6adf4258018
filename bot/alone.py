"""One speaks: a lock that dies with its process keeps a second one waiting (promise 12)."""

import fcntl
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import IO, Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

POSTGRESQL_LOCK = 7_240_001
"""The number of our advisory lock; any other number would do as well."""


class Lock(Protocol):
    """Held by at most one process for one database."""

    def take(self) -> bool:
        """Whether it is ours now."""
        ...

    def held(self) -> bool:
        """Whether it is still ours; False when the server that kept it is gone."""
        ...

    def release(self) -> None:
        """Let the next one have it."""
        ...


class FileLock:
    """For SQLite: an operating-system lock beside the database file, gone when the process is, however it ends."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._path = database.with_suffix(".lock")
        self._file: IO[str] | None = None
        self._locked: os.stat_result | None = None

    def take(self) -> bool:
        if self._file is not None:
            return True
        file = self._path.open("a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._file = file
        self._locked = self._database.stat() if self._database.exists() else None
        return True

    def held(self) -> bool:
        """Also False when either file is another one now: two could speak, or what is written goes nowhere."""
        if self._file is None:
            return False
        try:
            same = os.path.samestat(os.fstat(self._file.fileno()), self._path.stat())
            return same and (self._locked is None or os.path.samestat(self._locked, self._database.stat()))
        except OSError:
            return False

    def release(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


class AdvisoryLock:
    """For PostgreSQL: a session lock on a connection of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None

    def take(self) -> bool:
        if self._connection is not None:
            return True
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if connection.scalar(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": POSTGRESQL_LOCK}):
            self._connection = connection
            return True
        connection.close()
        return False

    def held(self) -> bool:
        try:
            return self._connection is not None and self._connection.scalar(text("SELECT 1")) == 1
        except SQLAlchemyError:
            return False

    def release(self) -> None:
        if self._connection is None:
            return
        try:
            self._connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": POSTGRESQL_LOCK})
        except SQLAlchemyError:
            self._connection.invalidate()  # the server is gone, and the lock with it
        self._connection.close()
        self._connection = None


class NoLock:
    """For a database in memory, which no other process can see."""

    def take(self) -> bool:
        return True

    def held(self) -> bool:
        return True

    def release(self) -> None:
        """Nothing is held."""


def lock_for(engine: Engine) -> Lock:
    """The lock that fits the database."""
    if engine.dialect.name == "postgresql":
        return AdvisoryLock(engine)
    if engine.url.database in (None, "", ":memory:"):
        return NoLock()
    return FileLock(Path(str(engine.url.database)))


async def wait_for(lock: Lock, wait: Callable[[float], Awaitable[None]], waiting: Callable[[], None]) -> bool:
    """Come back when the lock is ours; `waiting` is called once when it is not at first. Gives whether it was not."""
    told = False
    while not lock.take():
        if not told:
            waiting()
            told = True
        await wait(0.2)
    return told
