"""What must be said: written with its cause, claimed urgent first, and what became of each."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Row, and_, bindparam, exists, func, insert, or_, select, update

from rules.ids import NetworkId, PersonId
from rules.notice import Kind, Notice, Subject, Urgency
from storage.database import Transaction
from storage.sealing import SealBroken
from storage.tables.outbox import outbox

log = structlog.get_logger("tornio")

UNREADABLE = timedelta(minutes=1)
"""Until a row that cannot be read is looked at again."""

_FIRST = (
    select(
        outbox.c.id,
        func.row_number()
        .over(partition_by=outbox.c.person_id, order_by=(outbox.c.urgency, outbox.c.due_at, outbox.c.id))
        .label("place"),
    )
    .where(outbox.c.state == "waiting", outbox.c.due_at <= bindparam("now"))
    .subquery()
)
"""Ids of the due rows with their `place` in the order of their chat."""
_CLAIM = (
    select(outbox)
    .join(_FIRST, _FIRST.c.id == outbox.c.id)
    .where(
        _FIRST.c.place == 1,
        outbox.c.try_at <= bindparam("now"),
        outbox.c.person_id.not_in(bindparam("busy", expanding=True)),
        outbox.c.urgency <= bindparam("urgency"),
    )
    .order_by(outbox.c.urgency, outbox.c.due_at, outbox.c.id)
    .limit(bindparam("most"))
)
_INSERT = insert(outbox)
_COLUMNS = (
    "kind", "person_id", "subject", "subject_id", "urgency", "version", "network_id", "facts", "payload_sealed",
    "due_at", "try_at", "expires_at", "created_at",
)  # fmt: skip
"""What `_row` gives; the other columns have defaults."""
_NEW = {name: bindparam(name, type_=outbox.c[name].type) for name in _COLUMNS}
_INSERT_REDRAW = insert(outbox).from_select(
    _COLUMNS,
    select(*_NEW.values()).where(
        ~exists()
        .where(*(outbox.c[name] == _NEW[name] for name in ("person_id", "subject", "subject_id", "kind", "facts")))
        .where(outbox.c.state == "waiting")
        .where(
            or_(
                outbox.c.due_at == _NEW["due_at"],
                and_(outbox.c.due_at <= _NEW["created_at"], _NEW["due_at"] <= _NEW["created_at"]),
            )
        )
    ),
)
"""Writes a redraw unless one for the same moment waits already: one for a later day does not stand for today's."""
_INSERT_LATER = insert(outbox).from_select(
    _COLUMNS,
    select(*_NEW.values()).where(
        ~exists()
        .where(
            *(
                outbox.c[name] == _NEW[name]
                for name in ("person_id", "subject", "subject_id", "kind", "due_at", "facts")
            )
        )
        .where(outbox.c.version.is_not_distinct_from(_NEW["version"]))
        .where(outbox.c.state == "waiting")
    ),
)
"""Writes what is due later unless the same words for the same moment wait already: nobody is reminded twice at once."""
_TRIED_AT = (
    select(func.min(outbox.c.try_at, type_=outbox.c.try_at.type).label("at"))
    .join(_FIRST, _FIRST.c.id == outbox.c.id)
    .where(_FIRST.c.place == 1)
)
_COMING_AT = select(func.min(outbox.c.due_at, type_=outbox.c.due_at.type).label("at")).where(
    outbox.c.state == "waiting", outbox.c.due_at > bindparam("now")
)
_THESE = update(outbox).where(outbox.c.id.in_(bindparam("rows", expanding=True)))
_SENDING = _THESE.values(state="sending")
_FINISH = _THESE.values(state=bindparam("outcome"), done_at=bindparam("at"), payload_sealed=None)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that may be sent now. `payload` is a ready message for Kind.REPLY, as JSON.

    `uncertain` says that an earlier attempt may have arrived.
    """

    id: int
    notice: Notice
    attempts: int
    uncertain: bool
    payload: str | None
    created_at: datetime


def put(tx: Transaction, notices: Iterable[Notice]) -> None:
    """Write notices in the transaction of their cause. What already waits is not written twice.

    That is a redraw, or the same words for the same later moment: who leaves and comes back is reminded once.
    """
    redraws: list[Mapping[str, object]] = []
    later: list[Mapping[str, object]] = []
    now: list[Mapping[str, object]] = []
    for notice in notices:
        kept_back = notice.not_before is not None
        rows = redraws if notice.kind is Kind.REDRAW else later if kept_back else now
        rows.append(_row(tx, notice, None))
    # Redraws first: one that came after the news about the same subject would take its heading away.
    for statement, rows in ((_INSERT_REDRAW, redraws), (_INSERT_LATER, later), (_INSERT, now)):
        if rows:
            tx.execute(statement, rows)


def put_reply(
    tx: Transaction,
    to: PersonId,
    payload: str,
    *,
    subject: Subject,
    subject_id: str,
    urgency: Urgency,
) -> None:
    """Write an answer whose message is already made; it is sealed until sent, then removed."""
    notice = Notice(Kind.REPLY, to, subject, subject_id, urgency)
    tx.execute(_INSERT, _row(tx, notice, tx.seal(payload)))


def claim(
    tx: Transaction, *, limit: int, busy: Collection[PersonId] = (), only: Urgency = Urgency.REMINDER
) -> list[Waiting]:
    """Up to `limit` due rows, urgent first, one for each person who is not `busy`, marked as being sent.

    `only` those of this urgency, or more urgent ones.

    One in flight per person keeps the order within a chat, and a row that waits for its next try holds back
    those behind it. A crisis row overtakes all but the one in flight.
    """
    rows = tx.rows(_CLAIM, {"now": tx.now, "busy": tuple(busy), "most": limit, "urgency": int(only)})
    if rows:
        tx.execute(_SENDING, {"rows": [row.id for row in rows]})
    return [waiting for row in rows if (waiting := _read(tx, row)) is not None]


def _read(tx: Transaction, row: Row[Any]) -> Waiting | None:
    """The row as a value; one that cannot be read is set back, loudly, and stops no other."""
    try:
        notice = Notice(
            Kind(row.kind),
            PersonId(row.person_id),
            Subject(row.subject),
            row.subject_id,
            Urgency(row.urgency),
            row.version,
            None if row.network_id is None else NetworkId(row.network_id),
            row.due_at,
            row.expires_at,
            json.loads(row.facts),
        )
        payload = None if row.payload_sealed is None else tx.open(row.payload_sealed)
    except (ValueError, SealBroken) as fault:
        log.critical("a notice cannot be read", fault=fault)
        set_back(tx, row.id, at=tx.now + UNREADABLE)
        return None
    return Waiting(row.id, notice, row.attempts, bool(row.uncertain), payload, row.created_at)


def finish(tx: Transaction, ids: Collection[int], outcome: str) -> None:
    """Close rows as `sent`, `dropped`, `unreachable` or `refused`; parameters go at once."""
    if ids:
        tx.execute(_FINISH, {"rows": tuple(ids), "outcome": outcome, "at": tx.now})


def again(tx: Transaction, row: int, *, at: datetime, uncertain: bool) -> None:
    """Put a row back, to be sent at `at`; `uncertain` when the last attempt may have arrived."""
    values: dict[str, object] = {
        "state": "waiting",
        "try_at": at,
        "attempts": outbox.c.attempts + 1,
    }
    if uncertain:
        values["uncertain"] = 1
    tx.execute(update(outbox).where(outbox.c.id == row).values(**values))


def hold(tx: Transaction, row: int, *, at: datetime) -> None:
    """Put a row back untried: its chat, or the whole bot, has to wait until `at`."""
    tx.execute(update(outbox).where(outbox.c.id == row).values(state="waiting", try_at=at))


def set_back(tx: Transaction, row: int, *, at: datetime, uncertain: bool = False) -> None:
    """Put a row back behind all others of its chat until `at`: one that cannot be made, or sent, stops no other."""
    again(tx, row, at=at, uncertain=uncertain)
    tx.execute(update(outbox).where(outbox.c.id == row).values(due_at=at))


def try_now(tx: Transaction) -> None:
    """Telegram is back: what could not be sent need not wait for the end of its pause (Telegram's own still count)."""
    due = (outbox.c.state == "waiting", outbox.c.due_at <= tx.now, outbox.c.try_at > tx.now)
    tx.execute(update(outbox).where(*due).values(try_at=tx.now))


def mend_times(tx: Transaction) -> None:
    """The clock was put back: what was due before is due still, and not when the clock has caught up.

    A reminder for a later time keeps its time.
    """
    was_due = or_(outbox.c.due_at == outbox.c.created_at, outbox.c.attempts > 0)
    late = update(outbox).where(outbox.c.state == "waiting", outbox.c.due_at > tx.now, was_due)
    tx.execute(late.values(due_at=tx.now))
    try_now(tx)


def release_unsent(tx: Transaction) -> int:
    """After a start: rows that were in flight when the process died may have arrived; they go out once more."""
    return tx.execute(update(outbox).where(outbox.c.state == "sending").values(state="waiting", uncertain=1)).rowcount


def put_again(tx: Transaction, person: PersonId) -> None:
    """They can be written to again: what could not be sent while they could not is due once more.

    Of several about one thing only the newest of each kind; answers have no words any more. As ever, what is
    sent is made from the truth of that moment, and nothing is sent that is no longer true.
    """
    unsent = (outbox.c.person_id == person, outbox.c.state == "unreachable", outbox.c.kind != Kind.REPLY.value)
    newest = select(func.max(outbox.c.id)).where(*unsent).group_by(outbox.c.kind, outbox.c.subject, outbox.c.subject_id)
    ids = [row[0] for row in tx.rows(newest)]
    tx.execute(update(outbox).where(outbox.c.id.in_(ids)).values(state="waiting", try_at=tx.now, done_at=None))
    tx.execute(update(outbox).where(*unsent).values(state="dropped"))


def put_for_several(
    tx: Transaction, notice: Notice, *, people: str, but: str = "", unless_waiting: bool = False
) -> None:
    """Write a notice that names people in its fact `people`; one that waits and says the same names them as well.

    The fact `but` says what has become of it since, and makes it no other.

    Whoever has been named in the same words is not named again. With `unless_waiting` neither is one whom any
    notice of this kind about the same subject names that still waits.
    """
    said = (
        outbox.c.kind == notice.kind.value,
        outbox.c.person_id == notice.to,
        outbox.c.subject == notice.subject.value,
        outbox.c.subject_id == notice.subject_id,
        outbox.c.version == notice.version,
        outbox.c.state.in_(("waiting", "sending", "sent")),
    )
    new = dict(notice.facts)
    who = str(new.pop(people))
    joins: tuple[int, dict[str, object]] | None = None
    for row in tx.rows(select(outbox.c.id, outbox.c.state, outbox.c.facts).where(*said)):
        facts = json.loads(row.facts)
        since = {but: facts.pop(but)} if but in facts else {}
        already = str(facts.pop(people)).split()
        waits = row.state == "waiting"
        if who in already and (facts == new or (unless_waiting and waits)):
            return
        if waits and facts == new:
            joins = row.id, {**facts, **since, people: " ".join((*already, who))}
    if joins is None:
        put(tx, [notice])
    else:
        tx.execute(update(outbox).where(outbox.c.id == joins[0]).values(facts=json.dumps(joins[1])))


def told(
    tx: Transaction, kind: Kind, subject: Subject, subject_id: str
) -> list[tuple[PersonId, datetime, Mapping[str, str | int]]]:
    """Who was told this about the subject, or will be: to whom, due when (UTC), with which facts."""
    rows = tx.rows(
        select(outbox.c.person_id, outbox.c.due_at, outbox.c.facts).where(
            outbox.c.kind == kind.value,
            outbox.c.subject == subject.value,
            outbox.c.subject_id == subject_id,
            outbox.c.state.in_(("waiting", "sending", "sent")),
        )
    )
    return [(PersonId(row.person_id), row.due_at, json.loads(row.facts)) for row in rows]


def told_about(
    tx: Transaction, kind: Kind, subject_id: str | None = None, *, naming: str = ""
) -> list[tuple[int, Notice]]:
    """The notices of this kind that were sent or wait, with their rows; those `naming` an id in their facts."""
    wanted = [outbox.c.kind == kind.value, outbox.c.state.in_(("waiting", "sending", "sent"))]
    if subject_id is not None:
        wanted.append(outbox.c.subject_id == subject_id)
    if naming:
        wanted.append(outbox.c.facts.contains(naming, autoescape=True))
    found = [(row.id, _read(tx, row)) for row in tx.rows(select(outbox).where(*wanted).order_by(outbox.c.id))]
    return [(row, waiting.notice) for row, waiting in found if waiting is not None]


def set_facts(tx: Transaction, row: int, facts: Mapping[str, str | int]) -> None:
    """What a notice knows has changed since it was written."""
    tx.execute(update(outbox).where(outbox.c.id == row).values(facts=json.dumps(dict(facts), separators=(",", ":"))))


def withdraw(tx: Transaction, *, subject: Subject, subject_id: str) -> None:
    """Drop whatever waits about a subject: a place that has been corrected, say."""
    waits = (outbox.c.state == "waiting", outbox.c.subject == subject.value, outbox.c.subject_id == subject_id)
    tx.execute(update(outbox).where(*waits).values(state="dropped", done_at=tx.now, payload_sealed=None))


def next_due(tx: Transaction) -> datetime | None:
    """When the earliest waiting row may go out: for each chat its first due row counts, then what comes due."""
    rows = [tx.row(statement, {"now": tx.now}) for statement in (_TRIED_AT, _COMING_AT)]
    moments = [row.at for row in rows if row is not None and row.at is not None]
    return min(moments, default=None)


def _row(tx: Transaction, notice: Notice, payload: str | None) -> Mapping[str, object]:
    return {
        "kind": notice.kind.value,
        "person_id": notice.to,
        "subject": notice.subject.value,
        "subject_id": notice.subject_id,
        "urgency": int(notice.urgency),
        "version": notice.version,
        "network_id": notice.network,
        "facts": json.dumps(dict(notice.facts), separators=(",", ":")),
        "payload_sealed": payload,
        "due_at": notice.not_before or tx.now,
        "try_at": notice.not_before or tx.now,
        "expires_at": notice.expires_at,
        "created_at": tx.now,
    }
