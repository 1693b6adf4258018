"""Who is asked, who says yes, and what leaving means."""

import pytest

from rules.consent import awaits_person, may_be_asked, may_hear, participants, takes_part
from rules.decision import Refused, Situation
from rules.membership import (
    claim,
    come_back,
    invite,
    leave,
    member_answers,
    person_answers,
    remove,
    suggest,
)
from rules.network import Answer, How, Network, close, name_centre
from rules.notice import Kind, Notice
from rules.people import Person
from tests.rules.people_of_the_story import (
    AISHA,
    DAN,
    EVA,
    LENA,
    MARIA,
    NOW,
    OMAR,
    SAM,
    ULLA,
    ZOE,
    quiet_harbour,
)


def for_sam() -> Network:
    return name_centre(quiet_harbour(), by=DAN, centre=SAM, now=NOW).value


def sam_said_yes() -> Network:
    return member_answers(for_sam(), by=SAM, member=SAM.id, answer=Answer.YES, now=NOW).value


def with_maria() -> Network:
    """Sam said yes, Sam says that Maria may be asked, and Maria said yes."""
    invited = invite(sam_said_yes(), by=SAM, member=MARIA, now=NOW).value
    return member_answers(invited, by=MARIA, member=MARIA.id, answer=Answer.YES, now=NOW).value


def told(notices: tuple[Notice, ...]) -> list[tuple[Kind, str]]:
    """What interrupts somebody: everything but silent redraws."""
    return [(n.kind, n.to) for n in notices if n.kind is not Kind.REDRAW]


def test_silence_is_not_yes() -> None:
    network = for_sam()
    assert not takes_part(network, SAM.id)
    assert not may_hear(network, SAM)
    assert may_be_asked(network, SAM.id)


def test_the_core_pair_hears_what_the_person_said() -> None:
    decision = member_answers(for_sam(), by=SAM, member=SAM.id, answer=Answer.PHONE_FIRST, now=NOW)
    assert told(decision.notices) == [
        (Kind.MEMBER_ANSWERED, DAN.id),
        (Kind.MEMBER_ANSWERED, AISHA.id),
    ]
    assert not may_hear(decision.value, SAM)


def test_both_must_have_said_yes() -> None:
    network = invite(sam_said_yes(), by=SAM, member=MARIA, now=NOW).value
    assert not may_hear(network, MARIA)
    network = member_answers(network, by=MARIA, member=MARIA.id, answer=Answer.YES, now=NOW).value
    assert may_hear(network, MARIA)
    assert participants(network) == (SAM.id, MARIA.id)


def test_a_suggested_member_hears_nothing_before_the_person_said_yes() -> None:
    decision = suggest(sam_said_yes(), by=DAN, member=MARIA, centre=SAM, now=NOW)
    assert told(decision.notices) == [(Kind.CONSENT_ASK, SAM.id)]
    with pytest.raises(Refused) as refusal:
        member_answers(decision.value, by=MARIA, member=MARIA.id, answer=Answer.YES, now=NOW)
    assert refusal.value.situation is Situation.CONSENT_MISSING


def test_the_person_says_yes_and_only_then_the_member_is_asked() -> None:
    network = suggest(sam_said_yes(), by=DAN, member=MARIA, centre=SAM, now=NOW).value
    decision = person_answers(network, by=SAM, member=MARIA, answer=Answer.YES, now=NOW)
    assert told(decision.notices) == [(Kind.MEMBER_ASK, MARIA.id)]


@pytest.mark.parametrize("answer", [Answer.NOT_NOW, Answer.UNSURE])
def test_not_now_and_not_sure_yet_ask_nobody(answer: Answer) -> None:
    network = suggest(sam_said_yes(), by=DAN, member=MARIA, centre=SAM, now=NOW).value
    decision = person_answers(network, by=SAM, member=MARIA, answer=answer, now=NOW)
    assert told(decision.notices) == []
    assert not may_be_asked(decision.value, MARIA.id)


def test_a_suggestion_waits_until_the_person_has_said_yes_for_themselves() -> None:
    waiting = suggest(for_sam(), by=DAN, member=MARIA, centre=SAM, now=NOW)
    assert told(waiting.notices) == []
    assert not awaits_person(waiting.value, MARIA.id)
    decision = member_answers(waiting.value, by=SAM, member=SAM.id, answer=Answer.YES, centre=SAM, now=NOW)
    assert (Kind.CONSENT_ASK, SAM.id) in told(decision.notices)
    assert awaits_person(decision.value, MARIA.id)


def test_nobody_can_be_suggested_before_the_network_is_for_somebody() -> None:
    with pytest.raises(Refused) as refusal:
        suggest(quiet_harbour(), by=DAN, member=MARIA, centre=None, now=NOW)
    assert refusal.value.situation is Situation.CONSENT_MISSING


def test_a_member_named_by_the_person_who_has_no_telegram_is_sent_nothing() -> None:
    decision = invite(sam_said_yes(), by=SAM, member=ULLA, now=NOW)
    assert told(decision.notices) == []
    assert may_be_asked(decision.value, ULLA.id)


def test_staff_record_a_yes_given_by_phone_and_the_record_says_so() -> None:
    network = invite(sam_said_yes(), by=SAM, member=ULLA, now=NOW).value
    decision = member_answers(network, by=DAN, member=ULLA.id, answer=Answer.YES, how=How.BY_PHONE, now=NOW)
    ulla = decision.value.of(ULLA.id)
    assert ulla is not None
    assert ulla.member_says is not None
    assert (ulla.member_says.how, ulla.member_says.by) == (How.BY_PHONE, DAN.id)
    assert takes_part(decision.value, ULLA.id)
    assert not may_hear(decision.value, ULLA)
    assert told(decision.notices) == [(Kind.MEMBER_ANSWERED, AISHA.id)]


def test_staff_cannot_speak_as_if_they_were_the_person() -> None:
    with pytest.raises(Refused) as refusal:
        member_answers(for_sam(), by=DAN, member=SAM.id, answer=Answer.YES, now=NOW)
    assert refusal.value.situation is Situation.NOT_FOR_YOU


@pytest.mark.parametrize("by", [OMAR, MARIA, ZOE])
def test_nobody_else_records_a_consent(by: Person) -> None:
    with pytest.raises(Refused) as refusal:
        member_answers(with_maria(), by=by, member=SAM.id, answer=Answer.NOT_NOW, how=How.BY_PHONE, now=NOW)
    assert refusal.value.situation is Situation.NOT_FOR_YOU


def test_a_member_cannot_say_who_may_be_asked() -> None:
    with pytest.raises(Refused) as refusal:
        invite(with_maria(), by=MARIA, member=EVA, now=NOW)
    assert refusal.value.situation is Situation.NOT_FOR_YOU


def test_leaving_works_at_once_and_is_announced_to_nobody() -> None:
    decision = leave(with_maria(), by=MARIA, now=NOW)
    assert told(decision.notices) == []
    assert not may_hear(decision.value, MARIA)
    assert not may_be_asked(decision.value, MARIA.id)


def test_when_the_person_leaves_nobody_hears_any_more() -> None:
    decision = leave(with_maria(), by=SAM, now=NOW)
    assert told(decision.notices) == []
    assert participants(decision.value) == ()
    assert not may_hear(decision.value, MARIA)


def test_a_yes_taken_back_is_announced_to_nobody() -> None:
    decision = member_answers(with_maria(), by=MARIA, member=MARIA.id, answer=Answer.NOT_NOW, now=NOW)
    assert told(decision.notices) == []
    assert not may_hear(decision.value, MARIA)


def test_who_left_is_brought_back_by_nobody_but_themselves() -> None:
    network = leave(with_maria(), by=MARIA, now=NOW).value
    with pytest.raises(Refused) as refusal:
        invite(network, by=SAM, member=MARIA, now=NOW)
    assert refusal.value.situation is Situation.ALREADY_INVITED
    decision = come_back(network, by=MARIA, now=NOW)
    assert told(decision.notices) == []
    assert may_be_asked(decision.value, MARIA.id)
    assert not may_hear(decision.value, MARIA)


def test_a_removed_member_reads_that_the_plan_changed_and_nobody_else_is_told() -> None:
    decision = remove(with_maria(), by=DAN, member=MARIA, now=NOW)
    assert told(decision.notices) == [(Kind.MEMBER_LEFT, MARIA.id)]
    assert not may_hear(decision.value, MARIA)
    with pytest.raises(Refused) as refusal:
        come_back(decision.value, by=MARIA, now=NOW)
    assert refusal.value.situation is Situation.CONSENT_MISSING


def test_the_person_takes_a_yes_back_and_the_member_hears_no_more() -> None:
    decision = person_answers(with_maria(), by=SAM, member=MARIA, answer=Answer.NOT_NOW, now=NOW)
    assert told(decision.notices) == [(Kind.MEMBER_LEFT, MARIA.id)]
    assert not may_hear(decision.value, MARIA)


def test_somebody_named_by_mistake_can_be_taken_off_before_they_answered() -> None:
    network = for_sam()
    decision = remove(network, by=DAN, member=SAM, now=NOW)
    assert decision.value.centre is None
    assert told(decision.notices) == [(Kind.MEMBER_LEFT, SAM.id)]
    assert name_centre(decision.value, by=DAN, centre=EVA, now=NOW).value.person == EVA.id


def test_a_wrong_person_takes_whom_they_named_with_them() -> None:
    suggested = suggest(with_maria(), by=DAN, member=EVA, centre=SAM, now=NOW).value
    decision = remove(suggested, by=LENA, member=SAM, now=NOW)
    assert told(decision.notices) == [(Kind.MEMBER_LEFT, SAM.id), (Kind.MEMBER_LEFT, MARIA.id)]
    assert [m.person for m in decision.value.members] == [EVA.id]
    assert participants(decision.value) == ()
    assert not may_hear(decision.value, MARIA)
    again = name_centre(decision.value, by=DAN, centre=ZOE, now=NOW).value
    assert not may_be_asked(again, EVA.id), "the next person is asked about her first"


def test_a_wrong_person_who_said_not_now_is_sent_nothing() -> None:
    network = member_answers(for_sam(), by=SAM, member=SAM.id, answer=Answer.NOT_NOW, now=NOW).value
    assert told(remove(network, by=DAN, member=SAM, now=NOW).notices) == []


def test_who_left_a_wrong_persons_network_is_not_asked_again_by_others() -> None:
    network = leave(with_maria(), by=MARIA, now=NOW).value
    network = remove(network, by=DAN, member=SAM, now=NOW).value
    network = name_centre(network, by=DAN, centre=ZOE, now=NOW).value
    with pytest.raises(Refused) as refusal:
        suggest(network, by=DAN, member=MARIA, centre=ZOE, now=NOW)
    assert refusal.value.situation is Situation.ALREADY_INVITED


def test_the_same_answer_again_changes_nothing() -> None:
    decision = member_answers(with_maria(), by=MARIA, member=MARIA.id, answer=Answer.YES, now=NOW)
    assert (decision.verb, decision.notices) == ("", ())


def test_opening_a_link_is_not_a_yes() -> None:
    network = invite(sam_said_yes(), by=SAM, member=ULLA, now=NOW).value
    network = member_answers(network, by=DAN, member=ULLA.id, answer=Answer.YES, how=How.BY_PHONE, now=NOW).value
    decision = claim(network, invited=ULLA.id, account=ZOE, now=NOW)
    zoe = decision.value.of(ZOE.id)
    assert zoe is not None
    assert zoe.invited_as == ULLA.id
    assert decision.value.of(ULLA.id) is None
    assert not may_hear(decision.value, ZOE)
    assert may_be_asked(decision.value, ZOE.id)


def test_the_word_by_which_somebody_was_named_stays_when_their_place_is_taken_again() -> None:
    network = invite(sam_said_yes(), by=SAM, member=ULLA, now=NOW).value
    network = claim(network, invited=ULLA.id, account=ZOE, now=NOW).value
    network = claim(network, invited=ZOE.id, account=MARIA, now=NOW).value
    assert network.invited_as(MARIA.id) == ULLA.id
    assert network.invited_as(SAM.id) == SAM.id


@pytest.mark.parametrize("account", [SAM, OMAR, DAN])
def test_a_members_link_is_not_for_the_person_or_staff(account: Person) -> None:
    network = invite(sam_said_yes(), by=SAM, member=ULLA, now=NOW).value
    with pytest.raises(Refused) as refusal:
        claim(network, invited=ULLA.id, account=account, now=NOW)
    assert refusal.value.situation is Situation.OWN_LINK


def test_a_no_about_somebody_is_not_undone_by_a_link_made_for_another() -> None:
    network = person_answers(with_maria(), by=SAM, member=MARIA, answer=Answer.NOT_NOW, now=NOW).value
    network = invite(network, by=SAM, member=ULLA, now=NOW).value
    with pytest.raises(Refused) as refusal:
        claim(network, invited=ULLA.id, account=MARIA, now=NOW)
    assert refusal.value.situation is Situation.LINK_UNKNOWN


def test_somebody_who_left_can_come_back_through_a_new_link() -> None:
    network = leave(with_maria(), by=MARIA, now=NOW).value
    network = invite(network, by=SAM, member=ULLA, now=NOW).value
    decision = claim(network, invited=ULLA.id, account=MARIA, now=NOW)
    assert may_be_asked(decision.value, MARIA.id)
    assert not may_hear(decision.value, MARIA)


def test_nobody_hears_about_a_closed_network() -> None:
    network = close(with_maria(), by=DAN, now=NOW).value
    assert not any(may_hear(network, who) for who in (SAM, MARIA, DAN, LENA))
