"""Opening a network, its core pair, and whom it is for."""

from dataclasses import replace

import pytest

from rules.decision import Refused, Situation
from rules.ids import ContactId, NetworkId, PersonId, TeamId
from rules.network import (
    Network,
    Part,
    change_core,
    checked_core,
    close,
    may_change,
    may_see,
    name_centre,
    open_network,
)
from rules.notice import Kind
from rules.people import Person
from tests.rules.people_of_the_story import (
    AISHA,
    DAN,
    EVA,
    LEE,
    LENA,
    MARIA,
    NOW,
    OMAR,
    ROSTER,
    SAM,
    ULLA,
    quiet_harbour,
)


def opened(by: Person, *core: PersonId) -> Network:
    return open_network(
        NetworkId("n"),
        by=by,
        code_name="Quiet Harbour",
        core=core,
        roster=ROSTER,
        contact=ContactId("c"),
        now=NOW,
    ).value


def test_a_network_begins_empty_with_its_core_pair() -> None:
    network = opened(DAN, DAN.id, AISHA.id)
    assert network.core == (DAN.id, AISHA.id)
    assert network.members == ()
    assert network.person is None
    assert network.contact == "c"
    assert network.is_open


def test_colleagues_in_the_core_pair_are_told_and_the_opener_is_not() -> None:
    decision = open_network(
        NetworkId("n"),
        by=DAN,
        code_name="Quiet Harbour",
        core=(DAN.id, AISHA.id, LEE.id),
        roster=ROSTER,
        now=NOW,
    )
    assert [(n.kind, n.to) for n in decision.notices] == [
        (Kind.CORE_CHOSEN, AISHA.id),
        (Kind.CORE_CHOSEN, LEE.id),
    ]


@pytest.mark.parametrize(
    "core",
    [
        (),
        (DAN.id,),
        (DAN.id, DAN.id),
        (DAN.id, AISHA.id, LEE.id, LENA.id),
        (DAN.id, MARIA.id),
        (LEE.id, PersonId("another peer")),
    ],
)
def test_a_core_pair_that_is_not_one_is_refused(core: tuple[PersonId, ...]) -> None:
    with pytest.raises(Refused) as refusal:
        checked_core(core, ROSTER)
    assert refusal.value.situation is Situation.CORE_INCOMPLETE


def test_a_lead_counts_as_a_practitioner_beside_a_peer_worker() -> None:
    assert checked_core((LEE.id, LENA.id), ROSTER) == (LEE.id, LENA.id)


def test_a_caller_cannot_open_a_network() -> None:
    with pytest.raises(Refused) as refusal:
        opened(MARIA, DAN.id, AISHA.id)
    assert refusal.value.situation is Situation.NOT_FOR_YOU


def test_the_core_pair_and_leads_see_a_network_and_nobody_else_does() -> None:
    network = quiet_harbour()
    assert may_see(network, DAN)
    assert may_see(network, LENA)
    assert not may_see(network, OMAR)
    assert not may_see(network, MARIA)
    assert not may_see(network, replace(LENA, team=TeamId("another")))


def test_a_changed_core_pair_tells_only_newcomers() -> None:
    decision = change_core(quiet_harbour(), by=LENA, core=(DAN.id, OMAR.id), roster=ROSTER, now=NOW)
    assert decision.value.core == (DAN.id, OMAR.id)
    told = [(n.kind, n.to) for n in decision.notices if n.kind is not Kind.REDRAW]
    assert told == [(Kind.CORE_CHOSEN, OMAR.id)]


def test_the_same_core_pair_again_changes_nothing() -> None:
    decision = change_core(quiet_harbour(), by=DAN, core=(DAN.id, AISHA.id), roster=ROSTER, now=NOW)
    assert (decision.verb, decision.notices) == ("", ())


def test_a_colleague_outside_the_core_pair_cannot_change_it() -> None:
    with pytest.raises(Refused) as refusal:
        change_core(quiet_harbour(), by=OMAR, core=(OMAR.id, DAN.id), roster=ROSTER, now=NOW)
    assert refusal.value.situation is Situation.NOT_FOR_YOU


def test_the_person_at_the_centre_is_asked_when_they_are_on_telegram() -> None:
    decision = name_centre(quiet_harbour(), by=DAN, centre=SAM, now=NOW)
    assert decision.value.person == SAM.id
    asked = [n for n in decision.notices if n.kind is Kind.MEMBER_ASK]
    assert [n.to for n in asked] == [SAM.id]


def test_nothing_is_sent_to_a_person_who_is_not_on_telegram() -> None:
    decision = name_centre(quiet_harbour(), by=DAN, centre=ULLA, now=NOW)
    assert ULLA.id not in {n.to for n in decision.notices}


def test_a_network_is_for_one_person() -> None:
    network = name_centre(quiet_harbour(), by=DAN, centre=SAM, now=NOW).value
    with pytest.raises(Refused) as refusal:
        name_centre(network, by=DAN, centre=EVA, now=NOW)
    assert refusal.value.situation is Situation.ALREADY_INVITED


def test_staff_are_not_the_person_a_network_is_for() -> None:
    with pytest.raises(Refused) as refusal:
        name_centre(quiet_harbour(), by=DAN, centre=OMAR, now=NOW)
    assert refusal.value.situation is Situation.ALREADY_IN_TEAM


def test_a_closed_network_cannot_be_changed_and_tells_no_family() -> None:
    network = name_centre(quiet_harbour(), by=DAN, centre=SAM, now=NOW).value
    decision = close(network, by=DAN, now=NOW)
    assert not decision.value.is_open
    assert {n.kind for n in decision.notices} == {Kind.REDRAW}
    assert SAM.id not in {n.to for n in decision.notices}
    assert not may_change(decision.value, DAN)
    assert may_see(decision.value, DAN)
    with pytest.raises(Refused) as refusal:
        change_core(decision.value, by=DAN, core=(DAN.id, OMAR.id), roster=ROSTER, now=NOW)
    assert refusal.value.situation is Situation.CLOSED


def test_those_who_are_here_are_listed_with_the_person_first() -> None:
    network = name_centre(quiet_harbour(), by=DAN, centre=SAM, now=NOW).value
    centre = network.centre
    assert centre is not None
    assert centre.part is Part.CENTRE
    later = replace(centre, person=EVA.id, part=Part.MEMBER)
    turned = replace(network, members=(later, centre))
    assert [m.person for m in turned.here()] == [SAM.id, EVA.id]
