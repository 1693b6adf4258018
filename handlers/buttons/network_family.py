"""Buttons of networks for the person at the centre and for the members. Tags start with n."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons.base import Button
from handlers.buttons.network import OfNetwork
from rules.ids import NetworkId, PersonId
from rules.network import Answer


@dataclass(frozen=True, slots=True)
class MyNetwork(OfNetwork):
    """The person or a member: what they said, and what they can do."""

    tag: ClassVar[str] = "nt"
    network: NetworkId


@dataclass(frozen=True, slots=True)
class Say(OfNetwork):
    """Say about oneself: yes, not now, phone me first; `was` is what one had said before."""

    tag: ClassVar[str] = "nu"
    network: NetworkId
    answer: Answer
    was: str


@dataclass(frozen=True, slots=True)
class SayAbout(OfNetwork):
    """The person says whether this member may be asked; `was` is what stood there before."""

    tag: ClassVar[str] = "nv"
    network: NetworkId
    person: PersonId
    answer: Answer
    was: str


@dataclass(frozen=True, slots=True)
class MyPeople(OfNetwork):
    """The person: who may be asked."""

    tag: ClassVar[str] = "nw"
    network: NetworkId


@dataclass(frozen=True, slots=True)
class AboutSomebody(OfNetwork):
    """The person: one of those who may be asked."""

    tag: ClassVar[str] = "nx"
    network: NetworkId
    person: PersonId


@dataclass(frozen=True, slots=True)
class InviteSomebody(OfNetwork):
    """The person names somebody who may be asked: begins the question for a first name."""

    tag: ClassVar[str] = "ny"
    network: NetworkId


@dataclass(frozen=True, slots=True)
class Leave(OfNetwork):
    """Leave, in one tap, at once."""

    tag: ClassVar[str] = "nz"
    network: NetworkId


@dataclass(frozen=True, slots=True)
class ComeBack(OfNetwork):
    """Undo one's own leaving."""

    tag: ClassVar[str] = "n0"
    network: NetworkId


BUTTONS: tuple[type[Button], ...] = (
    MyNetwork,
    Say,
    SayAbout,
    MyPeople,
    AboutSomebody,
    InviteSomebody,
    Leave,
    ComeBack,
)
