"""A contact as a row of its table, and back."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from rules.contact import Contact, DayWarning, Reason, State, Wish
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
        "nobody_since": contact.nobody_since,
        "told_at": contact.told_at,
        "owner_id": contact.owner,
        "taken_at": contact.taken_at,
        "promise_due_at": contact.promise_due_at,
        "spoken_at": contact.spoken_at,
        "tries": contact.tries,
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
        "wish": None if contact.wish is None else contact.wish.value,
        "closed_at": contact.closed_at,
        "reason": None if contact.reason is None else contact.reason.value,
        "due_at": contact.due_at,
        "version": contact.version,
    }


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
        nobody_since=row.nobody_since,
        told_at=row.told_at,
        owner=row.owner_id,
        taken_at=row.taken_at,
        promise_due_at=row.promise_due_at,
        spoken_at=row.spoken_at,
        tries=row.tries,
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
