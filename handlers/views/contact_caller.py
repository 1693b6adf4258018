"""What the caller reads: fixed, short and honest words (domain.md section 3)."""

from collections.abc import Mapping
from datetime import datetime

from handlers.buttons.contact import Call, Happening, PhoneMe, Wished
from handlers.card import Card, Key, Rows
from handlers.turn import Reader
from handlers.views.contact_words import Seen, at, phone
from handlers.views.home import back, signposts
from locales.catalogue import Catalogue
from rules.contact import Reason, State, Wish
from rules.ids import PersonId
from rules.notice import Subject

Facts = Mapping[str, str | int]


def call_words(t: Catalogue) -> str:
    """The words that open a call, tapped or typed."""
    return t.gettext("I need to talk to someone")


def call_key(reader: Reader) -> Key:
    """The key that opens a call."""
    return Key(call_words(reader.t), Call())


def gone_out(reader: Reader) -> str:
    """Words for a moment over the screen, while the message itself is on its way."""
    return reader.t.gettext("Your call has gone out")


def happening_key(reader: Reader) -> Key:
    """The key that tells today's truth."""
    return Key(reader.t.gettext("What is happening with my call?"), Happening())


def today(seen: Seen, reader: Reader) -> Card:
    """Today's truth about the call, for its caller."""
    _ = reader.t.gettext
    contact = seen.contact
    owner = seen.name(contact.owner, reader)
    if contact.is_closed:
        return _card(
            seen,
            _("Your call is closed"),
            _("You can make a new call at any time."),
            ((call_key(reader),),),
            reader,
        )
    if contact.nobody_since is not None:
        return _waiting(seen, _("Nobody can be reached just now"), [_nobody(reader)], reader)
    if contact.state is State.TAKEN:
        said = _("%(name)s has seen your call")
        title = (said if contact.spoken_at is None else _("%(name)s has your call")) % {"name": owner}
        return _card(seen, title, _taken_words(seen, reader), wish_rows(seen, reader), reader)
    if contact.owner is not None:
        title = _("%(name)s has your call") % {"name": owner}
        more = _("We are asking others in the team as well. You will read here who answers.")
        return _waiting(seen, title, [more], reader)
    title = _("Your call has gone out") if contact.asks == 1 else _("Nobody has answered yet")
    return _waiting(seen, title, [_asked_so_far(seen, reader)], reader)


def opened(seen: Seen, facts: Facts, reader: Reader) -> Card:
    """The fixed words: automatic; who has been told and when; not an emergency service."""
    _ = reader.t.gettext
    if seen.contact.state is not State.OPEN or seen.contact.nobody_since is not None:
        return today(seen, reader)
    words = [_("This message is automatic.") + " " + _told(facts, reader)]
    words.append(_("We keep asking until someone answers. You will read their name here."))
    return _waiting(seen, _("Your call has gone out"), words, reader)


def taken(seen: Seen, facts: Facts, reader: Reader) -> Card | None:
    """A human has it, by name; None when that is no longer so."""
    _ = reader.t.gettext
    contact = seen.contact
    if contact.state is not State.TAKEN or contact.owner != facts.get("owner"):
        return None
    name = seen.name(contact.owner, reader)
    if facts.get("still"):
        title = _("%(name)s still has your call") % {"name": name}
    else:
        title = _("%(name)s has seen your call") % {"name": name}
    return _card(seen, title, _taken_words(seen, reader), wish_rows(seen, reader), reader)


def waiting(seen: Seen, facts: Facts, reader: Reader) -> Card | None:
    """Nobody has answered yet, or a promise was not kept: said plainly, with the numbers again."""
    _ = reader.t.gettext
    if seen.contact.state is not State.OPEN or seen.contact.nobody_since is not None:
        return None
    owner = facts.get("owner")
    name = seen.name(PersonId(str(owner)), reader) if owner else ""
    told = _told(facts, reader)
    why = facts["why"]
    if why == "round" and seen.contact.owner is not None:
        # Somebody did answer, and has it still: "nobody" would be untrue.
        name = seen.name(seen.contact.owner, reader)
        why = "promise" if seen.contact.spoken_at is None else "asked"
    match why:
        case "promise":
            title = _("We are asking others as well")
            first = _("%(name)s has not told us that they spoke with you. Your call still waits.")
        case "owner_gone":
            title = _("We are asking others")
            first = _("%(name)s cannot be reached by us just now. Your call still waits.")
        case "not_reached":
            title = _("We are asking others as well")
            first = _("%(name)s could not reach you. Somebody else may know another way.")
        case "asked":
            title = _("We are asking others as well")
            first = _("%(name)s asked for somebody else to take your call. They have it until then.")
        case _:
            title = _("Nobody has answered yet")
            first = _("Your call still waits. We keep asking.")
            told = _told_in_all(seen, facts, reader)
    return _waiting(seen, title, [first % {"name": name}, told], reader)


def nobody(seen: Seen, reader: Reader) -> Card | None:
    """No member of staff can be reached: said plainly. None when somebody can be by now."""
    if seen.contact.nobody_since is None or seen.contact.is_closed:
        return None
    return today(seen, reader)


def not_reached(seen: Seen, facts: Facts, reader: Reader) -> Card | None:
    """NAME tried, and the caller may say how to reach them."""
    _ = reader.t.gettext
    contact = seen.contact
    if contact.is_closed or contact.spoken_at is not None:
        return None
    title = _("%(name)s tried to reach you") % {"name": seen.name(_owner(facts), reader)}
    words = [_("They will try again. You can say how to reach you.")]
    if seen.caller.phone is not None and contact.wish is not Wish.PHONE:
        number = phone(seen.caller.phone, reader)
        words.append(_("The number we have is %(number)s.") % {"number": number})
    return _waiting(seen, title, words, reader)


def how(seen: Seen, facts: Facts, reader: Reader) -> Card | None:
    """NAME asks how the caller would like to be reached."""
    _ = reader.t.gettext
    if seen.contact.is_closed or seen.contact.owner != _owner(facts):
        return None
    title = _("%(name)s asks how to reach you") % {"name": seen.name(_owner(facts), reader)}
    return _card(seen, title, _question(reader), wish_rows(seen, reader), reader)


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
    return _card(seen, _("Your call is closed"), words % {"name": name}, ((call_key(reader),),), reader)


def ask_number(seen: Seen, reader: Reader, *, trouble: str = "") -> Card:
    """Which number? The wish is recorded already, so nothing is lost when this is left half way.

    `trouble` says why what was typed is no number; the numbers to call follow, whatever it was.
    """
    _ = reader.t.gettext
    words = _("Type the number here, with digits. Only the person who has your call sees it.")
    if seen.caller.phone is not None:
        number = phone(seen.caller.phone, reader)
        words += "\n\n" + _("The number we have is %(number)s.") % {"number": number}
    if trouble:
        words = "\n\n".join((trouble, words, signposts(reader)))
    rows = ((happening_key(reader),), back(reader))
    return Card(_("Which number can we phone you on?"), words, rows)


def wish_rows(seen: Seen, reader: Reader) -> Rows:
    """The three ways to be reached, one of them "not sure yet"; a call by phone has none."""
    _ = reader.t.gettext
    contact = seen.contact
    if contact.is_closed or contact.spoken_at is not None:
        return ()
    message = Key(_("Message me here"), Wished(contact.id, Wish.MESSAGE))
    not_sure = Key(_("Not sure yet"), Wished(contact.id, Wish.NOT_SURE))
    if contact.wish is Wish.PHONE and seen.caller.phone is not None:
        # Whoever reads a wrong number above looks for the way to put it right.
        return ((Key(_("Phone me on another number"), PhoneMe(contact.id)),), (message, not_sure))
    return ((Key(_("Phone me"), PhoneMe(contact.id)), message), (not_sure,))


def _taken_words(seen: Seen, reader: Reader) -> str:
    _ = reader.t.gettext
    contact = seen.contact
    name = seen.name(contact.owner, reader)
    if contact.spoken_at is not None:
        return _("You have spoken with %(name)s. You decide together what comes next.") % {"name": name}
    until = "" if contact.promise_due_at is None else at(contact.promise_due_at, reader)
    words = _("They will get in touch by %(time)s. If not, we ask others and tell you here.")
    return "\n\n".join((words % {"time": until}, _wish(seen, reader), _not_an_emergency(reader, only_emergency=True)))


def _asked_so_far(seen: Seen, reader: Reader) -> str:
    count = len(seen.contact.asked)
    words = reader.t.ngettext(
        "You called at %(time)s. We have asked %(count)d person in our team. We keep asking.",
        "You called at %(time)s. We have asked %(count)d people in our team. We keep asking.",
        count,
    )
    return words % {"time": at(seen.contact.opened_at, reader), "count": count}


def _told(facts: Facts, reader: Reader) -> str:
    count = int(facts["people"])
    words = reader.t.ngettext(
        "We asked %(count)d person in our team at %(time)s.",
        "We asked %(count)d people in our team at %(time)s.",
        count,
    ) % {"count": count, "time": at(datetime.fromisoformat(str(facts["at"])), reader)}
    if facts["on_duty"]:
        return words
    return reader.t.gettext("Nobody is on duty now.") + " " + words


def _told_in_all(seen: Seen, facts: Facts, reader: Reader) -> str:
    """Everybody who was asked since the call: the latest round alone sounds as if most had been let go."""
    count = len(seen.contact.asked)
    return reader.t.ngettext(
        "We have asked %(count)d person in our team so far, last at %(time)s.",
        "We have asked %(count)d people in our team so far, last at %(time)s.",
        count,
    ) % {"count": count, "time": at(datetime.fromisoformat(str(facts["at"])), reader)}


def _nobody(reader: Reader) -> str:
    return reader.t.gettext(
        "We cannot reach anybody in the team at the moment. We keep trying. "
        "If you cannot wait, use one of these numbers."
    )


def _question(reader: Reader) -> str:
    return reader.t.gettext("How would you like to be reached?")


def _wish(seen: Seen, reader: Reader) -> str:
    _ = reader.t.gettext
    match seen.contact.wish:
        case Wish.PHONE if seen.caller.phone is not None:
            number = phone(seen.caller.phone, reader)
            return _("You would like to be phoned on %(number)s.") % {"number": number}
        case Wish.PHONE:
            return _("You would like to be phoned. We do not have your number yet.")
        case Wish.MESSAGE:
            return _("You would like to be written to here first.")
        case Wish.NOT_SURE:
            return _("You are not sure yet how you would like to be reached. That is fine.")
        case None:
            return _question(reader)


def _not_an_emergency(reader: Reader, *, only_emergency: bool = False) -> str:
    """The fixed words and the numbers. Where a name is the news, the long list would push it off the screen."""
    words = reader.t.gettext("This chat is not an emergency service.")
    return words + "\n" + signposts(reader, only_emergency=only_emergency)


def _owner(facts: Facts) -> PersonId:
    return PersonId(str(facts["owner"]))


def _waiting(seen: Seen, title: str, words: list[str], reader: Reader) -> Card:
    wish = [_wish(seen, reader)] if seen.contact.spoken_at is None else []
    body = "\n\n".join((*words, _not_an_emergency(reader), *wish))
    return _card(seen, title, body, wish_rows(seen, reader), reader)


def _card(seen: Seen, title: str, body: str, rows: Rows, reader: Reader) -> Card:
    last: Rows = () if seen.contact.is_closed else ((happening_key(reader),),)
    return Card(title, body, (*rows, *last, back(reader)), about=(Subject.CONTACT, seen.contact.id))
