"""What is no longer needed goes by itself (promise 11; domain.md section 4, "retention by default")."""

from datetime import timedelta

from sqlalchemy import delete

from storage import updates
from storage.database import Transaction
from storage.tables.outbox import cards, dialogues, drafts, outbox, set_aside

MESSAGES = timedelta(days=30)
"""What was sent to whom, which message shows what, what was half typed, what could not be handled."""
UPDATES = timedelta(days=2)
"""Telegram keeps an update for 24 hours; twice that is safe."""


def tidy(tx: Transaction) -> None:
    """Delete what is older than that. What still waits to be sent stays, however old."""
    before = tx.now - MESSAGES
    tx.execute(delete(outbox).where(outbox.c.done_at < before))
    tx.execute(delete(cards).where(cards.c.shown_at < before, cards.c.delete_at.is_(None)))
    tx.execute(delete(dialogues).where(dialogues.c.at < before))
    tx.execute(delete(drafts).where(drafts.c.at < before))
    tx.execute(delete(set_aside).where(set_aside.c.at < before))
    updates.forget_before(tx, tx.now - UPDATES)
