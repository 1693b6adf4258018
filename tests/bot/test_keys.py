"""The keys: all that ever sealed must be there, and they must be keys."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import update

from bot.clock import SystemClock
from bot.terminal import SETTINGS_EXIT
from rules.organisation import Waits
from storage import people, teams
from storage.database import Database, Transaction, engine_for
from storage.sealing import Keyring
from storage.tables import people as table
from tests.bot.commands import KEY, says, set_up, tornio
from tests.bot.living import hire_dan


def test_keys_that_do_not_belong_to_the_database_are_refused(folder: Path) -> None:
    set_up(folder)
    says(tornio("migrate"), 0)
    database = Database(engine_for("sqlite:///here.db"), Keyring([KEY]), SystemClock().now)
    database.run_here(hire_dan)
    database.engine.dispose()
    says(tornio("check"), 0)
    other = Fernet.generate_key().decode()
    set_up(folder, keys=other)
    says(tornio("check"), SETTINGS_EXIT, "TORNIO_KEYS cannot open this database")
    set_up(folder, keys=f"{KEY},{other}")
    says(tornio("check"), SETTINGS_EXIT, "TORNIO_KEYS cannot open this database")
    set_up(folder, keys=f"{other},{KEY}")
    says(tornio("check"), 0, "All settings can be used.")


def test_a_key_that_sealed_only_some_of_them_is_missed(folder: Path) -> None:
    set_up(folder)
    says(tornio("migrate"), 0)
    second, third = (Fernet.generate_key().decode() for _ in range(2))
    for keys, person in (([KEY], 102), ([second, KEY], 201), ([second, KEY], 202), ([third, second, KEY], 203)):
        know("sqlite:///here.db", keys, person)
    set_up(folder, keys=f"{third},{second},{KEY}")
    says(tornio("check"), 0)
    set_up(folder, keys=f"{third},{KEY}")
    says(tornio("check"), SETTINGS_EXIT, "TORNIO_KEYS cannot open this database")
    set_up(folder, keys=f"{second},{KEY}")
    says(tornio("check"), SETTINGS_EXIT, "TORNIO_KEYS cannot open this database")


def test_one_damaged_person_does_not_keep_the_bot_silent(folder: Path) -> None:
    set_up(folder)
    says(tornio("migrate"), 0)
    for person in (102, 201, 202):
        know("sqlite:///here.db", [KEY], person)
    database = Database(engine_for("sqlite:///here.db"), Keyring([KEY]), SystemClock().now)
    spoilt = update(table).where(table.c.telegram_hash == database.keyring.find("201")).values(telegram_sealed="x")
    database.run_here(lambda tx: tx.execute(spoilt))
    database.engine.dispose()
    says(tornio("check"), 0)


def know(url: str, keys: list[str], person: int) -> None:
    """Somebody registers while these are the keys."""
    database = Database(engine_for(url), Keyring(keys), SystemClock().now)
    database.run_here(lambda tx: register(tx, person))
    database.engine.dispose()


def register(tx: Transaction, person: int) -> None:
    team = teams.first(tx) or teams.found(tx, name="Test", zone="Europe/London", waits=Waits())
    people.register(tx, team=team.id, name="Somebody", language="en", telegram_id=person)


@pytest.mark.parametrize(
    "keys",
    [f"{KEY}x", f'["{KEY}"]', f"{KEY} {KEY}", f"{KEY};{KEY}", f"x{KEY}", f"{KEY},short", KEY.rstrip("=")],
    ids=["more after", "a list", "a space", "a semicolon", "more before", "one too short", "less"],
)
def test_what_is_no_key_is_refused(folder: Path, keys: str) -> None:
    set_up(folder, keys=keys)
    says(tornio("check"), SETTINGS_EXIT, "TORNIO_KEYS must be one or more Fernet keys with commas between")


def test_a_new_key_can_be_used(folder: Path) -> None:
    result = tornio("key")
    assert result.exit_code == 0
    assert Keyring([result.stdout.strip()]).open(Keyring([result.stdout.strip()]).seal("x")) == "x"
