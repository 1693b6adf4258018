"""People as they are remembered: what was read in a transaction is never older than what it wrote."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from rules.decision import Refused, Situation
from rules.ids import PersonId, TeamId
from rules.organisation import Waits
from rules.people import Role
from storage import people, teams
from storage.database import Transaction

Change = Callable[[Transaction, PersonId, TeamId], None]
CHANGES: dict[str, Change] = {
    "language": lambda tx, who, _team: people.set_language(tx, who, "fi"),
    "language of the phone": lambda tx, who, _team: people.set_phone_language(tx, who, "ar"),
    "name": lambda tx, who, _team: people.set_name(tx, who, "Mia"),
    "phone": lambda tx, who, _team: people.set_phone(tx, who, "07700 900123"),
    "blocked": lambda tx, who, _team: people.set_blocked(tx, who, blocked=True),
    "hired": lambda tx, who, team: people.hire(tx, who, team, Role.PEER),
}


@pytest.fixture
def team(tx: Transaction) -> TeamId:
    return teams.found(tx, name="Kent", zone="Europe/London", waits=Waits()).id


@pytest.fixture
def maria(tx: Transaction, team: TeamId) -> PersonId:
    return people.register(tx, team=team, name="Maria", language="en", telegram_id=201).id


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_seen_by_whoever_reads_next(tx: Transaction, team: TeamId, maria: PersonId, name: str) -> None:
    before = people.get(tx, maria)
    CHANGES[name](tx, maria, team)
    after = people.get(tx, maria)
    assert after != before
    assert after == people.get(replace(tx, seen={}), maria)
    assert people.named(tx, (maria,)) == {maria: after}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_that_is_undone_is_not_seen(tx: Transaction, team: TeamId, maria: PersonId, name: str) -> None:
    before = people.get(tx, maria)

    def changes_and_breaks() -> None:
        with tx.savepoint():
            CHANGES[name](tx, maria, team)
            people.get(tx, maria)
            raise Refused(Situation.NOT_FOR_YOU)

    with pytest.raises(Refused):
        changes_and_breaks()
    assert people.get(tx, maria) == before


def test_whoever_comes_back_or_leaves_the_team_is_read_anew(tx: Transaction, team: TeamId, maria: PersonId) -> None:
    people.set_blocked(tx, maria, blocked=True)
    people.hire(tx, maria, team, Role.PEER)
    blocked = people.get(tx, maria)
    people.set_blocked(tx, maria, blocked=False)
    back = people.get(tx, maria)
    people.dismiss(tx, maria, by=maria)
    gone = people.get(tx, maria)
    assert blocked is not None
    assert back is not None
    assert gone is not None
    assert [(each.reachable, each.role) for each in (blocked, back, gone)] == [
        (False, Role.PEER),
        (True, Role.PEER),
        (True, None),
    ]


def test_nobody_is_named_who_is_not_there(tx: Transaction, maria: PersonId) -> None:
    people.get(tx, maria)
    assert set(people.named(tx, (maria, PersonId("nobodyaaaa")))) == {maria}
    assert people.get(tx, PersonId("nobodyaaaa")) is None
