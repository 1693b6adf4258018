"""How Alembic reaches the database: with the engine it was given, never with an address of its own."""

from typing import Literal

from alembic import context

from storage.database import transaction
from storage.tables import metadata
from storage.tables.base import Moment


def plain(kind: str, item: object, _autogenerate: object) -> str | Literal[False]:
    """A migration is history: it names the column types of then, not classes that may change."""
    return "sa.BigInteger()" if kind == "type" and isinstance(item, Moment) else False


with transaction(context.config.attributes["engine"]) as connection:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_item=plain,
        render_as_batch=True,  # SQLite cannot alter most things in place
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
