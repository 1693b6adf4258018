"""Who somebody is to the team, and whether a message may be sent to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rules.ids import PersonId, TeamId


class Role(StrEnum):
    """Staff roles (domain.md section 2). Rights are equal; a lead also gets escalations."""

    LEAD = "lead"
    PRACTITIONER = "practitioner"
    PEER = "peer"


@dataclass(frozen=True, slots=True)
class Person:
    """One human. `role` is None unless they are staff of `team` today.

    `phone_language` is what their phone is set to, where that is none of ours.
    `reachable` is False for a phone-only person, one who blocked the bot, or one who never started it.
    """

    id: PersonId
    team: TeamId
    name: str
    language: str
    role: Role | None = None
    reachable: bool = True
    do_not_message: bool = False
    erased: bool = False
    phone: str | None = None
    phone_language: str | None = None

    @property
    def is_staff(self) -> bool:
        return self.role is not None

    @property
    def is_lead(self) -> bool:
        return self.role is Role.LEAD

    @property
    def may_be_sent_to(self) -> bool:
        """Whether anything at all may be sent to them now (promise 6)."""
        return self.reachable and not self.do_not_message and not self.erased

    @property
    def only_by_phone(self) -> bool:
        """Whether the bot cannot write to them, and staff may phone: nobody phones one who wants no messages."""
        return not self.reachable and not self.do_not_message and not self.erased


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A staff member as the ladder sees them."""

    id: PersonId
    role: Role
    reachable: bool
    on_duty_until: datetime | None = None

    def is_on_duty(self, now: datetime) -> bool:
        return self.on_duty_until is not None and now < self.on_duty_until


@dataclass(frozen=True, slots=True)
class Roster:
    """All staff of a team at one moment."""

    members: tuple[StaffMember, ...] = ()

    def reachable(self) -> tuple[StaffMember, ...]:
        return tuple(m for m in self.members if m.reachable)

    def on_duty(self, now: datetime) -> tuple[PersonId, ...]:
        return ids(m for m in self.reachable() if m.is_on_duty(now))

    def practitioners(self) -> tuple[PersonId, ...]:
        """Everyone who works with families, leads and peer workers included."""
        return ids(self.reachable())

    def leads(self) -> tuple[PersonId, ...]:
        return ids(m for m in self.reachable() if m.role is Role.LEAD)


def ids(members: Iterable[StaffMember]) -> tuple[PersonId, ...]:
    """Their ids, in the same order."""
    return tuple(m.id for m in members)
