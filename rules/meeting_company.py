"""Who is asked changes while a meeting lives: members join and leave, colleagues come along."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from rules.agreement import announce, ask_how_it_went, everyone, remind
from rules.consent import participants
from rules.decision import Decision, Refused, Situation
from rules.ids import PersonId
from rules.meeting import Meeting, Option, Part, Participant, State, is_staff_side
from rules.meeting_notices import redraw_everyone, redraw_watchers, tell
from rules.network import Network
from rules.notice import Kind, Notice, Subject, redraw
from rules.people import Person

GONE: Final = "gone"
"""The fact of a calendar file for somebody who is no longer part of the meeting."""


def company(network: Network) -> tuple[Participant, ...]:
    """Everyone to ask for a meeting of this network: those who said yes, and the core pair."""
    centre = network.person
    family = tuple(
        Participant(person, Part.CENTRE if person == centre else Part.MEMBER) for person in participants(network)
    )
    return (*family, *(Participant(person, Part.CORE) for person in network.core))


def ask_colleague(meeting: Meeting, *, colleague: Person, by: Person, now: datetime) -> Decision[Meeting]:
    """Staff ask a colleague of the same team to come as well."""
    if not is_staff_side(meeting, by):
        raise Refused(Situation.NOT_FOR_YOU)
    if meeting.state not in {State.ASKING, State.AGREED}:
        raise Refused(Situation.OUTDATED)
    if not colleague.is_staff or colleague.team != meeting.team:
        raise Refused(Situation.NOT_FOR_YOU)
    if meeting.participant(colleague.id) is not None:
        return Decision(meeting)
    added = Participant(colleague.id, Part.STAFF)
    changed = meeting.with_changes(participants=(*meeting.participants, added))
    told = _welcome(changed, [colleague.id], now)
    return Decision(changed, (*redraw_watchers(changed, but=by.id), *told), "colleague")


def follow(meeting: Meeting, *, network: Sequence[Participant], now: datetime) -> Decision[Meeting]:
    """Bring a living meeting in line with who takes part in its network today.

    `network` is everyone who takes part, the core pair included. A newcomer hears what the others
    have heard. Somebody who left is asked nothing more and their answers go; nobody is told.
    Staff who are no longer in the core pair stay as colleagues. A time that was agreed with the person, and has not
    begun, is off when the person leaves: whoever comes back later has agreed nothing.
    """
    if meeting.state not in {State.ASKING, State.AGREED}:
        return Decision(meeting)
    option = meeting.agreed_option
    without = meeting.centre is not None and not any(p.part is Part.CENTRE for p in network)
    if without and option is not None and now < option.starts_at:
        return _without_the_person(meeting, option)
    parts = {p.person: p.part for p in network}
    kept = [
        replace(p, part=parts.get(p.person, Part.STAFF))
        for p in meeting.participants
        if p.person in parts or p.is_staff
    ]
    known = {p.person for p in meeting.participants}
    new = [p for p in network if p.person not in known]
    gone = known - {p.person for p in kept}
    if tuple(kept) == meeting.participants and not new:
        return Decision(meeting)
    changed = meeting.with_changes(
        participants=(*kept, *new),
        answers={key: given for key, given in meeting.answers.items() if key[1] not in gone},
        days={person: day for person, day in meeting.days.items() if person not in gone},
    )
    told = _welcome(changed, [p.person for p in new], now)
    left = tuple(redraw(p, Subject.MEETING, meeting.id, ends=True) for p in sorted(gone))
    return Decision(
        changed, (*redraw_watchers(changed, but=None), *left, *told, *_taken_out(changed, gone, now)), "follow"
    )


def _without_the_person(meeting: Meeting, option: Option) -> Decision[Meeting]:
    """The person no longer takes part: what was agreed with them is off, and nobody reads why.

    Without the person nobody of the family is in the network any more, so this word is owed to each whatever the
    network's consents say when it is sent: nobody must set out in vain. The person's own calendar is put right too.
    """
    off = meeting.with_changes(state=State.CANCELLED, sequence=meeting.sequence + 1, reminders=())
    facts: dict[str, str | int] = {"was": option.id, "list": 1}
    told = announce(
        off, Kind.MEETING_CANCELLED, everyone(off), by=meeting.centre, expires_at=option.ends_at, facts=facts
    )
    return Decision(off, (*redraw_everyone(off, but=None), *(replace(n, network=None) for n in told)), "cancel")


def _taken_out(meeting: Meeting, gone: Collection[PersonId], now: datetime) -> tuple[Notice, ...]:
    """An agreed meeting does not stay in the calendar of somebody who is no longer part of it."""
    option = meeting.agreed_option
    if option is None or option.ends_at <= now:
        return ()
    facts: dict[str, str | int] = {"was": option.id, GONE: 1}
    return tuple(
        replace(tell(Kind.CALENDAR, meeting, person, expires_at=option.ends_at, facts=facts), network=None)
        for person in sorted(gone)
    )


def _welcome(meeting: Meeting, newcomers: Sequence[PersonId], now: datetime) -> tuple[Notice, ...]:
    """What somebody who joins late has not heard yet: the question, or the agreed time."""
    option = meeting.agreed_option
    if option is not None and now < option.ends_at:
        word = announce(meeting, Kind.MEETING_AGREED, newcomers, expires_at=option.ends_at)
        staff = [person for person in newcomers if person in meeting.staff()]
        return (*word, *remind(meeting, newcomers, now), *(ask_how_it_went(meeting, staff) if staff else ()))
    options = len(meeting.open_options(now))
    if meeting.state is not State.ASKING or options == 0:
        return ()
    return tuple(tell(Kind.MEETING_ASK, meeting, person, facts={"options": options}) for person in newcomers)
