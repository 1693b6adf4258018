"""Passing a call on: it is the owner's until somebody else accepts."""

from datetime import timedelta

import pytest

from rules.contact import Contact, State
from rules.contact_clock import mend, raise_if_due, silent
from rules.contact_handover import accept, ask_others, colleagues, decline, hand_over
from rules.contact_taking import spoken, take
from rules.decision import Decision, Refused, Situation
from rules.ids import PersonId
from rules.notice import Kind
from tests.rules.contact_people import AISHA, DAN, LEE, LENA, MARIA, MONDAY, after, called, ladder, taken_by, told

ALL = ladder(on_duty=(DAN,))


def dans_call() -> Contact:
    taken = take(called(ALL), by=DAN, card_round=1, ladder=ALL, now=after(minutes=1)).value
    return spoken(taken, by=DAN, now=after(minutes=5)).value


def handed(to: PersonId = AISHA) -> Contact:
    return hand_over(dans_call(), by=DAN, to=to, ladder=ALL, now=after(hours=1)).value


def test_a_hand_over_is_open_until_the_colleague_accepts() -> None:
    asked = hand_over(dans_call(), by=DAN, to=AISHA, ladder=ALL, now=after(hours=1))
    assert told(asked, Kind.CONTACT_PASSED) == {AISHA}
    assert asked.value.owner == DAN
    accepted = accept(asked.value, by=AISHA, ladder=ALL, now=after(hours=1, minutes=2))
    assert accepted.value.owner == AISHA
    assert told(accepted, Kind.CONTACT_TAKEN) == {MARIA}
    assert told(accepted, Kind.CONTACT_PASSED) == {DAN}
    assert (accepted.value.spoken_by, accepted.value.spoken_at) == (DAN, after(minutes=5)), "spoken stays spoken"
    assert not silent(accepted.value, ladder=ALL, now=after(hours=12) - timedelta(minutes=1))


def test_nobody_else_can_accept() -> None:
    for who in (LEE, MARIA, DAN):
        with pytest.raises(Refused) as refused:
            accept(handed(), by=who, ladder=ALL, now=after(hours=1))
        assert refused.value.situation is Situation.OUTDATED


def test_a_colleague_who_cannot_leaves_it_with_the_owner() -> None:
    declined = decline(handed(), by=AISHA, now=after(hours=1))
    assert (declined.value.owner, declined.value.handing_to) == (DAN, None)
    assert told(declined, Kind.CONTACT_PASSED) == {DAN}


def test_a_hand_over_nobody_answers_comes_back() -> None:
    contact = handed()
    assert contact.due_at == after(hours=1, minutes=30)
    back = raise_if_due(contact, ladder=ALL, now=after(hours=1, minutes=30))
    assert (back.value.owner, back.value.handing_to) == (DAN, None)
    notice = next(n for n in back.notices if n.kind is Kind.CONTACT_PASSED)
    assert (notice.to, notice.facts["what"]) == (DAN, "unanswered")
    assert told(back, Kind.REDRAW) == {AISHA}


def test_a_colleague_who_blocks_the_bot_gives_it_back_at_once() -> None:
    back = mend(handed(), ladder=ladder(blocked=(AISHA,)), now=after(hours=1, minutes=1))
    notice = next(n for n in back.notices if n.kind is Kind.CONTACT_PASSED)
    assert (notice.to, notice.facts["what"]) == (DAN, "unreachable")


def test_the_owner_may_keep_it_after_all() -> None:
    kept = take(handed(), by=DAN, card_round=1, ladder=ALL, now=after(hours=1))
    assert (kept.value.owner, kept.value.handing_to) == (DAN, None)
    assert kept.value.spoken_by == DAN
    assert told(kept, Kind.REDRAW) == {AISHA}


def test_it_cannot_be_handed_to_the_caller_or_a_stranger_or_a_blocked_phone() -> None:
    for to in (MARIA, DAN, PersonId("nobodyaaaa")):
        with pytest.raises(Refused) as refused:
            hand_over(dans_call(), by=DAN, to=to, ladder=ALL, now=after(hours=1))
        assert refused.value.situation is Situation.NOT_THERE
    with pytest.raises(Refused):
        hand_over(dans_call(), by=DAN, to=LEE, ladder=ladder(blocked=(LEE,)), now=after(hours=1))


def test_asking_others_again_keeps_the_owner_until_one_takes_it() -> None:
    asked = ask_others(dans_call(), by=DAN, ladder=ALL, now=after(hours=1))
    assert (asked.value.state, asked.value.owner) == (State.OPEN, DAN)
    assert told(asked, Kind.CONTACT_ASK) == {LENA, AISHA, LEE}
    assert told(asked, Kind.CONTACT_WAITING) == {MARIA}
    again = ask_others(asked.value, by=DAN, ladder=ALL, now=after(hours=1))
    assert again == Decision(asked.value)
    still = take(asked.value, by=DAN, card_round=2, ladder=ALL, now=after(hours=1, minutes=1))
    assert (still.value.state, still.value.promise_due_at) == (State.TAKEN, None)


def test_colleagues_on_duty_come_first_and_nobody_is_asked_again_who_said_no() -> None:
    using = ladder(on_duty=(LEE,))
    contact = taken_by(DAN, using)
    assert colleagues(contact, ladder=using, now=MONDAY) == ((LEE, True), (LENA, False), (AISHA, False))
    asked = hand_over(contact, by=DAN, to=LEE, ladder=using, now=MONDAY).value
    declined = decline(asked, by=LEE, now=MONDAY).value
    assert colleagues(declined, ladder=using, now=MONDAY) == ((LENA, False), (AISHA, False))
    passed = hand_over(declined, by=DAN, to=AISHA, ladder=using, now=MONDAY).value
    hers = accept(passed, by=AISHA, ladder=using, now=MONDAY).value
    assert (LEE, True) in colleagues(hers, ladder=using, now=MONDAY), "Lee said no to Dan, not to Aisha"
