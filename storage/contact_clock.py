"""What the meetings of a network say to the 24-hour clock of a call."""

from datetime import datetime, timedelta

from sqlalchemy import select

from rules.consent import takes_part
from rules.contact import Contact
from rules.contact_meetings import record_agreed, record_offer
from rules.ids import NetworkId
from rules.meeting import State
from storage import networks
from storage.database import Transaction
from storage.tables.meeting import meetings, options


def knowing_meetings(tx: Transaction, contact: Contact) -> Contact:
    """A new call, whose clock knows of the meetings that its caller is asked about, or that are agreed with them."""
    for network in networks.of_member(tx, contact.caller):
        if takes_part(network, contact.caller):
            for ends_at in planned(tx, network.id):
                contact = record_offer(contact, now=tx.now).value
                if ends_at is not None:
                    contact = record_agreed(contact, now=tx.now, ends_at=ends_at).value
    return contact


def planned(tx: Transaction, network: NetworkId) -> list[datetime | None]:
    """The network's meetings that are not over: when each ends (UTC), or None while it is only asked about."""
    living = (State.ASKING.value, State.AGREED.value)
    rows = tx.rows(
        select(meetings.c.state, options.c.starts_at, options.c.minutes)
        .outerjoin(options, options.c.id == meetings.c.agreed_id)
        .where(meetings.c.network_id == network, meetings.c.state.in_(living))
    )
    ends = [None if row.starts_at is None else row.starts_at + timedelta(minutes=row.minutes) for row in rows]
    return [end for end in ends if end is None or tx.now < end]
