"""Which updates have been heard: each has its effect exactly once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from storage.database import Transaction
from storage.tables.outbox import handled, set_aside

_ALREADY = select(handled.c.update_id).where(handled.c.update_id.in_(bindparam("updates", expanding=True)))
_MARK = insert(handled)


def already(tx: Transaction, update_ids: Sequence[int]) -> set[int]:
    """Those of `update_ids` that have been handled."""
    return {row.update_id for row in tx.rows(_ALREADY, {"updates": tuple(update_ids)})}


def mark(tx: Transaction, update_ids: Sequence[int]) -> None:
    """Remember that these have been handled, in the transaction of their effects."""
    if update_ids:
        tx.execute(_MARK, [{"update_id": update_id, "at": tx.now} for update_id in update_ids])


def put_aside(tx: Transaction, update_id: int | None, raw: str, why: str) -> None:
    """Keep, sealed, an update that could not be handled; the next one goes on (promise 13)."""
    tx.execute(
        insert(set_aside),
        {"update_id": update_id, "raw_sealed": tx.seal(raw), "why": why[:80], "at": tx.now},
    )


def forget_before(tx: Transaction, before: datetime) -> None:
    """Telegram keeps an update for 24 hours; ids older than that cannot come back."""
    tx.execute(delete(handled).where(handled.c.at < before))
