"""Looking for a time: asking, answering, adding times, waiting, taking it back."""

from datetime import UTC, datetime, timedelta

import pytest

from rules.decision import Refused, Situation
from rules.ids import MeetingId, OptionId
from rules.meeting import (
    Answer,
    Meeting,
    Mode,
    Part,
    Participant,
    Proposal,
    State,
    is_staff_side,
    may_see,
    may_settle,
)
from rules.meeting_asking import (
    add_options,
    answer,
    ask,
    cannot_any,
    withdraw,
)
from rules.meeting_company import ask_colleague, follow
from rules.meeting_question import NUDGE_AFTER
from rules.meeting_wishes import say_go_ahead, set_hold, want_to_be_there
from rules.notice import Kind
from rules.people import Person
from tests.rules.meeting_examples import (
    AISHA,
    DAN,
    EVA,
    LEE,
    LENA,
    MARIA,
    NETWORK,
    NOW,
    ONE,
    OTHER,
    PARTICIPANTS,
    SAM,
    TEAM,
    TWO,
    asked,
    at_home,
    by_phone,
    numbered,
    with_answers,
)


def refusal(move: object) -> Situation:
    with pytest.raises(Refused) as caught:
        move()  # type: ignore[operator]
    return caught.value.situation


def open_with(*proposals: Proposal, by: Person = DAN, now: datetime = NOW) -> Meeting:
    return ask(
        proposals,
        id=MeetingId("meetingmee"),
        team=TEAM,
        network=NETWORK,
        contact=None,
        participants=PARTICIPANTS,
        by=by,
        new_option=numbered(),
        now=now,
    ).value


def test_everyone_but_the_asker_is_asked_and_nudged_once() -> None:
    decision = ask(
        [at_home(), by_phone()],
        id=MeetingId("meetingmee"),
        team=TEAM,
        network=NETWORK,
        contact=None,
        participants=PARTICIPANTS,
        by=MARIA,
        new_option=numbered(),
        now=NOW,
    )
    asks = [n for n in decision.notices if n.kind is Kind.MEETING_ASK and n.not_before is None]
    nudges = [n for n in decision.notices if n.kind is Kind.MEETING_ASK and n.not_before]
    assert {n.to for n in asks} == {SAM.id, EVA.id, DAN.id, AISHA.id}
    assert {n.to for n in nudges} == {n.to for n in asks}
    assert {n.not_before for n in nudges} == {NOW + NUDGE_AFTER}
    assert all(n.network == NETWORK for n in decision.notices)


def test_a_nudge_waits_for_the_morning() -> None:
    late = datetime(2026, 5, 1, 19, 30, tzinfo=UTC)  # 8:30pm in Kent
    decision = ask(
        [at_home(2), by_phone(3)],
        id=MeetingId("meetingmee"),
        team=TEAM,
        network=NETWORK,
        contact=None,
        participants=PARTICIPANTS,
        by=DAN,
        new_option=numbered(),
        now=late,
    )
    nudges = {n.not_before for n in decision.notices if n.facts.get("nudge")}
    assert nudges == {datetime(2026, 5, 2, 7, tzinfo=UTC)}  # 8am in Kent


def test_the_watchers_hear_when_all_times_have_passed() -> None:
    decision = ask(
        [at_home(1), at_home(3)],
        id=MeetingId("meetingmee"),
        team=TEAM,
        network=NETWORK,
        contact=None,
        participants=PARTICIPANTS,
        by=MARIA,
        new_option=numbered(),
        now=NOW,
    )
    passed = [n for n in decision.notices if n.facts.get("status") == "passed"]
    assert {n.to for n in passed} == {MARIA.id, DAN.id, AISHA.id}
    assert {n.not_before for n in passed} == {NOW + timedelta(days=3)}


@pytest.mark.parametrize(
    ("proposals", "situation"),
    [
        ([at_home()], Situation.TOO_FEW_OPTIONS),
        ([], Situation.TOO_FEW_OPTIONS),
        ([at_home(day) for day in range(1, 9)], Situation.TOO_MANY_OPTIONS),
        ([at_home(), at_home()], Situation.SAME_OPTION),
        ([at_home(), at_home(-1)], Situation.TIME_IN_THE_PAST),
        ([at_home(), at_home(2, minutes=1000)], Situation.NUMBER_UNREADABLE),
        (
            [at_home(), Proposal(NOW + timedelta(2), "Europe/London", 60, Mode.HOME, " ")],
            Situation.TEXT_EMPTY,
        ),
        (
            [at_home(), Proposal(NOW + timedelta(2), "Europe/London", 60, Mode.HOME, "x" * 201)],
            Situation.TEXT_TOO_LONG,
        ),
    ],
)
def test_times_that_cannot_be_asked_about_are_refused(proposals: list[Proposal], situation: Situation) -> None:
    assert refusal(lambda: open_with(*proposals)) is situation


def test_a_stranger_cannot_ask() -> None:
    stranger = Person(EVA.id, OTHER.team, "Eva", "en")
    outsider = Person(OTHER.id, TEAM, "Nobody", "en")
    assert open_with(at_home(), by_phone(), by=stranger).organiser == EVA.id
    assert refusal(lambda: open_with(at_home(), by_phone(), by=outsider)) is Situation.NOT_FOR_YOU


def test_an_answer_redraws_the_watchers_and_tells_nobody_else() -> None:
    decision = answer(asked(), option=ONE, person=EVA.id, given=Answer.CAN, by=EVA, now=NOW)
    assert decision.value.answer_of(ONE, EVA.id) is Answer.CAN
    assert {(n.kind, n.to) for n in decision.notices} == {
        (Kind.REDRAW, DAN.id),
        (Kind.REDRAW, AISHA.id),
    }


def test_the_same_answer_again_changes_nothing() -> None:
    meeting = with_answers(asked(), Answer.CAN, EVA)
    again = answer(meeting, option=ONE, person=EVA.id, given=Answer.CAN, by=EVA, now=NOW)
    assert again.value is meeting
    assert (again.notices, again.verb) == ((), "")


def test_nobody_answers_for_somebody_who_can_tap() -> None:
    for by in (MARIA, DAN, LENA):
        assert (
            refusal(lambda by=by: answer(asked(), option=ONE, person=EVA.id, given=Answer.CAN, by=by, now=NOW))
            is Situation.NOT_FOR_YOU
        )


def test_staff_enter_the_answer_of_somebody_who_is_phoned_and_it_says_so() -> None:
    meeting = answer(asked(), option=ONE, person=EVA.id, given=Answer.CAN, by=DAN, by_phone=True, now=NOW).value
    assert meeting.answers[ONE, EVA.id].by == DAN.id
    assert (
        refusal(
            lambda: answer(
                meeting,
                option=ONE,
                person=EVA.id,
                given=Answer.CANNOT,
                by=MARIA,
                by_phone=True,
                now=NOW,
            )
        )
        is Situation.NOT_FOR_YOU
    )


def test_an_answer_to_a_time_that_has_begun_or_never_was_is_outdated() -> None:
    later = NOW + timedelta(days=1)
    assert (
        refusal(lambda: answer(asked(), option=ONE, person=EVA.id, given=Answer.CAN, by=EVA, now=later))
        is Situation.OUTDATED
    )
    unknown = OptionId("zzzzzzzzzz")
    assert (
        refusal(lambda: answer(asked(), option=unknown, person=EVA.id, given=Answer.CAN, by=EVA, now=NOW))
        is Situation.OUTDATED
    )


def test_a_new_time_keeps_the_answers_to_the_others() -> None:
    meeting = with_answers(asked(), Answer.CAN, EVA)
    new = iter([OptionId("option3ooo")])
    decision = add_options(meeting, [at_home(5)], by=EVA, new_option=lambda: next(new), now=NOW)
    assert decision.value.answer_of(ONE, EVA.id) is Answer.CAN
    assert [o.number for o in decision.value.options] == [1, 2, 3]
    asks = [n for n in decision.notices if n.kind is Kind.MEETING_ASK and n.not_before is None]
    assert {n.to for n in asks} == {SAM.id, MARIA.id, DAN.id, AISHA.id}


def test_seven_times_are_the_most_also_when_they_come_one_by_one() -> None:
    meeting = open_with(*(at_home(day) for day in range(1, 8)))
    assert (
        refusal(lambda: add_options(meeting, [at_home(9)], by=DAN, new_option=numbered(), now=NOW))
        is Situation.TOO_MANY_OPTIONS
    )


def test_none_of_these_keeps_what_somebody_can() -> None:
    meeting = with_answers(asked(), Answer.CAN, EVA, option=TWO)
    after = cannot_any(meeting, by=EVA, now=NOW).value
    assert after.answer_of(ONE, EVA.id) is Answer.CANNOT
    assert after.answer_of(TWO, EVA.id) is Answer.CAN


def test_the_second_tap_of_a_double_tap_answers_no_other_time() -> None:
    once = answer(asked(), option=ONE, person=EVA.id, given=Answer.CAN, by=EVA, pressed=True, now=NOW).value

    def again(by: Person = EVA, *, after: float = 0.3, pressed: bool = True, meeting: Meeting = once) -> Answer | None:
        now = NOW + timedelta(seconds=after)
        given = Answer.CAN if meeting is once else Answer.UNSURE
        moved = answer(meeting, option=TWO, person=by.id, given=given, by=by, pressed=pressed, now=now)
        return moved.value.answer_of(TWO, by.id)

    assert again() is None
    assert again(after=1) is Answer.CAN
    assert again(pressed=False) is Answer.CAN, "words are typed on purpose"
    assert again(MARIA) is Answer.CAN, "somebody else's hand"
    changed = answer(once, option=TWO, person=EVA.id, given=Answer.CAN, by=EVA, now=NOW).value
    assert again(meeting=changed) is Answer.UNSURE, "an answer that is there was looked at, and is changed"


def test_ready_is_said_once() -> None:
    meeting = with_answers(asked(), Answer.CAN, SAM, DAN)
    ready = answer(meeting, option=ONE, person=AISHA.id, given=Answer.CAN, by=AISHA, now=NOW)
    assert [n.to for n in ready.notices if n.kind is Kind.MEETING_READY] == [DAN.id]
    more = answer(ready.value, option=ONE, person=EVA.id, given=Answer.CAN, by=EVA, now=NOW)
    assert not [n for n in more.notices if n.kind is Kind.MEETING_READY]


def test_only_the_person_at_the_centre_can_hold() -> None:
    held = set_hold(asked(), hold=True, by=SAM, now=NOW)
    assert held.value.hold
    told = {n.to for n in held.notices if n.facts.get("status") == "hold"}
    assert told == {DAN.id, AISHA.id}
    let_go = set_hold(held.value, hold=False, by=SAM, now=NOW)
    assert {n.to for n in let_go.notices if n.facts.get("status") == "go_on"} == {*told, MARIA.id, EVA.id}
    for by in (MARIA, DAN, LENA):
        assert refusal(lambda by=by: set_hold(asked(), hold=True, by=by, now=NOW)) is Situation.NOT_FOR_YOU


def test_go_ahead_says_who_entered_it_and_a_member_cannot_say_it() -> None:
    assert say_go_ahead(asked(), by=SAM, now=NOW).value.go_ahead == SAM.id
    assert say_go_ahead(asked(), by=DAN, now=NOW).value.go_ahead == DAN.id
    assert refusal(lambda: say_go_ahead(asked(), by=MARIA, now=NOW)) is Situation.NOT_FOR_YOU


def test_whoever_wants_a_say_again_is_not_gone_ahead_without() -> None:
    without = say_go_ahead(asked(), by=SAM, now=NOW).value
    for taken_back in (want_to_be_there(without, by=SAM, now=NOW), set_hold(without, hold=True, by=SAM, now=NOW)):
        assert taken_back.value.go_ahead is None
        assert {n.to for n in taken_back.notices if n.kind is Kind.MEETING_CHANGED} == {DAN.id, AISHA.id}
    assert not want_to_be_there(asked(), by=SAM, now=NOW).verb
    assert refusal(lambda: want_to_be_there(without, by=MARIA, now=NOW)) is Situation.NOT_FOR_YOU


def test_a_time_that_was_ready_without_the_person_is_told_again_with_them() -> None:
    ready = say_go_ahead(with_answers(asked(), Answer.CAN, DAN, AISHA), by=SAM, now=NOW).value
    assert ready.ready_told
    taken_back = want_to_be_there(ready, by=SAM, now=NOW).value
    comes = answer(taken_back, option=ONE, person=SAM.id, given=Answer.CAN, by=SAM, now=NOW)
    assert [n.to for n in comes.notices if n.kind is Kind.MEETING_READY] == [DAN.id, AISHA.id]


def test_a_newcomer_is_asked_and_one_who_left_is_asked_no_more() -> None:
    meeting = with_answers(asked(), Answer.CAN, EVA)
    network = (
        *(p for p in PARTICIPANTS if p.person != EVA.id),
        Participant(LEE.id, Part.CORE),
    )
    decision = follow(meeting, network=network, now=NOW)
    assert decision.value.participant(EVA.id) is None
    assert decision.value.answer_of(ONE, EVA.id) is None
    assert [n.to for n in decision.notices if n.kind is Kind.MEETING_ASK] == [LEE.id]
    about_eva = [n.kind for n in decision.notices if n.to == EVA.id]
    assert about_eva == [Kind.REDRAW]


def test_the_same_company_changes_nothing() -> None:
    meeting = asked()
    assert follow(meeting, network=PARTICIPANTS, now=NOW).value is meeting


def test_staff_who_left_the_core_pair_stay_as_colleagues() -> None:
    network = tuple(p for p in PARTICIPANTS if p.person != DAN.id)
    after = follow(asked(), network=network, now=NOW).value
    found = after.participant(DAN.id)
    assert found is not None
    assert found.part is Part.STAFF


def test_a_colleague_is_asked_by_staff_only() -> None:
    decision = ask_colleague(asked(), colleague=LEE, by=DAN, now=NOW)
    assert [n.to for n in decision.notices if n.kind is Kind.MEETING_ASK] == [LEE.id]
    assert refusal(lambda: ask_colleague(asked(), colleague=LEE, by=MARIA, now=NOW)) is Situation.NOT_FOR_YOU
    assert refusal(lambda: ask_colleague(asked(), colleague=MARIA, by=DAN, now=NOW)) is Situation.NOT_FOR_YOU


def test_taking_the_question_back_tells_everyone_there_is_nothing_to_do() -> None:
    decision = withdraw(asked(by=MARIA), by=MARIA, now=NOW)
    assert decision.value.state is State.WITHDRAWN
    told = {n.to for n in decision.notices if n.kind is Kind.MEETING_WITHDRAWN}
    assert told == {SAM.id, EVA.id, DAN.id, AISHA.id}
    assert refusal(lambda: withdraw(asked(), by=EVA, now=NOW)) is Situation.NOT_FOR_YOU
    assert refusal(lambda: withdraw(decision.value, by=DAN, now=NOW)) is Situation.OUTDATED


def test_who_may_do_what() -> None:
    meeting = asked(by=MARIA)
    assert [is_staff_side(meeting, p) for p in (DAN, LENA, OTHER, MARIA, SAM)] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert [may_settle(meeting, p) for p in (DAN, LENA, SAM, MARIA, EVA, OTHER)] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
    assert [may_see(meeting, p) for p in (DAN, EVA, MARIA, LENA, OTHER)] == [
        True,
        True,
        True,
        True,
        False,
    ]
