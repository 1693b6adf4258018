"""Somebody with a question to answer cannot be written to: the core pair reads that they have to phone."""

from datetime import datetime

from rules.ids import NetworkId, PersonId
from rules.membership import ask_by_phone
from rules.network import redraw_core
from rules.notice import Notice
from storage import networks, outbox, people
from storage.database import Transaction

PHONE = "phone"
"""The fact that holds whom to phone."""


def unsent(tx: Transaction, notice: Notice, since: datetime) -> None:  # noqa: ARG001 - as for every part
    """A question that is still open could not be written to its reader."""
    _owe(tx, NetworkId(notice.subject_id), notice.to)


def reachability(tx: Transaction, person: PersonId) -> None:
    """Somebody blocked the bot or came back: cards show it, and an open question is asked by phone."""
    for network in networks.of_member(tx, person):
        outbox.put(tx, redraw_core(network))
        _owe(tx, network.id, person)


def _owe(tx: Transaction, network: NetworkId, who: PersonId) -> None:
    found, person = networks.load(tx, network), people.get(tx, who)
    if found is None or person is None:
        return
    for notice in ask_by_phone(found, person, roster=people.roster(tx, found.team)):
        outbox.put_for_several(tx, notice, people=PHONE, unless_waiting=True)
