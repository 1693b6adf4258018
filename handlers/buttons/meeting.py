"""Buttons of meetings while a time is looked for and settled. Tags start with m."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons.base import Button
from rules.ids import MeetingId, NetworkId, OptionId, PersonId
from rules.meeting import Answer, Waiver
from rules.notice import Subject

About = tuple[Subject, str] | None


@dataclass(frozen=True, slots=True)
class OfMeeting(Button):
    """A button about one meeting: refused, it shows that meeting as it is now."""

    meeting: MeetingId

    @property
    def about(self) -> About:
        return Subject.MEETING, self.meeting


@dataclass(frozen=True, slots=True)
class Propose(Button):
    """Begin to propose times for a meeting of this network."""

    tag: ClassVar[str] = "mp1"
    network: NetworkId

    @property
    def about(self) -> About:
        return Subject.NETWORK, self.network


@dataclass(frozen=True, slots=True)
class ProposeMore(OfMeeting):
    """Propose another time for a meeting that is being asked about."""

    tag: ClassVar[str] = "mp2"


@dataclass(frozen=True, slots=True)
class ProposeNext(OfMeeting):
    """After a meeting: record that the next one is proposed now, and begin to propose it."""

    tag: ClassVar[str] = "mp3"


@dataclass(frozen=True, slots=True)
class Meetings(Button):
    """The meetings that concern the one who taps."""

    tag: ClassVar[str] = "m1"


@dataclass(frozen=True, slots=True)
class OpenMeeting(OfMeeting):
    """Show the meeting as it is now."""

    tag: ClassVar[str] = "m2"


@dataclass(frozen=True, slots=True)
class GiveAnswer(OfMeeting):
    """Say "I can come", "Not sure yet" or "I cannot come" to one time."""

    tag: ClassVar[str] = "m3"
    option: OptionId
    answer: Answer


@dataclass(frozen=True, slots=True)
class ChangeAnswer(OfMeeting):
    """Show the question about one time again."""

    tag: ClassVar[str] = "m4"
    option: OptionId


@dataclass(frozen=True, slots=True)
class NoneOfThese(OfMeeting):
    """None of the times suits the one who taps."""

    tag: ClassVar[str] = "m5"


@dataclass(frozen=True, slots=True)
class HowMany(OfMeeting):
    """Show how many can come to each time."""

    tag: ClassVar[str] = "m6"


@dataclass(frozen=True, slots=True)
class More(OfMeeting):
    """Show what is seldom wanted, or ends something for everybody."""

    tag: ClassVar[str] = "m9"


@dataclass(frozen=True, slots=True)
class ShowPlace(OfMeeting):
    """Show where one time is, in a message that is taken away again."""

    tag: ClassVar[str] = "m7"
    option: OptionId


@dataclass(frozen=True, slots=True)
class AgreeFirst(OfMeeting):
    """The first of two taps: shows who has not answered."""

    tag: ClassVar[str] = "ma1"
    option: OptionId


@dataclass(frozen=True, slots=True)
class AgreeNow(OfMeeting):
    """The second tap."""

    tag: ClassVar[str] = "ma2"
    option: OptionId


@dataclass(frozen=True, slots=True)
class AgreeBecause(OfMeeting):
    """The second tap where nobody of the core pair can come: with the reason."""

    tag: ClassVar[str] = "ma3"
    option: OptionId
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class StopFirst(OfMeeting):
    """The first of two taps to take the question back."""

    tag: ClassVar[str] = "ma4"


@dataclass(frozen=True, slots=True)
class StopNow(OfMeeting):
    """Take the question back."""

    tag: ClassVar[str] = "ma5"


@dataclass(frozen=True, slots=True)
class CancelFirst(OfMeeting):
    """The first of two taps to cancel."""

    tag: ClassVar[str] = "ma6"


@dataclass(frozen=True, slots=True)
class CancelNow(OfMeeting):
    """Cancel the plan that was shown: `sequence` keeps an old screen from cancelling a new plan."""

    tag: ClassVar[str] = "ma7"
    sequence: int


@dataclass(frozen=True, slots=True)
class ReopenFirst(OfMeeting):
    """The first of two taps to look for another time."""

    tag: ClassVar[str] = "ma8"


@dataclass(frozen=True, slots=True)
class ReopenNow(OfMeeting):
    """Give up the plan that was shown, and look for another time."""

    tag: ClassVar[str] = "ma9"
    sequence: int


@dataclass(frozen=True, slots=True)
class ForOthers(OfMeeting):
    """Choose somebody without Telegram, to record what they said."""

    tag: ClassVar[str] = "mo1"


@dataclass(frozen=True, slots=True)
class ForOne(OfMeeting):
    """Show what can be recorded for one person."""

    tag: ClassVar[str] = "mo2"
    person: PersonId


@dataclass(frozen=True, slots=True)
class ForOption(OfMeeting):
    """Show one time again, to record what one person said about it."""

    tag: ClassVar[str] = "mo7"
    option: OptionId
    person: PersonId


@dataclass(frozen=True, slots=True)
class AnswerFor(OfMeeting):
    """Record what somebody said on the phone about one time."""

    tag: ClassVar[str] = "mo3"
    option: OptionId
    person: PersonId
    answer: Answer


@dataclass(frozen=True, slots=True)
class Colleagues(OfMeeting):
    """Choose a colleague to ask as well."""

    tag: ClassVar[str] = "mo5"


@dataclass(frozen=True, slots=True)
class AskColleague(OfMeeting):
    """Ask this colleague to come as well."""

    tag: ClassVar[str] = "mo6"
    person: PersonId


@dataclass(frozen=True, slots=True)
class AddPlace(OfMeeting):
    """Ask for the place of a time: it was left open, or is to be put right."""

    tag: ClassVar[str] = "mo8"
    option: OptionId


@dataclass(frozen=True, slots=True)
class Places(OfMeeting):
    """Show staff the way to the place of each time."""

    tag: ClassVar[str] = "mo9"


BUTTONS: tuple[type[Button], ...] = (
    Propose,
    ProposeMore,
    ProposeNext,
    Meetings,
    OpenMeeting,
    GiveAnswer,
    ChangeAnswer,
    NoneOfThese,
    HowMany,
    More,
    ShowPlace,
    AgreeFirst,
    AgreeNow,
    AgreeBecause,
    StopFirst,
    StopNow,
    CancelFirst,
    CancelNow,
    ReopenFirst,
    ReopenNow,
    ForOthers,
    ForOne,
    ForOption,
    AnswerFor,
    Colleagues,
    AskColleague,
    AddPlace,
    Places,
)
