"""Buttons of what only the person at the centre can wish while a time is looked for. Tags start with m."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons.base import Button
from handlers.buttons.meeting import OfMeeting


@dataclass(frozen=True, slots=True)
class SetHold(OfMeeting):
    """The person at the centre asks to wait, or lets it go on."""

    tag: ClassVar[str] = "m8"
    hold: bool


@dataclass(frozen=True, slots=True)
class GoAheadFirst(OfMeeting):
    """The first of two taps: shows what "go ahead without me" means."""

    tag: ClassVar[str] = "mw1"


@dataclass(frozen=True, slots=True)
class GoAhead(OfMeeting):
    """The person said "go ahead without me"."""

    tag: ClassVar[str] = "mw2"


@dataclass(frozen=True, slots=True)
class BeThere(OfMeeting):
    """The person takes it back: they want to be there."""

    tag: ClassVar[str] = "mw3"


BUTTONS: tuple[type[Button], ...] = (SetHold, GoAheadFirst, GoAhead, BeThere)
