"""Somebody cannot be written to: who has to phone them, and about what."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.agreement import agree
from rules.consent import may_be_phoned
from rules.ids import NetworkId
from rules.meeting import Answer, DayStatus, Meeting, Part, Participant
from rules.meeting_notices import tell
from rules.meeting_phone import PHONE, Topic, is_owed_something, please_phone, topic_of, who_phones
from rules.network import Answer as Says
from rules.network import Consent, How, Membership, Network
from rules.network import Part as In
from rules.notice import Kind
from rules.people import Person, Roster, StaffMember
from tests.rules.meeting_examples import (
    AISHA,
    DAN,
    EVA,
    KENT,
    LEE,
    LENA,
    MARIA,
    NOW,
    ONE,
    PARTICIPANTS,
    ROSTER,
    SAM,
    TEAM,
    asked,
    say_day,
    with_answers,
)


def settled() -> Meeting:
    meeting = with_answers(asked(), Answer.CAN, SAM, DAN, AISHA)
    return agree(meeting, option=ONE, by=DAN, organisation=KENT, now=NOW).value


def without(*gone: Person) -> Roster:
    """The team, with some of them blocked."""
    blocked = {p.id for p in gone}
    return Roster(tuple(replace(m, reachable=m.id not in blocked) for m in ROSTER.members))


def test_the_core_pair_phones_else_staff_else_the_organiser_else_the_leads() -> None:
    with_lee = (*PARTICIPANTS, Participant(LEE.id, Part.STAFF))
    meeting = asked(by=DAN, participants=with_lee)
    assert who_phones(meeting, ROSTER, but=SAM.id) == (DAN.id, AISHA.id)
    assert who_phones(meeting, ROSTER, but=DAN.id) == (AISHA.id,), "nobody phones themselves"
    assert who_phones(meeting, without(DAN, AISHA), but=SAM.id) == (LEE.id,)
    by_lena = asked(by=LENA)
    assert who_phones(by_lena, without(DAN, AISHA), but=SAM.id) == (LENA.id,)
    assert who_phones(asked(by=MARIA), without(DAN, AISHA), but=SAM.id) == (LENA.id,), "never the family"
    left = Roster((StaffMember(LENA.id, LENA.role, reachable=True),)) if LENA.role else Roster()
    assert who_phones(meeting, left, but=SAM.id) == (LENA.id,), "those who left the team phone nobody"


@pytest.mark.parametrize(
    ("kind", "facts", "topic"),
    [
        (Kind.MEETING_AGREED, {}, Topic.AGREED),
        (Kind.CALENDAR, {}, None),
        (Kind.MEETING_DAY_BEFORE, {}, Topic.REMINDER),
        (Kind.MEETING_SOON, {}, None),
        (Kind.MEETING_CANCELLED, {}, Topic.OFF),
        (Kind.MEETING_WITHDRAWN, {}, Topic.WITHDRAWN),
        (Kind.MEETING_NEXT, {}, Topic.NEXT),
        (Kind.MEETING_CHANGED, {"status": "few_staff"}, Topic.FEW_STAFF),
        (Kind.MEETING_CHANGED, {"status": "no_staff"}, Topic.NOBODY),
        (Kind.MEETING_CHANGED, {"status": "place"}, Topic.CHANGED),
        (Kind.MEETING_CHANGED, {"status": "late", "who": DAN.id}, Topic.CHANGED),
        (Kind.MEETING_CHANGED, {"status": "late", "who": EVA.id}, None),
    ],
)
def test_what_is_owed_by_message_is_owed_by_phone(kind: Kind, facts: dict[str, str | int], topic: Topic | None) -> None:
    assert topic_of(tell(kind, settled(), SAM.id, facts=facts), settled()) is topic


def test_a_colleague_is_phoned_about_the_plan_and_about_nothing_else() -> None:
    assert topic_of(tell(Kind.MEETING_AGREED, settled(), DAN.id), settled()) is Topic.AGREED
    assert topic_of(tell(Kind.MEETING_NEXT, settled(), DAN.id), settled()) is None
    late = tell(Kind.MEETING_CHANGED, settled(), DAN.id, facts={"status": "late", "who": AISHA.id})
    assert topic_of(late, settled()) is None


def test_one_who_is_lost_is_owed_what_is_open() -> None:
    assert is_owed_something(asked(), EVA.id, NOW), "a question"
    answered = with_answers(asked(), Answer.CAN, EVA)
    answered = with_answers(answered, Answer.CAN, EVA, option=answered.options[1].id)
    assert not is_owed_something(answered, EVA.id, NOW)
    assert is_owed_something(settled(), SAM.id, NOW), "a meeting"
    assert not is_owed_something(settled(), SAM.id, NOW + timedelta(days=2))
    cannot = say_day(settled(), person=SAM.id, status=DayStatus.CANNOT, by=SAM, now=NOW).value
    assert not is_owed_something(cannot, SAM.id, NOW)
    assert not is_owed_something(settled(), LENA.id, NOW), "who takes no part waits for nothing"


def test_the_notice_holds_an_id_and_no_word_about_anybody() -> None:
    notices = please_phone(settled(), SAM.id, Topic.AGREED, roster=ROSTER, since=NOW)
    assert {n.to for n in notices} == {DAN.id, AISHA.id}
    assert {n.facts[PHONE] for n in notices} == {SAM.id}
    assert {n.version for n in notices} == {settled().sequence}


def test_nobody_phones_one_who_wants_no_messages_was_erased_or_left() -> None:
    yes = Consent(Says.YES, NOW, How.BY_PHONE, DAN.id)
    place = Membership(SAM.id, In.CENTRE, DAN.id, NOW, member_says=yes)
    network = Network(NetworkId("networknet"), TEAM, "Quiet Harbour", (DAN.id, AISHA.id), NOW, members=(place,))
    sam = replace(SAM, reachable=False)
    assert may_be_phoned(network, sam)
    assert not may_be_phoned(network, SAM), "the bot can write to them"
    assert not may_be_phoned(network, replace(sam, do_not_message=True))
    assert not may_be_phoned(network, replace(sam, erased=True))
    assert not may_be_phoned(replace(network, closed_at=NOW), sam)
    assert not may_be_phoned(network.with_membership(replace(place, left_at=NOW)), sam)
    assert not may_be_phoned(network, replace(EVA, reachable=False)), "who never said yes"
