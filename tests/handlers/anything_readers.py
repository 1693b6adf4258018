"""Reads everything that was sent to anybody, and finds what its reader may not know.

What each may know to begin with is decided in `matrix_people`. Whoever takes a call or joins a network in the course of
things learns what goes with that: here that follows from the tables, by the rules of consent.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from rules.consent import may_be_asked, participants
from rules.ids import NetworkId, PersonId
from rules.meeting import Part as Seat
from rules.network import Network, Part
from rules.people import Role
from sandbox.telegram import Call, PretendTelegram
from storage import contacts, meetings, networks, people
from storage.database import Transaction
from storage.tables import contacts as contact_rows
from storage.tables import meetings as meeting_rows
from storage.tables import memberships, staff, teams
from storage.tables import networks as network_rows
from storage.tables import options as option_rows
from storage.tables import participants as participant_rows
from tests.handlers.matrix_families import COLLEAGUE, user_of
from tests.handlers.matrix_people import CALLERS, CODE_NAMES, NAMES, PLACES, SECRETS, TEAM, Who, knows

Known = Mapping[int, frozenset[str]]
"""The secrets that may stand in the chat of each account."""


AT_FIRST: Known = {
    **{user_of(who): knows(who) for who in Who},
    COLLEAGUE: frozenset({"Peregrina", *TEAM, *CALLERS, *CODE_NAMES[3:], PLACES[1]}),
}
"""Before anything happens."""


def more(one: Known, other: Known) -> Known:
    """What is known by either."""
    return {account: one.get(account, frozenset()) | other.get(account, frozenset()) for account in {*one, *other}}


@dataclass
class _Collected:
    """What follows from the tables, by person."""

    tx: Transaction
    found: dict[PersonId, set[str]] = field(default_factory=dict)

    def learns(self, person: PersonId | None, *secrets: str | None) -> None:
        if person is not None:
            self.found.setdefault(person, set()).update(secret for secret in secrets if secret)

    def name(self, person: PersonId | None) -> str | None:
        known = people.get(self.tx, person) if person is not None else None
        return None if known is None else known.name

    def number(self, person: PersonId) -> str | None:
        known = people.get(self.tx, person)
        return None if known is None or known.phone is None else known.phone[3:]


def known_now(tx: Transaction) -> Known:
    """What each account may read by what the tables say, beside what it knew at first."""
    begun = _Collected(tx)
    _team(begun)
    for row in tx.rows(select(network_rows.c.id)):
        network = networks.load(tx, NetworkId(row.id))
        if network is not None:
            _network(begun, network)
    _calls(begun)
    accounts: dict[int, set[str]] = {}
    for person, secrets in begun.found.items():
        account = people.telegram_id(tx, person)
        if account is not None:
            accounts.setdefault(account, set()).update(secrets)
    return {account: frozenset(secrets & SECRETS) for account, secrets in accounts.items()}


def _team(begun: _Collected) -> None:
    """Staff know each other and who calls; leads know all of their team."""
    home = begun.tx.row(select(teams.c.id).order_by(teams.c.created_at).limit(1))
    assert home is not None
    for row in begun.tx.rows(select(staff).where(staff.c.ended_at.is_(None))):
        begun.learns(PersonId(row.person_id), begun.name(PersonId(row.person_id)))
        if row.team_id == home.id:
            lead = row.role == Role.LEAD.value
            begun.learns(PersonId(row.person_id), *(SECRETS - {NAMES[Who.OTHER_TEAM]} if lead else TEAM | CALLERS))


def _network(begun: _Collected, network: Network) -> None:
    tx = begun.tx
    here = [row.person_id for row in tx.rows(select(memberships).where(memberships.c.network_id == network.id))]
    names = [begun.name(person) for person in here]
    numbers = [begun.number(person) for person in here]
    core = [begun.name(person) for person in network.core]
    places = _places(tx, network.id)
    for person in network.core:
        begun.learns(person, network.code_name, *names, *numbers, *places, *core)
    for person in _colleagues_asked(tx, network.id):
        begun.learns(person, network.code_name, *names, *places, *core)
    for person in participants(network):
        begun.learns(person, network.code_name, *places, *core)
    centre = None if network.centre is None else begun.name(network.centre.person)
    for member in network.members:
        begun.learns(member.person, begun.name(member.person), network.code_name, *core)
        if may_be_asked(network, member.person):
            # Whoever is asked reads who says that they may be.
            begun.learns(member.person, centre)
        if member.part is Part.CENTRE:
            begun.learns(member.person, *names, *numbers)


def _places(tx: Transaction, network: NetworkId) -> list[str | None]:
    wanted = select(option_rows.c.id).where(option_rows.c.meeting_id.in_(_meetings(tx, network)))
    return [meetings.place(tx, row.id) for row in tx.rows(wanted)]


def _colleagues_asked(tx: Transaction, network: NetworkId) -> list[PersonId]:
    """Staff outside the core pair whom somebody has asked to come to a meeting: they see who comes."""
    asked = select(participant_rows.c.person_id).where(
        participant_rows.c.meeting_id.in_(_meetings(tx, network)),
        participant_rows.c.part.in_((Seat.CORE.value, Seat.STAFF.value)),
    )
    return [PersonId(row.person_id) for row in tx.rows(asked)]


def _meetings(tx: Transaction, network: NetworkId) -> list[str]:
    return [row.id for row in tx.rows(select(meeting_rows.c.id).where(meeting_rows.c.network_id == network))]


def _calls(begun: _Collected) -> None:
    """A caller reads who has their call; whoever has it, or is to take it over, reads how to reach them."""
    for row in begun.tx.rows(select(contact_rows.c.id)):
        call = contacts.get(begun.tx, row.id)
        begun.learns(call.caller, begun.name(call.caller), begun.name(call.owner), begun.name(call.handing_to))
        for person in (call.owner, call.handing_to):
            begun.learns(person, begun.name(call.caller), begun.number(call.caller))


@dataclass
class Readers:
    """Everything that was said in one world, looked at once."""

    telegram: PretendTelegram
    presses: dict[str, int] = field(default_factory=dict)
    """Who pressed, by the id of the press."""
    seen: int = 0

    def answered(self) -> set[str]:
        """The presses that were answered so far."""
        return {str(c.params["callback_query_id"]) for c in self.telegram.calls if c.method == "answerCallbackQuery"}

    def news(self) -> list[tuple[int, str]]:
        """What was said since the last look: words, keys, toasts and files, each with the account that gets it."""
        said = []
        for call in self.telegram.calls:
            if call.number > self.seen and call.method != "getUpdates":
                self.seen = call.number
                # Where it is for nobody in particular, the reader is 0, who may read nothing.
                reader = call.params.get("chat_id", self.presses.get(str(call.params.get("callback_query_id")), 0))
                words = json.dumps(call.params, ensure_ascii=False, default=str) + self._file(call)
                said.append((int(str(reader)), words))
        return said

    def _file(self, call: Call) -> str:
        document = call.result.get("document") if isinstance(call.result, dict) else None
        if not isinstance(document, dict):
            return ""
        return self.telegram.files[document["file_id"]].content.decode("utf-8", "replace").replace("\r\n ", "")


def leaks(said: Iterable[tuple[int, str]], known: Known) -> list[str]:
    """What is not for its reader."""
    return [
        f"{reader} read {secret!r} in {words}"
        for reader, words in said
        for secret in SECRETS - known.get(reader, frozenset())
        if secret.casefold() in words.casefold() or (secret.isdigit() and secret in "".join(words.split()))
    ]
