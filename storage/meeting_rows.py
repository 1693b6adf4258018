"""A meeting as rows: reading it in two statements, writing only what changed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Row, bindparam, delete, insert, select, update

from rules.ids import ContactId, MeetingId, NetworkId, OptionId, PersonId, TeamId
from rules.meeting import (
    Answer,
    Day,
    DayStatus,
    Given,
    Meeting,
    Mode,
    NextMeeting,
    NextStep,
    Option,
    Part,
    Participant,
    Preference,
    Proposal,
    State,
    Waiver,
)
from rules.reminders import Due, ReminderKind
from rules.when import wall_time
from storage.database import Transaction
from storage.tables.meeting import answers, meetings, options, participants

_MEETING = (
    select(
        meetings,
        options.c.id.label("option_id"),
        options.c.number,
        options.c.starts_at,
        options.c.zone,
        options.c.minutes,
        options.c.mode,
        options.c.place_sealed.is_not(None).label("has_place"),
        options.c.taken_away,
    )
    .select_from(meetings.outerjoin(options, options.c.meeting_id == meetings.c.id))
    .where(meetings.c.id == bindparam("meeting"))
    .order_by(options.c.number)
)

_PEOPLE = (
    select(
        participants,
        answers.c.option_id,
        answers.c.answer,
        answers.c.given_by,
        answers.c.given_at,
    )
    .select_from(
        participants.outerjoin(
            answers,
            (answers.c.meeting_id == participants.c.meeting_id) & (answers.c.person_id == participants.c.person_id),
        )
    )
    .where(participants.c.meeting_id == bindparam("meeting"))
    .order_by(participants.c.seat)
)

_VERSION = select(meetings.c.id).where(
    meetings.c.id == bindparam("meeting"), meetings.c.version == bindparam("version")
)
_CHANGE = update(meetings).where(meetings.c.id == bindparam("which"), meetings.c.version == bindparam("before"))
_NEW_ANSWER = insert(answers)


def read(tx: Transaction, meeting: MeetingId) -> Meeting | None:
    """The meeting as it is now, or None: one small statement while it is still the version that is kept."""
    if (known := tx.known(meeting)) is not None:
        return cast(Meeting, known)
    kept = cast("Meeting | None", tx.kept.get(meeting))
    stands = kept is not None and tx.row(_VERSION, {"meeting": meeting, "version": kept.version}) is not None
    found = kept if stands else _read_anew(tx, meeting)
    if found is not None:
        tx.keep(meeting, found)
    return found


def _read_anew(tx: Transaction, meeting: MeetingId) -> Meeting | None:
    """The meeting as the tables say, in two statements, or None."""
    found = tx.rows(_MEETING, {"meeting": meeting})
    if not found:
        return None
    people = tx.rows(_PEOPLE, {"meeting": meeting})
    seats = {row.person_id: row for row in people}
    head = found[0]
    return Meeting(
        id=MeetingId(head.id),
        team=TeamId(head.team_id),
        network=NetworkId(head.network_id),
        organiser=PersonId(head.organiser_id),
        opened_at=head.opened_at,
        contact=None if head.contact_id is None else ContactId(head.contact_id),
        state=State(head.state),
        options=tuple(_option(row) for row in found if row.option_id is not None),
        participants=tuple(_participant(row) for row in seats.values()),
        answers={
            (OptionId(row.option_id), PersonId(row.person_id)): Given(
                Answer(row.answer), PersonId(row.given_by), row.given_at
            )
            for row in people
            if row.option_id is not None
        },
        days={
            PersonId(row.person_id): Day(DayStatus(row.day_status), PersonId(row.day_by), row.day_at, row.day_minutes)
            for row in seats.values()
            if row.day_status is not None
        },
        agreed=None if head.agreed_id is None else OptionId(head.agreed_id),
        hold=head.hold,
        go_ahead=None if head.go_ahead_by is None else PersonId(head.go_ahead_by),
        waiver=None if head.waiver is None else Waiver(head.waiver),
        preference=None if head.preference is None else Preference(head.preference),
        ready_told=head.ready_told,
        reminders=_reminders(head.reminders),
        sequence=head.sequence,
        next=_next(head.next_step, head.next_write_by),
        version=head.version,
    )


def _next(step: str | None, write_by: date | None) -> NextMeeting | None:
    """The step. "propose" was one once, told to everyone before there was a time: it is an open one."""
    return None if step in {None, "propose"} else NextMeeting(NextStep(step), write_by)


def write_new(tx: Transaction, meeting: Meeting, proposals: Sequence[Proposal]) -> None:
    """The first rows of a meeting; `proposals` bring the places of its options, in order."""
    tx.execute(insert(meetings), {"id": meeting.id, **_head(meeting)})
    _add_options(tx, meeting, meeting.options)
    write_places(tx, meeting.options, proposals)
    _add_participants(tx, meeting, range(len(meeting.participants)))


def write_places(tx: Transaction, written: Sequence[Option], proposals: Sequence[Proposal]) -> None:
    """Seal the place of each option beside it."""
    for option, proposal in zip(written, proposals, strict=True):
        if proposal.place is not None:
            write_place(tx, option.id, proposal.place)


def write_place(tx: Transaction, option: OptionId, place: str) -> None:
    """Seal one place beside its option."""
    tx.execute(update(options).where(options.c.id == option).values(place_sealed=tx.seal(place)))


def changes(tx: Transaction, before: Meeting, after: Meeting) -> bool:
    """Write what differs; False when somebody else has changed the meeting since `before`."""
    old, new = _head(before), _head(after)
    changed = {name: value for name, value in new.items() if value != old[name]}
    won = tx.execute(_CHANGE, {**changed, "which": before.id, "before": before.version})
    if won.rowcount != 1:
        tx.sure.discard(before.id)
        return False
    if after.answers != before.answers:
        _write_answers(tx, before, after)
    if after.options != before.options:
        _write_options(tx, before, after)
    if after.participants != before.participants or after.days != before.days:
        _write_participants(tx, before, after)
    tx.keep(after.id, after)
    return True


def _write_answers(tx: Transaction, before: Meeting, after: Meeting) -> None:
    new = []
    for key, given in after.answers.items():
        if key not in before.answers:
            new.append(_answer(after, key, given))
        elif before.answers[key] != given:
            tx.execute(
                update(answers)
                .where(answers.c.option_id == key[0], answers.c.person_id == key[1])
                .values(answer=given.answer.value, given_by=given.by, given_at=given.at)
            )
    if new:
        tx.execute(_NEW_ANSWER, new)
    for option, person in before.answers.keys() - after.answers.keys():
        tx.execute(delete(answers).where(answers.c.option_id == option, answers.c.person_id == person))


def _write_options(tx: Transaction, before: Meeting, after: Meeting) -> None:
    known = {option.id: option for option in before.options}
    _add_options(tx, after, [option for option in after.options if option.id not in known])
    for option in after.options:
        if option.id in known and known[option.id].taken_away != option.taken_away:
            tx.execute(update(options).where(options.c.id == option.id).values(taken_away=option.taken_away))


def _write_participants(tx: Transaction, before: Meeting, after: Meeting) -> None:
    known = {row["person_id"]: row for row in _people(before)}
    for row in _people(after):
        old = known.pop(row["person_id"], None)
        if old is None:
            tx.execute(insert(participants), row)
        elif old != row:
            tx.execute(
                update(participants)
                .where(
                    participants.c.meeting_id == after.id,
                    participants.c.person_id == row["person_id"],
                )
                .values(**{name: row[name] for name in row if row[name] != old[name]})
            )
    for person in known:
        tx.execute(
            delete(participants).where(participants.c.meeting_id == after.id, participants.c.person_id == person)
        )


def _add_participants(tx: Transaction, meeting: Meeting, seats: Iterable[int]) -> None:
    rows = _people(meeting)
    if wanted := [rows[seat] for seat in seats]:
        tx.execute(insert(participants), wanted)


def _add_options(tx: Transaction, meeting: Meeting, new: Sequence[Option]) -> None:
    rows = [
        {
            "id": option.id,
            "meeting_id": meeting.id,
            "number": option.number,
            "starts_at": option.starts_at,
            "wall": wall_time(option.starts_at, option.zone).isoformat(timespec="minutes"),
            "zone": option.zone,
            "minutes": option.minutes,
            "mode": option.mode.value,
            "taken_away": option.taken_away,
        }
        for option in new
    ]
    if rows:
        tx.execute(insert(options), rows)


def _head(meeting: Meeting) -> Mapping[str, Any]:
    coming = meeting.next
    return {
        "team_id": meeting.team,
        "network_id": meeting.network,
        "contact_id": meeting.contact,
        "organiser_id": meeting.organiser,
        "opened_at": meeting.opened_at,
        "state": meeting.state.value,
        "agreed_id": meeting.agreed,
        "hold": meeting.hold,
        "go_ahead_by": meeting.go_ahead,
        "waiver": meeting.waiver and meeting.waiver.value,
        "preference": meeting.preference and meeting.preference.value,
        "ready_told": meeting.ready_told,
        "reminders": json.dumps(
            [(due.kind.value, due.due_at.isoformat(), due.expires_at.isoformat()) for due in meeting.reminders]
        ),
        "sequence": meeting.sequence,
        "next_step": None if coming is None else coming.step.value,
        "next_write_by": None if coming is None else coming.write_by,
        "version": meeting.version,
    }


def _people(meeting: Meeting) -> list[dict[str, Any]]:
    rows = []
    for seat, participant in enumerate(meeting.participants):
        day = meeting.days.get(participant.person)
        rows.append(
            {
                "meeting_id": meeting.id,
                "person_id": participant.person,
                "part": participant.part.value,
                "seat": seat,
                "attended": participant.attended,
                "day_status": None if day is None else day.status.value,
                "day_minutes": None if day is None else day.minutes,
                "day_by": None if day is None else day.by,
                "day_at": None if day is None else day.at,
            }
        )
    return rows


def _answer(meeting: Meeting, key: tuple[OptionId, PersonId], given: Given) -> Mapping[str, object]:
    return {
        "option_id": key[0],
        "person_id": key[1],
        "meeting_id": meeting.id,
        "answer": given.answer.value,
        "given_by": given.by,
        "given_at": given.at,
    }


def _option(row: Row[Any]) -> Option:
    return Option(
        id=OptionId(row.option_id),
        number=row.number,
        starts_at=row.starts_at,
        zone=row.zone,
        minutes=row.minutes,
        mode=Mode(row.mode),
        has_place=bool(row.has_place),
        taken_away=row.taken_away,
    )


def _participant(row: Row[Any]) -> Participant:
    return Participant(PersonId(row.person_id), Part(row.part), row.attended)


def _reminders(text: str) -> tuple[Due, ...]:
    return tuple(
        Due(ReminderKind(kind), datetime.fromisoformat(due), datetime.fromisoformat(expires))
        for kind, due, expires in json.loads(text)
    )
