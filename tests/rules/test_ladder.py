"""The ladder: who is asked after whom."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.ids import PersonId
from rules.ladder import BEFORE_THE_FIRST, LONGEST_ROUND, LONGEST_ROUND_OWNED, Audience, Ladder
from rules.organisation import Waits
from rules.people import Roster
from tests.rules.contact_people import AISHA, DAN, EVERYBODY, LEE, LENA, MONDAY, after, ladder

CORE, DUTY, ALL, LEADS = range(4)


def test_the_core_pair_of_a_network_is_asked_first() -> None:
    turn = ladder(on_duty=(LEE,), core=(DAN, AISHA)).turn_after(BEFORE_THE_FIRST, MONDAY)
    assert turn is not None
    assert (turn.step, turn.people, turn.wraps) == (CORE, (DAN, AISHA), False)
    assert list(Audience)[turn.step] is Audience.CORE_PAIR


def test_without_a_network_those_on_duty_are_asked_first() -> None:
    turn = ladder(on_duty=(DAN, LEE)).turn_after(BEFORE_THE_FIRST, MONDAY)
    assert turn is not None
    assert (turn.step, set(turn.people), turn.wait) == (DUTY, {DAN, LEE}, timedelta(minutes=5))


def test_a_step_with_nobody_in_it_is_passed_at_once() -> None:
    turn = ladder().turn_after(BEFORE_THE_FIRST, MONDAY)
    assert turn is not None
    assert (turn.step, turn.people) == (ALL, EVERYBODY)


def test_a_step_whose_people_all_blocked_the_bot_is_passed_too() -> None:
    turn = ladder(on_duty=(DAN,), blocked=(DAN,)).turn_after(BEFORE_THE_FIRST, MONDAY)
    assert turn is not None
    assert (turn.step, set(turn.people)) == (ALL, {LENA, AISHA, LEE})


def test_a_shift_that_has_ended_asks_nobody() -> None:
    turn = ladder(on_duty=(DAN,)).turn_after(BEFORE_THE_FIRST, after(days=31))
    assert turn is not None
    assert turn.step == ALL


def test_after_the_leads_the_ladder_begins_again() -> None:
    turn = ladder(on_duty=(DAN,)).turn_after(LEADS, MONDAY)
    assert turn is not None
    assert (turn.step, turn.wraps) == (DUTY, True)


def test_a_team_of_one_lead_goes_round_and_round() -> None:
    alone = ladder(LENA)
    first = alone.turn_after(BEFORE_THE_FIRST, MONDAY)
    assert first is not None
    second = alone.turn_after(first.step, MONDAY)
    assert second is not None
    third = alone.turn_after(second.step, MONDAY)
    assert third is not None
    assert [first.step, second.step, third.step] == [ALL, LEADS, ALL]
    assert [first.wraps, second.wraps, third.wraps] == [False, False, True]


def test_somebody_who_was_asked_in_vain_is_left_out_unless_alone() -> None:
    assert DAN not in _people(ladder().turn_after(BEFORE_THE_FIRST, MONDAY, without=(DAN,)))
    assert _people(ladder(DAN).turn_after(BEFORE_THE_FIRST, MONDAY, without=(DAN,))) == {DAN}


def test_nobody_reachable_gives_no_turn() -> None:
    assert ladder(blocked=EVERYBODY).turn_after(BEFORE_THE_FIRST, MONDAY) is None
    assert Ladder(Roster()).turn_after(BEFORE_THE_FIRST, MONDAY) is None


def test_where_no_lead_can_be_reached_everybody_stands_in_for_the_leads() -> None:
    assert ladder().all_leads() == (LENA,)
    assert set(ladder(blocked=(LENA,)).all_leads()) == {DAN, AISHA, LEE}


def _people(turn: object) -> set[object]:
    return set(getattr(turn, "people", ()))


def test_nobody_is_asked_twice_in_a_round_but_the_leads_hear_that_nobody_took_it() -> None:
    everyone = ladder(on_duty=(DAN,))
    second = everyone.turn_after(DUTY, MONDAY, heard=(DAN,))
    assert second is not None
    assert _people(second) == {LENA, AISHA, LEE}
    third = everyone.turn_after(ALL, MONDAY, heard=EVERYBODY)
    assert third is not None
    assert (third.people, third.again) == ((LENA,), (LENA,))
    later = everyone.turn_after(ALL, MONDAY, heard=EVERYBODY, number=3)
    assert later is not None
    assert later.wraps, "from the third round on each is asked once"


@pytest.mark.parametrize("on_duty", [(), (DAN,), EVERYBODY])
@pytest.mark.parametrize(("longest", "minutes"), [(LONGEST_ROUND, 60), (LONGEST_ROUND_OWNED, 120)])
def test_rounds_keep_their_waits_twice_then_double_up_to_a_longest(
    on_duty: tuple[PersonId, ...], longest: timedelta, minutes: int
) -> None:
    whole = 20 if on_duty else 15
    lengths = [_round(ladder(on_duty=on_duty), number, longest) for number in range(1, 9)]
    expected = [whole, whole, *(min(whole * 2**n, minutes) for n in range(1, 7))]
    if set(on_duty) == set(EVERYBODY):
        expected[:2] = [15, 15]
    assert [length / timedelta(minutes=1) for length in lengths] == pytest.approx(expected)


def test_a_team_whose_own_waits_are_longer_keeps_them() -> None:
    hour = timedelta(hours=1)
    slow = replace(ladder(on_duty=(DAN,)), waits=Waits(hour, hour, hour))
    assert _round(slow, 9, LONGEST_ROUND) == 3 * hour


def _round(using: Ladder, number: int, longest: timedelta) -> timedelta:
    """How long the whole round takes when nobody acts."""
    turn = using.turn_after(BEFORE_THE_FIRST, MONDAY, number=number, longest=longest)
    heard: tuple[PersonId, ...] = ()
    length = timedelta()
    while turn is not None and not turn.wraps:
        length += turn.wait
        heard += turn.people
        turn = using.turn_after(turn.step, MONDAY, heard=heard, number=number, longest=longest)
    return length
