"""What the screens of a network have in common: who is who, and how things stand with each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from babel.lists import format_list

from handlers.buttons.network import NONE
from handlers.turn import Reader
from handlers.views.home import named
from locales.dates import full_date
from rules.code_names import names_somebody
from rules.consent import is_willing
from rules.contact_phone import spaced
from rules.ids import PersonId
from rules.meeting import Meeting
from rules.network import Answer, Consent, How, Membership, Network, Part
from rules.people import Person
from rules.when import wall_time


@dataclass(frozen=True, slots=True)
class Seen:
    """A network with the people who are named in it; `caller` is the one whose call it came from."""

    network: Network
    people: Mapping[PersonId, Person]
    caller: PersonId | None = None
    last: Meeting | None = None
    """The last meeting, when the step after it is open."""

    def name(self, person: PersonId | None, reader: Reader) -> str:
        """The name to show: for staff and for the person at the centre, never for other members.

        The family reads the word by which somebody was invited: what they are called on Telegram is promised to stay
        with the team.
        """
        if person is not None and not reader.person.is_staff:
            person = self.network.invited_as(person)
        known = None if person is None else self.people.get(person)
        if known is None or not known.name:
            return reader.t.gettext("Someone")
        return named(reader, known.name)

    def centre(self, reader: Reader) -> str:
        return self.name(self.network.person, reader)

    def core(self, reader: Reader) -> str:
        """The names of the core pair, as a list in a sentence; without those who have left the team."""
        gone = self.gone()
        names = [self.name(person, reader) for person in self.network.core if person not in gone]
        return listed(names, reader) if names else reader.t.gettext("the team")

    def gone(self) -> tuple[PersonId, ...]:
        """Those of the core pair who are not in the team any more."""
        return tuple(p for p in self.network.core if p in self.people and not self.people[p].is_staff)

    @property
    def is_badly_named(self) -> bool:
        """Whether the code name holds the name of somebody in the network."""
        here = (m.person for m in self.network.members)
        names = [self.people[person].name for person in here if person in self.people]
        return names_somebody(self.network.code_name, names)

    def on_telegram(self, person: PersonId) -> bool:
        known = self.people.get(person)
        return known is not None and known.reachable

    def phone(self, person: PersonId) -> str | None:
        known = self.people.get(person)
        return None if known is None or known.phone is None else spaced(known.phone)


def listed(words: Iterable[str], reader: Reader) -> str:
    """Words as a list in a sentence of the reader's language."""
    return format_list(list(words), locale=reader.t.locale)


def was(consent: Consent | None) -> str:
    """What stood there before, as a button carries it."""
    return NONE if consent is None else consent.answer.value


def said(answer: Answer, name: str, reader: Reader) -> str:
    """One sentence: what somebody said about themselves."""
    _ = reader.t.gettext
    words = {
        Answer.YES: _("%(name)s says yes."),
        Answer.NOT_NOW: _("%(name)s says not now."),
        Answer.UNSURE: _("%(name)s is not sure yet."),
        Answer.PHONE_FIRST: _("%(name)s would like a phone call first."),
    }
    return words[answer] % {"name": name}


def answer_word(answer: Answer, reader: Reader) -> str:
    """An answer by the words of its key."""
    _ = reader.t.gettext
    words = {
        Answer.YES: _("Yes"),
        Answer.NOT_NOW: _("Not now"),
        Answer.UNSURE: _("Not sure yet"),
        Answer.PHONE_FIRST: _("Phone me first"),
    }
    return words[answer]


def standing(seen: Seen, membership: Membership, reader: Reader) -> str:
    """One sentence for staff: how things stand with this person."""
    name = seen.name(membership.person, reader)
    if membership.part is Part.MEMBER and (membership.person_says is None or not membership.person_says.is_yes):
        return _not_cleared(seen, membership, name, reader)
    return _own_word(seen, membership, name, reader)


def has_to_be_phoned(seen: Seen, membership: Membership) -> bool:
    """Whether staff need their number: it may be known only from a call of theirs, and was given for that."""
    says = membership.member_says
    return not seen.on_telegram(membership.person) or (says is not None and says.answer is Answer.PHONE_FIRST)


def _own_word(seen: Seen, membership: Membership, name: str, reader: Reader) -> str:
    _ = reader.t.gettext
    if is_willing(membership):
        return _("%(name)s takes part.") % {"name": name}
    if membership.member_says is not None:
        return said(membership.member_says.answer, name, reader)
    if seen.on_telegram(membership.person):
        return _("%(name)s has been asked and has not answered yet.") % {"name": name}
    return _("%(name)s has not been asked yet.") % {"name": name}


def _not_cleared(seen: Seen, membership: Membership, name: str, reader: Reader) -> str:
    _ = reader.t.gettext
    centre = seen.network.centre
    words = {"name": name, "person": seen.centre(reader)}
    if membership.person_says is not None:
        if membership.person_says.answer is Answer.UNSURE:
            return _("%(person)s is not sure yet about asking %(name)s.") % words
        return _("%(person)s does not want %(name)s to be asked now.") % words
    if centre is None or not is_willing(centre):
        return _("%(name)s waits until %(person)s takes part.") % words
    return _("%(person)s has not said yet if %(name)s may be asked.") % words


def given(seen: Seen, consent: Consent | None, reader: Reader) -> str:
    """When something was said, how, and who recorded it; empty for what was never said."""
    _ = reader.t.gettext
    if consent is None:
        return ""
    words = {
        How.SELF: _("Answered here on %(date)s."),
        How.IN_PERSON: _("Said in person. Recorded by %(name)s on %(date)s."),
        How.BY_PHONE: _("Said by phone. Recorded by %(name)s on %(date)s."),
    }
    day = wall_time(consent.at, reader.zone).date()
    return words[consent.how] % {
        "name": seen.name(consent.by, reader),
        "date": full_date(day, reader.t),
    }
