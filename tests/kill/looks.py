"""A look at the database right after each kill, before another process has done anything with it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.clock import SystemClock
from rules.contact import State
from rules.contact_clock import silent
from sandbox.telegram import PretendTelegram
from storage import contacts, updates
from storage.contact_rows import read
from storage.database import Transaction, transaction
from storage.tables import contacts as rows
from storage.tables import outbox
from tests.kill.town import Town

A_MOMENT = timedelta(microseconds=1)


@dataclass
class Looks:
    """What was found so far: when the kills were, and how many fell on something unheard or on its way to a phone."""

    town: Town
    telegram: PretendTelegram
    at: list[datetime] = field(default_factory=list)
    in_flight: int = 0

    def after_a_kill(self) -> None:
        """Fails with a call that no living process would ever act on again."""
        now = SystemClock().now()
        self.at.append(now)
        # It only reads: the next process must find everything as the killed one left it.
        with transaction(self.town.database.engine, reading=True) as connection:
            tx = Transaction(connection, self.town.database.keyring, now)
            sending = connection.scalar(select(func.count()).where(outbox.c.state == "sending"))
            waiting = [update.update_id for update in self.telegram.updates.waiting]
            self.in_flight += bool(sending or set(waiting) - updates.already(tx, waiting))
            for row in tx.rows(select(rows).where(rows.c.state != State.CLOSED.value)):
                call = read(row)
                assert row.due_at is not None, f"{call.id} has no due time after kill {len(self.at)}"
                assert row.due_at == call.due_at, f"{call.id} is due at another time than it says"
                # While nobody ran, its time may have come: then the next tick acts on it. All else must be in order.
                before = min(now, row.due_at - A_MOMENT)
                assert not silent(call, ladder=contacts.ladder_of(tx, call), now=before), f"{call.id} is a silent end"
