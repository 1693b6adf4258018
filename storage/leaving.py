"""Ending somebody's role in the team, with nothing left open behind them."""

from rules import leaving as rules
from rules.decision import Refused, Situation
from rules.ids import PersonId
from rules.network import Network, redraw_core
from rules.people import Person
from storage import cards, contacts, networks, outbox, people
from storage.database import Transaction


def end_role(tx: Transaction, person: PersonId, *, by: Person) -> list[Network]:
    """They are staff no longer, at once. Gives the open networks in whose core pair they are.

    Their duty ends. Calls that they have are asked of others, as when a phone is blocked (promise 3). What
    stands on their phone is taken away where Telegram still does that, and they read that the role has ended.
    Refuses as `rules.leaving.require_may_end`, and NOT_THERE for an unknown id.
    """
    found = people.get(tx, person)
    if found is None:
        raise Refused(Situation.NOT_THERE)
    rules.require_may_end(found, by=by)
    theirs = networks.of_core(tx, person)
    people.dismiss(tx, person, by=by.id)
    cards.take_all_away(tx, person)
    outbox.put(tx, [rules.ended(found), *(notice for network in theirs for notice in redraw_core(network))])
    contacts.mend_all(tx, found.team)
    return theirs
