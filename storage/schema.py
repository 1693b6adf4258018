"""Moves a database to the schema this code knows, and says when it is older or newer.

Alembic is imported by those who move a database: each start only asks how old it is, and should be quick.
"""

import re
import sys
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy import Engine, inspect, text

from storage.database import opened, transaction

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).with_name("migrations")
OURS = frozenset(("outbox", "people", "teams"))
"""Tables that each version of Tornio has; another program may have one of them, not all."""
_STEP = re.compile(r'^(down_)?revision(?:: [^=]+)? = (?:"(\w+)"|None)$', re.MULTILINE)


class Age(Enum):
    """How a database compares with the code."""

    CURRENT = "current"
    EMPTY = "empty"
    OLDER = "older"
    NEWER = "newer"
    FOREIGN = "foreign"
    """Tables stand in it, and they are not ours."""


def age(engine: Engine) -> Age:
    """Whether the database is at the newest migration of this code."""
    known, replaced = _steps()
    at = None
    # Asked by a process that waits for its turn, while the one whose turn it is writes all the time.
    with transaction(engine, reading=True) as connection:
        inspector = inspect(connection)
        if inspector.has_table("alembic_version"):
            at = connection.scalar(text("SELECT version_num FROM alembic_version"))
        if at in known - replaced:
            return Age.CURRENT
        tables = set(inspector.get_table_names())
    if at in known:
        return Age.OLDER
    if not tables - {"alembic_version"}:
        return Age.EMPTY
    # Tables of ours that no migration made are not ours to change either.
    return Age.NEWER if at is not None and tables >= OURS else Age.FOREIGN


def _steps() -> tuple[set[str], set[str]]:
    """The migrations there are, and those of them that another follows."""
    known: set[str] = set()
    replaced: set[str] = set()
    for file in (MIGRATIONS / "versions").glob("*.py"):
        for down, name in _STEP.findall(file.read_text(encoding="utf-8")):
            (replaced if down else known).add(name)
    return known, replaced - {""}


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database up to `revision`; all of it, or nothing."""
    from alembic import command

    command.upgrade(_config(engine), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database down to `revision` ("base" empties it)."""
    from alembic import command

    command.downgrade(_config(engine), revision)


def _config(engine: Engine) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = engine
    return config


def draft(message: str) -> None:
    """Write a new migration from what the tables say and the migrations do not yet: read it before it is kept."""
    from alembic import command

    with TemporaryDirectory() as folder, opened(f"sqlite:///{folder}/draft.db") as engine:
        upgrade(engine)
        command.revision(_config(engine), message, autogenerate=True)


if __name__ == "__main__":
    draft(sys.argv[1])
