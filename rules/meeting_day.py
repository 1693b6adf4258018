"""Moves on the day of a meeting and afterwards: late, cannot come, did we meet, when next."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final

from rules.agreement import remind
from rules.decision import Decision, Refused, Situation
from rules.ids import PersonId
from rules.meeting import (
    Answer,
    Day,
    DayStatus,
    Meeting,
    NextMeeting,
    NextStep,
    Option,
    State,
    is_staff_side,
    takes_part,
)
from rules.meeting_again import ask_again, mornings
from rules.meeting_notices import redraw_everyone, redraw_watchers, tell
from rules.meeting_staff import falls, family_redrawn, goes_below, tell_of_staff
from rules.notice import Kind, Notice, Subject, Urgency, redraw
from rules.organisation import Organisation
from rules.people import Person, Roster
from rules.when import instant, wall_time

LATES: Final = (10, 20, 30)
"""The minutes offered for "I will be late"; anything more is "longer"."""

PASSED: Final = "passed"
"""The fact of the word about a date that was promised and has passed."""

WRITE_BY_FURTHEST: Final = timedelta(days=60)


def say_day(
    meeting: Meeting,
    *,
    person: PersonId,
    status: DayStatus,
    minutes: int | None = None,
    by: Person,
    by_phone: bool = False,
    roster: Roster,
    now: datetime,
) -> Decision[Meeting]:
    """Record "I can come", "I will be late" (by `minutes`, None for longer) or "I cannot come".

    Each says it for themselves; staff enter it for somebody reached by phone only. The staff
    and the organiser are told of a change. Whenever fewer staff come and fewer than two are left, the person at
    the centre is asked what they prefer, and what they preferred before no longer stands; so it is when the person
    cannot come (their card asks), and everybody's card says that the meeting may change. When nobody is left,
    the staff and the leads of the `roster` are told at once. The family hears when staff will be late, and when they
    will not after all.
    """
    if meeting.participant(person) is None:
        raise Refused(Situation.NOT_FOR_YOU)
    if not (takes_part(meeting, by) if by.id == person else by_phone and is_staff_side(meeting, by)):
        raise Refused(Situation.NOT_FOR_YOU)
    option = _running(meeting, now)
    before = meeting.days.get(person)
    said = Day(status, by.id, now, minutes if status is DayStatus.LATE else None)
    if before is not None and (before.status, before.minutes) == (said.status, said.minutes):
        return Decision(meeting)
    if before is None and status is DayStatus.COMING and person in meeting.coming():
        # Saying again what everybody knows is no news; it is kept, and nobody is disturbed.
        quiet = meeting.with_changes(days={**meeting.days, person: said})
        return Decision(quiet, redraw_watchers(quiet, but=by.id), "day")
    changed = meeting.with_changes(days={**meeting.days, person: said})
    turned = person == meeting.centre and (person in meeting.coming()) is not (person in changed.coming())
    if turned or falls(meeting, changed, roster):
        changed = replace(changed, preference=None)
    facts: dict[str, str | int] = {"status": status.value, "who": person}
    if minutes is not None:
        facts["minutes"] = minutes
    if before is not None and before.status is DayStatus.LATE:
        facts["was"] = DayStatus.LATE.value
    told = tuple(
        tell(
            Kind.MEETING_CHANGED,
            changed,
            watcher,
            urgency=Urgency.REPLY,
            this_plan=True,
            expires_at=option.ends_at,
            facts=facts,
        )
        for watcher in _told_of_a_day(meeting, changed, roster)
        if watcher not in {person, by.id}
    )
    family = family_redrawn(changed) if turned else _to_the_family(changed, option, person, facts)
    late_yes = before is None and meeting.answer_of(option.id, person) is Answer.CANNOT
    reminders = remind(changed, [person], now) if late_yes else ()
    nobody = goes_below(meeting, changed, roster)
    redraws = redraw_watchers(changed, but=by.id, urgency=Urgency.CRISIS if nobody else Urgency.REPLY)
    staff = tell_of_staff(meeting, changed, option, by=by, roster=roster, now=now)
    return Decision(changed, (*redraws, *told, *family, *staff, *reminders), "day")


def record_met(
    meeting: Meeting, *, met: bool, was: State, by: Person, leads: Collection[PersonId] = (), now: datetime
) -> Decision[Meeting]:
    """Staff say whether the meeting was held, on a card that showed it as it `was`: else it is OUTDATED.

    So nobody overrides a colleague without having read what they said. It can be said from the planned start on, and
    put right at any time after. Who came nobody has said yet. The next step is asked for again until it is chosen,
    in the end of `leads` too.
    """
    _must_be_after(meeting, by, now)
    state = State.HELD if met else State.NOT_HELD
    if meeting.state is state:
        return Decision(meeting)
    if meeting.state is not was:
        raise Refused(Situation.OUTDATED)
    attended = None if met else False
    changed = meeting.with_changes(
        state=state, participants=tuple(replace(p, attended=attended) for p in meeting.participants)
    )
    first = meeting.state is State.AGREED
    again = _next_again(changed, "open", leads, now) if first else ()
    return Decision(changed, (*redraw_everyone(changed, but=by.id), *again), "held" if met else "not_held")


def came(meeting: Meeting) -> tuple[PersonId, ...]:
    """Who came, as staff said; where nobody has said so, whoever said that they would."""
    coming = meeting.coming()
    return tuple(p.person for p in meeting.participants if p.attended or (p.attended is None and p.person in coming))


def they_came_so(meeting: Meeting, *, by: Person, now: datetime) -> Decision[Meeting]:
    """Staff confirm who came, as the screen shows it."""
    _must_be_after(meeting, by, now)
    if meeting.state is not State.HELD or meeting.next is not None:
        raise Refused(Situation.OUTDATED)
    if all(p.attended is not None for p in meeting.participants):
        return Decision(meeting)
    here = came(meeting)
    changed = meeting.with_changes(
        participants=tuple(replace(p, attended=p.person in here) for p in meeting.participants)
    )
    return Decision(changed, redraw_watchers(changed, but=by.id), "attended")


def set_attended(meeting: Meeting, *, person: PersonId, attended: bool, by: Person, now: datetime) -> Decision[Meeting]:
    """Staff correct who came."""
    _must_be_after(meeting, by, now)
    participant = meeting.participant(person)
    if meeting.state is not State.HELD or participant is None or meeting.next is not None:
        raise Refused(Situation.OUTDATED)
    if participant.attended is attended:
        return Decision(meeting)
    changed = meeting.with_changes(
        participants=tuple(replace(p, attended=attended) if p.person == person else p for p in meeting.participants)
    )
    return Decision(changed, redraw_watchers(changed, but=by.id), "attended")


def decide_next(
    meeting: Meeting,
    *,
    next_meeting: NextMeeting,
    by: Person,
    organisation: Organisation,
    leads: Collection[PersonId] = (),
    now: datetime,
) -> Decision[Meeting]:
    """Staff record what was said about the next meeting; everyone reads the same words.

    "Not decided yet" needs a date to write by, from tomorrow on and at most 60 days away; on
    that morning the staff are asked again, and on the next the family reads that nothing is decided yet. Whatever
    then is left open is asked for once more, in the end of `leads` too.
    """
    _must_be_after(meeting, by, now)
    if meeting.state not in {State.HELD, State.NOT_HELD}:
        raise Refused(Situation.OUTDATED)
    if meeting.next == next_meeting:
        return Decision(meeting)
    changed = meeting.with_changes(next=next_meeting)
    again: tuple[Notice, ...] = ()
    facts: dict[str, str | int] = {"step": next_meeting.step.value}
    if next_meeting.step is NextStep.UNDECIDED:
        write_by = next_meeting.write_by
        today = wall_time(now, organisation.zone).date()
        if write_by is None or write_by > today + WRITE_BY_FURTHEST:
            raise Refused(Situation.TIME_TOO_FAR)
        if write_by <= today:
            raise Refused(Situation.TIME_IN_THE_PAST)
        facts["write_by"] = write_by.isoformat()
        morning = instant(datetime.combine(write_by, time(9)), organisation.zone)
        kind, until = Kind.MEETING_WRITE_BY, mornings(morning, organisation.zone)[0]
        asked = (tell(kind, changed, p, not_before=morning, expires_at=until, facts=facts) for p in changed.staff())
        midnight = instant(datetime.combine(write_by + timedelta(days=1), time()), organisation.zone)
        family = _date_has_passed(changed, midnight, until, facts)
        later = ask_again(changed, kind, since=morning, zone=organisation.zone, leads=leads, facts=facts)
        again = (*asked, *later, *family)
    told = tuple(
        tell(Kind.MEETING_NEXT, changed, p.person, facts=facts) for p in changed.participants if p.person != by.id
    )
    return Decision(changed, (*redraw_everyone(changed, but=by.id), *told, *again), "next")


def _date_has_passed(
    meeting: Meeting, midnight: datetime, morning: datetime, facts: Mapping[str, str | int]
) -> tuple[Notice, ...]:
    """A promise that was not kept is said to be so by who made it: the cards at midnight, one word in the morning.

    Where it was kept the word is dropped.
    """
    passed = {**facts, PASSED: 1}
    family = [p.person for p in meeting.participants if not p.is_staff]
    cards = (replace(redraw(each, Subject.MEETING, meeting.id), not_before=midnight) for each in family)
    words = (tell(Kind.MEETING_NEXT, meeting, each, not_before=morning, facts=passed) for each in family)
    return (*cards, *words)


def _next_again(meeting: Meeting, step: str, leads: Collection[PersonId], now: datetime) -> tuple[Notice, ...]:
    option = meeting.agreed_option
    if option is None:
        return ()
    return ask_again(meeting, Kind.MEETING_AFTER, since=now, zone=option.zone, leads=leads, facts={"next": step})


def _to_the_family(
    meeting: Meeting, option: Option, person: PersonId, facts: Mapping[str, str | int]
) -> tuple[Notice, ...]:
    """They wait at the door for staff: lateness is theirs to know. Who comes instead their cards say, in silence."""
    if person not in meeting.staff():
        return ()
    now, was_late = meeting.days[person].status, "was" in facts
    told = set(meeting.watchers())
    family = [p.person for p in meeting.participants if not p.is_staff and p.person not in told]
    if now is DayStatus.LATE or (was_late and now is DayStatus.COMING):
        return tuple(
            tell(
                Kind.MEETING_CHANGED,
                meeting,
                member,
                urgency=Urgency.REPLY,
                this_plan=True,
                expires_at=option.ends_at,
                facts=facts,
            )
            for member in family
        )
    return tuple(redraw(member, Subject.MEETING, meeting.id, Urgency.REPLY) for member in family)


def _told_of_a_day(before: Meeting, after: Meeting, roster: Roster) -> tuple[PersonId, ...]:
    """The staff and the organiser; the leads too when somebody of the team comes again.

    When nobody is left, staff read that instead: one message is enough.
    """
    watchers = after.watchers()
    if goes_below(before, after, roster):
        return tuple(p for p in watchers if p not in after.staff() and p not in roster.leads())
    if goes_below(after, before, roster):
        return tuple(dict.fromkeys((*watchers, *roster.leads())))
    return watchers


def _running(meeting: Meeting, now: datetime) -> Option:
    option = meeting.agreed_option
    if meeting.state is not State.AGREED or option is None or option.ends_at <= now:
        raise Refused(Situation.OUTDATED)
    return option


def _must_be_after(meeting: Meeting, by: Person, now: datetime) -> None:
    if not is_staff_side(meeting, by):
        raise Refused(Situation.NOT_FOR_YOU)
    option = meeting.agreed_option
    if option is None or option.starts_at > now or meeting.state not in {State.AGREED, State.HELD, State.NOT_HELD}:
        raise Refused(Situation.OUTDATED)
