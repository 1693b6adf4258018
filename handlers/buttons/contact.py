"""Buttons of a crisis contact: for its caller and for the staff who answer."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from handlers.buttons.base import Button
from rules.contact import Question, Reason, Wish
from rules.contact_questions import When
from rules.ids import ContactId, PersonId
from rules.notice import Subject


class AboutContact(Button):
    """A button about one contact: a refused tap shows today's card of it."""

    contact: ContactId

    @property
    def about(self) -> tuple[Subject, str]:
        return (Subject.CONTACT, self.contact)


@dataclass(frozen=True, slots=True)
class Call(Button):
    """The words "I need to talk to someone"."""

    tag: ClassVar[str] = "c1"


@dataclass(frozen=True, slots=True)
class Happening(Button):
    """The words "What is happening with my call?"."""

    tag: ClassVar[str] = "c2"


@dataclass(frozen=True, slots=True)
class Wished(AboutContact):
    """How the caller would like to be reached, where nothing more needs to be asked."""

    tag: ClassVar[str] = "c3"
    contact: ContactId
    wish: Wish


@dataclass(frozen=True, slots=True)
class PhoneMe(AboutContact):
    """The words "Phone me": begins the question which number."""

    tag: ClassVar[str] = "c4"
    contact: ContactId


@dataclass(frozen=True, slots=True)
class Calls(Button):
    """Staff: the calls that wait and those that are taken."""

    tag: ClassVar[str] = "c5"


@dataclass(frozen=True, slots=True)
class ShowCall(AboutContact):
    """Staff: one call's card."""

    tag: ClassVar[str] = "c6"
    contact: ContactId


@dataclass(frozen=True, slots=True)
class Take(AboutContact):
    """The words "I have this"; `round` keeps a card from an older round from taking a newer one."""

    tag: ClassVar[str] = "c7"
    contact: ContactId
    round: int


@dataclass(frozen=True, slots=True)
class Spoken(AboutContact):
    """The words "I have spoken with them"."""

    tag: ClassVar[str] = "c8"
    contact: ContactId


@dataclass(frozen=True, slots=True)
class NotReached(AboutContact):
    """The words "I could not reach them"; `tries` makes a double tap count once."""

    tag: ClassVar[str] = "c9"
    contact: ContactId
    tries: int


@dataclass(frozen=True, slots=True)
class AskCaller(AboutContact):
    """The owner asks the caller this, in a message that names the owner."""

    tag: ClassVar[str] = "cm"
    contact: ContactId
    question: Question


@dataclass(frozen=True, slots=True)
class PhoneWhen(AboutContact):
    """The caller's answer to "when may I phone you?"; `day` is that of the morning the key names."""

    tag: ClassVar[str] = "cn"
    contact: ContactId
    when: When
    day: date


@dataclass(frozen=True, slots=True)
class NotSpoken(AboutContact):
    """The words "That was a mistake": takes back "I have spoken with them"."""

    tag: ClassVar[str] = "co"
    contact: ContactId


@dataclass(frozen=True, slots=True)
class PassOn(AboutContact):
    """The owner would like somebody else to take it, and chooses whom."""

    tag: ClassVar[str] = "cb"
    contact: ContactId


@dataclass(frozen=True, slots=True)
class PassTo(AboutContact):
    """Ask this colleague to take it over."""

    tag: ClassVar[str] = "cc"
    contact: ContactId
    colleague: PersonId


@dataclass(frozen=True, slots=True)
class AskOthers(AboutContact):
    """Ask everybody again, the ladder from its start."""

    tag: ClassVar[str] = "cd"
    contact: ContactId


@dataclass(frozen=True, slots=True)
class Accept(AboutContact):
    """The colleague takes it over."""

    tag: ClassVar[str] = "ce"
    contact: ContactId


@dataclass(frozen=True, slots=True)
class Decline(AboutContact):
    """The colleague cannot."""

    tag: ClassVar[str] = "cf"
    contact: ContactId


@dataclass(frozen=True, slots=True)
class CloseWhy(AboutContact):
    """The owner would like to close it: shows the reasons, closes nothing."""

    tag: ClassVar[str] = "cg"
    contact: ContactId


@dataclass(frozen=True, slots=True)
class CloseFor(AboutContact):
    """The owner chose this reason: shows it, closes nothing."""

    tag: ClassVar[str] = "cp"
    contact: ContactId
    reason: Reason


@dataclass(frozen=True, slots=True)
class Close(AboutContact):
    """Close it for this reason."""

    tag: ClassVar[str] = "ch"
    contact: ContactId
    reason: Reason


@dataclass(frozen=True, slots=True)
class PhonedIn(Button):
    """Staff: somebody phoned; begins the questions who, and which number."""

    tag: ClassVar[str] = "ci"


@dataclass(frozen=True, slots=True)
class ChoseLater(AboutContact):
    """The owner records that the person chose a later time for the first meeting."""

    tag: ClassVar[str] = "cj"
    contact: ContactId


@dataclass(frozen=True, slots=True)
class Unneeded(AboutContact):
    """The caller no longer needs it: asks whether it is so, tells nobody."""

    tag: ClassVar[str] = "ck"
    contact: ContactId


@dataclass(frozen=True, slots=True)
class UnneededSure(AboutContact):
    """It is so: staff are told."""

    tag: ClassVar[str] = "cl"
    contact: ContactId


BUTTONS: tuple[type[Button], ...] = (
    Call,
    Happening,
    Wished,
    PhoneMe,
    Calls,
    ShowCall,
    Take,
    Spoken,
    NotReached,
    AskCaller,
    PhoneWhen,
    NotSpoken,
    PassOn,
    PassTo,
    AskOthers,
    Accept,
    Decline,
    CloseWhy,
    CloseFor,
    Close,
    PhonedIn,
    ChoseLater,
    Unneeded,
    UnneededSure,
)
