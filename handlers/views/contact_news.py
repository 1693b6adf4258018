"""What the caller is told by a new message: each is None once it is no longer true."""

from collections.abc import Mapping
from datetime import datetime

from handlers.card import Card
from handlers.turn import Reader
from handlers.views.contact_caller import (
    call_key,
    card,
    expects,
    in_short,
    not_an_emergency,
    taken_words,
    today,
    waiting_card,
    why_others,
    wish_rows,
)
from handlers.views.contact_words import Seen, at, phone
from handlers.views.home import HowMany
from rules.contact import Reason, State, Wish
from rules.ids import PersonId

Facts = Mapping[str, str | int]


def opened(seen: Seen, facts: Facts, reader: Reader) -> Card:
    """The fixed words: automatic; who has been told and when; not an emergency service."""
    _ = reader.t.gettext
    if seen.contact.state is not State.OPEN or seen.contact.nobody_since is not None:
        return today(seen, reader)
    words = _("This message is automatic.") + " " + _told(facts, reader) + " " + _("You read here who answers.")
    return waiting_card(seen, _("Your call has gone out"), [words], reader, first=True)


def taken(seen: Seen, facts: Facts, reader: Reader) -> Card | None:
    """A human has it, by name; None when that is no longer so."""
    _ = reader.t.gettext
    contact = seen.contact
    if contact.state is not State.TAKEN or contact.owner != facts.get("owner"):
        return None
    name = {"name": seen.name(contact.owner, reader)}
    if facts.get("still"):
        title = _("%(name)s still has your call") % name
    elif contact.spoken_at is not None:
        title = _("%(name)s has your call") % name
    else:
        title = _("%(name)s has seen your call") % name
    return card(seen, title, taken_words(seen, reader), wish_rows(seen, reader), reader)


def waiting(seen: Seen, facts: Facts, reader: Reader) -> Card | None:
    """Nobody has answered yet, or a promise was not kept: said plainly, with the numbers again."""
    _ = reader.t.gettext
    contact = seen.contact
    if contact.state is not State.OPEN or contact.nobody_since is not None:
        return None
    told = _("We asked again at %(time)s.") % {"time": at(datetime.fromisoformat(str(facts["at"])), reader)}
    who = contact.owner or contact.former
    if facts["why"] == "reachable":
        title, first = _("We can reach the team again"), _("Your call still waits. We keep asking.")
    elif who is not None:
        # Somebody did answer: "nobody" would be untrue.
        title = _("We are asking others") if contact.owner is None else _("We are asking others as well")
        first = why_others(seen, who, reader)
    else:
        title, first = _("Nobody has answered yet"), _("Your call still waits. We keep asking.")
        told = _told_in_all(seen, facts, reader)
    return waiting_card(seen, title, [first, told], reader)


def nobody(seen: Seen, reader: Reader) -> Card | None:
    """No member of staff can be reached: said plainly. None when somebody can be by now."""
    if seen.contact.nobody_since is None or seen.contact.is_closed:
        return None
    return today(seen, reader)


def not_reached(seen: Seen, facts: Facts, reader: Reader) -> Card | None:
    """NAME could not reach the caller, and the caller may say how to. "Tried" only where there was a way to try."""
    _ = reader.t.gettext
    contact = seen.contact
    if contact.is_closed or contact.spoken_at is not None:
        return None
    name = {"name": seen.name(_owner(facts), reader)}
    if seen.caller.phone is None:
        title = _("%(name)s could not reach you") % name
        words = [_("We do not have your phone number. You can give it here.")]
    else:
        title = _("%(name)s tried to reach you") % name
        words = []
        if contact.wish is not Wish.PHONE:
            number = phone(seen.caller.phone, reader)
            words.append(_("The number we have is %(number)s.") % {"number": number})
    if contact.state is State.TAKEN and contact.promise_due_at is not None:
        words.insert(0, expects(seen, reader))
    elif contact.state is State.OPEN:
        words.insert(0, _("We are asking others in the team as well."))
    return waiting_card(seen, title, words, reader)


def how(seen: Seen, facts: Facts, reader: Reader) -> Card | None:
    """NAME asks something; None once it is answered, or somebody else has the call."""
    contact = seen.contact
    if contact.is_closed or contact.owner != _owner(facts) or contact.question != facts.get("question"):
        return None
    return today(seen, reader)


def mistake(seen: Seen, facts: Facts, reader: Reader) -> Card | None:
    """NAME recorded by mistake that they had spoken: what the caller read was not so."""
    _ = reader.t.gettext
    contact = seen.contact
    if contact.is_closed or contact.spoken_at is not None or contact.owner != _owner(facts):
        return None
    title = _("%(name)s has not spoken with you yet") % {"name": seen.name(contact.owner, reader)}
    lead = _("It was recorded by mistake.")
    if contact.state is State.TAKEN:
        return card(seen, title, f"{lead} {taken_words(seen, reader)}", wish_rows(seen, reader), reader)
    return waiting_card(seen, title, [lead + " " + in_short(seen, reader)], reader)


def reopened(seen: Seen, reader: Reader) -> Card | None:
    """The call was closed by mistake, and is open again."""
    _ = reader.t.gettext
    if seen.contact.is_closed:
        return None
    words = _("It was closed by mistake.") + " " + in_short(seen, reader)
    body = f"{words}\n\n{not_an_emergency(reader, how_many=HowMany.EMERGENCY)}"
    return card(seen, _("Your call is open again"), body, wish_rows(seen, reader), reader)


def closed(seen: Seen, reader: Reader) -> Card | None:
    """The call was closed by its owner."""
    _ = reader.t.gettext
    if not seen.contact.is_closed:
        return None
    if seen.contact.reason is Reason.NOT_REACHED:
        words = _("%(name)s could not reach you. You can make a new call at any time.")
    else:
        words = _("%(name)s closed it. You can make a new call at any time.")
    name = seen.name(seen.contact.owner, reader)
    return card(seen, _("Your call is closed"), words % {"name": name}, ((call_key(reader),),), reader)


def _told(facts: Facts, reader: Reader) -> str:
    count = int(facts["people"])
    words = reader.t.ngettext(
        "We asked %(count)d person in our team at %(time)s.",
        "We asked %(count)d people in our team at %(time)s.",
        count,
    ) % {"count": count, "time": at(datetime.fromisoformat(str(facts["at"])), reader)}
    if facts["on_duty"]:
        return words
    return reader.t.gettext("Nobody is on duty.") + " " + words


def _told_in_all(seen: Seen, facts: Facts, reader: Reader) -> str:
    """Everybody who was asked since the call: the latest round alone sounds as if most had been let go."""
    count = len(seen.contact.asked)
    return reader.t.ngettext(
        "We have asked %(count)d person in our team so far, last at %(time)s.",
        "We have asked %(count)d people in our team so far, last at %(time)s.",
        count,
    ) % {"count": count, "time": at(datetime.fromisoformat(str(facts["at"])), reader)}


def _owner(facts: Facts) -> PersonId:
    return PersonId(str(facts["owner"]))
