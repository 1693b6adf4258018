"""The migrations lead up, down and up again, to exactly the tables that the code knows: on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from storage.database import engine_for
from storage.schema import MIGRATIONS, Age, age, downgrade, upgrade
from storage.tables import metadata
from tests.databases import BOTH, fresh


@pytest.fixture(params=BOTH)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database with no tables in it."""
    with fresh(request.param) as url:
        engine = engine_for(f"sqlite:///{tmp_path / 'guarded.db'}" if request.param == "sqlite" else url)
        metadata.drop_all(engine)
        yield engine
        engine.dispose()


def _tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_up_down_and_up_again(engine: Engine) -> None:
    upgrade(engine)
    assert _tables(engine) == metadata.tables.keys()
    downgrade(engine, "base")
    assert _tables(engine) == set()
    upgrade(engine)
    assert _tables(engine) == metadata.tables.keys()


def test_each_step_can_be_taken_back_alone(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    newest_first = list(ScriptDirectory.from_config(config).walk_revisions())
    assert newest_first
    for script in reversed(newest_first):
        upgrade(engine, script.revision)
        downgrade(engine, "-1")
        upgrade(engine, script.revision)
    assert age(engine) is Age.CURRENT


def test_the_migrated_database_is_what_the_code_expects(engine: Engine) -> None:
    upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_the_migrations_are_one_line_without_forks() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    history = ScriptDirectory.from_config(config)
    assert len(history.get_heads()) == 1
    assert len(history.get_bases()) == 1
