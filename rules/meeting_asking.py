"""Moves while a time is looked for: ask, add times, answer, take it back."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from rules.agreement import ready_options
from rules.decision import Decision, Refused, Situation
from rules.ids import ContactId, MeetingId, NetworkId, OptionId, PersonId, TeamId
from rules.meeting import (
    FEWEST_OPTIONS,
    LONGEST,
    MOST_OPTIONS,
    PLACE_LIMIT,
    SHORTEST,
    Answer,
    Given,
    Meeting,
    Option,
    Participant,
    Proposal,
    State,
    is_staff_side,
    may_settle,
    takes_part,
)
from rules.meeting_notices import redraw_everyone, redraw_watchers, tell
from rules.meeting_place import is_place
from rules.meeting_question import Asked, not_nudged, question, wait_for_an_answer
from rules.notice import Kind, Notice, Subject, redraw
from rules.people import Person

DOUBLE_TAP: Final = timedelta(seconds=1)
"""Nobody reads the next time and answers it more quickly than that."""


def check_proposals(proposals: Sequence[Proposal], *, known: Sequence[Option] = (), now: datetime) -> None:
    """Refuse times that cannot be asked about: past, doubled, without a place, too many."""
    if len(proposals) + len([o for o in known if o.is_open(now)]) > MOST_OPTIONS:
        raise Refused(Situation.TOO_MANY_OPTIONS)
    taken = {(o.starts_at, o.minutes, o.mode) for o in known if o.is_open(now)}
    for proposal in proposals:
        if proposal.starts_at <= now:
            raise Refused(Situation.TIME_IN_THE_PAST)
        if not SHORTEST <= proposal.minutes <= LONGEST:
            raise Refused(Situation.NUMBER_UNREADABLE)
        left_open = proposal.place is None and proposal.mode.may_be_known
        if proposal.mode.needs_place and not left_open and not is_place(proposal.place or ""):
            raise Refused(Situation.TEXT_EMPTY)
        if len(proposal.place or "") > PLACE_LIMIT:
            raise Refused(Situation.TEXT_TOO_LONG)
        key = (proposal.starts_at, proposal.minutes, proposal.mode)
        if key in taken:
            raise Refused(Situation.SAME_OPTION)
        taken.add(key)


def ask(
    proposals: Sequence[Proposal],
    *,
    id: MeetingId,  # noqa: A002 - the meeting's own word
    team: TeamId,
    network: NetworkId,
    contact: ContactId | None,
    participants: Sequence[Participant],
    by: Person,
    new_option: Callable[[], OptionId],
    now: datetime,
) -> Decision[Meeting]:
    """Open a meeting: everyone in `participants` is asked about two to seven times.

    `by` must be staff of the team or one of the participants. `new_option` gives a fresh id.
    Refuses TOO_FEW_OPTIONS, and all that `check_proposals` does.
    """
    if by.team != team or not (by.is_staff or any(p.person == by.id for p in participants)):
        raise Refused(Situation.NOT_FOR_YOU)
    if len(proposals) < FEWEST_OPTIONS:
        raise Refused(Situation.TOO_FEW_OPTIONS)
    check_proposals(proposals, now=now)
    options = _options(proposals, new_option, first=1)
    meeting = Meeting(
        id=id,
        team=team,
        network=network,
        organiser=by.id,
        opened_at=now,
        contact=contact,
        options=options,
        participants=tuple(participants),
    )
    told = [p.person for p in participants if p.person != by.id]
    return Decision(meeting, question(meeting, options, told, told, now), "ask")


def add_options(
    meeting: Meeting,
    proposals: Sequence[Proposal],
    *,
    by: Person,
    new_option: Callable[[], OptionId],
    earlier: Collection[Asked] = (),
    now: datetime,
) -> Decision[Meeting]:
    """Put further times beside the others; the answers to the others stay.

    Anyone who takes part may, and staff. Everyone is asked about the new times only. `earlier` is who was asked
    about this meeting already: whoever was asked lately and has not answered finds the new times on the card they
    have, and nobody is nudged a second time unless the times come a day later (domain.md section 5: few, then none).
    """
    if not (takes_part(meeting, by) or is_staff_side(meeting, by)):
        raise Refused(Situation.NOT_FOR_YOU)
    must_be_asking(meeting)
    if not proposals:
        raise Refused(Situation.TOO_FEW_OPTIONS)
    check_proposals(proposals, known=meeting.options, now=now)
    new = _options(proposals, new_option, first=len(meeting.options) + 1)
    changed = meeting.with_changes(options=(*meeting.options, *new), ready_told=False)
    told = [p.person for p in meeting.participants if p.person != by.id]
    waiting = wait_for_an_answer(meeting, earlier, now)
    fresh = [person for person in told if person not in waiting]
    unnudged = not_nudged(told, earlier, now)
    notices = (
        *redraw_watchers(changed, but=by.id),
        *(redraw(person, Subject.MEETING, meeting.id) for person in told if person in waiting),
        *question(changed, new, fresh, unnudged, now),
    )
    return Decision(changed, notices, "add_options")


def answer(
    meeting: Meeting,
    *,
    option: OptionId,
    person: PersonId,
    given: Answer,
    by: Person,
    by_phone: bool = False,
    pressed: bool = False,
    now: datetime,
) -> Decision[Meeting]:
    """Record what `person` answers to one time.

    Each answers for themselves. Staff enter it for somebody who is reached by phone only
    (`by_phone`), and the answer says who entered it. The same answer again changes nothing, nor does the second tap
    of a double tap (`pressed`: by a key, not by words).
    """
    participant = meeting.participant(person)
    if participant is None:
        raise Refused(Situation.NOT_FOR_YOU)
    if not (takes_part(meeting, by) if by.id == person else by_phone and is_staff_side(meeting, by)):
        raise Refused(Situation.NOT_FOR_YOU)
    must_be_asking(meeting)
    asked = meeting.option(option)
    if asked is None or not asked.is_open(now):
        raise Refused(Situation.OUTDATED)
    if meeting.answer_of(option, person) is given:
        return Decision(meeting)
    if pressed and is_double_tap(meeting, option=option, person=person, by=by, now=now):
        return Decision(meeting)
    answers = {**meeting.answers, (option, person): Given(given, by.id, now)}
    changed = meeting.with_changes(answers=answers)
    changed, ready = tell_when_ready(changed, now, but=by.id)
    return Decision(changed, (*redraw_watchers(changed, but=by.id), *ready), "answer")


def is_double_tap(meeting: Meeting, *, option: OptionId, person: PersonId, by: Person, now: datetime) -> bool:
    """Whether this press was meant for the time before: its key stood where the next time's key stands now.

    `by` has entered an answer to another time a moment ago, and nobody has answered this one yet.
    """
    if (option, person) in meeting.answers:
        return False
    return any(
        given.by == by.id and now - given.at < DOUBLE_TAP
        for (other, _whose), given in meeting.answers.items()
        if other != option
    )


def cannot_any(meeting: Meeting, *, by: Person, now: datetime) -> Decision[Meeting]:
    """Take "None of these": each open time that `by` has not said "can" to becomes "cannot".

    A "can" stays: whoever shows the effect says which times it was about.
    """
    if meeting.participant(by.id) is None or not takes_part(meeting, by):
        raise Refused(Situation.NOT_FOR_YOU)
    must_be_asking(meeting)
    left = [
        o.id for o in meeting.open_options(now) if meeting.answer_of(o.id, by.id) not in {Answer.CAN, Answer.CANNOT}
    ]
    if not left:
        return Decision(meeting)
    given = Given(Answer.CANNOT, by.id, now)
    changed = meeting.with_changes(answers={**meeting.answers, **{(option, by.id): given for option in left}})
    return Decision(changed, redraw_watchers(changed, but=by.id), "cannot_any")


def withdraw(
    meeting: Meeting,
    *,
    by: Person,
    now: datetime,  # noqa: ARG001 - the door hands it to every move
) -> Decision[Meeting]:
    """Stop asking. Everyone who was asked reads that there is nothing to do."""
    if not (may_settle(meeting, by) or (meeting.organiser == by.id and takes_part(meeting, by))):
        raise Refused(Situation.NOT_FOR_YOU)
    must_be_asking(meeting)
    changed = meeting.with_changes(state=State.WITHDRAWN)
    told = tuple(tell(Kind.MEETING_WITHDRAWN, changed, p.person) for p in changed.participants if p.person != by.id)
    return Decision(changed, (*redraw_everyone(changed, but=by.id), *told), "withdraw")


def tell_when_ready(meeting: Meeting, now: datetime, *, but: PersonId) -> tuple[Meeting, tuple[Notice, ...]]:
    """Say once to those who may agree that a time has all it needs; again after new times."""
    if meeting.ready_told or not ready_options(meeting, now=now):
        return meeting, ()
    told = tuple(tell(Kind.MEETING_READY, meeting, person) for person in meeting.staff() if person != but)
    return replace(meeting, ready_told=True), told


def must_be_asking(meeting: Meeting) -> None:
    """Refuse OUTDATED once a time is agreed, or nobody is asked any more."""
    if meeting.state is not State.ASKING:
        raise Refused(Situation.OUTDATED)


def _options(proposals: Iterable[Proposal], new_option: Callable[[], OptionId], *, first: int) -> tuple[Option, ...]:
    return tuple(
        Option(
            id=new_option(),
            number=number,
            starts_at=proposal.starts_at,
            zone=proposal.zone,
            minutes=proposal.minutes,
            mode=proposal.mode,
            has_place=proposal.place is not None,
        )
        for number, proposal in enumerate(proposals, first)
    )
