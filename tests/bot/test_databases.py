"""A database that cannot be used is said to be so in a sentence, and is left alone."""

import asyncio
import sqlite3
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot import trouble
from bot.alone import FileLock
from bot.clock import SystemClock
from bot.house import PartDied
from bot.terminal import DATABASE_EXIT, SETTINGS_EXIT
from storage.database import engine_for, transaction
from tests.bot.commands import process, says, set_up, tornio
from tests.bot.living import HurriedClock, pretend, running
from tests.databases import fresh


def change(words: str, path: str = "here.db") -> None:
    """Another program writes into a SQLite file."""
    connection = sqlite3.connect(path)
    connection.executescript(words)
    connection.close()


@pytest.mark.parametrize("command", ["check", "run", "invite"])
def test_a_path_at_which_there_is_nothing(folder: Path, command: str) -> None:
    set_up(folder, database_url="sqlite:///heer.db")
    says(tornio(command), DATABASE_EXIT, "There is no database at heer.db yet", "TORNIO_DATABASE_URL", "tornio migrate")
    assert not (folder / "heer.db").exists(), "asking makes no file"


@pytest.mark.parametrize("made", ["", "CREATE TABLE alembic_version (version_num TEXT)"])
def test_the_tables_of_another_program_are_left_alone(folder: Path, made: str) -> None:
    change(f"{made}; CREATE TABLE people (shoe_size INTEGER)")
    if made:
        change("INSERT INTO alembic_version VALUES ('theirs')")
    set_up(folder)
    says(tornio("check"), DATABASE_EXIT, "tables of another program", "TORNIO_DATABASE_URL")
    says(tornio("migrate"), DATABASE_EXIT, "tables of another program")


def test_nobody_migrates_under_a_running_bot(folder: Path) -> None:
    set_up(folder)
    lock = FileLock(folder / "here.db")
    assert lock.take()
    says(tornio("migrate"), DATABASE_EXIT, "Tornio is running on this database. Stop it, then run: tornio migrate")
    lock.release()
    says(tornio("migrate"), 0)
    assert lock.take()
    says(tornio("migrate"), 0, "up to date")
    lock.release()


@pytest.mark.parametrize(
    "url",
    ["sqlite://", "sqlite:///:memory:", "sqlite+aiosqlite:///x.db", "sqlite://host/x.db", "sqlite:///x.db?timeout=abc"],
)
def test_an_address_that_cannot_be_used(folder: Path, url: str) -> None:
    set_up(folder, database_url=url)
    for command in ("check", "migrate"):
        says(tornio(command), SETTINGS_EXIT, "TORNIO_DATABASE_URL must be like")


async def test_who_waited_for_a_database_looks_at_it_again(folder: Path) -> None:
    set_up(folder)
    says(await asyncio.to_thread(tornio, "migrate"), 0)
    lock = FileLock(folder / "here.db")
    assert lock.take()
    waiting = await process(folder, "run")
    while "waiting" not in (await asyncio.wait_for(waiting.stdout.readline(), 20)).decode():
        continue
    change("UPDATE alembic_version SET version_num = 'from_2030'")
    lock.release()
    said, _ = await asyncio.wait_for(waiting.communicate(), 20)
    assert "newer than this version" in said.decode()
    assert waiting.returncode == DATABASE_EXIT


@pytest.mark.parametrize("replaced", ["tornio.db", "tornio.lock"])
async def test_a_file_that_is_replaced_under_a_running_bot_ends_it(tmp_path: Path, replaced: str) -> None:
    clock = HurriedClock(20)
    async with running(pretend(clock), clock, f"sqlite:///{tmp_path / 'tornio.db'}") as (_house, task):
        (tmp_path / replaced).rename(tmp_path / "away")
        (tmp_path / replaced).write_bytes(b"")
        with pytest.raises(PartDied, match="lock"):
            await asyncio.wait_for(task, 10)


async def test_a_server_that_dies_does_not_hold_up_the_end() -> None:
    clock = SystemClock()
    with fresh("postgresql") as url:
        async with running(pretend(clock), clock, url) as (house, task):
            name = house.database.engine.url.database
            with psycopg.connect(url.replace(f"/{name}?", "/postgres?"), autocommit=True) as admin:
                admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
                admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
            with pytest.raises(SQLAlchemyError) as broke:
                await asyncio.wait_for(task, 20)
            assert "server" in trouble.sentence(broke.value)
        # It is closed here, which must not raise.


def test_each_trouble_with_a_file_has_its_sentence(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"

    def told(*statements: str) -> str:
        engine = engine_for(url, patience=0.05)
        try:
            with transaction(engine) as connection:
                for statement in statements:
                    connection.execute(text(statement))
        except SQLAlchemyError as fault:
            return trouble.sentence(fault)
        finally:
            engine.dispose()
        return ""

    assert not told("CREATE TABLE t (x)")
    other = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert told("SELECT 1") == trouble.LOCKED
    other.close()
    assert told("PRAGMA max_page_count = 2", "INSERT INTO t VALUES (zeroblob(100000))") == trouble.FULL
    assert told("PRAGMA query_only = 1", "INSERT INTO t VALUES (1)") == trouble.READ_ONLY
    (tmp_path / "x.db").write_bytes(b"a shopping list, and much more of it" * 100)
    for name in ("x.db-wal", "x.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    assert told("SELECT 1") == trouble.DAMAGED
