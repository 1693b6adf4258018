"""Meetings as they are remembered: whole, sealed, and won by one."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Engine, select, update

from rules.agreement import agree
from rules.decision import Decision, Refused, Situation
from rules.ids import ContactId, NetworkId, OptionId, PersonId
from rules.meeting import Answer, Meeting, Mode, Part, Participant, Proposal, State
from rules.meeting_asking import answer, cannot_any
from rules.meeting_company import company
from rules.meeting_day import record_met
from rules.membership import leave, member_answers
from rules.network import Answer as Says
from rules.network import name_centre, open_network
from rules.notice import Kind
from rules.organisation import Organisation, Waits
from rules.people import Person, Role
from storage import contacts, meetings, networks, people, teams
from storage.database import Transaction, transaction
from storage.ids import new_id
from storage.sealing import Keyring
from storage.tables import outbox
from storage.tables.meeting import answers as answer_rows
from storage.tables.meeting import meetings as meeting_rows
from storage.tables.meeting import options as option_rows
from tests.world import KEY

NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)
PLACE = "12 Elm Road, Dover"
KENT = Organisation(name="Kent", zone="Europe/London", country="GB", signposts=())


@pytest.fixture
def tx(engine: Engine) -> Iterator[Transaction]:
    with transaction(engine) as connection:
        yield Transaction(connection, Keyring([KEY]), NOW)


class Story:
    """Sam's network with Dan and Aisha, and a meeting that Dan asks about."""

    def __init__(self, tx: Transaction) -> None:
        self.tx = tx
        self.team = teams.found(tx, name="Kent", zone="Europe/London", waits=Waits()).id
        self.dan = self.hired("Dan", 102)
        self.aisha = self.hired("Aisha", 103)
        self.sam = people.register(tx, team=self.team, name="Sam", language="en", telegram_id=202)
        self.contact = contacts.start(tx, self.sam.id, team=self.team)[0].id
        opened = open_network(
            NetworkId(new_id()),
            by=self.dan,
            code_name="Quiet Harbour",
            core=(self.dan.id, self.aisha.id),
            roster=people.roster(tx, self.team),
            contact=self.contact,
            now=NOW,
        )
        self.network = networks.add(tx, opened, by=self.dan.id).id
        networks.apply(tx, self.network, partial(name_centre, by=self.dan, centre=self.sam), by=None)
        networks.apply(
            tx, self.network, partial(member_answers, by=self.sam, member=self.sam.id, answer=Says.YES), by=None
        )

    def hired(self, name: str, telegram: int) -> Person:
        found = people.register(self.tx, team=self.team, name=name, language="en", telegram_id=telegram)
        people.hire(self.tx, found.id, self.team, Role.PRACTITIONER)
        hired = people.get(self.tx, found.id)
        assert hired is not None
        return hired

    def asks(self) -> Meeting:
        network = networks.load(self.tx, self.network)
        assert network is not None
        return meetings.open_meeting(
            self.tx,
            [
                Proposal(NOW + timedelta(days=1), "Europe/London", 60, Mode.HOME, PLACE),
                Proposal(NOW + timedelta(days=2), "Europe/London", 30, Mode.PHONE),
            ],
            network=self.network,
            contact=self.contact,
            company=company(network),
            by=self.dan,
        ).value

    def says(self, meeting: Meeting, person: Person, given: Answer = Answer.CAN) -> Meeting:
        option = meeting.options[0].id
        move = partial(answer, option=option, person=person.id, given=given, by=person)
        return meetings.apply(self.tx, meeting.id, move, by=person.id).value


@pytest.fixture
def story(tx: Transaction) -> Story:
    return Story(tx)


def again(story: Story, meeting: Meeting) -> Meeting:
    found = meetings.load(story.tx, meeting.id)
    assert found is not None
    return found


def test_what_was_decided_is_what_is_read_again(story: Story) -> None:
    meeting = story.asks()
    assert again(story, meeting) == meeting
    meeting = story.says(meeting, story.sam, Answer.UNSURE)
    assert again(story, meeting) == meeting
    for person in (story.sam, story.dan, story.aisha):
        meeting = story.says(meeting, person)
    assert again(story, meeting) == meeting
    move = partial(agree, option=meeting.options[0].id, by=story.dan, organisation=KENT)
    settled = meetings.apply(story.tx, meeting.id, move, by=story.dan.id).value
    assert settled.reminders
    assert again(story, meeting) == settled


def test_a_place_is_sealed_and_opened_only_when_asked_for(story: Story) -> None:
    meeting = story.asks()
    rows = story.tx.rows(select(option_rows))
    assert all(PLACE not in str(tuple(row)) for row in rows)
    assert meetings.place(story.tx, meeting.options[0].id) == PLACE
    assert meetings.place(story.tx, meeting.options[1].id) is None
    assert PLACE not in repr(again(story, meeting))


def test_wall_time_and_zone_stand_beside_the_moment(story: Story) -> None:
    story.asks()
    row = story.tx.row(select(option_rows.c.wall, option_rows.c.zone).order_by(option_rows.c.number))
    assert row is not None
    assert tuple(row) == ("2026-05-02T10:00", "Europe/London")


def test_a_lost_race_decides_again_on_fresh_state(story: Story) -> None:
    meeting = story.asks()
    raced: list[int] = []

    def move(value: Meeting, *, now: datetime) -> Decision[Meeting]:
        if not raced:
            # Somebody else is quicker, between our reading and our writing.
            story.tx.execute(
                update(meeting_rows).where(meeting_rows.c.id == meeting.id).values(version=value.version + 5)
            )
        raced.append(value.version)
        return cannot_any(value, by=story.sam, now=now)

    decision = meetings.apply(story.tx, meeting.id, move, by=story.sam.id)
    assert raced == [0, 5]
    assert decision.value.version == 6
    assert again(story, meeting) == decision.value


def test_an_unchanged_decision_writes_nothing(story: Story) -> None:
    meeting = story.says(story.asks(), story.sam)
    waiting = len(story.tx.rows(select(outbox)))
    assert story.says(meeting, story.sam) == meeting
    assert len(story.tx.rows(select(outbox))) == waiting


def test_an_unknown_meeting_is_not_there(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        meetings.apply(story.tx, "zzzzzzzzzz", partial(cannot_any, by=story.sam), by=None)
    assert refused.value.situation is Situation.NOT_FOR_YOU


def test_one_who_leaves_the_network_is_out_of_its_meetings_at_once(story: Story) -> None:
    meeting = story.says(story.asks(), story.sam)
    networks.apply(story.tx, story.network, partial(leave, by=story.sam), by=story.sam.id)
    after = again(story, meeting)
    assert after.participant(story.sam.id) is None
    assert not story.tx.rows(select(answer_rows))


def test_a_new_core_practitioner_is_asked_about_the_living_meeting(story: Story) -> None:
    meeting = story.asks()
    lee = story.hired("Lee", 104)
    meetings.follow(story.tx, story.network, (*meeting.participants, Participant(lee.id, Part.CORE)))
    kinds = story.tx.rows(select(outbox.c.kind).where(outbox.c.person_id == lee.id))
    assert Kind.MEETING_ASK.value in [row.kind for row in kinds]


def clock(story: Story) -> tuple[datetime | None, datetime | None, datetime | None]:
    found = contacts.load(story.tx, ContactId(story.contact))
    assert found is not None
    return found.offered_at, found.agreed_at, found.met_at


def test_the_contact_it_came_from_hears_of_offer_agreement_and_meeting(story: Story) -> None:
    assert clock(story) == (None, None, None)
    meeting = story.asks()
    assert clock(story) == (NOW, None, None)
    for person in (story.sam, story.dan, story.aisha):
        meeting = story.says(meeting, person)
    move = partial(agree, option=meeting.options[0].id, by=story.dan, organisation=KENT)
    meetings.apply(story.tx, meeting.id, move, by=story.dan.id)
    assert clock(story) == (NOW, NOW, None)
    story.tx.now = NOW + timedelta(days=1, hours=1)
    meetings.apply(story.tx, meeting.id, partial(record_met, met=True, was=State.AGREED, by=story.dan), by=story.dan.id)
    assert clock(story) == (NOW, NOW, story.tx.now)


def test_lists_hold_what_is_living_or_has_no_next_step(story: Story) -> None:
    meeting = story.asks()
    assert [m.id for m in meetings.of_person(story.tx, story.sam.id)] == [meeting.id]
    assert [m.id for m in meetings.of_team(story.tx, story.team)] == [meeting.id]
    assert meetings.concerns(story.tx, story.sam.id)
    assert not meetings.concerns(story.tx, PersonId("zzzzzzzzzz"))
    assert meetings.is_living_in(story.tx, story.network)
    story.tx.execute(update(meeting_rows).values(state="cancelled"))
    assert meetings.of_person(story.tx, story.sam.id) == []
    assert not meetings.concerns(story.tx, story.sam.id)


def test_an_answer_tap_is_cheap(story: Story, count_statements: Callable[[], list[str]]) -> None:
    """Promised to whoever tunes this: reading two, writing at most six."""
    meeting = story.says(story.asks(), story.dan)
    seen = count_statements()
    story.says(meeting, story.sam)
    assert len(seen) <= 7, seen


@pytest.fixture
def count_statements(tx: Transaction) -> Callable[[], list[str]]:
    from sqlalchemy import event

    def begin() -> list[str]:
        seen: list[str] = []
        event.listen(
            tx.connection,
            "before_cursor_execute",
            lambda _connection, _cursor, statement, *_rest: seen.append(statement),
        )
        return seen

    return begin


def test_options_keep_their_ids_when_one_is_added(story: Story) -> None:
    meeting = story.asks()
    more = [Proposal(NOW + timedelta(days=4), "Europe/London", 60, Mode.CLINIC, "Deal")]
    after = meetings.add_times(story.tx, meeting.id, more, by=story.sam).value
    assert [o.id for o in after.options][:2] == [o.id for o in meeting.options]
    assert again(story, meeting) == after
    assert meetings.place(story.tx, OptionId(after.options[2].id)) == "Deal"
    assert after.options[2].number == 3
