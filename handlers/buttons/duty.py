"""Buttons for being on duty and for how long the ladder waits."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons.base import Button
from rules.duty import Part


@dataclass(frozen=True, slots=True)
class Duty(Button):
    """Who is on duty, and my own shift."""

    tag: ClassVar[str] = "d1"


@dataclass(frozen=True, slots=True)
class OnDuty(Button):
    """I am on duty for so many hours from now."""

    tag: ClassVar[str] = "d2"
    hours: int


@dataclass(frozen=True, slots=True)
class OffDuty(Button):
    """My shift ends now."""

    tag: ClassVar[str] = "d3"


@dataclass(frozen=True, slots=True)
class ShowWaits(Button):
    """A lead: how long each step waits."""

    tag: ClassVar[str] = "d4"


@dataclass(frozen=True, slots=True)
class ChangeWait(Button):
    """A lead: choose another wait for this part."""

    tag: ClassVar[str] = "d5"
    part: Part


@dataclass(frozen=True, slots=True)
class SetWait(Button):
    """A lead: this part waits so many minutes."""

    tag: ClassVar[str] = "d6"
    part: Part
    minutes: int


BUTTONS: tuple[type[Button], ...] = (Duty, OnDuty, OffDuty, ShowWaits, ChangeWait, SetWait)
