"""The card after a meeting: did we meet, who came, and when shall we meet next."""

from datetime import timedelta

from handlers.buttons.meeting import Propose, ProposeNext
from handlers.buttons.meeting_day import AskNext, CameSo, SayNext, SetCame, WhoCame, WriteBy
from handlers.card import Card, Key, Rows
from handlers.turn import Reader
from handlers.views.home import named
from handlers.views.meeting import about
from handlers.views.meeting_words import Known, did_meet_rows, opened, way_back, when_it_was
from locales.dates import on_date, short_date
from rules.meeting import Meeting, NextMeeting, NextStep, Option, State, is_staff_side
from rules.meeting_day import came
from rules.when import wall_time

WRITE_BY_DAYS = (1, 2, 3, 7, 14, 28)
"""Days from today that are offered for "we will write by"."""


def did_we_meet(meeting: Meeting, reader: Reader, known: Known) -> Card:
    """To the staff when the meeting should be over."""
    _ = reader.t.gettext
    option = meeting.agreed_option
    body = when_it_was(option, reader) if option is not None else ""
    if known.code_name:
        body = f"{known.code_name}\n{body}"
    rows: Rows = (*did_meet_rows(meeting, reader), way_back(reader))
    return Card(_("Did you meet?"), body, rows, about(meeting))


def ended(meeting: Meeting, option: Option, reader: Reader, known: Known) -> Card:
    """The planned end has passed: staff are asked if they met, and nobody reads words about the day any more."""
    if is_staff_side(meeting, reader.person):
        return did_we_meet(meeting, reader, known)
    _ = reader.t.gettext
    return Card(_("This meeting has ended"), last(option, reader), (way_back(reader),), about(meeting))


def after(meeting: Meeting, reader: Reader, known: Known, *, planned: bool = False) -> Card:
    """Today's card of a meeting that was held, or was not; with `planned` a further one is asked about or agreed."""
    if not is_staff_side(meeting, reader.person):
        return _for_members(meeting, reader, planned=planned)
    if planned:
        return _with_a_newer_one(meeting, reader, known)
    if meeting.next is None:
        return ask_next(meeting, reader, known)
    _ = reader.t.gettext
    rows: list[tuple[Key, ...]] = []
    if meeting.next.step is not NextStep.NONE_WANTED:
        rows.append((Key(_("Suggest times now"), Propose(meeting.network)),))
    rows.append((Key(_("Say something else"), AskNext(meeting.id)),))
    rows.append(way_back(reader))
    body = f"{next_words(meeting.next, reader)}\n\n{_facts(meeting, reader, known)}"
    return Card(_("The next meeting"), body, tuple(rows), about(meeting))


def ask_next(meeting: Meeting, reader: Reader, known: Known) -> Card:
    """When shall we meet next? Three answers, and each is complete."""
    _ = reader.t.gettext
    rows: list[tuple[Key, ...]] = [
        (Key(_("Suggest times now"), ProposeNext(meeting.id)),),
        (Key(_("Not decided yet"), SayNext(meeting.id, NextStep.UNDECIDED)),),
        (Key(_("They want none for now"), SayNext(meeting.id, NextStep.NONE_WANTED)),),
    ]
    if meeting.state is State.HELD and meeting.next is None:
        rows.append((Key(_("Who came?"), WhoCame(meeting.id)),))
    rows.append(_put_right(meeting, reader))
    rows.append(way_back(reader))
    body = _facts(meeting, reader, known) + "\n\n" + _said_to_everyone(reader)
    return Card(_("When shall you meet next?"), body, tuple(rows), about(meeting))


def who_came(meeting: Meeting, reader: Reader, known: Known) -> Card:
    """Each person with a key that says the opposite of what is noted."""
    _ = reader.t.gettext
    rows: list[tuple[Key, ...]] = []
    here = came(meeting)
    for participant in meeting.participants:
        name = named(reader, known.names.get(participant.person, ""))
        there = participant.person in here
        words = _("%(name)s came") if there else _("%(name)s did not come")
        rows.append((Key(words % {"name": name}, SetCame(meeting.id, participant.person, came=not there)),))
    rows.append(_put_right(meeting, reader))
    rows.append((Key(_("Done"), CameSo(meeting.id)),))
    body = _("This starts from what people said. Tap a name to change it, then Done.")
    return Card(_("Who came?"), body, tuple(rows), about(meeting))


def write_by(meeting: Meeting, reader: Reader) -> Card:
    """By when the team writes about the next meeting."""
    _ = reader.t.gettext
    today = wall_time(reader.now, reader.zone).date()
    days = [today + timedelta(days=ahead) for ahead in WRITE_BY_DAYS]
    rows: Rows = (
        *((Key(short_date(day, reader.t), WriteBy(meeting.id, day)),) for day in days),
        (Key(_("Back"), AskNext(meeting.id)),),
    )
    body = _("Everyone reads this date. You are reminded on that morning.")
    return Card(_("By when will you write?"), body, rows, opened(meeting))


def write_today(meeting: Meeting, reader: Reader, known: Known) -> Card:
    """To the staff on the promised morning, and when that has passed."""
    _ = reader.t.gettext
    rows: Rows = (
        (Key(_("Suggest times now"), ProposeNext(meeting.id)),),
        (Key(_("Not decided yet"), SayNext(meeting.id, NextStep.UNDECIDED)),),
        (Key(_("They want none for now"), SayNext(meeting.id, NextStep.NONE_WANTED)),),
        way_back(reader),
    )
    day = None if meeting.next is None else meeting.next.write_by
    if day is None or day >= wall_time(reader.now, reader.zone).date():
        body = _("Today is the day by which the family hears about the next meeting.")
    else:
        said = {"day": on_date(day, reader.t)}
        body = _("The family was told that they hear about the next meeting by %(day)s.") % said
    if known.code_name:
        body = f"{known.code_name}\n\n{body}"
    return Card(_("When shall you meet next?"), body, rows, about(meeting))


def next_words(coming: NextMeeting, reader: Reader) -> str:
    """The same words for everyone."""
    _ = reader.t.gettext
    match coming.step:
        case NextStep.NONE_WANTED:
            return _("No next meeting is planned for now. You can ask for one at any time.")
        case NextStep.UNDECIDED:
            day = "" if coming.write_by is None else on_date(coming.write_by, reader.t)
            if _has_passed(coming, reader):
                words = _("The team has not decided about the next meeting yet. It was to write by %(day)s.")
                return words % {"day": day} + " " + _("You can suggest times yourself.")
            return _("The next meeting is not decided yet. We will write by %(day)s.") % {"day": day}


def _has_passed(coming: NextMeeting, reader: Reader) -> bool:
    """Whether the promised date to write by is over."""
    return coming.write_by is not None and coming.write_by < wall_time(reader.now, reader.zone).date()


def _for_members(meeting: Meeting, reader: Reader, *, planned: bool) -> Card:
    _ = reader.t.gettext
    option = meeting.agreed_option
    parts = [] if option is None else [last(option, reader)]
    rows: list[tuple[Key, ...]] = []
    if meeting.next is not None and not planned:
        if meeting.next.step is NextStep.UNDECIDED and _has_passed(meeting.next, reader):
            rows.append((Key(_("Suggest times"), Propose(meeting.network)),))
        parts.insert(0, next_words(meeting.next, reader))
        title = _("The next meeting")
    elif meeting.state is State.HELD:
        title = _("The meeting was held")
    else:
        title = _("This meeting was not held")
    rows.append(way_back(reader))
    return Card(title, "\n\n".join(parts), tuple(rows), about(meeting))


def _with_a_newer_one(meeting: Meeting, reader: Reader, known: Known) -> Card:
    """To staff, when a further meeting is looked for, agreed or over: nothing about the next one is theirs to say."""
    _ = reader.t.gettext
    body = _facts(meeting, reader, known) + "\n\n" + _("There is a newer meeting.")
    return Card(_("An earlier meeting"), body, (_put_right(meeting, reader), way_back(reader)), about(meeting))


def _said_to_everyone(reader: Reader) -> str:
    """What everyone reads, and what they do not: a count beside it must not look as if it were shown."""
    _ = reader.t.gettext
    same = _("Everyone reads the same words about the next meeting.")
    return same + " " + _("Only the team reads how many came.")


def _put_right(meeting: Meeting, reader: Reader) -> tuple[Key, ...]:
    """The opposite of what is noted about whether they met."""
    yes, no = did_meet_rows(meeting, reader)
    return no if meeting.state is State.HELD else yes


def last(option: Option, reader: Reader) -> str:
    """The day of the meeting that was, so named: under "the next meeting" it must not read as one to come."""
    return reader.t.gettext("Last meeting: %(when)s") % {"when": when_it_was(option, reader)}


def _facts(meeting: Meeting, reader: Reader, known: Known) -> str:
    """Only facts: which network, when, and how many came."""
    t = reader.t
    _ = t.gettext
    option = meeting.agreed_option
    parts = [known.code_name] if known.code_name else []
    if option is not None:
        parts.append(last(option, reader))
    if meeting.state is not State.HELD:
        parts.append(_("You did not meet"))
    elif all(p.attended is not None for p in meeting.participants):
        count = len(came(meeting))
        parts.append(t.ngettext("%(count)d person came", "%(count)d people came", count) % {"count": count})
    else:
        parts.append(_("The meeting was held"))
    return "\n".join(parts)
