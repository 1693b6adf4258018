"""The caller's card: today's truth in fixed, short and honest words (domain.md section 3), and their questions."""

from dataclasses import replace

from handlers.buttons.contact import Call, Happening, PhoneMe, PhoneWhen, Unneeded, Wished
from handlers.card import Card, Key, Rows
from handlers.turn import Reader
from handlers.views.contact_words import Seen, at, phone
from handlers.views.home import HowMany, back, numbers_key, signposts
from locales.catalogue import Catalogue
from locales.dates import short_date
from rules.contact import Because, Question, State, Wish
from rules.contact_questions import When, next_morning
from rules.ids import PersonId
from rules.notice import Subject
from rules.when import wall_time


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
        again = _("You can make a new call at any time.")
        return card(seen, _("Your call is closed"), again, ((call_key(reader),),), reader)
    if contact.waits_for_check:
        title = _("We have asked the team to check with you once")
        said = _("You told us that you no longer need this call.")
        body = "\n\n".join((said, in_short(seen, reader), not_an_emergency(reader, how_many=HowMany.EMERGENCY)))
        return card(seen, title, body, (), reader)
    if contact.nobody_since is not None:
        words = _("We cannot reach anybody in the team at the moment. We keep trying.")
        body = f"{words}\n\n{not_an_emergency(reader)}"
        return card(seen, _("Nobody can be reached just now"), body, (), reader)
    if contact.question is not None and contact.owner is not None and contact.spoken_at is None:
        return _asked(seen, contact.question, reader)
    if contact.state is State.TAKEN:
        said = _("%(name)s has seen your call")
        title = (said if contact.spoken_at is None else _("%(name)s has your call")) % {"name": owner}
        return card(seen, title, taken_words(seen, reader), wish_rows(seen, reader), reader)
    if contact.owner is not None:
        title = _("%(name)s has your call") % {"name": owner}
        more = _("We are asking others in the team as well.")
        return waiting_card(seen, title, [why_others(seen, contact.owner, reader), more], reader)
    if contact.former is not None:
        words = why_others(seen, contact.former, reader)
        return waiting_card(seen, _("We are asking others"), [words], reader)
    first = contact.asks == 1
    title = _("Your call has gone out") if first else _("Nobody has answered yet")
    return waiting_card(seen, title, [_asked_so_far(seen, reader)], reader, first=first)


def why_others(seen: Seen, who: PersonId | None, reader: Reader) -> str:
    """Why others are asked although somebody, `who`, has the call or had it."""
    _ = reader.t.gettext
    match seen.contact.because:
        case Because.MISTAKE:
            said = _("%(name)s recorded by mistake that you had spoken. Your call still waits.")
        case Because.OWNER_GONE:
            said = _("%(name)s cannot be reached by us just now. Your call still waits.")
        case Because.NOT_REACHED:
            said = _("%(name)s could not reach you. Somebody else may know another way.")
        case Because.AGAIN if seen.contact.owner is not None:
            said = _("You asked to talk again. %(name)s has been told.")
        case Because.ASKED:
            said = _("%(name)s asked for somebody else to take your call. They have it until then.")
        case _ if seen.contact.owner is None:
            said = _("%(name)s cannot be reached by us just now. Your call still waits.")
        case _:
            said = _("%(name)s has not told us that they spoke with you. Your call still waits.")
    return said % {"name": seen.name(who, reader)}


def in_short(seen: Seen, reader: Reader) -> str:
    """How the open call stands, in a sentence or two."""
    _ = reader.t.gettext
    contact = seen.contact
    name = {"name": seen.name(contact.owner, reader)}
    if contact.nobody_since is not None:
        return _("We cannot reach anybody in the team at the moment. We keep trying.")
    if contact.owner is None:
        return _("We are asking people in our team until someone answers.")
    if contact.state is State.OPEN:
        return _("%(name)s has it. We are asking others in the team as well.") % name
    if contact.spoken_at is None and contact.promise_due_at is not None:
        said = _("%(name)s has it, and expects to get in touch by %(time)s.")
        return said % {**name, "time": at(contact.promise_due_at, reader)}
    return _("%(name)s has it.") % name


def home_words(seen: Seen, reader: Reader) -> str:
    """What the first screen says of the open call, before anything else."""
    return reader.t.gettext("Your call is open.") + " " + in_short(seen, reader)


def ask_number(seen: Seen, reader: Reader, *, trouble: str = "") -> Card:
    """Which number? The wish is recorded already, so nothing is lost when this is left half way.

    `trouble` says why what was typed is no number; the emergency number follows, whatever it was.
    """
    _ = reader.t.gettext
    words = _("Type the number here, with digits. Only the team sees it.")
    if seen.caller.phone is not None:
        number = phone(seen.caller.phone, reader)
        words += "\n\n" + _("The number we have is %(number)s.") % {"number": number}
    if trouble:
        words = "\n\n".join((trouble, not_an_emergency(reader, how_many=HowMany.EMERGENCY)))
    rows = ((Key(_("Not now"), Happening()),), back(reader))
    return Card(_("Which number can we phone you on?"), words, rows)


def not_a_number(reader: Reader) -> str:
    """Something else was typed where a number was asked for."""
    return reader.t.gettext("That was no phone number. Nobody has read it, and it is not kept.")


def wish_rows(seen: Seen, reader: Reader) -> Rows:
    """The three ways to be reached, one of them "not sure yet"; a call by phone has none."""
    _ = reader.t.gettext
    contact = seen.contact
    if contact.is_closed or contact.spoken_at is not None:
        return ()
    message = Key(_("Write before you phone"), Wished(contact.id, Wish.MESSAGE))
    not_sure = Key(_("Not sure yet"), Wished(contact.id, Wish.NOT_SURE))
    if contact.wish is Wish.PHONE and seen.caller.phone is not None:
        # Whoever reads a wrong number above looks for the way to put it right.
        return (_another_number(seen, reader), (message,), (not_sure,))
    return ((Key(_("Phone me"), PhoneMe(contact.id)), not_sure), (message,))


def taken_words(seen: Seen, reader: Reader) -> str:
    """What comes next from whoever has the call, and how the caller would like to be reached."""
    _ = reader.t.gettext
    contact = seen.contact
    name = seen.name(contact.owner, reader)
    if contact.spoken_at is not None and contact.spoken_by != contact.owner:
        words = _("You have spoken with %(spoke)s. %(name)s has your call now.")
        return words % {"spoke": seen.name(contact.spoken_by, reader), "name": name}
    if contact.spoken_at is not None:
        return _("You have spoken with %(name)s. You decide together what comes next.") % {"name": name}
    words = expects(seen, reader) + " " + _("If not, we ask others and tell you here.")
    return "\n\n".join((words, wish(seen, reader), not_an_emergency(reader, how_many=HowMany.EMERGENCY)))


def expects(seen: Seen, reader: Reader) -> str:
    """What the owner said by taking it: an expectation of theirs, not a fact of ours. Empty without a time."""
    due = seen.contact.promise_due_at
    if due is None:
        return ""
    words = reader.t.gettext("%(name)s expects to get in touch by %(time)s.")
    return words % {"name": seen.name(seen.contact.owner, reader), "time": at(due, reader)}


def wish(seen: Seen, reader: Reader) -> str:
    """How the caller would like to be reached, or the question."""
    _ = reader.t.gettext
    contact = seen.contact
    match contact.wish:
        case Wish.PHONE if seen.caller.phone is not None:
            number = {"number": phone(seen.caller.phone, reader)}
            if contact.phone_from is not None:
                words = _("You would like to be phoned on %(number)s from %(time)s.")
                return words % {**number, "time": at(contact.phone_from, reader)}
            return _("You would like to be phoned on %(number)s.") % number
        case Wish.PHONE:
            return _("You would like to be phoned. We do not have your number yet.")
        case Wish.MESSAGE:
            return _("You would like to be written to here before anybody phones.")
        case Wish.NOT_SURE:
            return _("You are not sure yet how you would like to be reached. That is fine.")
        case None:
            return _("How would you like to be reached?")


def not_an_emergency(reader: Reader, *, how_many: HowMany = HowMany.ALL) -> str:
    """The fixed words and the numbers. Where a name is the news, the long list would push it off the screen."""
    words = reader.t.gettext("This chat is not an emergency service.")
    return words + "\n" + signposts(reader, how_many)


def waiting_card(seen: Seen, title: str, words: list[str], reader: Reader, *, first: bool = False) -> Card:
    """A card of a call that waits: the news, the numbers, the wish.

    On the `first` one the question and its keys must be on the phone at one look: the other numbers are a tap away.
    """
    wished = [wish(seen, reader)] if seen.contact.spoken_at is None else []
    numbers = not_an_emergency(reader, how_many=HowMany.FIRST if first else HowMany.ALL)
    body = "\n\n".join((*words, numbers, *wished))
    shown = card(seen, title, body, wish_rows(seen, reader), reader)
    return replace(shown, rows=(*shown.rows[:-1], (numbers_key(reader), *shown.rows[-1]))) if first else shown


def card(seen: Seen, title: str, body: str, rows: Rows, reader: Reader) -> Card:
    """A card of the call: with the way to ask again, once nobody is expected, and to say that it is not needed."""
    contact = seen.contact
    last: Rows = ()
    if not contact.is_closed and (contact.unneeded_at is not None or contact.spoken_at is not None):
        last = ((call_key(reader),),)
    if not contact.is_closed and contact.unneeded_at is None:
        last = (*last, (Key(reader.t.gettext("I do not need this any more"), Unneeded(contact.id)),))
    return Card(title, body, (*rows, *last, back(reader)), about=(Subject.CONTACT, contact.id))


def _asked(seen: Seen, question: Question, reader: Reader) -> Card:
    """A question of the owner's, by name; the answers are keys."""
    _ = reader.t.gettext
    contact = seen.contact
    name = {"name": seen.name(contact.owner, reader)}
    if question is Question.NUMBER:
        title = _("%(name)s asks: what is your number?") % name
        words = _("%(name)s can phone you. Only the team sees the number.") % name
        give = Key(_("Give my number"), PhoneMe(contact.id))
        not_sure = Key(_("Not sure yet"), Wished(contact.id, Wish.NOT_SURE))
        rows: Rows = ((give,), (not_sure,))
    else:
        title = _("%(name)s asks: when may I phone you?") % name
        number = phone(seen.caller.phone or "", reader)
        words = _("%(name)s can phone you on %(number)s.") % {**name, "number": number}
        day = next_morning(reader.now, reader.zone)
        today = wall_time(reader.now, reader.zone).date()
        morning = _("%(day)s, from 9am") % {"day": short_date(day, reader.t)}
        rows = (
            (
                Key(_("Now"), PhoneWhen(contact.id, When.NOW, today)),
                Key(_("In an hour"), PhoneWhen(contact.id, When.HOUR, today)),
            ),
            (Key(morning, PhoneWhen(contact.id, When.MORNING, day)),),
            _another_number(seen, reader),
        )
    parts = (words, expects(seen, reader), not_an_emergency(reader, how_many=HowMany.EMERGENCY))
    return card(seen, title, "\n\n".join(part for part in parts if part), rows, reader)


def _another_number(seen: Seen, reader: Reader) -> tuple[Key, ...]:
    return (Key(reader.t.gettext("Phone me on another number"), PhoneMe(seen.contact.id)),)


def _asked_so_far(seen: Seen, reader: Reader) -> str:
    count = len(seen.contact.asked)
    words = reader.t.ngettext(
        "You called at %(time)s. We have asked %(count)d person in our team. We keep asking.",
        "You called at %(time)s. We have asked %(count)d people in our team. We keep asking.",
        count,
    )
    return words % {"time": at(seen.contact.opened_at, reader), "count": count}
