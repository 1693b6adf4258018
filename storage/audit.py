"""Who did what, when; never what was said."""

from sqlalchemy import insert, select

from rules.ids import PersonId
from rules.notice import Subject
from storage.database import Transaction
from storage.tables.outbox import audit

_LINE = insert(audit)


def record(
    tx: Transaction,
    verb: str,
    subject: Subject,
    subject_id: str,
    *,
    by: PersonId | None,
    version: int | None = None,
) -> None:
    """Write one line; `by` is None when time itself acted."""
    tx.execute(
        _LINE,
        {
            "at": tx.now,
            "actor": by,
            "verb": verb,
            "subject": subject.value,
            "subject_id": subject_id,
            "version": version,
        },
    )


def versions(tx: Transaction, verb: str, subject: Subject, subject_id: str) -> frozenset[int]:
    """The versions for which this was done."""
    lines = select(audit.c.version).where(
        audit.c.subject == subject.value, audit.c.subject_id == subject_id, audit.c.verb == verb
    )
    return frozenset(row.version for row in tx.rows(lines) if row.version is not None)
