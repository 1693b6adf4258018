"""The caller says that they no longer need it."""

import pytest

from rules.contact import Reason
from rules.contact_taking import close, not_reached, reasons
from rules.contact_unneeded import needed_after_all, no_longer_needed
from rules.decision import Decision, Refused, Situation
from rules.notice import Kind
from tests.rules.contact_people import DAN, DUTY, MARIA, MONDAY, after, called, situation, spoken_by, taken_by, told


def test_it_tells_the_owner_or_those_being_asked_and_changes_no_clock() -> None:
    for contact in (called(DUTY), taken_by(DAN)):
        said = no_longer_needed(contact, by=MARIA, now=after(minutes=2))
        assert told(said, Kind.CONTACT_UNNEEDED) == {DAN}
        assert (said.value.state, said.value.due_at) == (contact.state, contact.due_at)
        assert no_longer_needed(said.value, by=MARIA, now=after(minutes=3)) == Decision(said.value)


def test_only_the_caller_says_so_and_not_of_a_closed_call() -> None:
    with pytest.raises(Refused) as refused:
        no_longer_needed(called(DUTY), by=DAN, now=MONDAY)
    assert situation(refused) is Situation.NOT_FOR_YOU
    over = close(spoken_by(DAN), by=DAN, reason=Reason.MET, now=after(hours=1)).value
    for move in (no_longer_needed, needed_after_all):
        with pytest.raises(Refused) as refused:
            move(over, by=MARIA, now=after(hours=2))
        assert situation(refused) is Situation.CLOSED


def test_it_can_be_closed_for_that_only_after_somebody_checked() -> None:
    said = no_longer_needed(taken_by(DAN), by=MARIA, now=after(minutes=2)).value
    assert reasons(said) == ()
    tried = not_reached(said, by=DAN, tries=0, ladder=DUTY, now=after(minutes=9)).value
    assert reasons(tried) == (Reason.THEY_ASKED,)
    assert told(close(tried, by=DAN, reason=Reason.THEY_ASKED, now=after(hours=1)), Kind.CONTACT_CLOSED) == {MARIA}
    assert Reason.THEY_ASKED not in reasons(spoken_by(DAN))


def test_taking_it_back_leaves_no_trace_of_it() -> None:
    contact = taken_by(DAN)
    said = no_longer_needed(contact, by=MARIA, now=after(minutes=2)).value
    back = needed_after_all(said, by=MARIA, now=after(minutes=3))
    assert back.value == contact
    assert [n.facts["needed"] for n in back.notices if n.kind is Kind.CONTACT_UNNEEDED] == [1]
