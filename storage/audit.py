"""Who did what, when; never what was said."""

from sqlalchemy import insert

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
