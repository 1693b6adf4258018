"""How many of the team come to an agreed meeting, who is told when that changes, and what the person then prefers."""

from collections.abc import Sequence
from datetime import datetime

from rules.decision import Decision, Refused, Situation
from rules.ids import PersonId
from rules.meeting import STAFF_NEEDED, DayStatus, Meeting, Option, Preference, State, is_staff_side
from rules.meeting_notices import redraw_watchers, tell
from rules.notice import Kind, Notice, Subject, Urgency, redraw
from rules.people import Person, Roster

Facts = dict[str, str | int]


def staff_coming(meeting: Meeting, roster: Roster | None = None) -> tuple[PersonId, ...]:
    """Who of the team comes to the agreed time; with a `roster`, whoever has left the team does not."""
    coming = set(meeting.coming())
    there = None if roster is None else {m.id for m in roster.members}
    return tuple(p for p in meeting.staff() if p in coming and (there is None or p in there))


def is_short(meeting: Meeting, roster: Roster | None = None) -> bool:
    """Whether fewer than two of the team come, so that it is the person's to say what they prefer."""
    few = len(staff_coming(meeting, roster)) < STAFF_NEEDED
    return few and meeting.state is State.AGREED and meeting.centre is not None


def is_without_the_person(meeting: Meeting) -> bool:
    """Whether the person at the centre has said that they cannot come to the agreed time after all."""
    day = None if meeting.centre is None else meeting.days.get(meeting.centre)
    return meeting.state is State.AGREED and day is not None and day.status is DayStatus.CANNOT


def asks_preference(meeting: Meeting, roster: Roster | None = None) -> bool:
    """Whether it is the person's to say what they prefer: few of the team come, or they themselves do not.

    Nothing about the person without the person (domain.md section 1): nobody meets without them because of silence.
    """
    return is_short(meeting, roster) or is_without_the_person(meeting)


def may_change(meeting: Meeting) -> bool:
    """Whether the person cannot come and has not said that the others may meet all the same."""
    return is_without_the_person(meeting) and meeting.preference is not Preference.GO_ON


def says_how_it_went(meeting: Meeting, person: Person) -> bool:
    """Whether `person` is asked afterwards if they met: the staff who come, or the core pair, or any staff.

    A lead who takes no part is asked in their stead; that falls due only while nobody has answered.
    """
    asked = staff_coming(meeting) or meeting.core() or meeting.staff()
    return person.id in asked or (person.is_lead and person.id not in meeting.staff())


def nobody_comes(meeting: Meeting) -> bool:
    """Whether a time is agreed and, as things are, nobody from the team comes."""
    return meeting.state is State.AGREED and not staff_coming(meeting)


def falls(before: Meeting, after: Meeting, roster: Roster) -> bool:
    """Whether fewer of the team come than before, and fewer than two: what the person preferred no longer stands."""
    left = len(staff_coming(after, roster))
    return left < STAFF_NEEDED and left < len(staff_coming(before, roster))


def goes_below(before: Meeting, after: Meeting, roster: Roster) -> bool:
    """Whether the last of the team has just dropped out."""
    return bool(staff_coming(before, roster)) and not staff_coming(after, roster)


def tell_of_staff(
    before: Meeting, after: Meeting, option: Option, *, by: Person, roster: Roster, now: datetime
) -> tuple[Notice, ...]:
    """What is owed because more or fewer of the team come than `before`; nothing while there are two or more."""
    had, left = len(staff_coming(before, roster)), len(staff_coming(after, roster))
    if falls(before, after, roster):
        asked = _to_centre(after, option, {"status": "few_staff", "left": left})
        return (*asked, *(_nobody_is_left(after, option, by, roster, now) if left == 0 else ()))
    if had < STAFF_NEEDED <= left:
        return _to_centre(after, option, {"status": "enough_staff"})
    if goes_below(after, before, roster):
        again: Facts = {"status": "staff_again"}
        family = _family(after) if _was_told(before, now) else ()
        return (*_to_centre(after, option, again), *family_redrawn(after), *_told(after, option, family, again))
    return ()


def nobody_at_reminders(meeting: Meeting, leads: Sequence[PersonId]) -> tuple[Notice, ...]:
    """When the family is reminded, the team is told as well if nobody of it comes then; else these are dropped.

    So "the team knows" is true also where somebody of the team dropped out without a word.
    """
    return tuple(
        tell(
            Kind.MEETING_CHANGED,
            meeting,
            person,
            urgency=Urgency.REPLY,
            this_plan=True,
            not_before=due.due_at,
            expires_at=due.expires_at,
            facts={"status": "no_staff"},
        )
        for person in dict.fromkeys((*meeting.staff(), *leads))
        for due in meeting.reminders
    )


def prefer(
    meeting: Meeting, *, preference: Preference, by: Person, by_phone: bool = False, roster: Roster, now: datetime
) -> Decision[Meeting]:
    """What the person at the centre prefers with fewer than two staff, or without themselves; the staff hear it.

    The person says it; staff enter it for a person who is reached by phone only (`by_phone`), and the others read
    who entered it. Refuses OUTDATED when two come again, and so does the person.
    """
    own = by.team == meeting.team and meeting.centre == by.id
    if meeting.centre is None or not (own or (by_phone and is_staff_side(meeting, by))):
        raise Refused(Situation.NOT_FOR_YOU)
    option = meeting.agreed_option
    if not asks_preference(meeting, roster) or option is None or option.ends_at <= now:
        raise Refused(Situation.OUTDATED)
    if meeting.preference is preference:
        return Decision(meeting)
    changed = meeting.with_changes(preference=preference)
    facts: Facts = {"status": f"prefers_{preference.value}"}
    if not own:
        facts["by"] = by.id
    told = _told(changed, option, tuple(p for p in changed.staff() if p != by.id), facts)
    redraws = redraw_watchers(changed, but=by.id, urgency=Urgency.REPLY)
    family = family_redrawn(changed) if is_without_the_person(changed) else ()
    return Decision(changed, (*redraws, *family, *told), "prefer")


def _nobody_is_left(meeting: Meeting, option: Option, by: Person, roster: Roster, now: datetime) -> tuple[Notice, ...]:
    """At once to the staff who take part and to the leads; to the family with their reminder, if one is to come."""
    nobody: Facts = {"status": "no_staff"}
    team = tuple(p for p in dict.fromkeys((*meeting.staff(), *roster.leads())) if p != by.id)
    to_come = any(now < due.due_at for due in meeting.reminders)
    family = () if to_come else _told(meeting, option, _family(meeting), nobody)
    return (*_told(meeting, option, team, nobody, Urgency.CRISIS), *family_redrawn(meeting), *family)


def _was_told(before: Meeting, now: datetime) -> bool:
    """Whether the family has read that nobody comes: in a reminder since then, or at once where none was to come."""
    said = (before.days[p] for p in before.staff() if p in before.days)
    since = max((day.at for day in said if day.status is DayStatus.CANNOT), default=before.opened_at)
    dues = [due.due_at for due in before.reminders if since < due.due_at]
    return not dues or min(dues) <= now


def _family(meeting: Meeting) -> tuple[PersonId, ...]:
    """Those who come for the person, without the person, who is asked instead."""
    return tuple(p.person for p in meeting.participants if not p.is_staff and p.person != meeting.centre)


def family_redrawn(meeting: Meeting) -> tuple[Notice, ...]:
    """Silent: what stands on the cards of the family, the person aside, has changed."""
    return tuple(redraw(person, Subject.MEETING, meeting.id, Urgency.REPLY) for person in _family(meeting))


def _to_centre(meeting: Meeting, option: Option, facts: Facts) -> tuple[Notice, ...]:
    return () if meeting.centre is None else _told(meeting, option, (meeting.centre,), facts)


def _told(
    meeting: Meeting, option: Option, people: Sequence[PersonId], facts: Facts, urgency: Urgency = Urgency.REPLY
) -> tuple[Notice, ...]:
    return tuple(
        tell(
            Kind.MEETING_CHANGED,
            meeting,
            person,
            urgency=urgency,
            this_plan=True,
            expires_at=option.ends_at,
            facts=facts,
        )
        for person in people
    )
