"""The one door for every change of a network, and what its screens ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol, cast

from sqlalchemy import BindParameter, Row, Select, bindparam, delete, insert, select, update

from rules import consent
from rules.code_names import names_somebody
from rules.decision import Decision, Refused, Situation
from rules.ids import ContactId, NetworkId, PersonId, TeamId
from rules.meeting_company import company
from rules.network import Answer, Consent, How, Membership, Network, Part, ask_to_rename
from rules.notice import Notice, Subject
from rules.people import Person
from storage import audit, meetings, outbox, people
from storage.database import Transaction
from storage.tables.network import cores, memberships, networks

_OPEN = select(networks).where(networks.c.closed_at.is_(None)).order_by(networks.c.opened_at.desc(), networks.c.id)
_PERSON: BindParameter[str] = bindparam("person")
_ONE = select(networks).where(networks.c.id == bindparam("network"))
_OF_CONTACT = select(networks).where(networks.c.contact_id == bindparam("contact"))
_OF_TEAM = _OPEN.where(networks.c.team_id == bindparam("team"))
_OF_CORE = _OPEN.where(networks.c.id.in_(select(cores.c.network_id).where(cores.c.person_id == _PERSON)))
_OF_MEMBER = _OPEN.where(networks.c.id.in_(select(memberships.c.network_id).where(memberships.c.person_id == _PERSON)))
_THESE: BindParameter[str] = bindparam("networks", expanding=True)
_CORES = select(cores).where(cores.c.network_id.in_(_THESE)).order_by(cores.c.place)
_MEMBERSHIPS = select(memberships).where(memberships.c.network_id.in_(_THESE)).order_by(memberships.c.place)


class Decide(Protocol):
    """A move of `rules.network` or `rules.membership`, given all but the network and the time."""

    def __call__(self, network: Network, /, *, now: datetime) -> Decision[Network]: ...


def load(tx: Transaction, network: NetworkId) -> Network | None:
    """The network as it is now, with everyone who ever was in it; None when there is none."""
    if (known := tx.known(network)) is not None:
        return cast(Network, known)
    found = _networks(tx, _ONE, {"network": network})
    return found[0] if found else None


def add(tx: Transaction, decision: Decision[Network], *, by: PersonId) -> Network:
    """Write a newly opened network and what it owes to people.

    Refuses NAME_TAKEN when the team uses this code name already, in any letter case.
    """
    value = decision.value
    tx.execute(
        insert(networks),
        {
            "id": value.id,
            "team_id": value.team,
            **_named(tx, value),
            "contact_id": value.contact,
            "opened_at": value.opened_at,
            "closed_at": value.closed_at,
            "version": value.version,
        },
    )
    _write_people(tx, None, value)
    outbox.put(tx, decision.notices)
    audit.record(tx, decision.verb, Subject.NETWORK, value.id, by=by, version=value.version)
    return value


def apply(tx: Transaction, network: NetworkId, decide: Decide, *, by: PersonId | None) -> Decision[Network]:
    """Load, decide, write with a version check, owe the notices, audit. A lost race decides again.

    The core pair is asked for another code name when it holds the name of somebody who came in.
    Raises Refused: NOT_THERE for an unknown network, NAME_TAKEN for a code name in use, and whatever
    `decide` refuses.
    """
    while True:
        before = load(tx, network)
        if before is None:
            raise Refused(Situation.NOT_THERE)
        decision = decide(before, now=tx.now)
        if not decision.verb:
            return decision
        version = before.version + 1
        renamed = {} if decision.value.code_name == before.code_name else _named(tx, decision.value)
        won = tx.execute(
            update(networks)
            .where(networks.c.id == network, networks.c.version == before.version)
            .values(version=version, closed_at=decision.value.closed_at, **renamed)
        )
        if won.rowcount:
            break
        tx.sure.discard(network)
    value = replace(decision.value, version=version)
    _write_people(tx, before, value)
    tx.keep(network, value)
    outbox.put(tx, (*decision.notices, *_names_who_came(tx, before, value)))
    audit.record(tx, decision.verb, Subject.NETWORK, network, by=by, version=version)
    meetings.follow(tx, network, company(value))
    return replace(decision, value=value)


def of_team(tx: Transaction, team: TeamId) -> list[Network]:
    """The team's open networks, newest first."""
    return _networks(tx, _OF_TEAM, {"team": team})


def of_core(tx: Transaction, person: PersonId) -> list[Network]:
    """The open networks in whose core pair this staff member is, newest first."""
    return _networks(tx, _OF_CORE, {"person": person})


def of_member(tx: Transaction, person: PersonId) -> list[Network]:
    """The open networks this person is or was in, newest first; `rules.consent` says as what."""
    return _networks(tx, _OF_MEMBER, {"person": person})


def of_contact(tx: Transaction, contact: ContactId) -> Network | None:
    """The network that was opened from this contact."""
    found = _networks(tx, _OF_CONTACT, {"contact": contact})
    return found[0] if found else None


def taking_part(tx: Transaction, person: PersonId) -> Network | None:
    """The newest open network they take part in: its core pair hears their next call first."""
    mine = of_member(tx, person)
    return next((network for network in mine if consent.takes_part(network, person)), None)


def may_hear(tx: Transaction, network: NetworkId, person: Person) -> bool:
    """`rules.consent.may_hear` as things are now; an unknown network is a no (promise 6)."""
    found = load(tx, network)
    return found is not None and consent.may_hear(found, person)


def code_names(tx: Transaction, team: TeamId) -> frozenset[str]:
    """Every code name of the team's networks; a closed one keeps its own, a renamed one gives the old one back."""
    rows = tx.rows(select(networks.c.code_name_sealed).where(networks.c.team_id == team))
    return frozenset(tx.open(row.code_name_sealed) for row in rows)


def _named(tx: Transaction, network: Network) -> Mapping[str, str]:
    """The columns of the code name. Refuses NAME_TAKEN where another network of the team has it, in any letter case."""
    seen = _hash(tx, network.team, network.code_name)
    others = (networks.c.team_id == network.team, networks.c.id != network.id)
    if tx.row(select(networks.c.id).where(networks.c.code_name_hash == seen, *others)) is not None:
        raise Refused(Situation.NAME_TAKEN)
    return {"code_name_sealed": tx.seal(network.code_name), "code_name_hash": seen}


def _names_who_came(tx: Transaction, before: Network, after: Network) -> tuple[Notice, ...]:
    came = {m.person for m in after.members} - {m.person for m in before.members}
    names = [person.name for person in people.named(tx, tuple(came)).values()]
    return ask_to_rename(after) if names_somebody(after.code_name, names) else ()


def _hash(tx: Transaction, team: TeamId, code_name: str) -> str:
    return tx.keyring.find(f"code name/{team}/{code_name.casefold()}")


def _networks(tx: Transaction, statement: Select[Any], parameters: Mapping[str, object]) -> list[Network]:
    """The networks of these rows: one statement while each is still the version that is kept, else three.

    Whose names and answers a network holds is asked for each notice that goes out.
    """
    rows = tx.rows(statement, parameters)
    known = {row.id: kept for row in rows if (kept := tx.kept.get(row.id)) is not None and kept.version == row.version}
    known |= {found.id: found for found in _read_anew(tx, [row for row in rows if row.id not in known])}
    for key, network in known.items():
        tx.keep(key, network)
    return [cast(Network, known[row.id]) for row in rows]


def _read_anew(tx: Transaction, rows: Sequence[Row[Any]]) -> list[Network]:
    """The networks of these rows of their table, with everyone who ever was in them, as the tables say."""
    if not rows:
        return []
    wanted = tuple(row.id for row in rows)
    staff: dict[str, list[PersonId]] = {key: [] for key in wanted}
    for row in tx.rows(_CORES, {"networks": wanted}):
        staff[row.network_id].append(PersonId(row.person_id))
    members: dict[str, list[Membership]] = {key: [] for key in wanted}
    for row in tx.rows(_MEMBERSHIPS, {"networks": wanted}):
        members[row.network_id].append(_membership(row))
    return [
        Network(
            NetworkId(row.id),
            TeamId(row.team_id),
            tx.open(row.code_name_sealed),
            tuple(staff[row.id]),
            row.opened_at,
            None if row.contact_id is None else ContactId(row.contact_id),
            tuple(members[row.id]),
            row.closed_at,
            row.version,
        )
        for row in rows
    ]


def _membership(row: Row[Any]) -> Membership:
    return Membership(
        PersonId(row.person_id),
        Part(row.part),
        PersonId(row.added_by),
        row.at,
        _consent(row.person_says, row.person_says_at, row.person_says_how, row.person_says_by),
        _consent(row.member_says, row.member_says_at, row.member_says_how, row.member_says_by),
        row.left_at,
        None if row.invited_as is None else PersonId(row.invited_as),
    )


def _consent(answer: str | None, at: datetime, how: str, by: str) -> Consent | None:
    return None if answer is None else Consent(Answer(answer), at, How(how), PersonId(by))


def _said(name: str, said: Consent | None) -> Mapping[str, object]:
    return {
        f"{name}_says": None if said is None else said.answer.value,
        f"{name}_says_at": None if said is None else said.at,
        f"{name}_says_how": None if said is None else said.how.value,
        f"{name}_says_by": None if said is None else said.by,
    }


def _write_people(tx: Transaction, before: Network | None, after: Network) -> None:
    """Bring the core pair and the members' rows to `after`; what did not change is not written."""
    if before is None or before.core != after.core:
        tx.execute(delete(cores).where(cores.c.network_id == after.id))
        tx.execute(
            insert(cores),
            [{"network_id": after.id, "person_id": person, "place": place} for place, person in enumerate(after.core)],
        )
    known = {} if before is None else dict(enumerate(before.members))
    now = dict(enumerate(after.members))
    stale = [place for place, membership in known.items() if now.get(place) != membership]
    if stale:
        gone = [known[place].person for place in stale]
        tx.execute(delete(memberships).where(memberships.c.network_id == after.id, memberships.c.person_id.in_(gone)))
    fresh = [
        {
            "network_id": after.id,
            "person_id": membership.person,
            "place": place,
            "part": membership.part.value,
            "added_by": membership.added_by,
            "at": membership.at,
            **_said("person", membership.person_says),
            **_said("member", membership.member_says),
            "left_at": membership.left_at,
            "invited_as": membership.invited_as,
        }
        for place, membership in now.items()
        if known.get(place) != membership
    ]
    if fresh:
        tx.execute(insert(memberships), fresh)
