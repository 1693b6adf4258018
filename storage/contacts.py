"""Crisis contacts as they are remembered: one door for every change, and what screens ask for."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from typing import Protocol

from sqlalchemy import bindparam, func, insert, select, update

from rules.consent import participants
from rules.contact import Contact, State, redraws
from rules.contact_asking import open_contact, someone_on_duty
from rules.contact_clock import mend, raise_if_due, silent
from rules.contact_meetings import record_not_met
from rules.decision import Decision, Refused, Situation
from rules.ids import ContactId, NetworkId, PersonId, TeamId
from rules.ladder import Ladder
from rules.network import Network
from rules.notice import Subject, redraw
from rules.people import Person
from storage import audit, contact_clock, networks, outbox, people, teams
from storage.contact_rows import columns, read
from storage.database import Transaction
from storage.ids import new_id
from storage.tables.contact import contacts

_ONE = select(contacts).where(contacts.c.id == bindparam("contact"))
_NOT_CLOSED = select(contacts).where(contacts.c.state != State.CLOSED.value)
_OF_CALLER = (
    select(contacts).where(contacts.c.caller_id == bindparam("caller")).order_by(contacts.c.opened_at.desc()).limit(1)
)
_OPEN_OF_CALLER = _OF_CALLER.where(contacts.c.state != State.CLOSED.value)
_OPEN_IN_TEAM = _NOT_CLOSED.where(contacts.c.team_id == bindparam("team")).order_by(contacts.c.opened_at)
_CHANGE = update(contacts).where(contacts.c.id == bindparam("which"), contacts.c.version == bindparam("before"))
_NEXT_DUE = select(func.min(contacts.c.due_at, type_=contacts.c.due_at.type).label("at"))


class Decide(Protocol):
    """A move of `rules.contact…` with all its arguments but the contact and the moment."""

    def __call__(self, contact: Contact, /, *, now: datetime) -> Decision[Contact]: ...


def load(tx: Transaction, contact: ContactId) -> Contact | None:
    """The contact, or None for an unknown id."""
    row = tx.row(_ONE, {"contact": contact})
    return None if row is None else read(row)


def get(tx: Transaction, contact: ContactId) -> Contact:
    """The contact, or Refused(NOT_THERE)."""
    found = load(tx, contact)
    if found is None:
        raise Refused(Situation.NOT_THERE)
    return found


def ladder_of(tx: Transaction, contact: Contact) -> Ladder:
    """The ladder of its team as it is now, with the core pair of its network."""
    network = networks.of_contact(tx, contact.id)
    if network is None and contact.network is not None:
        network = networks.load(tx, contact.network)
    return _ladder(tx, contact.team, network)


def _ladder(tx: Transaction, team: TeamId, network: Network | None) -> Ladder:
    core = network.core if network is not None and network.is_open else ()
    return Ladder(people.roster(tx, team), teams.get(tx, team).waits, core)


def start(
    tx: Transaction,
    caller: PersonId,
    *,
    team: TeamId,
    by: PersonId | None = None,
) -> tuple[Contact, bool]:
    """The caller's open contact, and whether it is new: while one is open, no other is opened.

    Where the caller belongs to a network, its core pair is asked first. `by` is a member of staff
    who opens it for somebody who phoned.
    """
    known = open_of(tx, caller)
    if known is not None:
        return known, False
    network = networks.taking_part(tx, caller)
    decision = open_contact(
        ContactId(new_id()),
        team=team,
        caller=caller,
        ladder=_ladder(tx, team, network),
        now=tx.now,
        network=None if network is None else network.id,
        by=by,
    )
    contact = contact_clock.knowing_meetings(tx, decision.value)
    decision = replace(decision, value=contact)
    tx.execute(insert(contacts), {"id": contact.id, **columns(contact)})
    _owe(tx, decision, by=by or caller)
    _redraw_homes(tx, contact)
    return contact, True


def apply(tx: Transaction, contact: ContactId, decide: Decide, *, by: PersonId | None) -> Decision[Contact]:
    """The one door: load, decide, write where the version still stands, owe notices, audit.

    A lost race decides again on fresh state. `by` is None when time itself acts. Raises what
    `decide` refuses, and Refused(NOT_THERE) for an unknown contact.
    """
    while True:
        before = get(tx, contact)
        decision = decide(before, now=tx.now)
        if not decision.verb:
            return decision
        after = _with_version(decision, before.version + 1)
        written = tx.execute(_CHANGE, {**columns(after.value), "which": contact, "before": before.version})
        if written.rowcount == 1:
            _owe(tx, after, by=by)
            _redraw_homes(tx, before, after.value)
            return after


def raise_due(tx: Transaction, contact: ContactId) -> bool:
    """Send one contact that is due through the door; whether it moved."""
    ladder = ladder_of(tx, get(tx, contact))
    return bool(apply(tx, contact, partial(raise_if_due, ladder=ladder), by=None).verb)


def mend_one(tx: Transaction, contact: ContactId) -> bool:
    """Put one contact right if a change of the team has broken it, or its due time is gone; whether it moved."""
    found = get(tx, contact)
    due_again = tx.execute(
        update(contacts)
        .where(contacts.c.id == contact, contacts.c.due_at.is_(None), contacts.c.state != State.CLOSED.value)
        .values(due_at=found.due_at)
    ).rowcount
    ladder = ladder_of(tx, found)
    return bool(apply(tx, contact, partial(mend, ladder=ladder), by=None).verb or due_again)


def mend_all(tx: Transaction, team: TeamId) -> int:
    """Put the open contacts right after a change of the team: a phone blocked, or back."""
    return sum(mend_one(tx, contact.id) for contact in open_in(tx, team))


def show_caller_again(tx: Transaction, caller: PersonId) -> None:
    """Whether the caller can be written to has changed: the cards of staff say so."""
    contact = open_of(tx, caller)
    if contact is not None:
        outbox.put(tx, redraws(contact, without={caller}))


def take_back_met(tx: Transaction, contact: ContactId, *, planned: bool, by: PersonId | None) -> None:
    """The meeting that closed it was not held after all. Not where its caller has made a new call since."""
    found = get(tx, contact)
    newer = open_of(tx, found.caller)
    if newer is None or newer.id == contact:
        decide = partial(record_not_met, ladder=ladder_of(tx, found), planned=planned)
        apply(tx, contact, decide, by=by)


def ask_on_duty(tx: Transaction, person: Person) -> None:
    """A shift has begun: whoever still waits is put to this person too."""
    for contact in open_in(tx, person.team):
        decide = partial(someone_on_duty, who=person.id, ladder=ladder_of(tx, contact))
        apply(tx, contact.id, decide, by=None)


class Watch:
    """A look at every contact that is not closed, also one whose due time is gone: that is what is looked for.

    It is taken at each tick, while calls stay open for days: two statements, however many there are.
    """

    def __init__(self, tx: Transaction) -> None:
        self._now = tx.now
        self._roster = cache(partial(people.roster, tx))
        self._rows = {ContactId(row.id): row for row in tx.rows(_NOT_CLOSED)}

    @property
    def contacts(self) -> tuple[ContactId, ...]:
        return tuple(self._rows)

    @property
    def due(self) -> list[ContactId]:
        """Those that must be looked at now, the longest overdue first."""
        over = {contact: row.due_at for contact, row in self._rows.items() if row.due_at and row.due_at <= self._now}
        return sorted(over, key=lambda contact: over[contact])

    def is_silent(self, contact: ContactId) -> bool:
        """Whether it would end in silence (promise 3). Never, unless something is broken."""
        row = self._rows[contact]
        found = read(row)
        return row.due_at is None or silent(found, ladder=Ladder(self._roster(found.team)), now=self._now)


def next_due(tx: Transaction) -> datetime | None:
    """When the next contact must be looked at (UTC)."""
    row = tx.row(_NEXT_DUE)
    return None if row is None else row.at


def open_of(tx: Transaction, caller: PersonId) -> Contact | None:
    """The caller's contact that is not closed."""
    row = tx.row(_OPEN_OF_CALLER, {"caller": caller})
    return None if row is None else read(row)


def latest_of(tx: Transaction, caller: PersonId) -> Contact | None:
    """The caller's newest contact, open or closed."""
    row = tx.row(_OF_CALLER, {"caller": caller})
    return None if row is None else read(row)


def open_in(tx: Transaction, team: TeamId) -> list[Contact]:
    """The team's contacts that are not closed: those nobody has first, then the oldest."""
    found = [read(row) for row in tx.rows(_OPEN_IN_TEAM, {"team": team})]
    return sorted(found, key=lambda contact: contact.state is not State.OPEN)


def of_network(tx: Transaction, network: NetworkId, *, also: Collection[PersonId] = ()) -> list[ContactId]:
    """The calls that are not closed of those who take part in this network, and of `also`."""
    found = networks.load(tx, network)
    callers = {*also, *(() if found is None else participants(found))}
    rows = tx.rows(
        select(contacts.c.id).where(contacts.c.caller_id.in_(callers), contacts.c.state != State.CLOSED.value)
    )
    return [ContactId(row.id) for row in rows]


def _owe(tx: Transaction, decision: Decision[Contact], *, by: PersonId | None) -> None:
    contact = decision.value
    outbox.put(tx, decision.notices)
    audit.record(tx, decision.verb, Subject.CONTACT, contact.id, by=by, version=contact.version)


def _redraw_homes(tx: Transaction, *shown: Contact) -> None:
    """The first screens of the caller, and of whoever has it or had it, say how it stands."""
    whose = dict.fromkeys(p for contact in shown for p in (contact.caller, contact.owner) if p is not None)
    outbox.put(tx, [redraw(person, Subject.PERSON, person) for person in whose])


def _with_version(decision: Decision[Contact], version: int) -> Decision[Contact]:
    return replace(decision, value=replace(decision.value, version=version))
