"""Buttons of links: inviting staff, and opening a link. Tags start with i."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons.base import Button
from rules.ids import InvitationId, PersonId
from rules.people import Role


@dataclass(frozen=True, slots=True)
class InviteStaff(Button):
    """Lead: invite somebody to the team; shows the roles."""

    tag: ClassVar[str] = "i1"


@dataclass(frozen=True, slots=True)
class MakeStaffLink(Button):
    """Lead: make a link for this role."""

    tag: ClassVar[str] = "i2"
    role: Role


@dataclass(frozen=True, slots=True)
class ThatIsMe(Button):
    """Whoever opened a family's link is the one it was made for. `token` is the link's secret."""

    tag: ClassVar[str] = "i3"
    token: str


@dataclass(frozen=True, slots=True)
class NotMe(Button):
    """The link is for somebody else: it stays as it is."""

    tag: ClassVar[str] = "i4"
    token: str


@dataclass(frozen=True, slots=True)
class LinkLanguage(Button):
    """Read the question under a link in another language."""

    tag: ClassVar[str] = "i5"
    token: str
    language: str


@dataclass(frozen=True, slots=True)
class KeepName(Button):
    """New staff: families see this name."""

    tag: ClassVar[str] = "i6"


@dataclass(frozen=True, slots=True)
class ChangeName(Button):
    """Staff: begins the question which name families see."""

    tag: ClassVar[str] = "i7"


@dataclass(frozen=True, slots=True)
class Team(Button):
    """Lead: who is in the team, and which links are open."""

    tag: ClassVar[str] = "i8"


@dataclass(frozen=True, slots=True)
class WithdrawLink(Button):
    """Lead: end a link that nobody has used. Another can be made."""

    tag: ClassVar[str] = "i9"
    invitation: InvitationId


@dataclass(frozen=True, slots=True)
class Colleague(Button):
    """Lead: one of the team, and what ending their role would mean; changes nothing."""

    tag: ClassVar[str] = "ia"
    person: PersonId


@dataclass(frozen=True, slots=True)
class EndRole(Button):
    """Lead: they are in the team no longer, at once."""

    tag: ClassVar[str] = "ib"
    person: PersonId


BUTTONS: tuple[type[Button], ...] = (
    InviteStaff,
    MakeStaffLink,
    ThatIsMe,
    NotMe,
    LinkLanguage,
    KeepName,
    ChangeName,
    Team,
    WithdrawLink,
    Colleague,
    EndRole,
)
