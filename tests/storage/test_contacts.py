"""Calls as they are remembered, on both databases."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import Engine, insert, select, update
from sqlalchemy.exc import IntegrityError
from structlog.testing import capture_logs

from handlers.contact import PART
from rules.contact import Contact, DayWarning, State, Wish, record_wish
from rules.contact_handover import hand_over
from rules.contact_meetings import record_offer
from rules.contact_taking import not_reached, spoken, take
from rules.decision import Decision, Refused, Situation
from rules.ids import ContactId, NetworkId
from rules.membership import member_answers
from rules.network import Answer, name_centre, open_network
from rules.notice import Kind
from rules.organisation import Waits
from rules.people import Person, Role
from storage import contacts, duty, networks, people, teams
from storage.contacts import Decide
from storage.database import Transaction, transaction
from storage.ids import new_id
from storage.sealing import Keyring
from storage.tables import audit, outbox
from storage.tables.contact import contacts as rows
from tests.rules.contact_people import MONDAY
from tests.world import KEY

BREACH = {"event": "an open call would have ended in silence", "subject": "contact", "log_level": "critical"}


class Story:
    """Lena leads, Dan practises, Maria calls; the clock stands until it is moved."""

    def __init__(self, tx: Transaction) -> None:
        self.tx = tx
        self.team = teams.found(tx, name="Kent", zone="Europe/London", waits=Waits()).id
        self.lena = self.staff("Lena", Role.LEAD, 101)
        self.dan = self.staff("Dan", Role.PRACTITIONER, 102)
        self.maria = people.register(tx, team=self.team, name="Maria", language="fi", telegram_id=201)

    def staff(self, name: str, role: Role, telegram: int) -> Person:
        person = people.register(self.tx, team=self.team, name=name, language="en", telegram_id=telegram)
        people.hire(self.tx, person.id, self.team, role)
        return replace(person, role=role)

    def call(self) -> Contact:
        return contacts.start(self.tx, self.maria.id, team=self.team)[0]

    def forward(self, **parts: float) -> None:
        self.tx.now += timedelta(**parts)

    def told(self, kind: Kind) -> list[str]:
        found = self.tx.rows(select(outbox.c.person_id).where(outbox.c.kind == kind.value))
        return [row.person_id for row in found]

    def dan_takes(self, contact: Contact) -> Contact:
        decide = partial(take, by=self.dan.id, card_round=contact.round, ladder=contacts.ladder_of(self.tx, contact))
        return contacts.apply(self.tx, contact.id, decide, by=self.dan.id).value


@pytest.fixture
def story(engine: Engine) -> Iterator[Story]:
    with transaction(engine) as connection:
        yield Story(Transaction(connection, Keyring([KEY]), MONDAY))


def test_a_call_is_written_with_what_it_owes(story: Story) -> None:
    contact = story.call()
    assert contacts.load(story.tx, contact.id) == contact
    assert story.told(Kind.CONTACT_OPENED) == [story.maria.id]
    assert set(story.told(Kind.CONTACT_ASK)) == {story.lena.id, story.dan.id}
    line = story.tx.row(select(audit).where(audit.c.subject_id == contact.id))
    assert line is not None
    assert (line.verb, line.actor) == ("opened", story.maria.id)


def test_a_second_call_while_one_is_open_is_the_same_call(story: Story) -> None:
    contact = story.call()
    again, new = contacts.start(story.tx, story.maria.id, team=story.team)
    assert (again, new) == (contact, False)
    assert len(story.told(Kind.CONTACT_OPENED)) == 1


def test_everything_about_a_call_survives_the_tables(story: Story) -> None:
    contact = story.call()
    ladder = contacts.ladder_of(story.tx, contact)
    story.forward(hours=5)
    contacts.raise_due(story.tx, contact.id)
    contact = story.dan_takes(contacts.get(story.tx, contact.id))
    moves: list[tuple[Decide, Person]] = [
        (partial(record_wish, wish=Wish.MESSAGE, by=story.maria.id), story.maria),
        (partial(not_reached, by=story.dan.id, tries=0, ladder=ladder), story.dan),
        (partial(spoken, by=story.dan.id), story.dan),
        (record_offer, story.dan),
        (partial(hand_over, by=story.dan.id, to=story.lena.id, ladder=ladder), story.dan),
    ]
    for decide, by in moves:
        story.forward(seconds=1)
        told = contacts.apply(story.tx, contact.id, decide, by=by.id)
        assert contacts.load(story.tx, contact.id) == told.value
    kept = contacts.get(story.tx, contact.id)
    assert kept.warned == {DayWarning.REPLY}
    assert kept.handing_to == story.lena.id
    assert (kept.wish, kept.tries) == (Wish.MESSAGE, 1)


def test_a_lost_race_decides_again_on_what_won(story: Story) -> None:
    contact = story.call()
    seen: list[int] = []

    def dan_is_slow(value: Contact, *, now: object) -> Decision[Contact]:
        if not seen:
            # Between our reading and our writing, somebody else writes.
            story.tx.execute(update(rows).where(rows.c.id == contact.id).values(tries=9, version=value.version + 1))
        seen.append(value.version)
        return Decision(replace(value, wish=Wish.PHONE), verb="wished")

    contacts.apply(story.tx, contact.id, dan_is_slow, by=None)
    kept = contacts.get(story.tx, contact.id)
    assert seen == [1, 2]
    assert (kept.tries, kept.wish, kept.version) == (9, Wish.PHONE, 3)
    verbs = [r.verb for r in story.tx.rows(select(audit).where(audit.c.subject_id == contact.id))]
    assert verbs == ["opened", "wished"]


def test_an_unknown_call_is_refused(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        contacts.apply(story.tx, ContactId("nothingaaa"), record_offer, by=None)
    assert refused.value.situation is Situation.NOT_THERE


def test_nothing_is_written_where_nothing_changed(story: Story) -> None:
    contact = story.call()
    contacts.apply(story.tx, contact.id, record_offer, by=None)
    version = contacts.get(story.tx, contact.id).version
    contacts.apply(story.tx, contact.id, record_offer, by=None)
    assert contacts.get(story.tx, contact.id).version == version


def test_a_tick_moves_what_is_due_and_nothing_else(story: Story) -> None:
    contact = story.call()
    assert contacts.Watch(story.tx).due == []
    assert not contacts.raise_due(story.tx, contact.id)
    assert contacts.next_due(story.tx) == contact.due_at == MONDAY + timedelta(minutes=5)
    story.forward(minutes=5)
    assert contacts.Watch(story.tx).due == [contact.id]
    assert contacts.raise_due(story.tx, contact.id)
    following = contacts.next_due(story.tx)
    assert following is not None
    assert following > story.tx.now
    assert not contacts.raise_due(story.tx, contact.id)


def test_the_due_time_in_the_table_is_that_of_the_value(story: Story) -> None:
    contact = story.dan_takes(story.call())
    row = story.tx.row(select(rows.c.due_at).where(rows.c.id == contact.id))
    assert row is not None
    assert row.due_at == contact.due_at == MONDAY + timedelta(minutes=30)


def test_silence_is_seen_and_mended(story: Story) -> None:
    contact = story.dan_takes(story.call())
    assert not contacts.Watch(story.tx).is_silent(contact.id)
    people.set_blocked(story.tx, story.dan.id, blocked=True)
    assert contacts.Watch(story.tx).is_silent(contact.id)
    assert contacts.mend_all(story.tx, story.team) == 1
    assert not contacts.Watch(story.tx).is_silent(contact.id)
    assert contacts.get(story.tx, contact.id).state is State.OPEN


def test_a_shift_that_begins_is_asked_about_calls_nobody_has(story: Story) -> None:
    contact = story.call()
    only_lena = json.dumps([story.lena.id])
    story.tx.execute(update(rows).values(asked=only_lena, asking=only_lena, heard=only_lena))
    duty.start(story.tx, story.dan, hours=4)
    assert story.dan.id in contacts.get(story.tx, contact.id).asked
    assert story.told(Kind.CONTACT_ASK).count(story.dan.id) == 2


def test_those_nobody_has_stand_first_in_the_list(story: Story) -> None:
    first = story.dan_takes(story.call())
    story.forward(minutes=1)
    eva = people.register(story.tx, team=story.team, name="Eva", language="en", telegram_id=202)
    second, _new = contacts.start(story.tx, eva.id, team=story.team)
    assert [c.id for c in contacts.open_in(story.tx, story.team)] == [second.id, first.id]


def test_a_caller_cannot_have_two_open_calls_in_the_table(story: Story) -> None:
    contact = story.call()
    row = story.tx.row(select(rows).where(rows.c.id == contact.id))
    assert row is not None
    with pytest.raises(IntegrityError), story.tx.savepoint():
        story.tx.execute(insert(rows), {**row._asdict(), "id": "secondaaaa"})


def test_one_broken_row_does_not_keep_the_other_calls_waiting(story: Story) -> None:
    broken = story.call()
    eva = people.register(story.tx, team=story.team, name="Eva", language="en", telegram_id=202)
    whole, _new = contacts.start(story.tx, eva.id, team=story.team)
    story.tx.execute(update(rows).where(rows.c.id == broken.id).values(asking="not a list"))
    story.forward(minutes=5)
    assert PART.due(story.tx) == 1
    assert contacts.get(story.tx, whole.id).step > whole.step


def test_a_breach_is_loud_and_mended_by_the_tick_that_sees_it(story: Story) -> None:
    contact = story.dan_takes(story.call())
    with capture_logs() as calm:
        assert PART.due(story.tx) == 0
    assert calm == []
    people.set_blocked(story.tx, story.dan.id, blocked=True)
    with capture_logs() as lines:
        assert PART.due(story.tx) == 1
    assert lines == [BREACH]
    assert contacts.get(story.tx, contact.id).asking == (story.lena.id,)


def test_an_open_call_without_a_due_time_is_a_breach_too(story: Story) -> None:
    contact = story.call()
    story.tx.execute(update(rows).values(due_at=None))
    with capture_logs() as lines:
        assert PART.due(story.tx) == 1
    assert lines == [BREACH]
    assert contacts.next_due(story.tx) == contact.due_at
    with capture_logs() as calm:
        assert PART.due(story.tx) == 0
    assert calm == []


def test_somebody_in_a_network_is_put_to_its_core_pair_first(story: Story) -> None:
    aisha = story.staff("Aisha", Role.PRACTITIONER, 103)
    duty.start(story.tx, story.lena, hours=4)
    decision = open_network(
        NetworkId(new_id()),
        by=story.dan,
        code_name="Quiet Harbour",
        core=(story.dan.id, aisha.id),
        roster=people.roster(story.tx, story.team),
        now=story.tx.now,
    )
    network = networks.add(story.tx, decision, by=story.dan.id)
    name = partial(name_centre, by=story.dan, centre=story.maria)
    networks.apply(story.tx, network.id, name, by=story.dan.id)
    yes = partial(member_answers, by=story.maria, member=story.maria.id, answer=Answer.YES)
    networks.apply(story.tx, network.id, yes, by=story.maria.id)
    contact = story.call()
    assert contact.network == network.id
    assert contact.asking == (story.dan.id, aisha.id)
    story.forward(minutes=5)
    contacts.raise_due(story.tx, contact.id)
    assert contacts.get(story.tx, contact.id).asking == (story.lena.id,)


def test_a_network_opened_from_a_call_lends_it_its_core_pair(story: Story) -> None:
    aisha = story.staff("Aisha", Role.PRACTITIONER, 103)
    contact = story.dan_takes(story.call())
    decision = open_network(
        NetworkId(new_id()),
        by=story.dan,
        code_name="Quiet Harbour",
        core=(story.dan.id, aisha.id),
        roster=people.roster(story.tx, story.team),
        contact=contact.id,
        now=story.tx.now,
    )
    networks.add(story.tx, decision, by=story.dan.id)
    assert contacts.ladder_of(story.tx, contact).core == (story.dan.id, aisha.id)
