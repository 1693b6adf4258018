"""Who is asked next when somebody waits for a human, and for how long (domain.md section 3)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from rules.ids import PersonId
from rules.organisation import Waits
from rules.people import Roster


class Audience(StrEnum):
    """The steps of the ladder, in this order, round and round."""

    CORE_PAIR = "core_pair"
    ON_DUTY = "on_duty"
    PRACTITIONERS = "practitioners"
    LEADS = "leads"


AUDIENCES = tuple(Audience)
BEFORE_THE_FIRST = -1

ROUNDS_AS_SET = 2
"""So many rounds keep the waits of the team. Then each takes twice as long as the one before, up to a longest:
whoever is written to every few minutes for hours stops reading (domain.md section 8, "alert fatigue")."""
LONGEST_ROUND = timedelta(hours=1)
"""Of a call that nobody has."""
LONGEST_ROUND_OWNED = timedelta(hours=2)
"""Of a call that somebody has, without having kept their promise."""
MOST_DOUBLINGS = 12


@dataclass(frozen=True, slots=True)
class Turn:
    """One step with people in it. `wraps` says that the ladder began anew to find them.

    `again` are those of `people` who were asked in this round already: leads, who hear that nobody took it.
    """

    step: int
    people: tuple[PersonId, ...]
    wait: timedelta
    wraps: bool
    again: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class Ladder:
    """The ladder of one team at one moment: staff, waits, and a core pair if there is one."""

    roster: Roster
    waits: Waits = field(default_factory=Waits)
    core: tuple[PersonId, ...] = ()

    def turn_after(
        self,
        step: int,
        now: datetime,
        *,
        without: Collection[PersonId] = (),
        heard: Collection[PersonId] = (),
        number: int = 1,
        longest: timedelta = LONGEST_ROUND,
    ) -> Turn | None:
        """The next step after `step` that has somebody reachable in it; None when no step has.

        Empty steps are passed at once: a wait for nobody is harm. `without` leaves out somebody who
        has been asked already and did not act, unless they are the only ones there are. `heard` were
        asked in this round, which is the `number`-th (from 1), and are not asked twice in it; only
        leads are told once more, in the rounds as set. Later rounds grow, but not beyond `longest`.
        """
        pace = _Pace(number, longest, frozenset(heard))
        return self._turn_after(step, now, frozenset(without), pace) or self._turn_after(step, now, frozenset(), pace)

    def reaches(self, person: PersonId | None) -> bool:
        """Whether this person is staff of the team today and can be written to."""
        return any(member.id == person for member in self.roster.reachable())

    def all_leads(self) -> tuple[PersonId, ...]:
        """Every reachable lead, or every reachable member of staff where there is no such lead."""
        return self.roster.leads() or self.roster.practitioners()

    @property
    def round_length(self) -> timedelta:
        """How long a round takes when each step has somebody in it."""
        return self.waits.on_duty + self.waits.practitioners + self.waits.leads

    def _turn_after(self, step: int, now: datetime, without: frozenset[PersonId], pace: "_Pace") -> Turn | None:
        there = [tuple(p for p in self._people(audience, now) if p not in without) for audience in AUDIENCES]
        for index in range(step + 1, len(AUDIENCES)):
            people = pace.asked(index, there[index])
            if people:
                again = tuple(p for p in people if p in pace.heard)
                return Turn(index, people, self._paced(index, there, pace), wraps=False, again=again)
        anew = _Pace(pace.number + 1, pace.longest, frozenset())
        for index, people in enumerate(there):
            if people:
                return Turn(index, people, self._paced(index, there, anew), wraps=True)
        return None

    def _paced(self, index: int, there: Sequence[Sequence[PersonId]], pace: "_Pace") -> timedelta:
        """How long this step waits: in later rounds its share, and the last one what is left of the round."""
        waits = [
            self._wait(audience) if people else timedelta() for audience, people in zip(AUDIENCES, there, strict=True)
        ]
        if pace.number <= ROUNDS_AS_SET:
            return waits[index]
        whole = sum(waits, timedelta())
        doubled = whole * (1 << min(pace.number - ROUNDS_AS_SET, MOST_DOUBLINGS))
        target = max(whole, min(doubled, pace.longest))
        factor: float = target / whole
        heard = pace.heard | set(there[index])
        if any(set(people) - heard for people in there[index + 1 :]):
            return waits[index] * factor
        before: set[PersonId] = set()
        spent = timedelta()
        for wait, people in zip(waits[:index], there[:index], strict=True):
            spent += wait if set(people) - before else timedelta()
            before |= set(people)
        return target - spent * factor

    def _people(self, audience: Audience, now: datetime) -> tuple[PersonId, ...]:
        match audience:
            case Audience.CORE_PAIR:
                return tuple(p for p in self.core if self.reaches(p))
            case Audience.ON_DUTY:
                return self.roster.on_duty(now)
            case Audience.PRACTITIONERS:
                return self.roster.practitioners()
            case Audience.LEADS:
                return self.roster.leads()

    def _wait(self, audience: Audience) -> timedelta:
        match audience:
            case Audience.CORE_PAIR | Audience.ON_DUTY:
                return self.waits.on_duty
            case Audience.PRACTITIONERS:
                return self.waits.practitioners
            case Audience.LEADS:
                return self.waits.leads


@dataclass(frozen=True, slots=True)
class _Pace:
    """Which round it is, how long it may take at most, and who has been asked in it."""

    number: int
    longest: timedelta
    heard: frozenset[PersonId]

    def asked(self, index: int, people: tuple[PersonId, ...]) -> tuple[PersonId, ...]:
        """Who of these is written to at this step."""
        if AUDIENCES[index] is Audience.LEADS and self.number <= ROUNDS_AS_SET:
            return people
        return tuple(p for p in people if p not in self.heard)
