"""Today's truth about a meeting, as each reader may see it, and what each notice becomes."""

import sys
from collections.abc import Container, Mapping
from dataclasses import replace

from handlers.card import Card
from handlers.meeting.phone import task_for, to_phone
from handlers.subject import Presenter
from handlers.turn import Reader
from handlers.views import meeting as asking_views
from handlers.views import meeting_after as after_views
from handlers.views import meeting_agreed as agreed_views
from handlers.views import meeting_day as day_views
from handlers.views import meeting_phone as phone_views
from handlers.views.meeting_words import Known
from rules.agreement import ready_options
from rules.ids import OptionId
from rules.meeting import STAFF_NEEDED, DayStatus, Meeting, NextStep, State, is_staff_side, may_see, takes_part
from rules.meeting_company import GONE
from rules.meeting_day import PASSED
from rules.meeting_phone import OPTION, Topic, is_owed_something, named, phoned, task_of
from rules.meeting_staff import is_short, nobody_comes, says_how_it_went, staff_coming
from rules.notice import Kind, Notice
from storage import meeting_plans, meetings, people
from storage.database import Transaction


def known_to(tx: Transaction, meeting: Meeting, reader: Reader) -> Known:
    """Names and the code name for the staff side; for everyone else only who of the team comes, or was to."""
    busy = _busy(tx, meeting, reader)
    if not is_staff_side(meeting, reader.person):
        coming = staff_coming(meeting)
        spoke = tuple(p for p in meeting.staff() if p in meeting.days or p in coming)
        spoke = spoke if meeting.state is State.AGREED else ()
        return Known({p: found.name for p, found in people.named(tx, spoke).items()} if spoke else {}, busy=busy)
    everyone = people.named(tx, tuple(p.person for p in meeting.participants))
    return Known(
        names={person: found.name for person, found in everyone.items()},
        code_name=meetings.code_name(tx, meeting.network),
        by_phone=frozenset(p for p, found in everyone.items() if found.only_by_phone and takes_part(meeting, found)),
        busy=busy,
    )


def _busy(tx: Transaction, meeting: Meeting, reader: Reader) -> Mapping[OptionId, str]:
    """At which of the times the reader has agreed to another meeting: its code name for staff, "" for others."""
    if meeting.state is not State.ASKING or meeting.participant(reader.person.id) is None:
        return {}
    plans = meeting_plans.plans_of(tx, reader.person.id, but=meeting.id)
    return {
        option.id: plan.code_name if reader.person.is_staff else ""
        for option in (meeting.open_options(reader.now) if plans else ())
        if (plan := meeting_plans.at_that_time(plans, option.starts_at, option.minutes)) is not None
    }


def card_of(tx: Transaction, meeting: str, reader: Reader) -> Card | None:
    """Today's card of a meeting; somebody it no longer concerns reads that nothing is to do."""
    found = meetings.load(tx, meeting)
    return None if found is None else today(tx, found, reader)


def today(tx: Transaction, meeting: Meeting, reader: Reader) -> Card:
    """The card of a meeting that has been read already."""
    if not may_see(meeting, reader.person):
        return asking_views.nothing_to_do(reader)
    meeting = with_todays_staff(tx, meeting)
    option = meeting.agreed_option
    match meeting.state:
        case State.ASKING:
            return asking_views.asking(meeting, reader, known_to(tx, meeting, reader))
        case State.AGREED if option is not None and option.ends_at <= reader.now:
            return after_views.ended(meeting, option, reader, known_to(tx, meeting, reader))
        case State.AGREED if option is not None:
            if day_views.is_asked(meeting, option, reader):
                return day_views.few_staff(meeting, option, reader)
            return agreed_views.agreed(meeting, option, reader, known_to(tx, meeting, reader))
        case State.CANCELLED:
            return agreed_views.cancelled(meeting, option, reader, known_to(tx, meeting, reader))
        case State.HELD | State.NOT_HELD:
            planned = meetings.is_next_planned(tx, meeting)
            return after_views.after(meeting, reader, known_to(tx, meeting, reader), planned=planned)
        case _:
            return agreed_views.withdrawn(meeting, reader)


def with_todays_staff(tx: Transaction, meeting: Meeting) -> Meeting:
    """An agreed meeting without those who have left the team since: they do not come, whatever they said."""
    if meeting.state is not State.AGREED:
        return meeting
    found = people.named(tx, meeting.staff())
    gone = {p for p in meeting.staff() if p not in found or not takes_part(meeting, found[p])}
    return replace(meeting, participants=tuple(p for p in meeting.participants if p.person not in gone))


def _present(tx: Transaction, notice: Notice, reader: Reader) -> Card | None:
    """The message of any notice about a meeting, or None when it is no longer true."""
    meeting = meetings.load(tx, notice.subject_id)
    if meeting is not None and GONE in notice.facts:
        return _off(tx, meeting, notice, reader) if meeting.participant(reader.person.id) is None else None
    if meeting is None or not may_see(meeting, reader.person):
        return None
    if notice.version is not None and notice.version != meeting.sequence:
        return None
    meeting = with_todays_staff(tx, meeting)
    if notice.kind is Kind.MEETING_PHONE:
        return _to_phone(tx, meeting, notice, reader)
    match meeting.state:
        case State.ASKING:
            return _while_asking(tx, meeting, notice, reader)
        case State.AGREED:
            return _while_agreed(tx, meeting, notice, reader)
        case State.HELD | State.NOT_HELD:
            return _afterwards(tx, meeting, notice, reader)
        case State.CANCELLED if notice.kind in {Kind.MEETING_CANCELLED, Kind.CALENDAR}:
            return _off(tx, meeting, notice, reader)
        case State.WITHDRAWN if notice.kind is Kind.MEETING_WITHDRAWN:
            return agreed_views.withdrawn(meeting, reader)
    return None


def _to_phone(tx: Transaction, meeting: Meeting, notice: Notice, reader: Reader) -> Card | None:
    """Whom to phone of those it names; None when all of them can be written to again, or it is not so any more."""
    if not is_staff_side(meeting, reader.person):
        return None
    topic = Topic(str(notice.facts["topic"]))
    option = meeting.agreed_option
    ahead = meeting.state is State.AGREED and option is not None and reader.now < option.ends_at
    wanted = to_phone(tx, meeting, named(notice))
    match topic:
        case Topic.LOST:
            wanted = tuple(p for p in wanted if is_owed_something(meeting, p, reader.now))
        case Topic.AGREED | Topic.CHANGED | Topic.REMINDER if not ahead:
            return None
        case Topic.NOBODY if not nobody_comes(meeting):
            return None
        case Topic.FEW_STAFF if not (ahead and is_short(meeting) and meeting.preference is None):
            return None
    done = phoned(notice)
    wanted = tuple(p for p in wanted if p not in done)
    if not wanted:
        return None
    about = next((o for o in meeting.options if o.id == notice.facts.get(OPTION)), option)
    call = phone_views.Call(task_of(notice), topic, wanted, done)
    return phone_views.please_phone(meeting, about, call, reader, _with_those_who_phoned(tx, meeting, call, reader))


def _with_those_who_phoned(tx: Transaction, meeting: Meeting, call: phone_views.Call, reader: Reader) -> Known:
    """What staff know, and the names of those who phoned: a lead who did need not take part."""
    known = known_to(tx, meeting, reader)
    others = people.named(tx, tuple(by for by in call.done.values() if by not in known.names))
    return replace(known, names={**known.names, **{person: found.name for person, found in others.items()}})


def card_of_task(tx: Transaction, task: str, reader: Reader) -> Card | None:
    """Whom this reader has still to phone of those who were named, or that there is nobody any more."""
    meeting = meetings.load(tx, task.partition(".")[0])
    notice = None if meeting is None else task_for(tx, meeting.id, task, reader.person.id)
    if meeting is None or notice is None:
        return None
    if not is_staff_side(meeting, reader.person):
        return asking_views.nothing_to_do(reader)
    there = meeting.sequence == notice.version
    card = _to_phone(tx, with_todays_staff(tx, meeting), notice, reader) if there else None
    if card is not None:
        return card
    done = phoned(notice)
    found = people.named(tx, named(notice))
    back = tuple(p for p in named(notice) if p not in done and p in found and found[p].may_be_sent_to)
    call = phone_views.Call(task, Topic(str(notice.facts["topic"])), back, done)
    return phone_views.no_call(meeting, call, reader, _with_those_who_phoned(tx, meeting, call, reader))


def _while_asking(tx: Transaction, meeting: Meeting, notice: Notice, reader: Reader) -> Card | None:
    _ = reader.t.gettext
    known = known_to(tx, meeting, reader)
    card = asking_views.asking(meeting, reader, known)
    match notice.kind, notice.facts.get("status"):
        case Kind.MEETING_ASK, _:
            waiting = not (meeting.hold and notice.facts.get("nudge"))
            return card if waiting and meeting.unanswered(reader.person.id, reader.now) else None
        case Kind.MEETING_READY, _ if ready_options(meeting, now=reader.now):
            return replace(card, title=_titled(_("A time can be agreed"), known))
        case Kind.MEETING_CHANGED, "place" | "corrected" as status:
            return _place_news(meeting, notice, reader, known, status)
        case Kind.MEETING_CHANGED, "hold" if meeting.hold:
            return replace(card, title=_titled(_("The person asks to wait"), known))
        case Kind.MEETING_CHANGED, "go_on" if not meeting.hold:
            if not is_staff_side(meeting, reader.person):
                return replace(card, title=_("We are looking for a time again"), silent=True)
            return replace(card, title=_titled(_("The person says: go on"), known))
        case Kind.MEETING_CHANGED, "be_there" if meeting.go_ahead is None:
            return replace(card, title=_titled(_("The person wants to be there"), known))
        case Kind.MEETING_CHANGED, "passed" if not meeting.open_options(reader.now):
            return replace(card, title=_titled(_("All the times have passed"), known))
        case ((Kind.MEETING_CANCELLED | Kind.CALENDAR), _):
            return _off(tx, meeting, notice, reader)
    return None


def _while_agreed(tx: Transaction, meeting: Meeting, notice: Notice, reader: Reader) -> Card | None:
    option = meeting.agreed_option
    if option is None:
        return None
    if notice.kind is Kind.CALENDAR:
        return agreed_views.calendar(meeting, option, reader, cancelled=False)
    known = known_to(tx, meeting, reader)
    match notice.kind:
        case Kind.MEETING_AGREED if reader.now < option.ends_at:
            return today(tx, meeting, reader)
        case Kind.MEETING_DAY_BEFORE | Kind.MEETING_SOON if reader.now < option.starts_at:
            day = meeting.days.get(reader.person.id)
            if day is not None and day.status is DayStatus.CANNOT:
                return None
            if day_views.is_asked(meeting, option, reader):
                return day_views.few_staff(meeting, option, reader)
            return agreed_views.reminder(meeting, option, reader, known)
        case Kind.MEETING_CHANGED if notice.facts.get("status") == "corrected":
            if notice.facts.get("option") != option.id or option.ends_at <= reader.now:
                return None
            title = reader.t.gettext("The place has changed")
            return agreed_views.agreed(meeting, option, reader, known, title=title)
        case Kind.MEETING_CHANGED if _still_so(meeting, notice):
            return day_views.changed(meeting, notice, reader, known)
        case Kind.MEETING_AFTER if says_how_it_went(meeting, reader.person):
            return after_views.did_we_meet(meeting, reader, known)
    return None


def _place_news(meeting: Meeting, notice: Notice, reader: Reader, known: Known, status: str) -> Card | None:
    """The time whose place is there, or is another one now, while that time is still asked about."""
    _ = reader.t.gettext
    option = next((o for o in meeting.open_options(reader.now) if o.id == notice.facts.get("option")), None)
    if option is None:
        return None
    asked = meeting.participant(reader.person.id) is not None
    card = (
        asking_views.question(meeting, option, reader, known) if asked else asking_views.asking(meeting, reader, known)
    )
    title = _("The place has changed") if status == "corrected" else _("The place is there now")
    return replace(card, title=_titled(title, known))


def _still_so(meeting: Meeting, notice: Notice) -> bool:
    """Whether what the notice says about somebody is still the last thing they said."""
    who = notice.facts.get("who")
    status = notice.facts.get("status")
    if who is None:
        if status == "place":
            return meeting.agreed_option is not None and meeting.agreed_option.has_place
        left = len(staff_coming(meeting))
        if status == "few_staff":
            return meeting.preference is None and left <= int(notice.facts["left"])
        if status in _BY_NUMBER:
            return left in _BY_NUMBER[str(status)]
        return status == f"prefers_{meeting.preference}"
    day = next((day for person, day in meeting.days.items() if person == who), None)
    return day is not None and (day.status.value, day.minutes) == (
        status,
        notice.facts.get("minutes"),
    )


def _afterwards(tx: Transaction, meeting: Meeting, notice: Notice, reader: Reader) -> Card | None:
    coming = meeting.next
    if notice.kind is Kind.MEETING_AFTER:
        step = "open" if coming is None else coming.step.value
        if step != notice.facts.get("next") or meetings.is_next_planned(tx, meeting):
            return None
        return after_views.ask_next(meeting, reader, known_to(tx, meeting, reader))
    if coming is None or coming.step.value != notice.facts.get("step"):
        return None
    written = None if coming.write_by is None else coming.write_by.isoformat()
    if written != notice.facts.get("write_by"):
        return None
    if PASSED in notice.facts and meetings.is_next_planned(tx, meeting):
        return None
    if notice.kind is Kind.MEETING_NEXT:
        return after_views.after(meeting, reader, known_to(tx, meeting, reader))
    if (
        notice.kind is Kind.MEETING_WRITE_BY
        and coming.step is NextStep.UNDECIDED
        and not meetings.is_next_planned(tx, meeting)
    ):
        return after_views.write_today(meeting, reader, known_to(tx, meeting, reader))
    return None


def _off(tx: Transaction, meeting: Meeting, notice: Notice, reader: Reader) -> Card | None:
    """The agreed time that is given up, by the option that was agreed."""
    was = next((o for o in meeting.options if o.id == notice.facts.get("was")), None)
    if was is None:
        return None
    if notice.kind is Kind.CALENDAR:
        return agreed_views.calendar(meeting, was, reader, cancelled=True)
    known = known_to(tx, meeting, reader)
    return agreed_views.cancelled(
        meeting, was, reader, known, again="again" in notice.facts, by_list="list" in notice.facts
    )


def _titled(words: str, known: Known) -> str:
    return f"{words}: {known.code_name}" if known.code_name else words


_BY_NUMBER: Mapping[str, Container[int]] = {
    "no_staff": range(1),
    "staff_again": range(1, STAFF_NEEDED),
    "enough_staff": range(STAFF_NEEDED, sys.maxsize),
}
"""With how many of the team coming each of these is true."""

PRESENTERS: Mapping[Kind, Presenter] = dict.fromkeys(
    (
        Kind.MEETING_ASK,
        Kind.MEETING_READY,
        Kind.MEETING_AGREED,
        Kind.CALENDAR,
        Kind.MEETING_DAY_BEFORE,
        Kind.MEETING_SOON,
        Kind.MEETING_CHANGED,
        Kind.MEETING_PHONE,
        Kind.MEETING_CANCELLED,
        Kind.MEETING_AFTER,
        Kind.MEETING_NEXT,
        Kind.MEETING_WITHDRAWN,
        Kind.MEETING_WRITE_BY,
    ),
    _present,
)
