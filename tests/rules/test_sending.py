"""What becomes of a message after an attempt, whatever went wrong."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.sending import (
    FIRST_PAUSE,
    LONGEST_CRISIS_PAUSE,
    LONGEST_PAUSE,
    PATIENCE,
    Done,
    Failure,
    Later,
    Unreachable,
    after,
    pause,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

failures = st.sampled_from(Failure)
attempts = st.integers(0, 10_000)


def decided(failure: Failure, **changes: object) -> Done | Later | Unreachable:
    """The decision about a first attempt, with `changes`."""
    asked: dict[str, object] = {"attempts": 0, "uncertain": False, "retry_after": 0.0, "now": NOW, **changes}
    return after(failure, **asked)  # type: ignore[arg-type]  # the names are those of the function


@pytest.mark.parametrize("failure", [Failure.NOT_MODIFIED, Failure.GONE])
def test_an_answer_is_not_a_fault(failure: Failure) -> None:
    assert decided(failure) == Done("sent")


def test_what_telegram_will_never_take_is_closed_and_said_so() -> None:
    assert decided(Failure.BAD) == Done("refused")


def test_a_person_who_cannot_be_written_to_is_the_rules_next_step() -> None:
    assert decided(Failure.UNREACHABLE) == Unreachable()


def test_429_waits_as_long_as_it_was_told() -> None:
    assert decided(Failure.TOO_MANY, retry_after=37.0) == Later(NOW + timedelta(seconds=37))


def test_429_without_a_number_still_waits() -> None:
    assert decided(Failure.TOO_MANY) == Later(NOW + timedelta(seconds=1))


def test_a_server_that_broke_has_not_had_the_message() -> None:
    assert decided(Failure.SERVER) == Later(NOW + FIRST_PAUSE, uncertain=False)


def test_a_time_out_may_have_arrived() -> None:
    assert decided(Failure.UNKNOWN) == Later(NOW + FIRST_PAUSE, uncertain=True)


@given(st.sampled_from([Failure.SERVER, Failure.UNKNOWN, Failure.TOO_MANY]), attempts, st.booleans())
def test_nothing_is_given_up_because_of_a_network(failure: Failure, before: int, uncertain: bool) -> None:
    outcome = decided(failure, attempts=before, uncertain=uncertain)
    assert isinstance(outcome, Later)
    assert NOW < outcome.at <= NOW + LONGEST_PAUSE


@given(failures, attempts, st.floats(0, 10**6))
def test_once_uncertain_stays_uncertain(failure: Failure, before: int, seconds: float) -> None:
    outcome = decided(failure, attempts=before, uncertain=True, retry_after=seconds)
    assert not isinstance(outcome, Later) or outcome.uncertain


@given(attempts)
def test_pauses_grow_and_have_an_end(before: int) -> None:
    assert FIRST_PAUSE <= pause(before) <= pause(before + 1) <= LONGEST_PAUSE


@given(attempts)
def test_a_crisis_never_waits_long_after_an_outage(before: int) -> None:
    assert pause(before, urgent=True) == min(pause(before), LONGEST_CRISIS_PAUSE)


@pytest.mark.parametrize("failure", [Failure.SERVER, Failure.UNKNOWN])
def test_what_never_goes_lets_others_pass_only_while_others_go(failure: Failure) -> None:
    def behind(before: int, *, others_go: bool) -> bool:
        outcome = decided(failure, attempts=before, others_go=others_go)
        assert isinstance(outcome, Later)
        return outcome.behind

    assert behind(PATIENCE, others_go=True)
    assert not behind(PATIENCE - 1, others_go=True)
    assert not behind(1000, others_go=False), "an outage changes no order"
