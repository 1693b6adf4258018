"""Promise 3 as a property: whatever happens, an open contact is never left in silence."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.contact import Contact, Question, Reason, Wish, record_wish
from rules.contact_asking import call_again, open_contact, someone_on_duty
from rules.contact_clock import mend, raise_if_due, silent
from rules.contact_handover import accept, ask_others, decline, hand_over
from rules.contact_meetings import (
    choose_later,
    record_agreed,
    record_met,
    record_not_met,
    record_offer,
    record_unsettled,
)
from rules.contact_questions import When, answer_when, ask_caller, next_morning
from rules.contact_taking import TRIES_TO_CLOSE, close, not_reached, spoken, take, take_back_spoken
from rules.contact_unneeded import needed_after_all, no_longer_needed
from rules.decision import Decision, Refused
from rules.ids import PersonId
from rules.ladder import Ladder
from rules.notice import Kind
from rules.people import Roster, StaffMember
from tests.rules.contact_people import CALL, EVERYBODY, MARIA, MONDAY, ROLES, TEAM

WHO = st.sampled_from((*EVERYBODY, MARIA))
STAFF = st.sampled_from(EVERYBODY)
ZONE = "Europe/London"


@dataclass
class Play:
    """A call, its team and the time, moved by one event after another."""

    contact: Contact
    ladder: Ladder
    now: datetime
    heard_nobody: bool

    def decide(self, move: Callable[[Contact], Decision[Contact]]) -> None:
        try:
            decision = move(self.contact)
        except Refused:
            return
        assert decision.verb or decision == Decision(self.contact), "a change without a verb is lost"
        self.contact = decision.value
        if any(n.kind is Kind.CONTACT_NOBODY and n.to == MARIA for n in decision.notices):
            self.heard_nobody = True
        if self.contact.nobody_since is None:
            self.heard_nobody = False


Event = Callable[[Play], None]


def moved(move: Callable[[Play], Callable[[Contact], Decision[Contact]]]) -> Event:
    return lambda play: play.decide(move(play))


def moved_and_looked_at(move: Callable[[Play], Callable[[Contact], Decision[Contact]]]) -> Event:
    """A move that may bring back a warning whose hour is past: the tick, a moment later, gives it."""

    def event(play: Play) -> None:
        play.decide(move(play))
        play.decide(lambda c: raise_if_due(c, ladder=play.ladder, now=play.now))

    return event


def wait(minutes: int) -> Event:
    def event(play: Play) -> None:
        play.now += timedelta(minutes=minutes)
        play.decide(lambda c: raise_if_due(c, ladder=play.ladder, now=play.now))

    return event


def staff_become(members: tuple[StaffMember, ...]) -> Event:
    def event(play: Play) -> None:
        play.ladder = replace(play.ladder, roster=Roster(members))
        play.decide(lambda c: mend(c, ladder=play.ladder, now=play.now))

    return event


@st.composite
def rosters(draw: st.DrawFn) -> tuple[StaffMember, ...]:
    people = draw(st.lists(STAFF, unique=True))
    return tuple(
        StaffMember(
            person,
            ROLES[person],
            reachable=draw(st.booleans()),
            on_duty_until=draw(st.sampled_from((None, MONDAY + timedelta(hours=1), MONDAY + timedelta(days=9)))),
        )
        for person in people
    )


EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.integers(0, 90).map(wait),
    st.integers(0, 60 * 48).map(wait),
    rosters().map(staff_become),
    WHO.map(lambda who: moved(lambda p: lambda c: take(c, by=who, card_round=c.round, ladder=p.ladder, now=p.now))),
    WHO.map(lambda who: moved(lambda p: lambda c: spoken(c, by=who, now=p.now))),
    WHO.map(lambda who: moved(lambda p: lambda c: not_reached(c, by=who, tries=c.tries, ladder=p.ladder, now=p.now))),
    WHO.map(
        lambda who: moved_and_looked_at(lambda p: lambda c: take_back_spoken(c, by=who, ladder=p.ladder, now=p.now))
    ),
    st.just(moved(lambda p: lambda c: call_again(c, by=MARIA, ladder=p.ladder, now=p.now))),
    st.booleans().map(
        lambda ahead: moved_and_looked_at(
            lambda p: lambda c: record_not_met(c, ladder=p.ladder, now=p.now, planned=ahead)
        )
    ),
    st.sampled_from(Question).flatmap(
        lambda what: WHO.map(
            lambda who: moved(
                lambda p: lambda c: ask_caller(c, what, by=who, number_known=what is Question.WHEN, now=p.now)
            )
        )
    ),
    st.sampled_from(When).map(
        lambda choice: moved(
            lambda p: (
                lambda c: answer_when(
                    c, choice, next_morning(p.now, ZONE), by=MARIA, ladder=p.ladder, zone=ZONE, now=p.now
                )
            )
        )
    ),
    st.tuples(WHO, WHO).map(
        lambda two: moved(lambda p: lambda c: hand_over(c, by=two[0], to=two[1], ladder=p.ladder, now=p.now))
    ),
    WHO.map(lambda who: moved(lambda p: lambda c: accept(c, by=who, ladder=p.ladder, now=p.now))),
    WHO.map(lambda who: moved(lambda p: lambda c: decline(c, by=who, now=p.now))),
    WHO.map(lambda who: moved(lambda p: lambda c: ask_others(c, by=who, ladder=p.ladder, now=p.now))),
    STAFF.map(lambda who: moved(lambda p: lambda c: someone_on_duty(c, who=who, ladder=p.ladder, now=p.now))),
    st.sampled_from(Wish).map(lambda wish: moved(lambda p: lambda c: record_wish(c, wish, by=MARIA, now=p.now))),
    st.sampled_from((no_longer_needed, needed_after_all)).flatmap(
        lambda say: WHO.map(lambda who: moved(lambda p: lambda c: say(c, by=who, now=p.now)))
    ),
    st.sampled_from((record_offer, record_agreed, record_unsettled, record_met, choose_later)).map(
        lambda record: moved(lambda p: lambda c: record(c, now=p.now))
    ),
    st.tuples(WHO, st.sampled_from(Reason)).map(
        lambda two: moved(lambda p: lambda c: close(c, by=two[0], reason=two[1], now=p.now))
    ),
)


@given(first=rosters(), core=st.lists(STAFF, max_size=2), events=st.lists(EVENTS, max_size=40))
@settings(max_examples=400, deadline=None)
def test_no_sequence_of_events_ends_in_silence(
    first: tuple[StaffMember, ...], core: list[PersonId], events: list[Event]
) -> None:
    ladder = Ladder(Roster(first), core=tuple(core))
    opened = open_contact(CALL, team=TEAM, caller=MARIA, ladder=ladder, now=MONDAY)
    play = Play(opened.value, ladder, MONDAY, heard_nobody=opened.value.nobody_since is not None)
    for event in events:
        event(play)
        contact = play.contact
        if contact.is_closed:
            checked = contact.reason is Reason.THEY_ASKED and contact.unneeded_at is not None and contact.tries >= 1
            assert contact.replied_at is not None or contact.tries >= TRIES_TO_CLOSE or checked
            assert contact.reason is not None
            continue
        assert not silent(contact, ladder=play.ladder, now=play.now)
        assert contact.due_at is not None
        assert play.now < contact.due_at <= play.now + timedelta(days=1)
        if contact.nobody_since is not None:
            assert play.heard_nobody
        elif contact.owner is None:
            assert any(play.ladder.reaches(person) for person in contact.asking)


@given(rosters(), st.integers(0, 60 * 24 * 14))
def test_a_tick_that_is_repeated_says_nothing_twice(members: tuple[StaffMember, ...], minutes: int) -> None:
    ladder = Ladder(Roster(members))
    opened = open_contact(CALL, team=TEAM, caller=MARIA, ladder=ladder, now=MONDAY).value
    now = MONDAY + timedelta(minutes=minutes)
    once = raise_if_due(opened, ladder=ladder, now=now)
    assert raise_if_due(once.value, ladder=ladder, now=now) == Decision(once.value)


def test_the_check_itself_sees_a_breach() -> None:
    member = StaffMember(EVERYBODY[0], ROLES[EVERYBODY[0]], reachable=True)
    ladder = Ladder(Roster((member,)))
    contact = open_contact(CALL, team=TEAM, caller=MARIA, ladder=ladder, now=MONDAY).value
    assert not silent(contact, ladder=ladder, now=MONDAY)
    assert silent(contact, ladder=ladder, now=MONDAY + timedelta(hours=1))
    assert silent(contact, ladder=Ladder(Roster()), now=MONDAY)
    gone = Ladder(Roster((replace(member, reachable=False),)))
    assert silent(contact, ladder=gone, now=MONDAY)
