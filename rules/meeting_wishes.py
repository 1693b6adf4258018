"""What only the person at the centre can wish while a time is looked for: wait, go on, go ahead without me."""

from dataclasses import replace
from datetime import datetime

from rules.agreement import ready_options
from rules.decision import Decision, Refused, Situation
from rules.meeting import Meeting, may_settle
from rules.meeting_asking import must_be_asking, tell_when_ready
from rules.meeting_notices import redraw_everyone, redraw_watchers, tell
from rules.notice import Kind
from rules.people import Person


def set_hold(meeting: Meeting, *, hold: bool, by: Person, now: datetime) -> Decision[Meeting]:
    """The person at the centre asks to wait, or lets it go on. Nobody else can do either.

    Whoever asks to wait wants a say, so an earlier "go ahead without me" ends. Everybody's card says that it waits,
    and everybody hears when it goes on.
    """
    if by.team != meeting.team or meeting.centre != by.id:
        raise Refused(Situation.NOT_FOR_YOU)
    must_be_asking(meeting)
    if meeting.hold is hold:
        return Decision(meeting)
    verb = "hold" if hold else "go_on"
    changed = meeting.with_changes(hold=hold, go_ahead=None if hold else meeting.go_ahead)
    changed, ready = tell_when_ready(changed, now, but=by.id)
    # "A time can be agreed" says more than "go on", and one message is enough.
    told = [tell(Kind.MEETING_CHANGED, changed, p, facts={"status": verb}) for p in changed.staff() if not ready]
    if not hold:
        family = (p.person for p in changed.participants if not p.is_staff and p.person != by.id)
        told += [tell(Kind.MEETING_CHANGED, changed, p, facts={"status": verb}) for p in family]
    return Decision(changed, (*redraw_everyone(changed, but=by.id, ends=False), *ready, *told), verb)


def say_go_ahead(meeting: Meeting, *, by: Person, now: datetime) -> Decision[Meeting]:
    """The person says "go ahead without me": it holds until they want to be there, or ask to wait.

    Staff record it when it was said by phone or face to face; the record says who entered it.
    """
    if not may_settle(meeting, by):
        raise Refused(Situation.NOT_FOR_YOU)
    must_be_asking(meeting)
    if meeting.go_ahead is not None:
        return Decision(meeting)
    changed, ready = tell_when_ready(meeting.with_changes(go_ahead=by.id), now, but=by.id)
    return Decision(changed, (*redraw_watchers(changed, but=by.id), *ready), "go_ahead")


def want_to_be_there(meeting: Meeting, *, by: Person, now: datetime) -> Decision[Meeting]:
    """The person takes "go ahead without me" back, and the staff hear it; staff record it as they record that.

    A time that can no longer be agreed is told again when it can.
    """
    if not may_settle(meeting, by):
        raise Refused(Situation.NOT_FOR_YOU)
    must_be_asking(meeting)
    if meeting.go_ahead is None:
        return Decision(meeting)
    changed = meeting.with_changes(go_ahead=None)
    changed = replace(changed, ready_told=changed.ready_told and bool(ready_options(changed, now=now)))
    told = tuple(
        tell(Kind.MEETING_CHANGED, changed, person, facts={"status": "be_there"})
        for person in changed.staff()
        if person != by.id
    )
    return Decision(changed, (*redraw_watchers(changed, but=by.id), *told), "be_there")
