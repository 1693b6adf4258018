"""Looks at everything that a database holds, table by table: what stands there in clear, and what is sealed."""

import re
from collections.abc import Iterable, Iterator

from sqlalchemy import select

from storage.database import Transaction
from storage.tables import metadata

SEALED = "_sealed"
"""How the name of a sealed column ends."""


def cells(tx: Transaction, *, opened: bool = False) -> Iterator[tuple[str, str]]:
    """Every value of every row as text, with its table and column; where asked, what is sealed is opened.

    The numbers that rows give themselves are left out: sooner or later one of them looks like anything.
    """
    for table in metadata.sorted_tables:
        counted = table.autoincrement_column
        for row in tx.rows(select(table)):
            for name, value in row._mapping.items():  # noqa: SLF001 - SQLAlchemy's own name for the public mapping
                if value is None or (counted is not None and name == counted.name):
                    continue
                where = f"{table.name}.{name}"
                yield where, tx.open(value) if opened and name.endswith(SEALED) else str(value)


def where_it_stands(tx: Transaction, secrets: Iterable[str], *, opened: bool = False) -> list[str]:
    """Where one of these stands, in any letter case; numbers also without the spaces somebody reads better."""
    wanted = {secret: re.compile(rf"(?<![0-9a-z]){re.escape(secret.casefold())}(?![0-9a-z])") for secret in secrets}
    return [
        f"{secret!r} in {where}"
        for where, text in cells(tx, opened=opened)
        for secret, pattern in wanted.items()
        if pattern.search(text.casefold())
    ]


def snapshot(tx: Transaction, *, without: Iterable[str] = ()) -> dict[str, list[str]]:
    """All rows of all tables but those named."""
    left_out = set(without)
    return {
        table.name: sorted(repr(tuple(row)) for row in tx.rows(select(table)))
        for table in metadata.sorted_tables
        if table.name not in left_out
    }
