"""What is no longer needed goes by itself, and nothing that somebody still waits for does: on both databases."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, Table, insert, select

from rules.ids import PersonId
from rules.notice import Kind, Notice, Subject, Urgency
from storage import cards, dialogues, outbox, people, teams, updates
from storage.database import Transaction, transaction
from storage.retention import MESSAGES, UPDATES, tidy
from storage.sealing import Keyring
from storage.tables import cards as card_rows
from storage.tables import dialogues as dialogue_rows
from storage.tables import drafts, handled, metadata, set_aside
from storage.tables import outbox as rows
from tests.rules.contact_people import MONDAY
from tests.world import KEY, ORGANISATION

A_MOMENT = timedelta(seconds=1)
TELEGRAM_KEEPS = timedelta(hours=24)
"""How long an update that was not acknowledged can come again (Bot API, "Getting updates")."""


@pytest.fixture
def tx(engine: Engine) -> Iterator[Transaction]:
    with transaction(engine) as connection:
        yield Transaction(connection, Keyring([KEY]), MONDAY)


@pytest.fixture
def maria(tx: Transaction) -> PersonId:
    team = teams.found(tx, name="Kent", zone="Europe/London", waits=ORGANISATION.waits).id
    return people.register(tx, team=team, name="Maria", language="en", telegram_id=201).id


def told(tx: Transaction, maria: PersonId, outcome: str | None) -> int:
    """Owe Maria an answer and a notice; both are done where there is an outcome. Gives the number of the answer."""
    outbox.put_reply(tx, maria, "words", subject=Subject.PERSON, subject_id=maria, urgency=Urgency.REPLY)
    outbox.put(tx, [Notice(Kind.HOME, maria, Subject.PERSON, maria)])
    ids = [row.id for row in tx.rows(select(rows.c.id).order_by(rows.c.id))][-2:]
    if outcome is not None:
        outbox.finish(tx, ids, outcome)
    return int(ids[0])


def count(tx: Transaction, table: Table) -> int:
    return len(tx.rows(select(table)))


def days_later(tx: Transaction, past: timedelta) -> None:
    tx.now = MONDAY + past
    tidy(tx)


@pytest.mark.parametrize("outcome", ["sent", "dropped", "unreachable", "refused"])
def test_the_words_of_a_message_go_at_once_and_its_row_after_its_term(
    tx: Transaction, maria: PersonId, outcome: str
) -> None:
    answer = told(tx, maria, outcome)
    row = tx.row(select(rows).where(rows.c.id == answer))
    assert row is not None
    assert (row.state, row.payload_sealed) == (outcome, None)
    days_later(tx, MESSAGES)
    assert count(tx, rows) == 2
    days_later(tx, MESSAGES + A_MOMENT)
    assert count(tx, rows) == 0


def test_what_waits_or_is_in_the_air_stays_however_old_it_is(tx: Transaction, maria: PersonId) -> None:
    told(tx, maria, None)
    outbox.claim(tx, limit=1)
    states = [row.state for row in tx.rows(select(rows.c.state).order_by(rows.c.id))]
    assert sorted(states) == ["sending", "waiting"]
    days_later(tx, timedelta(days=1000))
    assert [row.state for row in tx.rows(select(rows.c.state).order_by(rows.c.id))] == states
    answer = tx.row(select(rows).where(rows.c.kind == Kind.REPLY.value))
    assert answer is not None
    assert tx.open(answer.payload_sealed) == "words"


def test_half_typed_words_screens_and_what_was_set_aside_go_after_their_term(tx: Transaction, maria: PersonId) -> None:
    dialogues.set_state(tx, "phone", (201,), "number")
    dialogues.set_draft(tx, 201, {"number": "07700"})
    cards.remember(tx, maria, 101, Subject.PERSON, maria, keys={})
    updates.put_aside(tx, 1, "{}", "ValueError")
    there = (dialogue_rows, drafts, card_rows, set_aside)
    days_later(tx, MESSAGES)
    assert [count(tx, table) for table in there] == [1, 1, 1, 1]
    days_later(tx, MESSAGES + A_MOMENT)
    assert [count(tx, table) for table in there] == [0, 0, 0, 0]


def test_a_message_that_is_still_to_be_taken_away_is_not_forgotten(tx: Transaction, maria: PersonId) -> None:
    cards.remember(tx, maria, 101, Subject.PERSON, maria, keys={}, delete_at=MONDAY)
    days_later(tx, timedelta(days=1000))
    assert cards.to_delete(tx) == [(maria, 101)]


def test_the_number_of_an_update_is_known_for_longer_than_telegram_keeps_it(tx: Transaction) -> None:
    updates.mark(tx, [700_000_001])
    days_later(tx, TELEGRAM_KEEPS * 1.5)
    assert updates.already(tx, [700_000_001]) == {700_000_001}
    days_later(tx, UPDATES + A_MOMENT)
    assert count(tx, handled) == 0


def test_nobody_and_nothing_they_agreed_to_is_forgotten(tx: Transaction, maria: PersonId) -> None:
    before = {table.name: count(tx, table) for table in metadata.sorted_tables}
    tx.execute(insert(handled), {"update_id": 1, "at": MONDAY})
    days_later(tx, timedelta(days=1000))
    assert {table.name: count(tx, table) for table in metadata.sorted_tables} == before
