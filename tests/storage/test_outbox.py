"""The outbox: what is claimed first, one message for several people, and nobody named twice in the same words."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, select, update

from rules.ids import PersonId
from rules.notice import Kind, Notice, Subject, Urgency
from storage import outbox as waiting
from storage import people, teams
from storage.database import Transaction, transaction
from storage.sealing import Keyring
from storage.tables import outbox
from tests.world import KEY, ORGANISATION

NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)


@pytest.fixture
def tx(engine: Engine) -> Iterator[Transaction]:
    with transaction(engine) as connection:
        yield Transaction(connection, Keyring([KEY]), NOW)


@pytest.fixture
def dan(tx: Transaction) -> PersonId:
    team = teams.found(tx, name="Kent", zone="Europe/London", waits=ORGANISATION.waits)
    return people.register(tx, team=team.id, name="Dan", language="en", telegram_id=102).id


def phone(dan: PersonId, who: str, topic: str = "agreed") -> Notice:
    facts = {"topic": topic, "phone": who}
    return Notice(Kind.MEETING_PHONE, dan, Subject.MEETING, "meetingmee", version=1, facts=facts)


def named(tx: Transaction) -> list[tuple[str, str]]:
    rows = tx.rows(select(outbox.c.facts).order_by(outbox.c.id))
    return [(facts["topic"], facts["phone"]) for row in rows if (facts := json.loads(row.facts))]


def put(tx: Transaction, notice: Notice, *, unless_waiting: bool = False) -> None:
    waiting.put_for_several(tx, notice, people="phone", unless_waiting=unless_waiting)


def test_one_that_waits_names_the_next_as_well(tx: Transaction, dan: PersonId) -> None:
    for who in ("sam", "eva", "sam"):
        put(tx, phone(dan, who))
    assert named(tx) == [("agreed", "sam eva")]


def test_what_was_sent_is_said_again_only_for_somebody_new(tx: Transaction, dan: PersonId) -> None:
    put(tx, phone(dan, "sam"))
    tx.execute(update(outbox).values(state="sent"))
    put(tx, phone(dan, "sam"))
    put(tx, phone(dan, "eva"))
    assert named(tx) == [("agreed", "sam"), ("agreed", "eva")]


def test_other_words_or_another_plan_are_another_message(tx: Transaction, dan: PersonId) -> None:
    put(tx, phone(dan, "sam"))
    put(tx, phone(dan, "sam", "off"))
    put(tx, replace(phone(dan, "sam"), version=2))
    assert len(named(tx)) == 3


def test_whoever_is_named_by_one_that_waits_needs_no_general_word(tx: Transaction, dan: PersonId) -> None:
    put(tx, phone(dan, "sam"))
    put(tx, phone(dan, "sam", "lost"), unless_waiting=True)
    put(tx, phone(dan, "eva", "lost"), unless_waiting=True)
    assert named(tx) == [("agreed", "sam"), ("lost", "eva")]


def test_of_crises_and_reminders_only_crises_can_be_asked_for(tx: Transaction, dan: PersonId) -> None:
    team = teams.first(tx)
    assert team is not None
    aisha = people.register(tx, team=team.id, name="Aisha", language="en", telegram_id=103).id
    waiting.put(tx, [replace(phone(dan, "sam"), urgency=Urgency.REMINDER)])
    waiting.put(tx, [replace(phone(aisha, "sam"), urgency=Urgency.CRISIS)])
    assert [found.notice.to for found in waiting.claim(tx, limit=9, only=Urgency.CRISIS)] == [aisha]
    assert [found.notice.to for found in waiting.claim(tx, limit=9)] == [dan]
