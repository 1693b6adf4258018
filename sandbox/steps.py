"""Which of the page's six steps have been taken, told from what stands in the tables."""

from sqlalchemy import exists, func, select

from rules.meeting import State
from rules.network import Answer
from storage.database import Transaction
from storage.tables import contacts, meetings, memberships, options


def taken(tx: Transaction) -> frozenset[int]:
    """The numbers, from 1, of the steps of "What to try" for which the tables hold a trace now."""
    both = select(memberships.c.network_id).where(memberships.c.member_says == Answer.YES.value)
    choice = select(options.c.meeting_id)
    traces = (
        exists().select_from(contacts),
        exists().where(contacts.c.taken_at.is_not(None)),
        exists(both.group_by(memberships.c.network_id).having(func.count() > 1)),
        exists(choice.group_by(options.c.meeting_id).having(func.count() > 1)),
        exists().where(meetings.c.agreed_id.is_not(None)),
        exists().where(meetings.c.state == State.HELD.value),
    )
    row = tx.execute(select(*traces)).one()
    return frozenset(number for number, found in enumerate(row, start=1) if found)
