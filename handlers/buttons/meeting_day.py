"""Buttons about the day of a meeting and what comes after it. Tags start with md and mn."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from handlers.buttons.base import Button
from handlers.buttons.meeting import OfMeeting
from rules.ids import PersonId
from rules.meeting import DayStatus, NextStep, Preference, State


@dataclass(frozen=True, slots=True)
class OnTheDay(OfMeeting):
    """Say "I can come" or "I cannot come" to the agreed plan `sequence`."""

    tag: ClassVar[str] = "md1"
    sequence: int
    status: DayStatus


@dataclass(frozen=True, slots=True)
class LateFirst(OfMeeting):
    """Say "I will be late": asks by how much."""

    tag: ClassVar[str] = "md2"


@dataclass(frozen=True, slots=True)
class LateBy(OfMeeting):
    """Late by `minutes`; 0 for longer than what is offered."""

    tag: ClassVar[str] = "md3"
    sequence: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Prefer(OfMeeting):
    """What the person prefers when fewer than two staff can come."""

    tag: ClassVar[str] = "md4"
    sequence: int
    preference: Preference


@dataclass(frozen=True, slots=True)
class DayFor(OfMeeting):
    """Record what somebody said on the phone about the day."""

    tag: ClassVar[str] = "mo4"
    person: PersonId
    sequence: int
    status: DayStatus


@dataclass(frozen=True, slots=True)
class PreferFor(OfMeeting):
    """Record what the person at the centre said on the phone that they prefer."""

    tag: ClassVar[str] = "moa"
    sequence: int
    preference: Preference


@dataclass(frozen=True, slots=True)
class Phoned(OfMeeting):
    """Say that one has phoned somebody about what `task` asks, or (not `done`) that one has not."""

    tag: ClassVar[str] = "mob"
    task: str
    person: PersonId
    done: bool


@dataclass(frozen=True, slots=True)
class DidMeet(OfMeeting):
    """Whether the meeting was held.

    `state` is what the card showed: an old one must not override what a colleague has said since.
    """

    tag: ClassVar[str] = "mn7"
    met: bool
    state: State


@dataclass(frozen=True, slots=True)
class WhoCame(OfMeeting):
    """Show who came, to put it right."""

    tag: ClassVar[str] = "mn2"


@dataclass(frozen=True, slots=True)
class CameSo(OfMeeting):
    """Record that those who said so came, and the others did not, where nobody said otherwise."""

    tag: ClassVar[str] = "mn8"


@dataclass(frozen=True, slots=True)
class SetCame(OfMeeting):
    """Record that somebody came, or did not."""

    tag: ClassVar[str] = "mn3"
    person: PersonId
    came: bool


@dataclass(frozen=True, slots=True)
class SayNext(OfMeeting):
    """What was said about the next meeting; UNDECIDED asks for a date first."""

    tag: ClassVar[str] = "mn4"
    step: NextStep


@dataclass(frozen=True, slots=True)
class WriteBy(OfMeeting):
    """Say "not decided yet, we will write by" this date."""

    tag: ClassVar[str] = "mn5"
    day: date


@dataclass(frozen=True, slots=True)
class AskNext(OfMeeting):
    """Show the question about the next meeting again."""

    tag: ClassVar[str] = "mn6"


BUTTONS: tuple[type[Button], ...] = (
    OnTheDay,
    LateFirst,
    LateBy,
    Prefer,
    DayFor,
    PreferFor,
    Phoned,
    DidMeet,
    WhoCame,
    CameSo,
    SetCame,
    SayNext,
    WriteBy,
    AskNext,
)
