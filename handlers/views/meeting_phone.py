"""Whom to phone about a meeting, and about what: for staff, when the bot cannot write to somebody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handlers.buttons.meeting import ForOthers, OpenMeeting
from handlers.buttons.meeting_day import Phoned
from handlers.card import Card, Key
from handlers.turn import Reader
from handlers.views.home import back
from handlers.views.meeting_after import last, next_words
from handlers.views.meeting_who import late_of_the_team
from handlers.views.meeting_words import Known, how, names_of, when_it_was
from rules.ids import PersonId
from rules.meeting import Meeting, Option, State
from rules.meeting_phone import Topic
from rules.meeting_staff import is_short, nobody_comes
from rules.notice import Subject


@dataclass(frozen=True, slots=True)
class Call:
    """What staff were asked: under what its messages are kept, whom to phone about what, who `done` it already."""

    task: str
    topic: Topic
    people: Sequence[PersonId]
    done: Mapping[PersonId, PersonId] = field(default_factory=dict)


def please_phone(meeting: Meeting, option: Option | None, call: Call, reader: Reader, known: Known) -> Card:
    """Who has to hear what; `option` is the time it is about. It is no card of the meeting, so that it stays."""
    _ = reader.t.gettext
    topic, people = call.topic, call.people
    # Translators: %(names)s are those to phone; %(about)s is what they have to hear, such as "the meeting is agreed".
    title = _("Please phone %(names)s: %(about)s") % {
        "names": names_of(people, known, reader),
        "about": _about(topic, meeting, people, reader),
    }
    parts = [known.code_name] if known.code_name else []
    parts += _time(option, topic, reader)
    if topic is Topic.CHANGED:
        parts += late_of_the_team(meeting, reader, known, title="")
    if topic is Topic.OFF and meeting.state is State.ASKING:
        parts.append(_("There is no meeting at this time. Another time is being looked for."))
    if topic is Topic.NEXT and meeting.next is not None:
        parts.append(next_words(meeting.next, reader))
    parts += _who_phoned(call, reader, known)
    rows = [_phoned_row(meeting, call, person, reader, known) for person in people]
    rows += _taken_back_rows(meeting, call, reader, known)
    if meeting.state in {State.ASKING, State.AGREED} and topic is not Topic.OFF:
        rows.append((Key(_("Record a phone answer"), ForOthers(meeting.id)),))
    rows += [(Key(_("See the meeting"), OpenMeeting(meeting.id)),), back(reader)]
    return Card(title, "\n\n".join(parts), tuple(rows), (Subject.PHONING, call.task))


def no_call(meeting: Meeting, call: Call, reader: Reader, known: Known) -> Card:
    """Nobody has to be phoned about it any more, and why; `call.people` can be written to again."""
    _ = reader.t.gettext
    back_again = [_("The bot can write to %(names)s again.") % {"names": names_of(call.people, known, reader)}]
    parts = [known.code_name] if known.code_name else []
    parts += [*_who_phoned(call, reader, known), *(back_again if call.people else [])]
    rows = (
        *_taken_back_rows(meeting, call, reader, known),
        (Key(_("See the meeting"), OpenMeeting(meeting.id)),),
        back(reader),
    )
    return Card(_("No call is needed any more"), "\n\n".join(parts), rows, (Subject.PHONING, call.task))


def _time(option: Option | None, topic: Topic, reader: Reader) -> list[str]:
    """By its date alone, for nothing redraws it at midnight; a meeting that is over must not read as a coming one."""
    if option is None:
        return []
    if topic is Topic.NEXT:
        return [last(option, reader)]
    return [f"{when_it_was(option, reader)}\n{how(option.mode, reader.t)}"]


def _who_phoned(call: Call, reader: Reader, known: Known) -> list[str]:
    words = reader.t.gettext("%(who)s has phoned %(name)s.")
    said = [
        words % {"who": names_of((by,), known, reader), "name": names_of((person,), known, reader)}
        for person, by in call.done.items()
    ]
    return ["\n".join(said)] if said else []


def _phoned_row(meeting: Meeting, call: Call, person: PersonId, reader: Reader, known: Known) -> tuple[Key, ...]:
    label = reader.t.gettext("I have phoned %(name)s") % {"name": names_of((person,), known, reader)}
    return (Key(label, Phoned(meeting.id, _number(call), person, done=True)),)


def _taken_back_rows(meeting: Meeting, call: Call, reader: Reader, known: Known) -> list[tuple[Key, ...]]:
    """A mis-tap would leave somebody without the word: whoever said so takes it back."""
    label = reader.t.gettext("I have not phoned %(name)s")
    return [
        (
            Key(
                label % {"name": names_of((person,), known, reader)},
                Phoned(meeting.id, _number(call), person, done=False),
            ),
        )
        for person, by in call.done.items()
        if by == reader.person.id
    ]


def _number(call: Call) -> str:
    return call.task.partition(".")[2]


def _about(topic: Topic, meeting: Meeting, people: Sequence[PersonId], reader: Reader) -> str:
    _ = reader.t.gettext
    if topic in {Topic.REMINDER, Topic.CHANGED} and nobody_comes(meeting):
        topic = Topic.NOBODY
    if topic is Topic.LOST and is_short(meeting) and meeting.centre in people and meeting.preference is None:
        topic = Topic.FEW_STAFF
    return {
        Topic.AGREED: _("the meeting is agreed"),
        Topic.CHANGED: _("the plan has changed"),
        Topic.NOBODY: _("nobody from the team can come"),
        Topic.OFF: _("the meeting is off"),
        Topic.WITHDRAWN: _("no answer is needed"),
        Topic.REMINDER: _("remind them of the meeting"),
        Topic.FEW_STAFF: _("what would they prefer?"),
        Topic.NEXT: _("what was said about the next meeting"),
        Topic.LOST: _("messages do not reach them"),
    }[topic]
