"""An invitation: a link for one person, once, for a while. Opening it is not yet saying yes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from rules.decision import Decision, Refused, Situation
from rules.ids import InvitationId, NetworkId, PersonId, TeamId
from rules.network import Network, Part, may_change
from rules.notice import Kind, Notice, Subject
from rules.people import Person, Role

NAME_MOST: Final = 30


class Purpose(StrEnum):
    """What a link lets somebody do."""

    STAFF = "staff"
    CENTRE = "centre"
    MEMBER = "member"


LIFETIME: Final[Mapping[Purpose, timedelta]] = {
    Purpose.STAFF: timedelta(hours=48),
    # A family hands a link on when the moment is right, which is seldom the same day.
    Purpose.CENTRE: timedelta(days=7),
    Purpose.MEMBER: timedelta(days=7),
}


@dataclass(frozen=True, slots=True)
class Invitation:
    """One link. Staff links carry a role; the others the network and the identity they are for.

    `made_by` is None for the command line. `withdrawn_at`: a newer link took its place.
    """

    id: InvitationId
    team: TeamId
    purpose: Purpose
    made_at: datetime
    expires_at: datetime
    made_by: PersonId | None = None
    role: Role | None = None
    network: NetworkId | None = None
    person: PersonId | None = None
    used_by: PersonId | None = None
    used_at: datetime | None = None
    withdrawn_at: datetime | None = None
    version: int = 1


def staff_invitation(
    invitation: InvitationId, *, team: TeamId, role: Role, by: Person | None, now: datetime
) -> Invitation:
    """A link that makes its opener staff of `team`. Only a lead, or the terminal (None), makes one.

    Raises Refused NOT_FOR_YOU.
    """
    if by is not None and not (by.is_lead and by.team == team):
        raise Refused(Situation.NOT_FOR_YOU)
    return Invitation(
        invitation,
        team,
        Purpose.STAFF,
        now,
        now + LIFETIME[Purpose.STAFF],
        made_by=None if by is None else by.id,
        role=role,
    )


def network_invitation(
    invitation: InvitationId, *, network: Network, person: PersonId, by: Person, now: datetime
) -> Invitation:
    """A link for one person of a network who is not on Telegram with us yet.

    The core pair and leads make one for the person at the centre. For a member the person makes
    it, or staff do once the person has said yes. Refuses NOT_FOR_YOU, NOT_THERE, CONSENT_MISSING.
    """
    membership = network.of(person)
    own = by.id == network.person
    if not own and not may_change(network, by):
        raise Refused(Situation.NOT_FOR_YOU)
    if membership is None or not membership.is_here or not network.is_open:
        raise Refused(Situation.NOT_THERE)
    if membership.part is Part.CENTRE and own:
        raise Refused(Situation.NOT_FOR_YOU)
    says = membership.person_says
    if membership.part is Part.MEMBER and (says is None or not says.is_yes):
        raise Refused(Situation.CONSENT_MISSING)
    purpose = Purpose.CENTRE if membership.part is Part.CENTRE else Purpose.MEMBER
    return Invitation(
        invitation,
        network.team,
        purpose,
        now,
        now + LIFETIME[purpose],
        made_by=by.id,
        network=network.id,
        person=person,
    )


def require_usable(invitation: Invitation, *, by: Person | None, now: datetime) -> None:
    """Refuse a link that cannot be used by `by` now; None is somebody not met before.

    Refuses LINK_USED, LINK_EXPIRED, ALREADY_IN_TEAM (staff opening a staff link), OWN_LINK (staff,
    or whoever made it, opening a family's link), LINK_UNKNOWN (another team's).
    """
    if invitation.used_at is not None:
        raise Refused(Situation.LINK_USED)
    if invitation.withdrawn_at is not None or now >= invitation.expires_at:
        raise Refused(Situation.LINK_EXPIRED)
    if by is None:
        return
    if by.team != invitation.team:
        raise Refused(Situation.LINK_UNKNOWN)
    if by.is_staff:
        staff_link = invitation.purpose is Purpose.STAFF
        raise Refused(Situation.ALREADY_IN_TEAM if staff_link else Situation.OWN_LINK)
    if by.id == invitation.made_by:
        raise Refused(Situation.OWN_LINK)


def use(invitation: Invitation, *, by: Person, now: datetime) -> Decision[Invitation]:
    """Use the link up. Whoever made a staff link reads that its opener has joined."""
    require_usable(invitation, by=by, now=now)
    told: tuple[Notice, ...] = ()
    if invitation.purpose is Purpose.STAFF and invitation.made_by is not None:
        told = (Notice(Kind.STAFF_JOINED, invitation.made_by, Subject.PERSON, by.id),)
    return Decision(replace(invitation, used_by=by.id, used_at=now), told, "link_used")


def withdraw(invitation: Invitation, *, now: datetime) -> Decision[Invitation]:
    """End an unused link: a newer one was made for the same person, or it is not wanted any more."""
    if invitation.used_at is not None or invitation.withdrawn_at is not None:
        return Decision(invitation)
    return Decision(replace(invitation, withdrawn_at=now), (), "link_withdrawn")


def withdraw_staff(invitation: Invitation | None, *, by: Person, now: datetime) -> Decision[Invitation]:
    """A lead ends a link of their own team. Refuses NOT_FOR_YOU, and NOT_THERE for any other link."""
    if not by.is_lead:
        raise Refused(Situation.NOT_FOR_YOU)
    if invitation is None or invitation.team != by.team or invitation.purpose is not Purpose.STAFF:
        raise Refused(Situation.NOT_THERE)
    return withdraw(invitation, now=now)


def checked_name(text: str) -> str:
    """A typed first name, as people will read it: single spaces, nothing invisible.

    Refuses TEXT_EMPTY and TEXT_TOO_LONG (over 30 characters). Any script is welcome.
    """
    name = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if not any(c.isalnum() for c in name):
        raise Refused(Situation.TEXT_EMPTY)
    if len(name) > NAME_MOST:
        raise Refused(Situation.TEXT_TOO_LONG)
    return name
