"""Keys of the dialogue that proposes times. Tags start with mp."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from handlers.buttons.base import Button
from handlers.buttons.meeting import About
from rules.meeting import Mode
from rules.notice import Subject


class InDialogue(Button):
    """A key of the proposing dialogue: outside of it, it leads home."""

    @property
    def about(self) -> About:
        # Nothing has a card of this kind, and what has no card is answered with the home screen.
        return Subject.TEAM, "dialogue"


@dataclass(frozen=True, slots=True)
class CarryOn(InDialogue):
    """Go on with the times that were suggested before the dialogue was left."""

    tag: ClassVar[str] = "mpr"


@dataclass(frozen=True, slots=True)
class StartAnew(InDialogue):
    """Forget them, and suggest others."""

    tag: ClassVar[str] = "mps"


@dataclass(frozen=True, slots=True)
class ChooseMode(InDialogue):
    """How this time is held."""

    tag: ClassVar[str] = "mpa"
    mode: Mode


@dataclass(frozen=True, slots=True)
class SamePlace(InDialogue):
    """Use the place that this proposal used before; `number` counts from 0."""

    tag: ClassVar[str] = "mpb"
    number: int


@dataclass(frozen=True, slots=True)
class UsePlace(InDialogue):
    """The place that was typed and echoed is right."""

    tag: ClassVar[str] = "mpq"


@dataclass(frozen=True, slots=True)
class PlaceKnown(InDialogue):
    """Those who come know the place: none is typed."""

    tag: ClassVar[str] = "mpn"


@dataclass(frozen=True, slots=True)
class ChooseLength(InDialogue):
    """How long this time is."""

    tag: ClassVar[str] = "mpc"
    minutes: int


@dataclass(frozen=True, slots=True)
class ShowDays(InDialogue):
    """Back to the choice of the day."""

    tag: ClassVar[str] = "mpd"


@dataclass(frozen=True, slots=True)
class ShowMonth(InDialogue):
    """Show the days of a month."""

    tag: ClassVar[str] = "mpe"
    year: int
    month: int


@dataclass(frozen=True, slots=True)
class ChooseDay(InDialogue):
    """Show the times of a day."""

    tag: ClassVar[str] = "mpf"
    day: date


@dataclass(frozen=True, slots=True)
class ChooseTime(InDialogue):
    """A time of the chosen day; `minute` counts from midnight by the clock."""

    tag: ClassVar[str] = "mpg"
    day: date
    minute: int


@dataclass(frozen=True, slots=True)
class Pick(InDialogue):
    """One of several moments that were offered; `number` counts from 0."""

    tag: ClassVar[str] = "mph"
    number: int


@dataclass(frozen=True, slots=True)
class AddTime(InDialogue):
    """Put the echoed time on the list."""

    tag: ClassVar[str] = "mpi"


@dataclass(frozen=True, slots=True)
class ChangeWhere(InDialogue):
    """Choose where and how long anew, for the times that follow."""

    tag: ClassVar[str] = "mpj"


@dataclass(frozen=True, slots=True)
class TakeAway(InDialogue):
    """Take a time off the list; `number` counts from 0, `of` is how many there were."""

    tag: ClassVar[str] = "mpk"
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class ShowList(InDialogue):
    """Show the times proposed so far."""

    tag: ClassVar[str] = "mpl"


@dataclass(frozen=True, slots=True)
class AskEveryone(InDialogue):
    """Ask everyone about the times on the list."""

    tag: ClassVar[str] = "mpm"


BUTTONS: tuple[type[Button], ...] = (
    CarryOn,
    StartAnew,
    ChooseMode,
    SamePlace,
    UsePlace,
    PlaceKnown,
    ChooseLength,
    ShowDays,
    ShowMonth,
    ChooseDay,
    ChooseTime,
    Pick,
    AddTime,
    ChangeWhere,
    TakeAway,
    ShowList,
    AskEveryone,
)
