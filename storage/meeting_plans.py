"""What somebody has agreed to do when: so that nobody says yes to two meetings at once unaware."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from rules.ids import MeetingId, PersonId
from rules.meeting import Answer, DayStatus, State
from storage.database import Transaction
from storage.tables.meeting import answers, meetings, options, participants
from storage.tables.network import networks


@dataclass(frozen=True, slots=True)
class Plan:
    """An agreed meeting of somebody: from when to when (aware UTC), and its network's code name."""

    starts_at: datetime
    ends_at: datetime
    code_name: str


_PLANS = (
    select(
        meetings.c.id,
        options.c.starts_at,
        options.c.minutes,
        networks.c.code_name_sealed,
        answers.c.answer,
        participants.c.day_status,
    )
    .select_from(
        participants.join(meetings, meetings.c.id == participants.c.meeting_id)
        .join(options, options.c.id == meetings.c.agreed_id)
        .join(networks, networks.c.id == meetings.c.network_id)
        .outerjoin(
            answers,
            (answers.c.option_id == options.c.id) & (answers.c.person_id == participants.c.person_id),
        )
    )
    .where(participants.c.person_id == bindparam("person"), meetings.c.state == State.AGREED.value)
    .order_by(options.c.starts_at)
)


def plans_of(tx: Transaction, person: PersonId, *, but: MeetingId | None = None) -> list[Plan]:
    """The agreed meetings, but that one, to which this person may come: silence may, "I cannot come" does not."""
    return [
        Plan(row.starts_at, row.starts_at + timedelta(minutes=row.minutes), tx.open(row.code_name_sealed))
        for row in tx.rows(_PLANS, {"person": person})
        if row.id != but and tx.now < row.starts_at + timedelta(minutes=row.minutes)
        if (row.day_status or row.answer) not in {Answer.CANNOT.value, DayStatus.CANNOT.value}
    ]


def at_that_time(plans: Sequence[Plan], starts_at: datetime, minutes: int) -> Plan | None:
    """The first of these plans that goes on while something of this length does."""
    ends_at = starts_at + timedelta(minutes=minutes)
    return next((plan for plan in plans if plan.starts_at < ends_at and starts_at < plan.ends_at), None)
