"""Buttons of networks for the staff who open them and keep their lists. Tags start with n."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons.base import Button
from rules.ids import ContactId, NetworkId, PersonId
from rules.network import Answer, How
from rules.notice import Subject

NONE = "none"
"""In a word field: nobody, no contact, or nothing said yet."""


class OfNetwork(Button):
    """A button about one network: a refused tap shows today's card of it."""

    network: NetworkId

    @property
    def about(self) -> tuple[Subject, str]:
        return Subject.NETWORK, self.network


# --- staff: opening -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Networks(Button):
    """Staff: the list of networks."""

    tag: ClassVar[str] = "n1"


@dataclass(frozen=True, slots=True)
class ShowNetwork(OfNetwork):
    """Staff: one network's card."""

    tag: ClassVar[str] = "n2"
    network: NetworkId


@dataclass(frozen=True, slots=True)
class NewNetwork(Button):
    """Staff: begin to open a network without a call."""

    tag: ClassVar[str] = "n3"


@dataclass(frozen=True, slots=True)
class OpenNetwork(Button):
    """The owner of a call begins to open a network from it."""

    tag: ClassVar[str] = "n4"
    contact: ContactId

    @property
    def about(self) -> tuple[Subject, str]:
        return Subject.CONTACT, self.contact


@dataclass(frozen=True, slots=True)
class ChooseSecond(Button):
    """Who makes the core pair with the one who opens; `contact` is an id or "none"."""

    tag: ClassVar[str] = "n5"
    contact: str
    second: PersonId


@dataclass(frozen=True, slots=True)
class ChooseThird(Button):
    """A third in the core, or "none": begins the question for a code name."""

    tag: ClassVar[str] = "n6"
    contact: str
    second: PersonId
    third: str


@dataclass(frozen=True, slots=True)
class OtherNames(Button):
    """Show other suggestions for a code name; `page` counts from 1."""

    tag: ClassVar[str] = "n7"
    contact: str
    second: PersonId
    third: str
    page: int


@dataclass(frozen=True, slots=True)
class TakeName(Button):
    """Open the network with the suggested code name of this number."""

    tag: ClassVar[str] = "n8"
    contact: str
    second: PersonId
    third: str
    number: int


@dataclass(frozen=True, slots=True)
class UseName(Button):
    """Open the network with the code name that was typed last, once it has been read back."""

    tag: ClassVar[str] = "ns"
    contact: str
    second: PersonId
    third: str


@dataclass(frozen=True, slots=True)
class Rename(OfNetwork):
    """Begin the question for another code name; `page` counts the suggestions from 0."""

    tag: ClassVar[str] = "nA"
    network: NetworkId
    page: int


@dataclass(frozen=True, slots=True)
class NewName(OfNetwork):
    """Call the network by the suggested code name of this number."""

    tag: ClassVar[str] = "nB"
    network: NetworkId
    number: int


@dataclass(frozen=True, slots=True)
class UseNewName(OfNetwork):
    """Call the network by the code name that was typed last, once it has been read back."""

    tag: ClassVar[str] = "nC"
    network: NetworkId


@dataclass(frozen=True, slots=True)
class ForCaller(OfNetwork):
    """The meetings are for the one who called; the first of two taps, changes nothing."""

    tag: ClassVar[str] = "n9"
    network: NetworkId


@dataclass(frozen=True, slots=True)
class ForCallerNow(OfNetwork):
    """The meetings are for the one who called: they are asked."""

    tag: ClassVar[str] = "nD"
    network: NetworkId


@dataclass(frozen=True, slots=True)
class ForOther(OfNetwork):
    """The meetings are for somebody else: begins the question for a first name."""

    tag: ClassVar[str] = "na"
    network: NetworkId


# --- staff: the list ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShowMember(OfNetwork):
    """Staff: one person of the network."""

    tag: ClassVar[str] = "nb"
    network: NetworkId
    person: PersonId


@dataclass(frozen=True, slots=True)
class Suggest(OfNetwork):
    """Staff: suggest somebody; shows whom."""

    tag: ClassVar[str] = "nc"
    network: NetworkId


@dataclass(frozen=True, slots=True)
class SuggestCaller(OfNetwork):
    """Staff: suggest the one who called."""

    tag: ClassVar[str] = "nd"
    network: NetworkId


@dataclass(frozen=True, slots=True)
class SuggestOther(OfNetwork):
    """Staff: suggest somebody else: begins the question for a first name."""

    tag: ClassVar[str] = "ne"
    network: NetworkId


@dataclass(frozen=True, slots=True)
class MakeLink(OfNetwork):
    """Make a link and a QR code for this person; an older unused one stops working."""

    tag: ClassVar[str] = "nf"
    network: NetworkId
    person: PersonId


@dataclass(frozen=True, slots=True)
class AskRecord(OfNetwork):
    """Staff: what did they say? Shows the answers and how they were given."""

    tag: ClassVar[str] = "ng"
    network: NetworkId
    person: PersonId


@dataclass(frozen=True, slots=True)
class Record(OfNetwork):
    """Staff: record what somebody said about themselves; `was` is what stood there before."""

    tag: ClassVar[str] = "nh"
    network: NetworkId
    person: PersonId
    answer: Answer
    how: How
    was: str


@dataclass(frozen=True, slots=True)
class AskRecordAbout(OfNetwork):
    """Staff: asks what the person said about asking this member."""

    tag: ClassVar[str] = "ni"
    network: NetworkId
    person: PersonId


@dataclass(frozen=True, slots=True)
class RecordAbout(OfNetwork):
    """Staff: record what the person said about this member; `was` is what stood there before."""

    tag: ClassVar[str] = "nj"
    network: NetworkId
    person: PersonId
    answer: Answer
    how: How
    was: str


@dataclass(frozen=True, slots=True)
class Remove(OfNetwork):
    """Staff: take a member off the list; the first of two taps, changes nothing."""

    tag: ClassVar[str] = "nk"
    network: NetworkId
    person: PersonId


@dataclass(frozen=True, slots=True)
class RemoveNow(OfNetwork):
    """Staff: take a member off the list."""

    tag: ClassVar[str] = "nl"
    network: NetworkId
    person: PersonId


@dataclass(frozen=True, slots=True)
class TypePhone(OfNetwork):
    """Begin the question for a phone number: one's own, or of somebody one invites."""

    tag: ClassVar[str] = "nm"
    network: NetworkId
    person: PersonId


@dataclass(frozen=True, slots=True)
class ChangeCore(OfNetwork):
    """Staff: who is in the core pair, and keys to change it."""

    tag: ClassVar[str] = "nn"
    network: NetworkId


@dataclass(frozen=True, slots=True)
class ReplaceCore(OfNetwork):
    """Staff: asks who takes the place of `out`; "none" stands for an empty place."""

    tag: ClassVar[str] = "no"
    network: NetworkId
    out: str


@dataclass(frozen=True, slots=True)
class SwapCore(OfNetwork):
    """Staff: put `person` in the place of `out`; "none" stands for an empty place."""

    tag: ClassVar[str] = "np"
    network: NetworkId
    out: str
    person: str


@dataclass(frozen=True, slots=True)
class Close(OfNetwork):
    """Staff: close the network; the first of two taps, changes nothing."""

    tag: ClassVar[str] = "nq"
    network: NetworkId


@dataclass(frozen=True, slots=True)
class CloseNow(OfNetwork):
    """Staff: close the network."""

    tag: ClassVar[str] = "nr"
    network: NetworkId


BUTTONS: tuple[type[Button], ...] = (
    Networks,
    ShowNetwork,
    NewNetwork,
    OpenNetwork,
    ChooseSecond,
    ChooseThird,
    OtherNames,
    TakeName,
    UseName,
    Rename,
    NewName,
    UseNewName,
    ForCaller,
    ForCallerNow,
    ForOther,
    ShowMember,
    Suggest,
    SuggestCaller,
    SuggestOther,
    MakeLink,
    AskRecord,
    Record,
    AskRecordAbout,
    RecordAbout,
    Remove,
    RemoveNow,
    TypePhone,
    ChangeCore,
    ReplaceCore,
    SwapCore,
    Close,
    CloseNow,
)
