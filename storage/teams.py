"""Teams and the settings a lead may change."""

import json
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import insert, select, update

from rules.ids import PersonId, TeamId
from rules.notice import Subject
from rules.organisation import Waits
from storage import audit
from storage.database import Transaction
from storage.ids import new_id
from storage.tables.people import teams


@dataclass(frozen=True, slots=True)
class Team:
    """One team; `zone` is an IANA name."""

    id: TeamId
    name: str
    zone: str
    waits: Waits


def first(tx: Transaction) -> Team | None:
    """The team that callers of this bot reach: the oldest one."""
    row = tx.row(select(teams).order_by(teams.c.created_at, teams.c.id).limit(1))
    return None if row is None else Team(TeamId(row.id), row.name, row.zone, _waits(row.waits))


def get(tx: Transaction, team: TeamId) -> Team:
    """Raises LookupError for an unknown id: ids of teams never come from outside."""
    row = tx.row(select(teams).where(teams.c.id == team))
    if row is None:
        raise LookupError(team)
    return Team(TeamId(row.id), row.name, row.zone, _waits(row.waits))


def found(tx: Transaction, *, name: str, zone: str, waits: Waits) -> Team:
    """Make a team."""
    team = TeamId(new_id())
    tx.execute(
        insert(teams),
        {"id": team, "name": name, "zone": zone, "waits": _waits_text(waits), "created_at": tx.now},
    )
    audit.record(tx, "founded", Subject.TEAM, team, by=None)
    return get(tx, team)


def set_waits(tx: Transaction, team: TeamId, waits: Waits, *, by: PersonId) -> None:
    """Change how long each step of the ladder waits; open contacts follow from their next step on."""
    tx.execute(update(teams).where(teams.c.id == team).values(waits=_waits_text(waits), version=teams.c.version + 1))
    audit.record(tx, "waits_changed", Subject.TEAM, team, by=by)


def _waits_text(waits: Waits) -> str:
    return json.dumps({name: getattr(waits, name).total_seconds() for name in Waits.__slots__})


def _waits(text: str) -> Waits:
    return Waits(**{name: timedelta(seconds=seconds) for name, seconds in json.loads(text).items()})
