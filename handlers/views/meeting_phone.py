"""Whom to phone about a meeting, and about what: for staff, when the bot cannot write to somebody."""

from collections.abc import Sequence

from handlers.buttons.meeting import ForOthers, OpenMeeting
from handlers.card import Card, Key
from handlers.turn import Reader
from handlers.views.home import back
from handlers.views.meeting_after import next_words
from handlers.views.meeting_who import late_of_the_team
from handlers.views.meeting_words import Known, line, names_of
from rules.ids import PersonId
from rules.meeting import Meeting, Option, State
from rules.meeting_phone import Topic
from rules.meeting_staff import is_short, nobody_comes


def please_phone(
    meeting: Meeting, option: Option | None, topic: Topic, people: Sequence[PersonId], reader: Reader, known: Known
) -> Card:
    """Who has to hear what; `option` is the time it is about. It is no card of the meeting, so that it stays."""
    _ = reader.t.gettext
    # Translators: %(names)s are those to phone; %(about)s is what they have to hear, such as "the meeting is agreed".
    title = _("Please phone %(names)s: %(about)s") % {
        "names": names_of(people, known, reader),
        "about": _about(topic, meeting, people, reader),
    }
    parts = [known.code_name] if known.code_name else []
    parts += [line(option, reader)] if option is not None else []
    if topic is Topic.CHANGED:
        parts += late_of_the_team(meeting, reader, known, title="")
    if topic is Topic.OFF and meeting.state is State.ASKING:
        parts.append(_("There is no meeting at this time. Another time is being looked for."))
    if topic is Topic.NEXT and meeting.next is not None:
        parts.append(next_words(meeting.next, reader))
    rows: list[tuple[Key, ...]] = []
    if meeting.state in {State.ASKING, State.AGREED} and topic is not Topic.OFF:
        rows.append((Key(_("Record a phone answer"), ForOthers(meeting.id)),))
    rows += [(Key(_("See the meeting"), OpenMeeting(meeting.id)),), back(reader)]
    return Card(title, "\n\n".join(parts), tuple(rows))


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
