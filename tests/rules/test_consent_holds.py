"""Whatever happens in whatever order: nobody hears without every yes, nobody who left is asked."""

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import example, given, settings
from hypothesis import strategies as st

from rules.consent import may_be_asked, may_hear, takes_part
from rules.decision import Decision, Refused
from rules.ids import PersonId
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
from tests.rules.people_of_the_story import FAMILY, NOW, STAFF, quiet_harbour

EVERYONE = (*STAFF, *FAMILY)
MOVES = (
    *("name", "suggest", "invite", "person", "member"),
    *("leave", "back", "remove", "claim", "close"),
)
Move = Callable[[Network], Decision[Network]]


@dataclass
class Facts:
    """What was truly said, kept by hand and without reading the network: the oracle."""

    centre: PersonId | None = None
    own: dict[PersonId, Answer | None] = field(default_factory=dict)
    about: dict[PersonId, Answer | None] = field(default_factory=dict)
    gone: set[PersonId] = field(default_factory=set)
    closed: bool = False

    def willing(self, who: PersonId | None) -> bool:
        return who is not None and who not in self.gone and self.own.get(who) is Answer.YES

    def cleared(self, who: PersonId) -> bool:
        """The person at the centre, or somebody about whom that person said yes."""
        wanted = self.willing(self.centre) and self.about.get(who) is Answer.YES
        return who == self.centre or wanted

    def claimed(self, invited: PersonId, by: PersonId) -> None:
        self.own.pop(invited, None)
        self.about[by] = self.about.pop(invited, None)
        self.gone.discard(by)
        self.centre = by if self.centre == invited else self.centre

    def begins_anew(self) -> None:
        """The person at the centre was the wrong one: nothing that was said here holds for the next."""
        self.centre = None
        self.own.clear()
        self.about.clear()

    def hears(self, who: Person) -> bool:
        if self.closed or not who.may_be_sent_to:
            return False
        if who.is_staff:
            return True
        if not self.willing(self.centre) or not self.willing(who.id):
            return False
        return who.id == self.centre or self.about.get(who.id) is Answer.YES


@dataclass(frozen=True)
class Event:
    """One thing that somebody tries; most of it is not allowed to most people."""

    what: str
    by: Person
    whom: Person
    answer: Answer
    how: How

    def move(self, network: Network) -> Decision[Network]:
        by, whom, answer, how = self.by, self.whom, self.answer, self.how
        centre = next((p for p in EVERYONE if p.id == network.person), None)
        moves: dict[str, Move] = {
            "name": lambda n: name_centre(n, by=by, centre=whom, now=NOW),
            "suggest": lambda n: suggest(n, by=by, member=whom, centre=centre, now=NOW),
            "invite": lambda n: invite(n, by=by, member=whom, now=NOW),
            "person": lambda n: person_answers(n, by=by, member=whom, answer=answer, how=how, now=NOW),
            "member": lambda n: member_answers(
                n, by=by, member=whom.id, answer=answer, how=how, centre=centre, now=NOW
            ),
            "leave": lambda n: leave(n, by=by, now=NOW),
            "back": lambda n: come_back(n, by=by, now=NOW),
            "remove": lambda n: remove(n, by=by, member=whom, now=NOW),
            "claim": lambda n: claim(n, invited=whom.id, account=by, now=NOW),
            "close": lambda n: close(n, by=by, now=NOW),
        }
        return moves[self.what](network)

    def note(self, facts: Facts) -> None:
        by, whom = self.by.id, self.whom.id
        match self.what:
            case "name":
                facts.centre = whom
            case "suggest" | "invite" | "person":
                said = {"suggest": None, "invite": Answer.YES, "person": self.answer}
                facts.about[whom] = said[self.what]
            case "member":
                facts.own[whom] = self.answer
            case "remove" if whom == facts.centre:
                facts.begins_anew()
            case "leave" | "remove":
                goes = by if self.what == "leave" else whom
                facts.gone.add(goes)
                facts.own[goes] = None
                if self.what == "remove":
                    facts.about[whom] = None
            case "back":
                facts.gone.discard(by)
            case "claim":
                facts.claimed(whom, by)
            case _:
                facts.closed = True


def who_may(event: Event, facts: Facts) -> bool:
    """Whether the one who acted was entitled to, said again in other words than the rules'."""
    core_or_lead = event.by.id in ("dan", "aisha", "lena")
    on_behalf = core_or_lead and event.how is not How.SELF
    match event.what:
        case "name" | "suggest" | "remove" | "close":
            return core_or_lead
        case "invite":
            return event.by.id == facts.centre and facts.willing(facts.centre)
        case "person":
            oneself = event.by.id == facts.centre and event.how is How.SELF
            return (oneself or on_behalf) and facts.willing(facts.centre)
        case "member":
            oneself = event.by.id == event.whom.id and event.how is How.SELF
            return (oneself or on_behalf) and facts.cleared(event.whom.id)
        case "back":
            return facts.cleared(event.by.id)
        case "claim":
            return not event.by.is_staff and facts.about.get(event.by.id) is not Answer.NOT_NOW
        case _:
            return not event.by.is_staff


def knew_of_it(before: Network, who: PersonId) -> bool:
    """Whether they were asked, or have said something."""
    of = before.of(who)
    return of is not None and (of.member_says is not None or may_be_asked(before, who))


def is_right(notice: Notice, network: Network, facts: Facts, before: Network, heard_before: set[PersonId]) -> bool:
    """Whether this notice goes to somebody who may read it."""
    match notice.kind:
        case Kind.REDRAW:
            return notice.to in network.core or facts.willing(notice.to) or knew_of_it(before, notice.to)
        case Kind.CORE_CHOSEN | Kind.MEMBER_ANSWERED | Kind.MEMBER_CLEARED:
            return notice.to in network.core
        case Kind.CONSENT_ASK:
            asked = notice.to == facts.centre and notice.network == network.id
            return asked and facts.willing(facts.centre)
        case Kind.MEMBER_ASK:
            cleared = notice.to == facts.centre or facts.about[notice.to] is Answer.YES
            return cleared and may_be_asked(network, notice.to)
        case Kind.MEMBER_LEFT:
            unnamed = network.centre is None and network.of(notice.to) is None
            return (notice.to in heard_before or unnamed) and not notice.facts
        case _:
            return False


SAM, MARIA, EVA, ULLA, ZOE = FAMILY
DAN, AISHA = STAFF[1], STAFF[2]
CLOSE = (SAM, MARIA, ULLA)
A_TRUE_START = [
    Event("name", DAN, SAM, Answer.YES, How.SELF),
    Event("member", SAM, SAM, Answer.YES, How.SELF),
    Event("invite", SAM, MARIA, Answer.YES, How.SELF),
    Event("member", MARIA, MARIA, Answer.YES, How.SELF),
]


# Things people of this story really do, so that long true stories come about...
ordinary = st.sampled_from(
    [
        *(Event("member", who, who, a, How.SELF) for who in CLOSE for a in Answer),
        *(Event("member", DAN, who, a, How.BY_PHONE) for who in CLOSE for a in Answer),
        *(Event("person", SAM, who, a, How.SELF) for who in CLOSE for a in Answer),
        *(Event("person", AISHA, who, a, How.IN_PERSON) for who in CLOSE for a in Answer),
        *(Event("claim", who, ULLA, Answer.YES, How.SELF) for who in (MARIA, EVA, ZOE, SAM)),
        *(
            Event(what, by, who, Answer.YES, How.SELF)
            for who in CLOSE
            for what, by in (
                ("name", DAN),
                ("suggest", DAN),
                ("invite", SAM),
                ("leave", who),
                ("back", who),
                ("remove", AISHA),
            )
        ),
    ]
)
# ... and things nobody should manage to do.
anything = st.builds(
    Event,
    what=st.sampled_from(MOVES),
    by=st.sampled_from(EVERYONE),
    whom=st.sampled_from(EVERYONE),
    answer=st.sampled_from(Answer),
    how=st.sampled_from(How),
)
events = st.lists(st.one_of(ordinary, ordinary, ordinary, anything), min_size=6, max_size=25)


@settings(max_examples=400, deadline=None)
@given(
    start=st.sampled_from([4, 4, 4, 2, 0]),
    rest=events,
)
@example(
    start=4,
    rest=[
        Event("leave", MARIA, MARIA, Answer.YES, How.SELF),
        Event("remove", AISHA, SAM, Answer.YES, How.SELF),
        Event("name", DAN, MARIA, Answer.YES, How.SELF),
    ],
)
def test_nobody_hears_without_every_yes(start: int, rest: list[Event]) -> None:
    network, facts = quiet_harbour(), Facts()
    for event in A_TRUE_START[:start] + rest:
        before = network
        try:
            decision = event.move(network)
        except Refused:
            continue
        if decision.value == before:
            assert not decision.notices
            continue
        assert who_may(event, facts), event
        heard_before = {p.id for p in EVERYONE if may_hear(before, p)}
        event.note(facts)
        network = decision.value
        for who in EVERYONE:
            assert may_hear(network, who) == facts.hears(who), (event, who.name)
            if who.id in facts.gone:
                assert not may_be_asked(network, who.id)
                assert not takes_part(network, who.id)
        for notice in decision.notices:
            assert is_right(notice, network, facts, before, heard_before), (event, notice)


@settings(max_examples=200, deadline=None)
@given(rest=events)
def test_a_stranger_is_never_told_anything(rest: list[Event]) -> None:
    """Zoe is left out of every move: not one notice ever carries her name."""
    network = quiet_harbour()
    for event in A_TRUE_START + rest:
        if "zoe" in (event.by.id, event.whom.id):
            continue
        try:
            decision = event.move(network)
        except Refused:
            continue
        network = decision.value
        assert "zoe" not in {n.to for n in decision.notices}
        assert not may_hear(network, next(p for p in EVERYONE if p.id == "zoe"))
