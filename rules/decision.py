"""What a rule answers: a new value with what must be said, or a refusal that names the situation."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from rules.notice import Notice

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Decision(Generic[T_co]):
    """The new value, the notices its change owes to people, and the verb for the audit trail.

    `verb` is empty when nothing changed: then nothing is written and nobody is told.
    """

    value: T_co
    notices: tuple[Notice, ...] = ()
    verb: str = ""


class Situation(StrEnum):
    """Why a request cannot be granted; each has one sentence in `handlers.views.refusals`."""

    NOT_FOR_YOU = "not_for_you"
    """The one who asks is not entitled, or the thing is not theirs. Says nothing about the thing."""
    NOT_THERE = "not_there"
    """It does not exist, or no longer does."""
    OUTDATED = "outdated"
    """The button belongs to an older version: today's truth is shown instead."""
    ALREADY_TAKEN = "already_taken"
    """Another human has this contact."""
    NOT_YOURS = "not_yours"
    """Only the owner of the contact can record this."""
    CLOSED = "closed"
    TOO_SOON = "too_soon"
    """It was done a short while ago, and counts once (`rules.contact.AGAIN_AFTER`)."""
    LINK_USED = "link_used"
    LINK_EXPIRED = "link_expired"
    LINK_UNKNOWN = "link_unknown"
    OWN_LINK = "own_link"
    """The link was made for somebody else: a member's link opened by staff or by the inviter."""
    CORE_INCOMPLETE = "core_incomplete"
    """A core pair is two or three staff, one of them a practitioner."""
    NAME_OF_A_PERSON = "name_of_a_person"
    """A code name must not hold the name of somebody in the network."""
    NAME_UNPLAIN = "name_unplain"
    """A code name is two or three plain words: letters, nothing else."""
    ALREADY_IN_TEAM = "already_in_team"
    ALREADY_INVITED = "already_invited"
    CONSENT_MISSING = "consent_missing"
    """The person at the centre, or the member, has not said yes."""
    TOO_FEW_OPTIONS = "too_few_options"
    TOO_MANY_OPTIONS = "too_many_options"
    SAME_OPTION = "same_option"
    TIME_IN_THE_PAST = "time_in_the_past"
    TIME_TOO_FAR = "time_too_far"
    NOT_ENOUGH_YET = "not_enough_yet"
    """A meeting cannot be agreed: something is still missing."""
    ON_HOLD = "on_hold"
    """The person at the centre asked to wait."""
    NAME_TAKEN = "name_taken"
    TEXT_EMPTY = "text_empty"
    TEXT_TOO_LONG = "text_too_long"
    NUMBER_UNREADABLE = "number_unreadable"


class Refused(Exception):
    """A rule's refusal. It is an answer to a person, never a fault, and changes nothing."""

    def __init__(self, situation: Situation) -> None:
        super().__init__(situation.value)
        self.situation = situation
