"""Tells the leads, once, when nobody has checked a number to call for too long."""

from rules.notice import Kind, Notice, Subject
from rules.organisation import Organisation
from rules.people import Role
from rules.when import wall_time
from storage import audit, outbox, people, teams
from storage.database import Transaction

VERB = "numbers_old"


def due(tx: Transaction, organisation: Organisation) -> int:
    """Owe a notice to each lead for signposts that went stale since the last one; gives how many were owed.

    The trail remembers the day they went stale, so a restart or another day tells nobody again.
    """
    stale = organisation.stale_since(wall_time(tx.now, organisation.zone).date())
    team = teams.first(tx) if stale else None
    if team is None:
        return 0
    told = audit.versions(tx, VERB, Subject.TEAM, team.id)
    fresh = [day for day in stale if day.toordinal() not in told]
    leads = [member.id for member in people.roster(tx, team.id).members if member.role is Role.LEAD] if fresh else []
    if not leads:
        return 0
    at = organisation.decent_hour(tx.now)
    outbox.put(tx, [Notice(Kind.NUMBERS_OLD, lead, Subject.TEAM, team.id, not_before=at) for lead in leads])
    for day in fresh:
        audit.record(tx, VERB, Subject.TEAM, team.id, by=None, version=day.toordinal())
    return len(leads)
