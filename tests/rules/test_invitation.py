"""Links: for one person, once, for a while."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.decision import Refused, Situation
from rules.ids import InvitationId, TeamId
from rules.invitation import (
    Invitation,
    Purpose,
    checked_name,
    network_invitation,
    require_usable,
    staff_invitation,
    use,
    withdraw,
)
from rules.membership import invite, leave, member_answers, suggest
from rules.network import Answer, Network, name_centre
from rules.notice import Kind
from rules.people import Person, Role
from tests.rules.people_of_the_story import (
    DAN,
    EVA,
    LENA,
    MARIA,
    NOW,
    OMAR,
    SAM,
    TEAM,
    ULLA,
    ZOE,
    quiet_harbour,
)

LINK = InvitationId("link")


def staff_link() -> Invitation:
    return staff_invitation(LINK, team=TEAM, role=Role.PRACTITIONER, by=LENA, now=NOW)


def for_sam() -> Network:
    network = name_centre(quiet_harbour(), by=DAN, centre=SAM, now=NOW).value
    return member_answers(network, by=SAM, member=SAM.id, answer=Answer.YES, now=NOW).value


def link_for(person: Person, *, by: Person) -> Invitation:
    network = invite(for_sam(), by=SAM, member=ULLA, now=NOW).value
    return network_invitation(LINK, network=network, person=person.id, by=by, now=NOW)


def test_a_staff_link_lasts_48_hours() -> None:
    link = staff_link()
    require_usable(link, by=ZOE, now=NOW + timedelta(hours=48, seconds=-1))
    with pytest.raises(Refused) as refusal:
        require_usable(link, by=ZOE, now=NOW + timedelta(hours=48))
    assert refusal.value.situation is Situation.LINK_EXPIRED


@pytest.mark.parametrize("by", [DAN, MARIA, replace(LENA, team=TeamId("another"))])
def test_only_a_lead_of_the_team_invites_staff(by: Person) -> None:
    with pytest.raises(Refused) as refusal:
        staff_invitation(LINK, team=TEAM, role=Role.PEER, by=by, now=NOW)
    assert refusal.value.situation is Situation.NOT_FOR_YOU


def test_the_terminal_invites_the_first_lead() -> None:
    link = staff_invitation(LINK, team=TEAM, role=Role.LEAD, by=None, now=NOW)
    assert link.made_by is None
    assert use(link, by=ZOE, now=NOW).notices == ()


def test_who_made_a_staff_link_reads_who_joined() -> None:
    decision = use(staff_link(), by=ZOE, now=NOW)
    assert [(n.kind, n.to, n.subject_id) for n in decision.notices] == [(Kind.STAFF_JOINED, LENA.id, ZOE.id)]


def test_a_link_works_once() -> None:
    used = use(staff_link(), by=ZOE, now=NOW).value
    for who in (ZOE, EVA, None):
        with pytest.raises(Refused) as refusal:
            require_usable(used, by=who, now=NOW)
        assert refusal.value.situation is Situation.LINK_USED


def test_staff_opening_a_staff_link_are_in_the_team_already() -> None:
    with pytest.raises(Refused) as refusal:
        use(staff_link(), by=OMAR, now=NOW)
    assert refusal.value.situation is Situation.ALREADY_IN_TEAM


@pytest.mark.parametrize("who", [SAM, DAN, OMAR])
def test_a_familys_link_is_not_for_who_made_it_or_staff(who: Person) -> None:
    with pytest.raises(Refused) as refusal:
        use(link_for(ULLA, by=SAM), by=who, now=NOW)
    assert refusal.value.situation is Situation.OWN_LINK


def test_a_familys_link_says_which_place_it_is_for() -> None:
    link = link_for(ULLA, by=SAM)
    assert (link.purpose, link.network, link.person) == (Purpose.MEMBER, "network", ULLA.id)
    assert use(link, by=ZOE, now=NOW + timedelta(days=6)).value.used_by == ZOE.id


def test_a_newer_link_ends_the_older_one() -> None:
    link = withdraw(link_for(ULLA, by=SAM), now=NOW).value
    with pytest.raises(Refused) as refusal:
        require_usable(link, by=ZOE, now=NOW)
    assert refusal.value.situation is Situation.LINK_EXPIRED
    assert withdraw(link, now=NOW).verb == ""


def test_another_teams_person_learns_nothing_from_a_link() -> None:
    stranger = replace(ZOE, team=TeamId("another"))
    with pytest.raises(Refused) as refusal:
        use(link_for(ULLA, by=SAM), by=stranger, now=NOW)
    assert refusal.value.situation is Situation.LINK_UNKNOWN


@pytest.mark.parametrize("by", [OMAR, MARIA, ULLA])
def test_only_the_person_the_core_pair_and_leads_make_a_members_link(by: Person) -> None:
    with pytest.raises(Refused) as refusal:
        link_for(ULLA, by=by)
    assert refusal.value.situation is Situation.NOT_FOR_YOU


def test_staff_make_a_members_link_only_after_the_person_said_yes() -> None:
    network = suggest(for_sam(), by=DAN, member=MARIA, centre=SAM, now=NOW).value
    with pytest.raises(Refused) as refusal:
        network_invitation(LINK, network=network, person=MARIA.id, by=DAN, now=NOW)
    assert refusal.value.situation is Situation.CONSENT_MISSING


def test_no_link_is_made_for_somebody_who_left() -> None:
    network = invite(for_sam(), by=SAM, member=MARIA, now=NOW).value
    network = leave(network, by=MARIA, now=NOW).value
    with pytest.raises(Refused) as refusal:
        network_invitation(LINK, network=network, person=MARIA.id, by=DAN, now=NOW)
    assert refusal.value.situation is Situation.NOT_THERE


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Maria", "Maria"), ("  Anna \n Liisa ", "Anna Liisa"), ("مريم", "مريم"), ("李", "李")],
)
def test_a_name_is_kept_as_people_read_it(typed: str, kept: str) -> None:
    assert checked_name(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u202e", "...", "🙂"])
def test_a_name_without_a_letter_is_none(typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        checked_name(typed)
    assert refusal.value.situation is Situation.TEXT_EMPTY


def test_a_huge_name_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        checked_name("x" * 31)
    assert refusal.value.situation is Situation.TEXT_TOO_LONG
