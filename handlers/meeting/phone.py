"""Somebody who takes part cannot be written to: staff read whom to phone about what (promise 2)."""

from datetime import datetime

import structlog

from rules.consent import may_be_phoned
from rules.ids import PersonId
from rules.meeting import Meeting, State, takes_part
from rules.meeting_notices import redraw_watchers
from rules.meeting_phone import (
    OPTION,
    PHONE,
    PHONED,
    Topic,
    is_owed_something,
    named,
    please_phone,
    task_of,
    topic_of,
)
from rules.notice import Kind, Notice, Subject, redraw
from storage import meetings, networks, outbox, people
from storage.database import Transaction

log = structlog.get_logger("tornio")


def unsent(tx: Transaction, notice: Notice, since: datetime) -> None:
    """A true notice could not be written to its reader: it was decided at `since`."""
    meeting = meetings.load(tx, notice.subject_id)
    topic = None if meeting is None else topic_of(notice, meeting)
    if meeting is not None and topic is not None and to_phone(tx, meeting, (notice.to,)):
        was = notice.facts.get("was")
        _owe(tx, meeting, notice.to, topic, since=since, option=was, expires_at=notice.expires_at)


def pass_on(tx: Transaction, notice: Notice, since: datetime) -> None:
    """Whoever should have phoned cannot be written to either: the next in line reads it."""
    meeting = meetings.load(tx, notice.subject_id)
    if meeting is None:
        return
    decided = notice.facts.get("since")
    for person in named(notice):
        at = since if decided is None else datetime.fromisoformat(str(decided))
        topic, was = Topic(str(notice.facts["topic"])), notice.facts.get(OPTION)
        _owe(tx, meeting, person, topic, since=at, option=was, expires_at=notice.expires_at)


def reachability(tx: Transaction, person: PersonId) -> None:
    """Somebody blocked the bot or came back: cards show it, and what they still wait for is phoned about, once."""
    told = outbox.told_about(tx, Kind.MEETING_PHONE, naming=person)
    outbox.put(tx, [redraw(notice.to, Subject.PHONING, task_of(notice)) for _row, notice in told])
    for meeting in meetings.of_person(tx, person):
        if meeting.state not in {State.ASKING, State.AGREED}:
            continue
        outbox.put(tx, redraw_watchers(meeting, but=person))
        if is_owed_something(meeting, person, tx.now) and to_phone(tx, meeting, (person,)):
            _owe(tx, meeting, person, Topic.LOST)


def task_for(tx: Transaction, meeting: str, task: str, reader: PersonId) -> Notice | None:
    """The call as it was put to this reader, or None."""
    told = outbox.told_about(tx, Kind.MEETING_PHONE, meeting)
    return next((notice for _row, notice in told if notice.to == reader and task_of(notice) == task), None)


def to_phone(tx: Transaction, meeting: Meeting, wanted: tuple[PersonId, ...]) -> tuple[PersonId, ...]:
    """Those of `wanted` whom the bot cannot write to now and whom staff may phone about this meeting."""
    network = networks.load(tx, meeting.network)
    known = people.named(tx, wanted)
    return tuple(
        person
        for person in wanted
        if network is not None
        and (found := known.get(person)) is not None
        and takes_part(meeting, found)
        and may_be_phoned(network, found)
    )


def _owe(
    tx: Transaction,
    meeting: Meeting,
    person: PersonId,
    topic: Topic,
    *,
    since: datetime | None = None,
    option: str | int | None = None,
    expires_at: datetime | None = None,
) -> None:
    roster = people.roster(tx, meeting.team)
    was = None if option is None else str(option)
    owed = please_phone(meeting, person, topic, roster=roster, since=since, option=was, expires_at=expires_at)
    if not owed:
        log.error("nobody can be told to phone", subject="meeting")
    for notice in owed:
        outbox.put_for_several(tx, notice, people=PHONE, but=PHONED, unless_waiting=topic is Topic.LOST)
