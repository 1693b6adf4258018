"""What time makes the bot say to staff: promises, warnings, hand-overs, and nobody to be reached."""

from collections.abc import Mapping
from datetime import datetime

from handlers.card import Card
from handlers.turn import Reader
from handlers.views import contact_staff
from handlers.views.contact_words import Seen, at
from rules.contact import DayWarning, State, Wish
from rules.ids import PersonId

Facts = Mapping[str, str | int]


def wished(seen: Seen, facts: Facts, reader: Reader) -> Card | None:
    """To the owner: the caller has said how to reach them."""
    _ = reader.t.gettext
    contact = seen.contact
    if contact.owner != reader.person.id or contact.spoken_at is not None or contact.is_closed:
        return None
    if facts.get("when"):
        title = _("They said when to phone")
    else:
        title = _("They have answered") if contact.wish is Wish.NOT_SURE else _("They said how to reach them")
    return _above(seen, title, "", facts, reader)


def again(seen: Seen, facts: Facts, reader: Reader) -> Card | None:
    """To the owner: the caller asks to talk again. None once they have spoken, or somebody else has it."""
    _ = reader.t.gettext
    contact = seen.contact
    if contact.is_closed or contact.owner != reader.person.id or contact.spoken_at is not None:
        return None
    return _above(seen, _("They ask to talk again"), "", facts, reader)


def reopened(seen: Seen, reader: Reader) -> Card | None:
    """To the owner: what "yes, we met" had closed is open again."""
    _ = reader.t.gettext
    if seen.contact.is_closed:
        return None
    lead = _("It was recorded that you met, and then that you did not.")
    return _above(seen, _("This call is open again"), lead, {}, reader)


def promise_due(seen: Seen, facts: Facts, reader: Reader) -> Card | None:
    """To the owner: did you speak with them? Others are being asked too."""
    _ = reader.t.gettext
    if seen.contact.owner != reader.person.id or seen.contact.spoken_at is not None:
        return None
    lead = _("You have not recorded that you spoke with them. So others are being asked as well.")
    return _above(seen, _("Did you speak with them?"), lead, facts, reader)


def warning(seen: Seen, facts: Facts, reader: Reader) -> Card | None:
    """One of the 24-hour warnings, or the daily look; None when what was missing has happened."""
    _ = reader.t.gettext
    contact = seen.contact
    if contact.is_closed:
        return None
    if facts["warning"] == "daily":
        days = int(facts["days"])
        title = reader.t.ngettext(
            "This call has been open for %(count)d day",
            "This call has been open for %(count)d days",
            days,
        ) % {"count": days}
        return _above(seen, title, _("It stays open until a meeting is held or it is closed."), facts, reader)
    hours = int(facts["hours"])
    title = reader.t.ngettext("A call has waited %(count)d hour", "A call has waited %(count)d hours", hours) % {
        "count": hours
    }
    match facts["warning"]:
        case DayWarning.REPLY if contact.replied_at is None:
            # The card below says already that nobody has spoken with them.
            lead = ""
        case DayWarning.OFFER if contact.missing in {DayWarning.REPLY, DayWarning.OFFER}:
            lead = _("They have not been offered a meeting yet.")
        case DayWarning.MEETING if contact.missing is not None:
            lead = _("No meeting is agreed yet.")
        case DayWarning.LEADS if contact.missing is not None:
            lead = _for_leads(seen, reader)
        case _:
            return None
    return _above(seen, title, lead, facts, reader)


def passed(seen: Seen, facts: Facts, reader: Reader) -> Card | None:
    """Passing a call on: asked, accepted, declined, not answered."""
    _ = reader.t.gettext
    contact = seen.contact
    mine = contact.owner == reader.person.id
    if facts["what"] == "asked":
        return contact_staff.today(seen, reader) if contact.handing_to == reader.person.id else None
    if facts["what"] == "done":
        if contact.owner != facts["owner"] or contact.is_closed:
            return None
        title = _("%(name)s has taken over the call")
        return _above(seen, title % {"name": seen.name(contact.owner, reader)}, "", facts, reader)
    if not mine or contact.is_closed or contact.handing_to is not None:
        return None
    name = seen.name(PersonId(str(facts["to"])), reader)
    title = _("You still have this call")
    match facts["what"]:
        case "declined":
            lead = _("%(name)s cannot take it.")
        case "unreachable":
            lead = _("%(name)s cannot be reached by the bot.")
        case _:
            lead = _("%(name)s has not answered.")
    return _above(seen, title, lead % {"name": name}, facts, reader)


def nobody(seen: Seen, reader: Reader) -> Card | None:
    """To the leads: nobody of the team can be reached by the bot."""
    _ = reader.t.gettext
    if seen.contact.nobody_since is None or seen.contact.is_closed:
        return None
    lead = _("The bot can reach nobody in the team. The caller has been told.")
    return _above(seen, _("A call reaches nobody"), lead, {}, reader)


def with_lateness(card: Card, facts: Facts, reader: Reader) -> Card:
    """The card, with a line when it was made late because nothing ran when it was due."""
    _ = reader.t.gettext
    if "planned" not in facts:
        return card
    planned = datetime.fromisoformat(str(facts["planned"]))
    return card.with_line(_("This was due at %(time)s and is late.") % {"time": at(planned, reader)})


def _for_leads(seen: Seen, reader: Reader) -> str:
    _ = reader.t.gettext
    contact = seen.contact
    match contact.missing:
        case DayWarning.REPLY:
            lead = ""
        case DayWarning.OFFER:
            lead = _("They have not been offered a meeting yet.")
        case _:
            lead = _("No meeting is agreed yet.")
    if contact.owner is not None and contact.state is State.TAKEN:
        lead += " " + _("%(name)s has this call.") % {"name": seen.name(contact.owner, reader)}
    return lead.strip()


def _above(seen: Seen, title: str, lead: str, facts: Facts, reader: Reader) -> Card:
    """Today's card with other first words, so that its keys are at hand."""
    card = contact_staff.today(seen, reader)
    body = f"{lead}\n\n{card.body}" if lead else card.body
    told = Card(title, body, card.rows, about=card.about)
    return with_lateness(told, facts, reader)
