"""Links: made with a secret of which only a keyed hash stays, found by it, used up once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, insert, select, update

from rules import invitation as rules
from rules.decision import Refused, Situation
from rules.ids import InvitationId, NetworkId, PersonId, TeamId
from rules.invitation import Invitation, Purpose
from rules.network import Network
from rules.notice import Subject
from rules.people import Person, Role
from storage import audit, networks, outbox, people
from storage.database import Transaction
from storage.ids import new_id, new_token
from storage.tables.invitation import invitations

LONGEST_TOKEN = 64
"""Characters of a `/start` payload (Telegram); anything longer was never ours."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new link: its secret is known here, once, and nowhere else afterwards."""

    invitation: Invitation
    token: str


def make(tx: Transaction, *, team: TeamId, role: Role, by: Person | None) -> Made:
    """A single-use link for new staff; `by` is None for the command line.

    Raises Refused NOT_FOR_YOU for anyone but a lead of the team.
    """
    made = rules.staff_invitation(InvitationId(new_id()), team=team, role=role, by=by, now=tx.now)
    return _keep(tx, made, "staff_link_made", Subject.TEAM, team)


def make_for(tx: Transaction, network: NetworkId, person: PersonId, *, by: Person) -> Made:
    """A single-use link for one person of a network; an older unused one stops working.

    Raises Refused as `rules.invitation.network_invitation`, and NOT_THERE.
    """
    found = networks.load(tx, network)
    if found is None:
        raise Refused(Situation.NOT_THERE)
    made = rules.network_invitation(InvitationId(new_id()), network=found, person=person, by=by, now=tx.now)
    older = select(invitations).where(
        invitations.c.network_id == network,
        invitations.c.person_id == person,
        invitations.c.used_at.is_(None),
        invitations.c.withdrawn_at.is_(None),
    )
    for row in tx.rows(older):
        _write(tx, rules.withdraw(_invitation(row), now=tx.now).value)
    return _keep(tx, made, "link_made", Subject.NETWORK, network)


def open_for_staff(tx: Transaction, team: TeamId) -> list[Invitation]:
    """Links that still make somebody staff of this team, the one that ends first before the others."""
    rows = tx.rows(
        select(invitations)
        .where(
            invitations.c.team_id == team,
            invitations.c.purpose == Purpose.STAFF.value,
            invitations.c.used_at.is_(None),
            invitations.c.withdrawn_at.is_(None),
            invitations.c.expires_at > tx.now,
        )
        .order_by(invitations.c.expires_at, invitations.c.id)
    )
    return [_invitation(row) for row in rows]


def withdraw_for_staff(tx: Transaction, invitation: InvitationId, *, by: Person) -> None:
    """A lead ends a link that nobody has used. Refuses as `rules.invitation.withdraw_staff`."""
    row = tx.row(select(invitations).where(invitations.c.id == invitation))
    decision = rules.withdraw_staff(None if row is None else _invitation(row), by=by, now=tx.now)
    if decision.verb and _write(tx, decision.value):
        audit.record(tx, decision.verb, Subject.TEAM, by.team, by=by.id)


def find(tx: Transaction, token: str) -> Invitation:
    """The invitation of this secret, found by keyed hash. Raises Refused LINK_UNKNOWN."""
    if not token or len(token) > LONGEST_TOKEN:
        raise Refused(Situation.LINK_UNKNOWN)
    row = tx.row(select(invitations).where(invitations.c.token_hash == _hash(tx, token)))
    if row is None:
        raise Refused(Situation.LINK_UNKNOWN)
    return _invitation(row)


def join_team(tx: Transaction, token: str, *, by: Person) -> Invitation:
    """Use a staff link: its opener is staff from now on. Raises what `rules` refuse."""
    used = _use(tx, token, by, Purpose.STAFF)
    if used.role is None:
        raise Refused(Situation.LINK_UNKNOWN)
    people.hire(tx, by.id, used.team, used.role)
    return used


def take_place(tx: Transaction, token: str, *, by: Person, claim: Callable[[PersonId], networks.Decide]) -> Network:
    """Use a family's link: its opener takes the place it was made for, in one transaction.

    `claim` makes the move for the invited identity. Raises Refused as `use` and `claim` do.
    """
    used = _use(tx, token, by, Purpose.CENTRE, Purpose.MEMBER)
    if used.network is None or used.person is None:
        raise Refused(Situation.LINK_UNKNOWN)
    return networks.apply(tx, used.network, claim(used.person), by=by.id).value


def _use(tx: Transaction, token: str, by: Person, *purposes: Purpose) -> Invitation:
    while True:
        found = find(tx, token)
        if found.purpose not in purposes:
            raise Refused(Situation.LINK_UNKNOWN)
        decision = rules.use(found, by=by, now=tx.now)
        if _write(tx, decision.value):
            break
    outbox.put(tx, decision.notices)
    audit.record(tx, decision.verb, Subject.PERSON, by.id, by=by.id)
    return decision.value


def _keep(tx: Transaction, made: Invitation, verb: str, subject: Subject, subject_id: str) -> Made:
    token = new_token()
    tx.execute(
        insert(invitations),
        {
            "id": made.id,
            "token_hash": _hash(tx, token),
            "team_id": made.team,
            "purpose": made.purpose.value,
            "role": None if made.role is None else made.role.value,
            "network_id": made.network,
            "person_id": made.person,
            "made_by": made.made_by,
            "made_at": made.made_at,
            "expires_at": made.expires_at,
            "version": made.version,
        },
    )
    audit.record(tx, verb, subject, subject_id, by=made.made_by)
    return Made(made, token)


def _write(tx: Transaction, value: Invitation) -> bool:
    """Write what can change; False when somebody else was first."""
    done = tx.execute(
        update(invitations)
        .where(invitations.c.id == value.id, invitations.c.version == value.version)
        .values(
            used_by=value.used_by,
            used_at=value.used_at,
            withdrawn_at=value.withdrawn_at,
            version=value.version + 1,
        )
    )
    return bool(done.rowcount)


def _hash(tx: Transaction, token: str) -> str:
    return tx.keyring.find(f"invitation/{token}")


def _invitation(row: Row[Any]) -> Invitation:
    bare = Invitation(
        InvitationId(row.id),
        TeamId(row.team_id),
        Purpose(row.purpose),
        row.made_at,
        row.expires_at,
        version=row.version,
    )
    return replace(
        bare,
        made_by=None if row.made_by is None else PersonId(row.made_by),
        role=None if row.role is None else Role(row.role),
        network=None if row.network_id is None else NetworkId(row.network_id),
        person=None if row.person_id is None else PersonId(row.person_id),
        used_by=None if row.used_by is None else PersonId(row.used_by),
        used_at=row.used_at,
        withdrawn_at=row.withdrawn_at,
    )
