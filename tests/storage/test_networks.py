"""Networks and links as they are remembered."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from rules import membership
from rules.decision import Decision, Refused, Situation
from rules.ids import NetworkId, PersonId
from rules.network import Answer, How, Network, close, name_centre, open_network
from rules.notice import Kind
from rules.organisation import Waits
from rules.people import Person, Role
from storage import invitations, networks, people, teams
from storage.database import Kept, Transaction
from storage.ids import new_id
from storage.tables import invitations as invitation_rows
from storage.tables import memberships, outbox
from storage.tables import networks as network_rows
from tests.rules.people_of_the_story import NOW


class Story:
    """Lena, Dan, Aisha, Lee, Maria, Sam and Ulla in one team, and a network for Sam."""

    def __init__(self, tx: Transaction) -> None:
        self.tx = tx
        self.team = teams.found(tx, name="Kent", zone="Europe/London", waits=Waits()).id
        self.lena = self.staff("Lena", Role.LEAD, 101)
        self.dan = self.staff("Dan", Role.PRACTITIONER, 102)
        self.aisha = self.staff("Aisha", Role.PRACTITIONER, 103)
        self.maria = self.somebody("Maria", 201)
        self.sam = self.somebody("Sam", 202)
        self.ulla = self.somebody("Ulla", None)

    def somebody(self, name: str, telegram: int | None) -> Person:
        return people.register(self.tx, team=self.team, name=name, language="en", telegram_id=telegram)

    def staff(self, name: str, role: Role, telegram: int) -> Person:
        person = self.somebody(name, telegram)
        people.hire(self.tx, person.id, self.team, role)
        return replace(person, role=role)

    def opens(self, code_name: str = "Quiet Harbour") -> Network:
        decision = open_network(
            NetworkId(new_id()),
            by=self.dan,
            code_name=code_name,
            core=(self.dan.id, self.aisha.id),
            roster=people.roster(self.tx, self.team),
            now=self.tx.now,
        )
        return networks.add(self.tx, decision, by=self.dan.id)

    def for_sam(self) -> NetworkId:
        network = self.opens().id
        networks.apply(self.tx, network, partial(name_centre, by=self.dan, centre=self.sam), by=self.dan.id)
        self.says(network, self.sam, Answer.YES)
        return network

    def says(self, network: NetworkId, who: Person, answer: Answer) -> None:
        networks.apply(
            self.tx,
            network,
            partial(membership.member_answers, by=who, member=who.id, answer=answer),
            by=who.id,
        )


@pytest.fixture
def story(tx: Transaction) -> Story:
    return Story(tx)


def test_a_network_comes_back_as_it_was_written(story: Story) -> None:
    opened = story.opens()
    assert networks.load(story.tx, opened.id) == opened


def test_every_fact_of_consent_comes_back(story: Story) -> None:
    network = story.for_sam()
    suggest = partial(membership.suggest, by=story.dan, member=story.ulla, centre=story.sam)
    networks.apply(story.tx, network, suggest, by=story.dan.id)
    yes = partial(
        membership.person_answers,
        by=story.dan,
        member=story.ulla,
        answer=Answer.YES,
        how=How.IN_PERSON,
    )
    expected = networks.apply(story.tx, network, yes, by=story.dan.id).value
    found = networks.load(story.tx, network)
    assert found == expected
    assert found is not None
    ulla = found.of(story.ulla.id)
    assert ulla is not None
    assert ulla.person_says is not None
    assert (ulla.person_says.how, ulla.person_says.by) == (How.IN_PERSON, story.dan.id)


def test_a_code_name_is_used_once_in_a_team_whatever_its_letter_case(story: Story) -> None:
    story.opens("Quiet Harbour")
    with pytest.raises(Refused) as refusal:
        story.opens("quiet HARBOUR")
    assert refusal.value.situation is Situation.NAME_TAKEN
    assert networks.code_names(story.tx, story.team) == {"Quiet Harbour"}


def test_code_names_are_sealed(story: Story) -> None:
    story.opens("Quiet Harbour")
    row = story.tx.row(select(network_rows))
    assert row is not None
    assert "Quiet" not in str(tuple(row))


def test_the_version_rises_with_each_change_and_not_without(story: Story) -> None:
    network = story.for_sam()
    before = networks.load(story.tx, network)
    assert before is not None
    story.says(network, story.sam, Answer.YES)
    assert networks.load(story.tx, network) == before
    story.says(network, story.sam, Answer.NOT_NOW)
    after = networks.load(story.tx, network)
    assert after is not None
    assert after.version == before.version + 1


def test_a_lost_race_decides_again_on_fresh_state(story: Story) -> None:
    network = story.for_sam()
    seen: list[int] = []

    def decide(value: Network, *, now: object) -> Decision[Network]:
        seen.append(value.version)
        if len(seen) == 1:
            leave = partial(membership.leave, by=story.sam)
            networks.apply(story.tx, network, leave, by=story.sam.id)
        return Decision(replace(value, closed_at=NOW), (), "network_closed")

    networks.apply(story.tx, network, decide, by=None)
    assert seen == [seen[0], seen[0] + 1]
    found = networks.load(story.tx, network)
    assert found is not None
    assert found.centre is not None
    assert found.centre.left_at == NOW
    assert found.closed_at == NOW


def test_notices_are_owed_in_the_same_transaction(story: Story) -> None:
    story.for_sam()
    kinds = [row.kind for row in story.tx.rows(select(outbox.c.kind).order_by(outbox.c.id))]
    news = [kind for kind in kinds if kind != Kind.REDRAW]
    assert news[:2] == [Kind.CORE_CHOSEN, Kind.MEMBER_ASK]


def test_an_unknown_network_is_not_there(story: Story) -> None:
    with pytest.raises(Refused) as refusal:
        networks.apply(story.tx, NetworkId("aaaaaaaaaa"), partial(close, by=story.dan), by=story.dan.id)
    assert refusal.value.situation is Situation.NOT_THERE
    assert not networks.may_hear(story.tx, NetworkId("aaaaaaaaaa"), story.dan)


def test_lists_hold_open_networks_of_those_who_ask(story: Story) -> None:
    network = story.for_sam()
    other = story.opens("Amber Lantern").id
    assert {n.id for n in networks.of_team(story.tx, story.team)} == {network, other}
    assert {n.id for n in networks.of_core(story.tx, story.aisha.id)} == {network, other}
    assert networks.of_core(story.tx, story.lena.id) == []
    assert [n.id for n in networks.of_member(story.tx, story.sam.id)] == [network]
    networks.apply(story.tx, network, partial(close, by=story.dan), by=story.dan.id)
    assert networks.of_member(story.tx, story.sam.id) == []


def test_taking_part_needs_every_yes(story: Story) -> None:
    network = story.for_sam()
    found = networks.taking_part(story.tx, story.sam.id)
    assert found is not None
    assert found.id == network
    assert networks.may_hear(story.tx, network, story.sam)
    story.says(network, story.sam, Answer.NOT_NOW)
    assert networks.taking_part(story.tx, story.sam.id) is None
    assert not networks.may_hear(story.tx, network, story.sam)


def test_a_staff_link_works_once_and_makes_its_opener_staff(story: Story) -> None:
    made = invitations.make(story.tx, team=story.team, role=Role.PEER, by=story.lena)
    invitations.join_team(story.tx, made.token, by=story.maria)
    joined = people.get(story.tx, story.maria.id)
    assert joined is not None
    assert joined.role is Role.PEER
    with pytest.raises(Refused) as refusal:
        invitations.join_team(story.tx, made.token, by=story.sam)
    assert refusal.value.situation is Situation.LINK_USED
    assert people.get(story.tx, story.sam.id) == story.sam


def test_no_secret_of_a_link_is_kept(story: Story) -> None:
    made = invitations.make(story.tx, team=story.team, role=Role.PEER, by=story.lena)
    row = story.tx.row(select(invitation_rows))
    assert row is not None
    assert made.token not in str(tuple(row))


@pytest.mark.parametrize("token", ["", "x", "a" * 22, "a" * 5000, "../..", "ä" * 22])
def test_an_unknown_secret_is_a_plain_refusal(story: Story, token: str) -> None:
    with pytest.raises(Refused) as refusal:
        invitations.find(story.tx, token)
    assert refusal.value.situation is Situation.LINK_UNKNOWN


def test_a_staff_link_expires(story: Story) -> None:
    made = invitations.make(story.tx, team=story.team, role=Role.PEER, by=None)
    story.tx.now = NOW + timedelta(hours=48)
    with pytest.raises(Refused) as refusal:
        invitations.join_team(story.tx, made.token, by=story.maria)
    assert refusal.value.situation is Situation.LINK_EXPIRED


def test_a_familys_link_gives_its_opener_the_place(story: Story) -> None:
    network = story.for_sam()
    invite = partial(membership.invite, by=story.sam, member=story.ulla)
    networks.apply(story.tx, network, invite, by=story.sam.id)
    first = invitations.make_for(story.tx, network, story.ulla.id, by=story.sam)
    second = invitations.make_for(story.tx, network, story.ulla.id, by=story.dan)

    def claim(invited: PersonId) -> networks.Decide:
        return partial(membership.claim, invited=invited, account=story.maria)

    with pytest.raises(Refused) as refusal:
        invitations.take_place(story.tx, first.token, by=story.maria, claim=claim)
    assert refusal.value.situation is Situation.LINK_EXPIRED
    value = invitations.take_place(story.tx, second.token, by=story.maria, claim=claim)
    assert value == networks.load(story.tx, network)
    assert [m.person for m in value.members] == [story.sam.id, story.maria.id]
    with pytest.raises(Refused) as refusal:
        invitations.join_team(story.tx, second.token, by=story.maria)
    assert refusal.value.situation is Situation.LINK_UNKNOWN


def test_rows_follow_members_who_change_places(story: Story) -> None:
    network = story.for_sam()
    for member in (story.maria, story.ulla):
        invite = partial(membership.invite, by=story.sam, member=member)
        networks.apply(story.tx, network, invite, by=story.sam.id)
    claimed = networks.apply(
        story.tx,
        network,
        partial(membership.claim, invited=story.ulla.id, account=story.maria),
        by=story.maria.id,
    )
    found = networks.load(story.tx, network)
    assert found == claimed.value
    rows = story.tx.rows(select(memberships.c.person_id))
    assert sorted(row.person_id for row in rows) == sorted([story.sam.id, story.maria.id])


def test_a_network_is_read_once_while_nobody_changes_it(story: Story) -> None:
    network = story.for_sam()
    before = networks.load(story.tx, network)
    assert networks.load(story.tx, network) is before
    story.says(network, story.sam, Answer.NOT_NOW)
    after = networks.load(story.tx, network)
    assert after != before
    assert after == networks.load(replace(story.tx, kept=Kept()), network)


def test_what_a_savepoint_undoes_is_not_kept_and_all_else_is(story: Story) -> None:
    network = story.for_sam()
    before = networks.load(story.tx, network)

    def says_and_breaks() -> None:
        with story.tx.savepoint():
            story.says(network, story.sam, Answer.NOT_NOW)
            raise Refused(Situation.NOT_FOR_YOU)

    with pytest.raises(Refused):
        says_and_breaks()
    assert networks.load(story.tx, network) is before
    story.says(network, story.sam, Answer.NOT_NOW)
    assert networks.load(story.tx, network) == networks.load(replace(story.tx, kept=Kept()), network)


def test_a_race_lost_to_somebody_else_decides_again_on_what_they_wrote(story: Story) -> None:
    network = story.for_sam()
    seen: list[int] = []

    def decide(value: Network, *, now: object) -> Decision[Network]:
        seen.append(value.version)
        if len(seen) == 1:
            story.tx.execute(network_rows.update().values(version=network_rows.c.version + 1))
        assert len(seen) < 3, "it decides on the same again"
        return Decision(replace(value, closed_at=NOW), (), "network_closed")

    networks.apply(story.tx, network, decide, by=None)
    assert seen == [seen[0], seen[0] + 1]


def test_what_was_read_in_a_savepoint_that_is_undone_is_asked_again(story: Story) -> None:
    network = story.for_sam()
    networks.load(story.tx, network)
    story.tx.execute(network_rows.update().values(version=network_rows.c.version + 1))
    later = replace(story.tx, sure=set())

    def reads_and_breaks() -> None:
        with later.savepoint():
            networks.load(later, network)
            raise Refused(Situation.NOT_FOR_YOU)

    with pytest.raises(Refused):
        reads_and_breaks()
    assert networks.load(later, network) == networks.load(replace(story.tx, kept=Kept(), sure=set()), network)
