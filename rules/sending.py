"""What becomes of a message after an attempt to send it: decided once, purely."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(minutes=2)
LONGEST_CRISIS_PAUSE = timedelta(seconds=10)
"""For somebody in a crisis two minutes after Telegram is back are too long."""
PATIENCE = 5
"""Attempts after which a message that Telegram cannot take, while it takes others, lets others of its chat go first."""


class Failure(StrEnum):
    """What went wrong, as far as the sender can tell."""

    TOO_MANY = "too_many"
    """429: wait as long as told."""
    SERVER = "server"
    """5xx, or no connection could be made: it did not arrive."""
    UNKNOWN = "unknown"
    """A time-out, or a cut after the request was sent: it may have arrived."""
    UNREACHABLE = "unreachable"
    """403, or chat not found: this person cannot be written to."""
    NOT_MODIFIED = "not_modified"
    """The screen shows it already: an answer, not a fault."""
    GONE = "gone"
    """The message to redraw or delete is not there any more."""
    BAD = "bad"
    """400: Telegram will never take this message as it is."""


@dataclass(frozen=True, slots=True)
class Done:
    """Close the row with this outcome."""

    outcome: str


@dataclass(frozen=True, slots=True)
class Later:
    """Try again at `at` (UTC). `uncertain`: the last attempt may have arrived.

    `behind`: until then the others of its chat go first, and keep their order.
    """

    at: datetime
    uncertain: bool = False
    behind: bool = False


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Close the row, and let the rules take the next step for a person who cannot be reached."""


After = Done | Later | Unreachable


def after(
    failure: Failure,
    *,
    attempts: int,
    uncertain: bool,
    retry_after: float,
    now: datetime,
    urgent: bool = False,
    others_go: bool = False,
) -> After:
    """What to do after a failed attempt; `attempts` counts those before it, `retry_after` is in seconds.

    `others_go` says that other messages went out since the attempt before: then it is not Telegram that is away, and
    a message that fails again and again must not hold back its chat for ever.

    Nothing is given up because of a server or a network: it is tried again with growing pauses until
    Telegram confirms it or it expires. That holds for "unknown" too: two cuts in a row may both have come
    before the message arrived, and a copy too many is better than a notice nobody got (promise 2).
    """
    match failure:
        case Failure.TOO_MANY:
            return Later(now + timedelta(seconds=max(retry_after, 1)), uncertain)
        case Failure.SERVER | Failure.UNKNOWN:
            return Later(
                now + pause(attempts, urgent=urgent),
                uncertain or failure is Failure.UNKNOWN,
                behind=others_go and attempts >= PATIENCE,
            )
        case Failure.UNREACHABLE:
            return Unreachable()
        case Failure.NOT_MODIFIED | Failure.GONE:
            return Done("sent")
        case Failure.BAD:
            return Done("refused")


def pause(attempts: int, *, urgent: bool = False) -> timedelta:
    """1, 2, 4 … seconds, at most two minutes; ten seconds for what is urgent."""
    return min(FIRST_PAUSE * (1 << min(attempts, 10)), LONGEST_CRISIS_PAUSE if urgent else LONGEST_PAUSE)
