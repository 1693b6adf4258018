"""The 24 hours, the caller's wish, and the end of a call."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from rules.contact import DayWarning, Reason, State, Wish, record_wish
from rules.contact_meetings import (
    choose_later,
    record_agreed,
    record_met,
    record_not_met,
    record_offer,
    record_unsettled,
)
from rules.contact_taking import close, not_reached, spoken, take
from rules.decision import Decision, Refused, Situation
from rules.notice import Kind
from tests.rules.contact_people import (
    AISHA,
    DAN,
    DUTY,
    LEE,
    LENA,
    MARIA,
    MONDAY,
    after,
    called,
    ladder,
    situation,
    spoken_by,
    taken_by,
    tick,
    told,
)


def test_the_owner_is_warned_after_four_twelve_and_eighteen_hours() -> None:
    contact = replace(taken_by(DAN), promise_due_at=None)
    for hours, warning in ((4, "reply"), (12, "offer"), (18, "meeting")):
        assert not told(tick(contact, hours=hours, seconds=-1), Kind.CONTACT_WARNING)
        warned = tick(contact, hours=hours)
        notice = next(n for n in warned.notices if n.kind is Kind.CONTACT_WARNING)
        assert (notice.to, notice.facts["warning"], notice.facts["hours"]) == (DAN, warning, hours)
        contact = warned.value
        assert not told(tick(contact, hours=hours), Kind.CONTACT_WARNING)


def test_the_leads_are_warned_after_twenty_two_hours() -> None:
    contact = spoken_by(DAN)
    for hours in (12, 18):
        contact = tick(contact, hours=hours).value
    warned = tick(contact, hours=22)
    assert told(warned, Kind.CONTACT_WARNING) == {LENA}
    assert warned.value.due_at == after(hours=24)


def test_warnings_nobody_owns_go_to_the_leads() -> None:
    contact = replace(called(DUTY), step_due_at=after(days=9))
    assert told(tick(contact, hours=4), Kind.CONTACT_WARNING) == {LENA}


def test_what_has_happened_is_not_warned_about() -> None:
    contact = record_agreed(spoken_by(DAN), now=after(hours=1)).value
    assert contact.warnings_left == ()
    assert contact.due_at == after(hours=24)
    offered = record_offer(spoken_by(DAN), now=after(hours=1)).value
    assert offered.warnings_left == (DayWarning.MEETING, DayWarning.LEADS)
    assert offered.missing is DayWarning.MEETING


def test_a_later_time_that_the_person_chose_is_no_breach() -> None:
    contact = choose_later(spoken_by(DAN), now=after(hours=1)).value
    assert contact.warnings_left == ()


def test_an_automatic_reply_stops_no_clock() -> None:
    assert called(DUTY).warnings_left == tuple(DayWarning)
    assert taken_by(DAN).warnings_left == tuple(DayWarning)


def test_an_open_contact_comes_back_to_its_owner_each_day() -> None:
    contact = record_agreed(spoken_by(DAN), now=after(hours=1)).value
    for day in (1, 2, 3):
        checked = tick(contact, days=day)
        assert told(checked, Kind.CONTACT_WARNING) == {DAN}
        contact = checked.value
        assert contact.due_at == after(days=day + 1)


def test_a_long_outage_gives_each_warning_late_rather_than_never() -> None:
    late = tick(spoken_by(DAN), hours=23)
    warnings = [n.facts["warning"] for n in late.notices if n.kind is Kind.CONTACT_WARNING]
    assert warnings == ["offer", "meeting", "leads"]


def test_how_to_be_reached_shows_on_every_card() -> None:
    contact = called(DUTY)
    wished = record_wish(contact, Wish.PHONE, by=MARIA, now=after(minutes=1))
    assert wished.value.wish is Wish.PHONE
    assert wished.value.due_at == contact.due_at
    assert told(wished, Kind.REDRAW) == {DAN}
    assert not told(wished, Kind.CONTACT_WISH), "nobody has it yet"
    with pytest.raises(Refused) as refused:
        record_wish(contact, Wish.PHONE, by=LEE, now=MONDAY)
    assert situation(refused) is Situation.NOT_FOR_YOU


def test_nobody_closes_a_call_that_no_human_has_answered() -> None:
    with pytest.raises(Refused) as refused:
        close(taken_by(DAN), by=DAN, reason=Reason.NO_MEETING, now=MONDAY)
    assert situation(refused) is Situation.OUTDATED


def test_a_caller_who_cannot_be_reached_does_not_wake_the_team_for_ever() -> None:
    contact = taken_by(DAN)
    for tries in range(3):
        with pytest.raises(Refused):
            close(contact, by=DAN, reason=Reason.NOT_REACHED, now=MONDAY)
        now = after(minutes=10 * tries)
        contact = not_reached(contact, by=DAN, tries=tries, ladder=DUTY, now=now).value
        with pytest.raises(Refused) as refused:
            not_reached(contact, by=DAN, tries=contact.tries, ladder=DUTY, now=now + timedelta(minutes=9))
        assert situation(refused) is Situation.TOO_SOON
    closed = close(contact, by=DAN, reason=Reason.NOT_REACHED, now=MONDAY)
    assert told(closed, Kind.CONTACT_CLOSED) == {MARIA}
    assert told(closed, Kind.REDRAW) == {LENA, AISHA, LEE}


def test_what_a_mistaken_held_closed_is_open_again_and_has_a_due_time() -> None:
    agreed = record_agreed(spoken_by(DAN), now=after(hours=1), ends_at=after(hours=20)).value
    met = record_met(agreed, now=after(hours=20)).value
    back = record_not_met(met, ladder=DUTY, now=after(hours=20, minutes=5), planned=False)
    assert (back.value.state, back.value.owner, back.value.spoken_by) == (State.TAKEN, DAN, DAN)
    assert back.value.missing is DayWarning.MEETING
    assert back.value.due_at == after(hours=22)
    assert told(back, Kind.CONTACT_REOPENED) == {MARIA, DAN}
    gone = record_not_met(met, ladder=ladder(blocked=(DAN,)), now=after(hours=21), planned=False)
    assert (gone.value.state, gone.value.owner, gone.value.former) == (State.OPEN, None, DAN)
    assert told(gone, Kind.CONTACT_ASK) == {LENA, AISHA, LEE}
    nobody = record_not_met(met, ladder=ladder(blocked=(DAN, LENA, AISHA, LEE)), now=after(hours=21), planned=False)
    assert MARIA in told(nobody, Kind.CONTACT_NOBODY)


def test_not_met_opens_nothing_that_a_human_closed() -> None:
    by_hand = close(spoken_by(DAN), by=DAN, reason=Reason.MET, now=after(hours=1)).value
    assert record_not_met(by_hand, ladder=DUTY, now=after(hours=2), planned=False) == Decision(by_hand)
    later_call = record_met(spoken_by(DAN), now=after(hours=3), closes=False).value
    back = record_not_met(later_call, ladder=DUTY, now=after(hours=4), planned=False).value
    assert back.missing is DayWarning.OFFER
    assert back.replied_at is not None


def test_a_closed_call_is_told_to_the_caller_and_nothing_more_is_due() -> None:
    closed = close(spoken_by(DAN), by=DAN, reason=Reason.NO_MEETING, now=after(hours=1))
    assert told(closed, Kind.CONTACT_CLOSED) == {MARIA}
    assert closed.value.due_at is None
    assert tick(closed.value, days=400) == Decision(closed.value)
    for move in (
        partial(take, by=LENA, card_round=1, ladder=DUTY, now=MONDAY),
        partial(spoken, by=DAN, now=MONDAY),
        partial(record_wish, wish=Wish.PHONE, by=MARIA, now=MONDAY),
    ):
        with pytest.raises(Refused) as refused:
            move(closed.value)
        assert situation(refused) is Situation.CLOSED


def test_a_meeting_that_was_held_closes_the_call_without_a_word_to_the_caller() -> None:
    met = record_met(spoken_by(DAN), now=after(days=1))
    assert (met.value.state, met.value.reason) == (State.CLOSED, Reason.MET)
    assert {n.kind for n in met.notices} == {Kind.REDRAW}
    assert record_met(met.value, now=after(days=2)) == Decision(met.value)


def test_the_wait_for_a_promise_is_the_teams_own() -> None:
    slow = replace(DUTY, waits=replace(DUTY.waits, promise=timedelta(minutes=60)))
    assert taken_by(DAN, slow).promise_due_at == after(minutes=61)


def test_only_the_owner_records_a_later_time_by_hand() -> None:
    with pytest.raises(Refused) as refused:
        choose_later(spoken_by(DAN), by=LENA, now=MONDAY)
    assert situation(refused) is Situation.NOT_YOURS


def test_an_owner_who_has_not_spoken_yet_hears_how_to_reach_them() -> None:
    half = record_wish(taken_by(DAN), Wish.PHONE, by=MARIA, now=MONDAY, finished=False)
    assert not told(half, Kind.CONTACT_WISH)
    whole = record_wish(half.value, Wish.PHONE, by=MARIA, now=MONDAY)
    assert told(whole, Kind.CONTACT_WISH) == {DAN}
    later = record_wish(spoken_by(DAN), Wish.MESSAGE, by=MARIA, now=MONDAY)
    assert not told(later, Kind.CONTACT_WISH)


def test_the_daily_look_waits_for_the_meeting_that_is_agreed() -> None:
    ends_at = after(days=3, hours=2)
    contact = record_agreed(spoken_by(DAN), now=after(hours=1), ends_at=ends_at).value
    assert contact.due_at == after(days=4), "the first look after the meeting, at the same time of day"
    again = record_agreed(contact, now=after(hours=2), ends_at=ends_at)
    assert again == Decision(contact)
    moved = record_agreed(contact, now=after(hours=2), ends_at=after(days=6)).value
    assert moved.due_at == after(days=7)
    asked = record_agreed(called(DUTY), now=after(minutes=1), ends_at=ends_at).value
    assert asked.due_at == after(minutes=5), "nobody has spoken with them: they are asked as before"


def test_a_meeting_that_will_not_be_brings_the_daily_look_back_and_makes_up_no_old_warning() -> None:
    contact = record_agreed(spoken_by(DAN), now=after(hours=1), ends_at=after(days=9)).value
    early = record_unsettled(contact, now=after(hours=2))
    assert early.value.missing is DayWarning.MEETING
    assert early.value.due_at == after(hours=18)
    late = record_unsettled(contact, now=after(days=2))
    assert late.value.missing is DayWarning.MEETING
    assert late.value.due_at == after(days=3)
    assert record_unsettled(late.value, now=after(days=2)) == Decision(late.value)


def test_a_meeting_keeps_the_clock_of_a_later_call_without_closing_it() -> None:
    met = record_met(called(DUTY), now=after(minutes=2), closes=False).value
    assert met.state is State.OPEN
    assert met.missing is DayWarning.REPLY, "no human has answered this call"
    assert met.warnings_left == (DayWarning.REPLY, DayWarning.LEADS)
