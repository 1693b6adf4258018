"""When a time can be agreed, and the moves that settle it: agree, reopen, cancel."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from rules.decision import Decision, Refused, Situation
from rules.ids import OptionId, PersonId
from rules.meeting import (
    STAFF_NEEDED,
    Answer,
    DayStatus,
    Meeting,
    Option,
    Part,
    State,
    Waiver,
    may_settle,
)
from rules.meeting_again import ask_again, mornings
from rules.meeting_notices import redraw_everyone, tell
from rules.meeting_staff import nobody_at_reminders
from rules.notice import Kind, Notice, Urgency
from rules.organisation import Organisation
from rules.people import Person
from rules.reminders import ReminderKind, reminder_times


class Lack(StrEnum):
    """What a time still lacks; each has plain words in `handlers.views.meeting`."""

    HOLD = "hold"
    """The person at the centre asked to wait."""
    PERSON = "person"
    """The person has neither said that they can come nor "go ahead"."""
    TWO_STAFF = "two_staff"
    ONE_MORE_STAFF = "one_more_staff"
    CORE = "core"
    """Nobody of the core pair can come, and no reason is given."""


def missing(meeting: Meeting, option: OptionId, *, waiver: Waiver | None = None) -> tuple[Lack, ...]:
    """What `option` still lacks before it can be agreed, most important first.

    Domain.md section 5: the person can come or has said go ahead, and two staff can, one of
    them from the core pair unless a reason (`waiver`) is given. Peer workers count as staff.
    """
    can = [p.part for p in meeting.participants if meeting.answer_of(option, p.person) is Answer.CAN]
    core, staff = can.count(Part.CORE), can.count(Part.CORE) + can.count(Part.STAFF)
    lacks = []
    if meeting.hold:
        lacks.append(Lack.HOLD)
    if Part.CENTRE not in can and meeting.go_ahead is None:
        lacks.append(Lack.PERSON)
    if staff < STAFF_NEEDED:
        lacks.append(Lack.TWO_STAFF if staff == 0 else Lack.ONE_MORE_STAFF)
    if not core and waiver is None and meeting.waiver is None:
        lacks.append(Lack.CORE)
    return tuple(lacks)


def ready_options(meeting: Meeting, *, now: datetime) -> tuple[Option, ...]:
    """The open times that lack nothing, the one most people can come to first."""
    ready = [o for o in meeting.open_options(now) if not missing(meeting, o.id)]
    return tuple(sorted(ready, key=lambda o: (-len(meeting.those_who(Answer.CAN, o.id)), o.starts_at)))


def agree(
    meeting: Meeting,
    *,
    option: OptionId,
    by: Person,
    organisation: Organisation,
    waiver: Waiver | None = None,
    leads: Collection[PersonId] = (),
    now: datetime,
) -> Decision[Meeting]:
    """Settle on one time: everyone hears it, with a calendar file and reminders of this plan.

    Afterwards the staff are asked how it went, and `leads` too when they do not answer.

    The staff side and the person at the centre may. Refuses NOT_ENOUGH_YET or ON_HOLD while
    something is missing, TIME_IN_THE_PAST when it has begun.
    """
    if not may_settle(meeting, by):
        raise Refused(Situation.NOT_FOR_YOU)
    chosen = meeting.option(option)
    if meeting.state is not State.ASKING or chosen is None or chosen.taken_away:
        raise Refused(Situation.OUTDATED)
    if chosen.starts_at <= now:
        raise Refused(Situation.TIME_IN_THE_PAST)
    lacks = missing(meeting, option, waiver=waiver)
    if Lack.HOLD in lacks:
        raise Refused(Situation.ON_HOLD)
    if lacks:
        raise Refused(Situation.NOT_ENOUGH_YET)
    reminders = reminder_times(
        chosen.starts_at,
        chosen.zone,
        organisation.zone,
        agreed_at=now,
        day_before_at=organisation.day_before_at,
        before=organisation.before,
        earliest=organisation.earliest,
        latest=organisation.latest,
    )
    changed = meeting.with_changes(
        state=State.AGREED,
        agreed=option,
        reminders=reminders,
        waiver=waiver or meeting.waiver,
        sequence=meeting.sequence + 1,
        days={},
        preference=None,
    )
    notices = (
        *redraw_everyone(changed, but=by.id),
        *announce(changed, Kind.MEETING_AGREED, everyone(changed), by=by.id, expires_at=chosen.ends_at),
        *remind(changed, may_still_come(changed, chosen), now),
        *nobody_at_reminders(changed, tuple(leads)),
        *ask_how_it_went(changed, changed.staff(), leads=leads),
    )
    return Decision(changed, notices, "agree")


def reopen(meeting: Meeting, *, by: Person, now: datetime) -> Decision[Meeting]:
    """Give an agreed time up and look for another one.

    The time that was agreed goes, the answers to the others stay, and everyone's calendar takes
    it out. Those who may settle a time may, until the planned end.
    """
    option = _agreed(meeting, by, now)
    changed = meeting.with_changes(
        state=State.ASKING,
        agreed=None,
        sequence=meeting.sequence + 1,
        ready_told=False,
        options=tuple(replace(o, taken_away=True) if o.id == option.id else o for o in meeting.options),
        days={},
        preference=None,
        reminders=(),
    )
    notices = (
        *redraw_everyone(changed, but=by.id),
        *announce(
            changed,
            Kind.MEETING_CANCELLED,
            everyone(changed),
            by=by.id,
            facts={"again": 1, "was": option.id},
        ),
    )
    return Decision(changed, notices, "reopen")


def cancel(meeting: Meeting, *, by: Person, now: datetime) -> Decision[Meeting]:
    """Take an agreed meeting out of everyone's calendar. No reason is asked or kept."""
    option = _agreed(meeting, by, now)
    changed = meeting.with_changes(state=State.CANCELLED, sequence=meeting.sequence + 1, reminders=())
    notices = (
        *redraw_everyone(changed, but=by.id),
        *announce(changed, Kind.MEETING_CANCELLED, everyone(changed), by=by.id, facts={"was": option.id}),
    )
    return Decision(changed, notices, "cancel")


def remind(meeting: Meeting, people: Collection[PersonId], now: datetime) -> tuple[Notice, ...]:
    """The reminders of the agreed time that are still to come, for `people`."""
    kinds = {
        ReminderKind.DAY_BEFORE: Kind.MEETING_DAY_BEFORE,
        ReminderKind.SOON: Kind.MEETING_SOON,
    }
    return tuple(
        tell(
            kinds[reminder.kind],
            meeting,
            person,
            urgency=Urgency.REMINDER,
            this_plan=True,
            not_before=reminder.due_at,
            expires_at=reminder.expires_at,
        )
        for person in people
        for reminder in meeting.reminders
        if now < reminder.due_at
    )


def announce(
    meeting: Meeting,
    kind: Kind,
    people: Iterable[PersonId],
    *,
    by: PersonId | None = None,
    expires_at: datetime | None = None,
    facts: Mapping[str, str | int] | None = None,
) -> tuple[Notice, ...]:
    """The word and the calendar file, for each; whoever did it has the word on their screen."""
    return tuple(
        tell(each, meeting, person, this_plan=True, expires_at=expires_at, facts=facts)
        for person in dict.fromkeys(people)
        for each in (kind, Kind.CALENDAR)
        if not (each is kind and person == by)
    )


def everyone(meeting: Meeting) -> tuple[PersonId, ...]:
    """All who are asked, and whoever asked them."""
    return tuple(dict.fromkeys((*(p.person for p in meeting.participants), meeting.organiser)))


def may_still_come(meeting: Meeting, option: Option) -> tuple[PersonId, ...]:
    """Everyone but those who said that they cannot come: silence may still come."""
    cannot = set(meeting.those_who(Answer.CANNOT, option.id)).difference(meeting.coming())
    cannot |= {person for person, day in meeting.days.items() if day.status is DayStatus.CANNOT}
    return tuple(p.person for p in meeting.participants if p.person not in cannot)


def ask_how_it_went(
    meeting: Meeting, people: Collection[PersonId], *, leads: Collection[PersonId] = ()
) -> tuple[Notice, ...]:
    """To `people` of the staff at the end of the agreed time, then on some mornings, in the end to `leads` too.

    When it is sent `says_how_it_went` looks whether it is theirs to say: who comes may change until then.
    """
    option = meeting.agreed_option
    if option is None:
        return ()
    asked = tuple(
        tell(
            Kind.MEETING_AFTER,
            meeting,
            person,
            this_plan=True,
            not_before=option.ends_at,
            expires_at=mornings(option.ends_at, option.zone)[0],
            facts={"next": "met"},
        )
        for person in people
    )
    facts = {"next": "met"}
    again = ask_again(
        meeting, Kind.MEETING_AFTER, people=people, since=option.ends_at, zone=option.zone, leads=leads, facts=facts
    )
    return (*asked, *again)


def _agreed(meeting: Meeting, by: Person, now: datetime) -> Option:
    """The agreed time, still to come or going on, for somebody who may settle it."""
    if not may_settle(meeting, by):
        raise Refused(Situation.NOT_FOR_YOU)
    option = meeting.agreed_option
    if meeting.state is not State.AGREED or option is None:
        raise Refused(Situation.OUTDATED)
    if option.ends_at <= now:
        raise Refused(Situation.TIME_IN_THE_PAST)
    return option
