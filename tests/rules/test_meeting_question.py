"""The question about times reaches people once, and once more; then they are left alone."""

from datetime import datetime, timedelta

from rules.decision import Decision
from rules.ids import OptionId
from rules.meeting import Answer, Meeting
from rules.meeting_asking import add_options
from rules.meeting_question import NUDGE_AFTER, Asked
from rules.notice import Kind, Subject, redraw
from tests.rules.meeting_examples import DAN, EVA, MARIA, NOW, asked, at_home, with_answers

SOON = NOW + timedelta(minutes=10)
DAY = timedelta(days=1)


def more(meeting: Meeting, *earlier: Asked, now: datetime = SOON) -> Decision[Meeting]:
    new = iter([OptionId(f"option{len(meeting.options)}".ljust(10, "o"))])
    return add_options(
        meeting, [at_home(len(meeting.options) + 2)], by=DAN, new_option=lambda: next(new), earlier=earlier, now=now
    )


def asks(decision: Decision[Meeting], who: object = EVA) -> list[bool]:
    """For each push to this one: whether it is a nudge."""
    return ["nudge" in n.facts for n in decision.notices if n.kind is Kind.MEETING_ASK and n.to == who.id]  # type: ignore[attr-defined]


def test_further_times_in_a_burst_are_put_on_the_card_that_waits_for_an_answer() -> None:
    decision = more(asked(), Asked(EVA.id, NOW), Asked(EVA.id, NOW + NUDGE_AFTER, nudge=True))
    assert asks(decision) == []
    assert redraw(EVA.id, Subject.MEETING, decision.value.id) in decision.notices


def test_whoever_has_answered_everything_is_asked_about_the_new_time() -> None:
    meeting = with_answers(asked(), Answer.CAN, EVA)
    meeting = with_answers(meeting, Answer.CANNOT, EVA, option=meeting.options[1].id)
    earlier = Asked(EVA.id, NOW), Asked(EVA.id, NOW + NUDGE_AFTER, nudge=True)
    assert asks(more(meeting, *earlier)) == [False], "a nudge is on its way already"


def test_a_question_that_is_hours_old_is_asked_again_with_new_times_but_not_nudged_again() -> None:
    earlier = Asked(EVA.id, NOW), Asked(EVA.id, NOW + NUDGE_AFTER, nudge=True)
    assert asks(more(asked(), *earlier, now=NOW + 2 * NUDGE_AFTER)) == [False]


def test_new_times_a_day_after_the_nudge_are_worth_another() -> None:
    earlier = Asked(EVA.id, NOW), Asked(EVA.id, NOW + NUDGE_AFTER, nudge=True)
    later = NOW + NUDGE_AFTER + DAY
    assert asks(more(asked(), *earlier, now=later)) == [False, True]


def test_what_others_were_asked_is_no_reason_to_leave_somebody_out() -> None:
    assert asks(more(asked(), Asked(MARIA.id, NOW))) == [False, True]
