"""Who has to be phoned about a meeting, because the bot cannot write to them; and which of the staff phones."""

from datetime import datetime
from enum import StrEnum
from hashlib import blake2b

from rules.ids import PersonId
from rules.meeting import Answer, DayStatus, Meeting, State
from rules.meeting_notices import tell
from rules.notice import Kind, Notice, Urgency
from rules.people import Roster

PHONE = "phone"
"""The fact that holds whom to phone: ids with a space between them, so that one message names several."""


PHONED = "phoned"
"""The fact that holds who has been phoned, each with who said so: "person:by" with a space between them."""

OPTION = "option"
"""The fact that holds which time was given up."""


class Topic(StrEnum):
    """What somebody has to be phoned about; each has plain words in `handlers.views.meeting_phone`."""

    AGREED = "agreed"
    CHANGED = "changed"
    """Somebody of the team comes late, the place is there, enough of the team come again."""
    NOBODY = "nobody"
    """Nobody from the team can come."""
    OFF = "off"
    WITHDRAWN = "withdrawn"
    REMINDER = "reminder"
    FEW_STAFF = "few_staff"
    NEXT = "next"
    LOST = "lost"
    """The bot could write to them until now, and they take part or have a question to answer."""


SIMPLE = {
    Kind.MEETING_AGREED: Topic.AGREED,
    Kind.MEETING_CANCELLED: Topic.OFF,
    Kind.MEETING_DAY_BEFORE: Topic.REMINDER,
}
"""What colleagues are phoned about too."""
FOR_FAMILY = {
    Kind.MEETING_WITHDRAWN: Topic.WITHDRAWN,
    Kind.MEETING_NEXT: Topic.NEXT,
}


def topic_of(notice: Notice, meeting: Meeting) -> Topic | None:
    """What somebody who could not be told `notice` has to be phoned about; None where the next message is enough.

    Whoever was phoned about an agreed time needs no calendar file and no reminder two hours before.
    """
    if notice.kind in SIMPLE:
        return SIMPLE[notice.kind]
    participant = meeting.participant(notice.to)
    if participant is None or participant.is_staff:
        return None
    if notice.kind is not Kind.MEETING_CHANGED:
        return FOR_FAMILY.get(notice.kind)
    match notice.facts.get("status"):
        case "few_staff":
            return Topic.FEW_STAFF
        case "no_staff":
            return Topic.NOBODY
        case "place" | "staff_again" | "enough_staff":
            return Topic.CHANGED
        case DayStatus.LATE.value | DayStatus.COMING.value if notice.facts.get("who") in meeting.staff():
            return Topic.CHANGED
    return None


def is_owed_something(meeting: Meeting, person: PersonId, now: datetime) -> bool:
    """Whether somebody whom the bot cannot write to any more waits for a meeting, or has a question to answer."""
    if meeting.participant(person) is None:
        return False
    if meeting.state is State.ASKING:
        return bool(meeting.unanswered(person, now))
    option = meeting.agreed_option
    if meeting.state is not State.AGREED or option is None or option.ends_at <= now:
        return False
    day = meeting.days.get(person)
    if day is not None:
        return day.status is not DayStatus.CANNOT
    return meeting.answer_of(option.id, person) is not Answer.CANNOT


def who_phones(meeting: Meeting, roster: Roster, *, but: PersonId) -> tuple[PersonId, ...]:
    """The core pair; else the staff who take part; else the organiser; else the leads. Never the family.

    Only those who are in the team and can be written to today.
    """
    there = {m.id for m in roster.reachable()}
    for group in (meeting.core(), meeting.staff(), (meeting.organiser,)):
        found = tuple(p for p in group if p in there and p != but)
        if found:
            return found
    return tuple(p for p in roster.leads() if p != but)


def please_phone(
    meeting: Meeting,
    person: PersonId,
    topic: Topic,
    *,
    roster: Roster,
    since: datetime | None = None,
    option: str | None = None,
    expires_at: datetime | None = None,
) -> tuple[Notice, ...]:
    """Tell those who phone that `person` has to hear about `topic`.

    `since` is when this was decided: the same topic of the same moment is one message, whoever it names. `option` is
    the time it is about when that is not agreed any more.
    """
    facts = {"topic": topic.value, PHONE: person}
    if since is not None:
        facts["since"] = since.isoformat()
    if option is not None:
        facts[OPTION] = option
    return tuple(
        tell(
            Kind.MEETING_PHONE,
            meeting,
            reader,
            urgency=Urgency.REPLY,
            this_plan=True,
            expires_at=expires_at,
            facts=facts,
        )
        for reader in who_phones(meeting, roster, but=person)
    )


def cause_of(notice: Notice) -> tuple[object, ...]:
    """Why somebody has to be phoned: the same in whatever message, to whomever of the staff, it is said."""
    return (notice.version, *(notice.facts.get(fact) for fact in ("topic", "since", OPTION)))


def task_of(notice: Notice) -> str:
    """What its message is kept under: whoever joins those it names comes after the first."""
    said = (*cause_of(notice), *named(notice)[:1])
    return f"{notice.subject_id}.{blake2b(repr(said).encode(), digest_size=8).hexdigest()}"


def phoned(notice: Notice) -> dict[PersonId, PersonId]:
    """Who of those it names has been phoned, and who said so."""
    pairs = (pair.split(":") for pair in str(notice.facts.get(PHONED, "")).split())
    return {PersonId(person): PersonId(by) for person, by in pairs}


def with_phoned(notice: Notice, person: PersonId, by: PersonId, *, done: bool) -> str:
    """The fact after `by` said that they have phoned `person`, or have not; nobody else's word is changed."""
    said = phoned(notice)
    if done:
        said.setdefault(person, by)
    elif said.get(person) == by:
        del said[person]
    return " ".join(f"{whom}:{who}" for whom, who in said.items())


def named(notice: Notice) -> tuple[PersonId, ...]:
    """Whom the notice names."""
    return tuple(PersonId(each) for each in str(notice.facts.get(PHONE, "")).split())
