"""A contact as a row of its table, and back."""

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import Row

from rules.contact import Because, Contact, DayWarning, Question, Reason, State, Wish
from rules.ids import ContactId, PersonId, TeamId


def columns(contact: Contact) -> Mapping[str, Any]:
    """Every column but the id."""
    return {
        "team_id": contact.team,
        "caller_id": contact.caller,
        "network_id": contact.network,
        "opened_by": contact.opened_by,
        "opened_at": contact.opened_at,
        "state": contact.state.value,
        "round": contact.round,
        "step": contact.step,
        "asks": contact.asks,
        "step_due_at": contact.step_due_at,
        "asking": json.dumps(contact.asking),
        "heard": json.dumps(contact.heard),
        "asked": json.dumps(contact.asked),
        "begun": contact.begun,
        "because": _word(contact.because),
        "former_id": contact.former,
        "nobody_since": contact.nobody_since,
        "told_at": contact.told_at,
        "owner_id": contact.owner,
        "taken_at": contact.taken_at,
        "promise_due_at": contact.promise_due_at,
        "spoken_at": contact.spoken_at,
        "spoken_by": contact.spoken_by,
        "tries": contact.tries,
        "tried_at": contact.tried_at,
        "question": _word(contact.question),
        "question_at": contact.question_at,
        "phone_from": contact.phone_from,
        "handing_to": contact.handing_to,
        "handing_due_at": contact.handing_due_at,
        "declined": json.dumps(contact.declined),
        "unneeded_at": contact.unneeded_at,
        "replied_at": contact.replied_at,
        "offered_at": contact.offered_at,
        "agreed_at": contact.agreed_at,
        "later_at": contact.later_at,
        "met_at": contact.met_at,
        "check_at": contact.check_at,
        "warned": json.dumps(sorted(contact.warned)),
        "wish": _word(contact.wish),
        "closed_at": contact.closed_at,
        "reason": _word(contact.reason),
        "due_at": contact.due_at,
        "version": contact.version,
    }


def _word(value: StrEnum | None) -> str | None:
    return None if value is None else value.value


def read(row: Row[Any]) -> Contact:
    """The contact of a whole row."""
    return Contact(
        id=ContactId(row.id),
        team=TeamId(row.team_id),
        caller=PersonId(row.caller_id),
        opened_at=row.opened_at,
        check_at=row.check_at,
        network=row.network_id,
        opened_by=row.opened_by,
        state=State(row.state),
        round=row.round,
        step=row.step,
        asks=row.asks,
        step_due_at=row.step_due_at,
        asking=tuple(json.loads(row.asking)),
        heard=tuple(json.loads(row.heard)),
        asked=tuple(json.loads(row.asked)),
        begun=row.begun,
        because=None if row.because is None else Because(row.because),
        former=row.former_id,
        nobody_since=row.nobody_since,
        told_at=row.told_at,
        owner=row.owner_id,
        taken_at=row.taken_at,
        promise_due_at=row.promise_due_at,
        spoken_at=row.spoken_at,
        spoken_by=row.spoken_by,
        tries=row.tries,
        tried_at=row.tried_at,
        question=None if row.question is None else Question(row.question),
        question_at=row.question_at,
        phone_from=row.phone_from,
        handing_to=row.handing_to,
        handing_due_at=row.handing_due_at,
        declined=tuple(json.loads(row.declined)),
        unneeded_at=row.unneeded_at,
        replied_at=row.replied_at,
        offered_at=row.offered_at,
        agreed_at=row.agreed_at,
        later_at=row.later_at,
        met_at=row.met_at,
        warned=frozenset(DayWarning(warning) for warning in json.loads(row.warned)),
        wish=None if row.wish is None else Wish(row.wish),
        closed_at=row.closed_at,
        reason=None if row.reason is None else Reason(row.reason),
        version=row.version,
    )
