"""A meeting: its options, who is asked, what each of them answered, and questions about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from rules.ids import ContactId, MeetingId, NetworkId, OptionId, PersonId, TeamId
from rules.people import Person
from rules.reminders import Due

FEWEST_OPTIONS: Final = 2
MOST_OPTIONS: Final = 7
"""Domain.md section 5: an option is (time, length, place, mode), two to seven of them."""

SHORTEST: Final = 15
LONGEST: Final = 240
"""Minutes. A meeting lasts an hour to an hour and a half; a phone call may be shorter."""

PLACE_LIMIT: Final = 200
"""Characters of an address or of a way to join: enough for both, too short for a story."""

STAFF_NEEDED: Final = 2


class State(StrEnum):
    """Where a meeting is in its life."""

    ASKING = "asking"
    AGREED = "agreed"
    CANCELLED = "cancelled"
    HELD = "held"
    NOT_HELD = "not_held"
    WITHDRAWN = "withdrawn"
    """The question was taken back before a time was agreed."""


class Part(StrEnum):
    """As what somebody takes part."""

    CENTRE = "centre"
    MEMBER = "member"
    CORE = "core"
    STAFF = "staff"


class Answer(StrEnum):
    """The three answers to a time. Not answered is none of them."""

    CAN = "can"
    UNSURE = "unsure"
    CANNOT = "cannot"


class Mode(StrEnum):
    """How people meet. Home is never assumed."""

    HOME = "home"
    CLINIC = "clinic"
    ELSEWHERE = "elsewhere"
    VIDEO = "video"
    PHONE = "phone"

    @property
    def needs_place(self) -> bool:
        """Whether an address, or a way to join, belongs to it."""
        return self is not Mode.PHONE

    @property
    def may_be_known(self) -> bool:
        """Whether the place may be left open, for those who come know it."""
        return self is Mode.HOME

    @property
    def in_person(self) -> bool:
        return self in {Mode.HOME, Mode.CLINIC, Mode.ELSEWHERE}


class DayStatus(StrEnum):
    """What somebody said about the day of an agreed meeting."""

    COMING = "coming"
    LATE = "late"
    CANNOT = "cannot"


class Waiver(StrEnum):
    """Why a meeting is agreed although nobody of the core pair can come."""

    AWAY = "away"
    FAMILY_WISH = "family_wish"
    CANNOT_WAIT = "cannot_wait"


class Preference(StrEnum):
    """What the person at the centre prefers when fewer than two staff are left."""

    GO_ON = "go_on"
    OTHER_TIME = "other_time"
    UNSURE = "unsure"


class NextStep(StrEnum):
    """What those who met said about the next meeting; each one is a complete answer.

    Times are none of them: while they are still being suggested nobody knows of any, and then they tell it themselves.
    """

    UNDECIDED = "undecided"
    NONE_WANTED = "none_wanted"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A time as it is put forward, before it has an id. `starts_at` is aware UTC.

    `place` is the address or the way to join; None where the mode needs none, or those who come know it.
    """

    starts_at: datetime
    zone: str
    minutes: int
    mode: Mode
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """A time that people are asked about. Its place stays sealed in storage until somebody taps.

    `starts_at` is aware UTC, `zone` the IANA name of the venue's zone, `minutes` the length.
    """

    id: OptionId
    number: int
    starts_at: datetime
    zone: str
    minutes: int
    mode: Mode
    has_place: bool = False
    taken_away: bool = False

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    def is_open(self, now: datetime) -> bool:
        """Whether it can still be answered and agreed."""
        return not self.taken_away and now < self.starts_at


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who is asked. `attended` is None until somebody said who came."""

    person: PersonId
    part: Part
    attended: bool | None = None

    @property
    def is_staff(self) -> bool:
        return self.part in {Part.CORE, Part.STAFF}


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, and who entered it: staff do so for somebody who is reached by phone."""

    answer: Answer
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class Day:
    """What somebody said about the day itself. `minutes` late; None when longer or unknown."""

    status: DayStatus
    by: PersonId
    at: datetime
    minutes: int | None = None

    def is_longer(self, whose: PersonId) -> bool:
        """Whether they said "longer than what is offered"; staff who record a phone call do not ask how late."""
        return self.status is DayStatus.LATE and self.minutes is None and self.by == whose


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The answer to "when shall we meet again?". `write_by` is set for UNDECIDED."""

    step: NextStep
    write_by: date | None = None

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is owed: anything else is a word about a step that is still to come."""
        return self.step is NextStep.NONE_WANTED


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of one network, from the first question to what comes next.

    `sequence` counts the plans that people were told of: it is the calendar file's SEQUENCE and
    the version that reminders belong to. `version` counts every change, for storage.
    """

    id: MeetingId
    team: TeamId
    network: NetworkId
    organiser: PersonId
    opened_at: datetime
    contact: ContactId | None = None
    state: State = State.ASKING
    options: tuple[Option, ...] = ()
    participants: tuple[Participant, ...] = ()
    answers: Mapping[tuple[OptionId, PersonId], Given] = field(default_factory=dict)
    days: Mapping[PersonId, Day] = field(default_factory=dict)
    agreed: OptionId | None = None
    hold: bool = False
    go_ahead: PersonId | None = None
    """Who entered that the person at the centre said "go ahead without me"."""
    waiver: Waiver | None = None
    preference: Preference | None = None
    ready_told: bool = False
    reminders: tuple[Due, ...] = ()
    """The reminders of the agreed time, planned when it was agreed; empty before."""
    sequence: int = 0
    next: NextMeeting | None = None
    version: int = 0

    def participant(self, person: PersonId) -> Participant | None:
        return next((p for p in self.participants if p.person == person), None)

    def option(self, option: OptionId) -> Option | None:
        return next((o for o in self.options if o.id == option), None)

    def open_options(self, now: datetime) -> tuple[Option, ...]:
        """The times that can still be answered and agreed, by time."""
        found = (o for o in self.options if o.is_open(now))
        return tuple(sorted(found, key=lambda o: (o.starts_at, o.number)))

    @property
    def agreed_option(self) -> Option | None:
        return self.option(self.agreed) if self.agreed is not None else None

    @property
    def centre(self) -> PersonId | None:
        return next((p.person for p in self.participants if p.part is Part.CENTRE), None)

    def answer_of(self, option: OptionId, person: PersonId) -> Answer | None:
        given = self.answers.get((option, person))
        return given.answer if given else None

    def those_who(self, answer: Answer, option: OptionId) -> tuple[PersonId, ...]:
        """Who gave this answer to this time, in the order of the participants."""
        return tuple(p.person for p in self.participants if self.answer_of(option, p.person) is answer)

    def unanswered(self, person: PersonId, now: datetime) -> tuple[Option, ...]:
        """The open times that `person` has not answered."""
        return tuple(o for o in self.open_options(now) if (o.id, person) not in self.answers)

    def silent_about(self, option: OptionId) -> tuple[PersonId, ...]:
        """Who has not answered this time. It is not a "no"."""
        return tuple(p.person for p in self.participants if (option, p.person) not in self.answers)

    def coming(self) -> tuple[PersonId, ...]:
        """Who comes to the agreed time: their word about the day counts before their answer."""
        if self.agreed is None:
            return ()
        return tuple(p.person for p in self.participants if self._comes(p.person, self.agreed))

    def _comes(self, person: PersonId, option: OptionId) -> bool:
        day = self.days.get(person)
        if day is not None:
            return day.status is not DayStatus.CANNOT
        return self.answer_of(option, person) is Answer.CAN

    def staff(self) -> tuple[PersonId, ...]:
        return tuple(p.person for p in self.participants if p.is_staff)

    def core(self) -> tuple[PersonId, ...]:
        return tuple(p.person for p in self.participants if p.part is Part.CORE)

    @property
    def is_arranged_by_staff(self) -> bool:
        """Whether the organiser is of the team: a family member who proposed the times takes part."""
        organiser = self.participant(self.organiser)
        return organiser is None or organiser.is_staff

    def watchers(self) -> tuple[PersonId, ...]:
        """Whose cards show who can come: the staff who take part, and the organiser."""
        return tuple(dict.fromkeys((self.organiser, *self.staff())))

    def with_changes(self, **changes: object) -> "Meeting":
        """This meeting with `changes`, one version on."""
        return replace(self, version=self.version + 1, **changes)  # type: ignore[arg-type]


def takes_part(meeting: Meeting, person: Person) -> bool:
    """Whether `person` is asked, or is staff who asked the others.

    Whoever is no longer staff, or left the family after proposing the times, has nothing to do with it any more.
    """
    if person.team != meeting.team:
        return False
    participant = meeting.participant(person.id)
    if participant is None:
        return person.is_staff and meeting.organiser == person.id
    return person.is_staff or not participant.is_staff


def is_staff_side(meeting: Meeting, person: Person) -> bool:
    """Whether `person` may see names and record for others.

    Staff who take part, who organised it, and the leads of the team; other staff have no
    business with the meeting.
    """
    return person.is_staff and person.team == meeting.team and (person.is_lead or takes_part(meeting, person))


def may_see(meeting: Meeting, person: Person) -> bool:
    """Whether `person` may open its card at all."""
    return takes_part(meeting, person) or is_staff_side(meeting, person)


def may_settle(meeting: Meeting, person: Person) -> bool:
    """Whether `person` may agree, cancel or reopen it: the staff side, and the person themself.

    A family member who organised the meeting may not: nothing about the person without the
    person (domain.md section 1).
    """
    return is_staff_side(meeting, person) or (person.team == meeting.team and meeting.centre == person.id)
