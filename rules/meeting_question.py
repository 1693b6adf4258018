"""The question about times as it reaches people: asked once, nudged once, and then left alone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from rules.ids import PersonId
from rules.meeting import Meeting, Option
from rules.meeting_notices import tell
from rules.notice import Kind, Notice, Urgency
from rules.when import instant, wall_time

NUDGE_AFTER: Final = timedelta(hours=4)
"""One nudge to those who have not answered, then none. Four hours, for the first meeting is
due within 24 hours; a nudge that comes after the last time began is dropped."""

ASK_AGAIN_AFTER: Final = timedelta(hours=4)
"""Whoever was asked more lately, and has not answered, only finds further times on the card they have."""

NUDGE_AGAIN_AFTER: Final = timedelta(days=1)
"""New times that come later than this after a nudge are worth one more."""

NUDGES_FROM: Final = time(8)
NUDGES_UNTIL: Final = time(21)
"""Wall time of the venue: a nudge does not wake anybody (domain.md section 5)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """That `person` was asked the question that is open now, or will be, at `at` (UTC); a nudge asks again."""

    person: PersonId
    at: datetime
    nudge: bool = False


def wait_for_an_answer(meeting: Meeting, earlier: Collection[Asked], now: datetime) -> frozenset[PersonId]:
    """Whose answer is waited for since less than `ASK_AGAIN_AFTER`: a second push would say the same."""
    lately = (a.person for a in earlier if now - ASK_AGAIN_AFTER < a.at <= now)
    return frozenset(person for person in lately if meeting.unanswered(person, now))


def not_nudged(people: Sequence[PersonId], earlier: Collection[Asked], now: datetime) -> tuple[PersonId, ...]:
    """Those of `people` who may get a nudge: they had none and expect none, or it is more than a day ago."""
    nudged = {a.person for a in earlier if a.nudge and now < a.at + NUDGE_AGAIN_AFTER}
    return tuple(person for person in people if person not in nudged)


def question(
    meeting: Meeting, options: Sequence[Option], ask: Sequence[PersonId], nudge: Sequence[PersonId], now: datetime
) -> tuple[Notice, ...]:
    """The question about `options` to those in `ask`, one nudge to those in `nudge`, a word when all have passed."""
    last = max(o.starts_at for o in options)
    nudge_at = _by_day(now + NUDGE_AFTER, options[0].zone)
    plan = meeting.sequence
    asked = [tell(Kind.MEETING_ASK, meeting, person, facts={"options": len(options), "plan": plan}) for person in ask]
    nudges = [
        tell(
            Kind.MEETING_ASK,
            meeting,
            person,
            urgency=Urgency.REMINDER,
            not_before=nudge_at,
            expires_at=last,
            facts={"nudge": 1, "plan": plan},
        )
        for person in nudge
        if nudge_at < last
    ]
    passed = [
        tell(Kind.MEETING_CHANGED, meeting, person, not_before=last, facts={"status": "passed"})
        for person in meeting.watchers()
    ]
    return (*asked, *nudges, *passed)


def _by_day(at: datetime, zone: str) -> datetime:
    """This moment when it is daytime, else the next morning."""
    wall = wall_time(at, zone)
    if NUDGES_FROM <= wall.time() <= NUDGES_UNTIL:
        return at
    days = 0 if wall.time() < NUDGES_FROM else 1
    return instant(datetime.combine(wall.date() + timedelta(days), NUDGES_FROM), zone)
