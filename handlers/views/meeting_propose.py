"""The screens of proposing times: where, how long, which day, what time, and the list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from handlers.buttons.meeting_propose import (
    AddTime,
    AskEveryone,
    CarryOn,
    ChangeWhere,
    ChooseDay,
    ChooseLength,
    ChooseMode,
    ChooseTime,
    Pick,
    PlaceKnown,
    SamePlace,
    ShowDays,
    ShowList,
    ShowMonth,
    StartAnew,
    TakeAway,
)
from handlers.card import Card, Key, Rows
from handlers.turn import Reader
from handlers.views.home import back
from handlers.views.meeting_place import question
from handlers.views.meeting_propose_words import trouble_words
from handlers.views.meeting_words import also_then, how, short_moment, starting
from locales.bidi import without_controls
from locales.dates import (
    clock_time,
    full_date,
    length,
    moment,
    month_title,
    relative_day,
    short_date,
    weekday_short,
)
from rules.calendar_grid import bounds, month_beside, next_days, shows_a_choice, times_of_day, weeks
from rules.meeting import FEWEST_OPTIONS, MOST_OPTIONS, Mode, Proposal
from rules.when import Trouble, instants, wall_time

LENGTHS = (60, 90, 30)
"""Minutes offered: an hour first, an hour and a half next; a phone call may be shorter."""

DAYS_OFFERED = 6
LABEL = 24
"""Characters of a place on a key."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom the list is for: how many people take part, and how many times they know already.

    `myself` says that whoever reads the list is one of them: every card counts everybody.
    """

    people: int
    times_known: int = 0
    myself: bool = False

    @property
    def least(self) -> int:
        return 1 if self.times_known else FEWEST_OPTIONS

    @property
    def most(self) -> int:
        return MOST_OPTIONS - self.times_known


def left(count: int, reader: Reader) -> Card:
    """Times that were suggested, and that nobody was asked about: on with them, or others."""
    t = reader.t
    _ = t.gettext
    rows: Rows = (
        (Key(_("Carry on with your times"), CarryOn()),),
        (Key(_("Start anew"), StartAnew()),),
        back(reader),
    )
    body = t.ngettext(
        "You have suggested %(count)d time, and nobody was asked yet.",
        "You have suggested %(count)d times, and nobody was asked yet.",
        count,
    )
    return Card(_("Suggest times"), body % {"count": count}, rows)


def where(reader: Reader, *, trouble: str = "") -> Card:
    """How to meet; nothing is chosen beforehand."""
    _ = reader.t.gettext
    rows: Rows = (
        *((Key(how(mode, reader.t), ChooseMode(mode)),) for mode in Mode),
        back(reader),
    )
    body = _with(trouble, _("You can suggest different places."))
    return Card(_("Where would you like to meet?"), body, rows)


def place(mode: Mode, used: Sequence[str], reader: Reader, *, trouble: str = "") -> Card:
    """The address, or how to join; `used` are places of this proposal already."""
    _ = reader.t.gettext
    known = ((Key(_("They know the place"), PlaceKnown()),),) if mode.may_be_known else ()
    rows: Rows = (
        *known,
        *((Key(without_controls(text)[:LABEL], SamePlace(number)),) for number, text in enumerate(used)),
        (Key(_("Choose another place"), ChangeWhere()),),
        back(reader),
    )
    title, body = question(mode, reader.t)
    return Card(title, _with(trouble, body), rows)


def how_long(reader: Reader, *, trouble: str = "") -> Card:
    """The length, by key or typed."""
    _ = reader.t.gettext
    rows: Rows = (
        *((Key(length(minutes, reader.t), ChooseLength(minutes)),) for minutes in LENGTHS),
        (Key(_("Change where"), ChangeWhere()),),
        back(reader),
    )
    body = _("Or type the minutes, such as 45.")
    return Card(_("How long will it be?"), _with(trouble, body), rows)


def days(reader: Reader, proposals: int, *, trouble: str = "") -> Card:
    """The next days, the way to a month, and that it can be typed."""
    t = reader.t
    _ = t.gettext
    today = wall_time(reader.now, reader.zone).date()
    offered = next_days(today, DAYS_OFFERED)
    rows: list[tuple[Key, ...]] = [
        tuple(Key(_day_label(day, today, reader), ChooseDay(day)) for day in offered[start : start + 2])
        for start in range(0, DAYS_OFFERED, 2)
    ]
    rows.append((Key(_("Another day"), ShowMonth(today.year, today.month)),))
    if proposals:
        rows.append((Key(_("Back to the list"), ShowList()),))
    rows.append((Key(_("Change where or how long"), ChangeWhere()),))
    rows.append(back(reader))
    # Translators: %(date)s is like "Monday 4 May 2026".
    body = _("Today is %(date)s.") % {"date": full_date(today, t)}
    body += "\n\n" + _("You can also type it, such as “tomorrow 4pm”.")
    return Card(_("Which day?"), _with(trouble, body), tuple(rows))


def month(year: int, month_number: int, reader: Reader) -> Card:
    """A month as a grid, Monday first; days that cannot be chosen stay empty."""
    t = reader.t
    _ = t.gettext
    first, last = bounds(reader.now, reader.zone)
    here = ShowMonth(year, month_number)
    rows: list[tuple[Key, ...]] = [tuple(Key(weekday_short(day, t), here) for day in range(7))]
    for week in weeks(year, month_number, first=first, last=last):
        if not any(day is not None and day.choosable for day in week):
            continue
        rows.append(
            tuple(
                Key(str(day.date.day), ChooseDay(day.date)) if day is not None and day.choosable else Key("·", here)
                for day in week
            )
        )
    turns = []
    for by, label in ((-1, _("Earlier")), (1, _("Later"))):
        beside = month_beside(year, month_number, by)
        if shows_a_choice(*beside, first=first, last=last):
            turns.append(Key(label, ShowMonth(*beside)))
    if turns:
        rows.append(tuple(turns))
    rows.append((Key(_("Back"), ShowDays()),))
    return Card(month_title(year, month_number, t), _("Choose a day."), tuple(rows))


def times(day: date, reader: Reader, *, trouble: str = "") -> Card:
    """The times of a day, three a row: with four, a phone cuts "10:30am"."""
    t = reader.t
    _ = t.gettext
    offered = times_of_day(day, reader.zone, reader.now)
    keys = [Key(clock_time(at, t), ChooseTime(day, _minute(at))) for at in offered]
    rows: Rows = (
        *(tuple(keys[start : start + 3]) for start in range(0, len(keys), 3)),
        (Key(_("Another day"), ShowDays()),),
        back(reader),
    )
    today = wall_time(reader.now, reader.zone).date()
    body = starting(relative_day(day, today, t)) + "\n\n"
    body += _("You can also type it, such as “4:15pm”.") if keys else _("This day is over.")
    return Card(_("What time?"), _with(trouble, body), rows)


def echo(proposal: Proposal, reader: Reader, *, busy: str | None = None) -> Card:
    """What was understood, with weekday and full date, before it counts; `busy` is another meeting of theirs then."""
    t = reader.t
    _ = t.gettext
    rows: Rows = (
        (Key(_("Add this time"), AddTime()),),
        (Key(_("Choose another time"), ShowDays()),),
        back(reader),
    )
    said = _said(proposal, reader)
    return Card(_("Is this right?"), said if busy is None else f"{said}\n{also_then(busy, reader)}", rows)


def which(moments: Sequence[Proposal], reader: Reader, *, change: Trouble | None = None) -> Card:
    """Several readings of what was said, to choose from; `change` says what the clocks do then."""
    t = reader.t
    _ = t.gettext
    rows: Rows = (
        *((Key(_reading(p, reader), Pick(n)),) for n, p in enumerate(moments)),
        (Key(_("Choose another time"), ShowDays()),),
        back(reader),
    )
    lines = [f"{n}. {starting(moment(p.starts_at, p.zone, t, now=reader.now))}" for n, p in enumerate(moments, 1)]
    head = "" if change is None else trouble_words(change, reader)
    return Card(_("Which do you mean?"), _with(head, "\n".join(lines)), rows)


def which_day(found: Sequence[date], reader: Reader) -> Card:
    """Several days that the typed words may mean; the time is asked next."""
    t = reader.t
    _ = t.gettext
    rows: Rows = (
        *((Key(short_date(day, t), ChooseDay(day)),) for day in found),
        (Key(_("Another day"), ShowDays()),),
        back(reader),
    )
    lines = [full_date(day, t) for day in found]
    return Card(_("Which do you mean?"), "\n".join(lines), rows)


def listed(proposals: Sequence[Proposal], asked: Asked, reader: Reader) -> Card:
    """The times so far, whom they are for, and asking everyone."""
    t = reader.t
    _ = t.gettext
    # A place that is said once reads as if the times below it had none.
    lines = [f"{n}. {_when(each, reader)}\n{how(each.mode, t)}" for n, each in enumerate(proposals, 1)]
    if asked.myself:
        words = t.ngettext(
            "%(count)d person is asked, and it is you.",
            "%(count)d people are asked, and you are one of them.",
            asked.people,
        )
    else:
        words = t.ngettext("%(count)d person is asked.", "%(count)d people are asked.", asked.people)
    people = words % {"count": asked.people}
    rows: list[tuple[Key, ...]] = []
    if len(proposals) < asked.least:
        people += " " + _("Add at least 2 times, so that they have a choice.")
    elif proposals:
        rows.append((Key(_("Ask everyone"), AskEveryone()),))
    if len(proposals) < asked.most:
        rows.append((Key(_("Add another time"), ShowDays()),))
        rows.append((Key(_("Change where or how long"), ChangeWhere()),))
    rows += [
        (Key(_("Take away time %(number)d") % {"number": n + 1}, TakeAway(n, len(proposals))),)
        for n in range(len(proposals))
    ]
    rows.append(back(reader))
    title = t.ngettext("%(count)d time to ask about", "%(count)d times to ask about", len(proposals))
    body = "\n\n".join((*lines, people))
    return Card(title % {"count": len(proposals)}, body, tuple(rows))


def asked(count: int, card: Card, reader: Reader) -> Card:
    """The meeting, just asked about: first that it was done, and of how many people."""
    t = reader.t
    title = t.ngettext("Asked: %(count)d person", "Asked: %(count)d people", count) % {"count": count}
    return replace(card, title=title, body=f"{card.title}\n\n{card.body}")


def _said(proposal: Proposal, reader: Reader) -> str:
    t = reader.t
    return f"{_when(proposal, reader)}\n{how(proposal.mode, t)}, {length(proposal.minutes, t)}"


def _when(proposal: Proposal, reader: Reader) -> str:
    return starting(moment(proposal.starts_at, proposal.zone, reader.t, now=reader.now, minutes=proposal.minutes))


def _reading(proposal: Proposal, reader: Reader) -> str:
    """A key for one reading: no two instants read alike."""
    t = reader.t
    _ = t.gettext
    wall = wall_time(proposal.starts_at, proposal.zone)
    first, second = instants(wall, proposal.zone) or (None, None)
    if first == second:
        return short_moment(proposal.starts_at, proposal.zone, reader)
    words = _("The first %(time)s") if proposal.starts_at == first else _("The second %(time)s")
    return words % {"time": clock_time(wall, t)}


def _day_label(day: date, today: date, reader: Reader) -> str:
    _ = reader.t.gettext
    match (day - today).days:
        case 0:
            return _("Today")
        case 1:
            return _("Tomorrow")
    return short_date(day, reader.t)


def _with(trouble: str, body: str) -> str:
    return f"{trouble}\n\n{body}" if trouble else body


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
