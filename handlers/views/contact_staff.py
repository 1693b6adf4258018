"""What staff see of one call: its card, and the choices about it."""

from collections.abc import Mapping

from handlers.buttons.contact import (
    Accept,
    AskCaller,
    ChoseLater,
    CloseWhy,
    Decline,
    NotReached,
    NotSpoken,
    PassOn,
    ShowCall,
    Spoken,
    Take,
)
from handlers.buttons.network import OpenNetwork, ShowNetwork
from handlers.card import Card, Key, Rows
from handlers.turn import Reader
from handlers.views.contact_words import (
    Seen,
    at,
    caller_name,
    language_of,
    number_for_owner,
    spoken_words,
    wish_for_staff,
)
from handlers.views.home import back, named
from rules.contact import AGAIN_AFTER, DAY, Because, DayWarning, Question, Reason, State
from rules.contact_questions import question_for
from rules.contact_taking import may_take_back, reasons
from rules.network import Network
from rules.notice import Subject

Facts = Mapping[str, str | int]

WARNED_FROM = 4
"""Hours, as in the first warning of the 24-hour clock."""


def today(seen: Seen, reader: Reader) -> Card:
    """Today's truth about the call, for a member of staff."""
    contact = seen.contact
    if contact.is_closed:
        return _closed(seen, reader)
    if contact.owner == reader.person.id:
        return _mine(seen, reader)
    if contact.handing_to == reader.person.id:
        return _asked_of_me(seen, reader)
    if contact.state is State.OPEN:
        return _free(seen, reader)
    return _with_a_colleague(seen, reader)


def ask(seen: Seen, facts: Facts, reader: Reader) -> Card | None:
    """Somebody asks to talk: who has it? None once that is settled, or a newer question is coming."""
    contact = seen.contact
    if contact.state is not State.OPEN or facts["round"] != contact.round:
        return None
    shown = today(seen, reader)
    if not facts.get("again"):
        return shown
    # A lead was asked with everybody else already: this must not read like the same question again.
    _ = reader.t.gettext
    had = contact.owner or contact.former
    title = _("Nobody has taken this call") if had is None else _("Nobody else has taken this call")
    lead = _("Everybody in the team who can be reached has been asked.")
    return Card(title, f"{lead}\n\n{shown.body}", shown.rows, about=shown.about)


def of_network(network: Network, reader: Reader) -> str:
    """Which network the caller belongs to, for its core pair."""
    return reader.t.gettext("Network: %(name)s.") % {"name": named(reader, network.code_name)}


def asked_how(reader: Reader) -> str:
    """Words for a moment over the screen."""
    return reader.t.gettext("They have been asked")


def _free(seen: Seen, reader: Reader) -> Card:
    _ = reader.t.gettext
    contact = seen.contact
    words = [_facts(seen, reader)]
    if contact.owner is not None:
        title = _("Can you take this call?")
        words.insert(0, _why_others(seen, reader))
    elif contact.former is not None:
        title = _("Can you take this call?")
        had = _("%(name)s had this call and cannot be reached.")
        words.insert(0, had % {"name": seen.name(contact.former, reader)})
    elif contact.nobody_since is not None or contact.asks > 1:
        title = _("Nobody has answered yet")
        words.insert(0, _("Somebody asks to talk. Can you take this call?"))
    else:
        title = _("Somebody asks to talk")
        words.insert(0, _("Can you take this call?"))
    words += [*_unneeded(seen, reader), *_waited(seen, reader), *_spoken_or_wish(seen, reader)]
    rows = ((Key(_("I have this"), Take(contact.id, contact.round)),),)
    return card(seen, title, "\n\n".join(words), rows, reader)


def _why_others(seen: Seen, reader: Reader) -> str:
    """Why others are asked although somebody has it: nobody is said to owe what they do not."""
    _ = reader.t.gettext
    match seen.contact.because:
        case Because.ASKED:
            said = _("%(name)s has it, and asks for somebody else to take it.")
        case Because.AGAIN:
            said = _("%(name)s has it. The caller asks to talk again.")
        case Because.NOT_REACHED:
            said = _("%(name)s has it, and could not reach them.")
        case _:
            said = _("%(name)s has it, and has not recorded that they spoke.")
    return said % {"name": seen.name(seen.contact.owner, reader)}


def _spoken_or_wish(seen: Seen, reader: Reader) -> list[str]:
    """That somebody spoke with them, or else how they would like to be reached."""
    return spoken_words(seen, reader) or [wish_for_staff(seen, reader)]


def _with_a_colleague(seen: Seen, reader: Reader) -> Card:
    _ = reader.t.gettext
    contact = seen.contact
    title = _("%(name)s has this call") % {"name": seen.name(contact.owner, reader)}
    said = (
        [_("They have not recorded yet that they spoke.")] if contact.spoken_at is None else spoken_words(seen, reader)
    )
    nothing = _("There is nothing to do for you.")
    words = "\n\n".join((*said, _facts(seen, reader), *_waited(seen, reader), nothing))
    return card(seen, title, words, (), reader)


def _asked_of_me(seen: Seen, reader: Reader) -> Card:
    _ = reader.t.gettext
    contact = seen.contact
    name = seen.name(contact.owner, reader)
    title = _("%(name)s asks you to take a call") % {"name": name}
    words = "\n\n".join(
        (
            _facts(seen, reader),
            *_unneeded(seen, reader),
            *_spoken_or_wish(seen, reader),
            _("%(name)s has it until you accept.") % {"name": name},
        )
    )
    rows = (
        (Key(_("I take it over"), Accept(contact.id)),),
        (Key(_("I cannot take it"), Decline(contact.id)),),
    )
    return card(seen, title, words, rows, reader)


def _mine(seen: Seen, reader: Reader) -> Card:
    _ = reader.t.gettext
    words = [_who(seen, reader), *_unneeded(seen, reader)]
    words += _spoken_or_wish(seen, reader)
    words += number_for_owner(seen, reader)
    words += [*_waited(seen, reader), *_what_is_next(seen, reader)]
    return card(seen, _("You have this call"), "\n\n".join(words), _my_rows(seen, reader), reader)


def _what_is_next(seen: Seen, reader: Reader) -> list[str]:
    _ = reader.t.gettext
    contact = seen.contact
    words = []
    if contact.handing_to is not None:
        words.append(
            _("You asked %(name)s to take it. It is yours until they accept.")
            % {"name": seen.name(contact.handing_to, reader)}
        )
    if contact.state is State.OPEN:
        words.append(_("Others are being asked as well. It is yours until one of them takes it."))
    if contact.spoken_at is None:
        words += _expected(seen, reader)
        if contact.tries:
            said = reader.t.ngettext(
                "You tried %(count)d time and could not reach them.",
                "You tried %(count)d times and could not reach them.",
                contact.tries,
            )
            words.append(said % {"count": contact.tries})
        if contact.tried_at is not None and reader.now < contact.tried_at + AGAIN_AFTER:
            again = _("Another try counts from %(time)s.")
            words[-1] += " " + again % {"time": at(contact.tried_at + AGAIN_AFTER, reader)}
        if contact.question is not None and contact.question_at is not None:
            asked = (
                _("You asked at %(time)s for their number. They have not answered.")
                if contact.question is Question.NUMBER
                else _("You asked at %(time)s when to phone. They have not answered.")
            )
            words.append(asked % {"time": at(contact.question_at, reader)})
        return words
    words.append(_still_missing(seen, reader))
    return words


def _expected(seen: Seen, reader: Reader) -> list[str]:
    """By when they expect to hear; of whom the bot cannot write to, who has read no such thing, what can be done."""
    _ = reader.t.gettext
    due = seen.contact.promise_due_at
    until = {} if due is None else {"time": at(due, reader)}
    if seen.caller.may_be_sent_to:
        return [_("They expect to hear from you by %(time)s.") % until] if until else []
    if seen.caller.phone is not None:
        return [_("Please phone them by %(time)s. Then others are asked.") % until] if until else []
    ask = _("Does a colleague know them? Pass it on.")
    words = [ask if seen.contact.tries else ask + " " + _("If nobody does, tap “I could not reach them”.")]
    return [*words, _("Others are asked as well from %(time)s.") % until] if until else words


def _still_missing(seen: Seen, reader: Reader) -> str:
    _ = reader.t.gettext
    contact = seen.contact
    if contact.later_at is not None and contact.agreed_at is None:
        return _("They chose a later time for the first meeting.")
    # The team's aim is a meeting within a day of the first tap, weekends and nights included.
    due = contact.opened_at + DAY
    match contact.missing:
        case DayWarning.OFFER if due <= reader.now:
            said = _("Still missing: a meeting has not been offered yet.")
        case DayWarning.MEETING if due <= reader.now:
            said = _("Still missing: no meeting is agreed yet.")
        case DayWarning.OFFER:
            said = _("Still missing: a meeting has not been offered yet. Offer one by %(time)s.")
        case DayWarning.MEETING:
            said = _("Still missing: no meeting is agreed yet. It should be by %(time)s.")
        case _:
            return _("A first meeting is agreed.")
    return said % {"time": at(due, reader)}


def _my_rows(seen: Seen, reader: Reader) -> Rows:
    _ = reader.t.gettext
    contact = seen.contact
    rows: list[tuple[Key, ...]] = []
    if contact.spoken_at is None:
        rows.append((Key(_("I have spoken with them"), Spoken(contact.id)),))
        rows.append((Key(_("I could not reach them"), NotReached(contact.id, contact.tries)),))
    if contact.state is State.OPEN or contact.handing_to is not None:
        rows.append((Key(_("I keep this call"), Take(contact.id, contact.round)),))
    if contact.spoken_at is None and seen.caller.may_be_sent_to:
        rows.append((_ask_key(seen, reader),))
    if contact.spoken_at is not None:
        rows.extend(_network_rows(seen, reader))
        if contact.agreed_at is None and contact.later_at is None:
            rows.append((Key(_("They chose a later time"), ChoseLater(contact.id)),))
    if contact.state is State.TAKEN and contact.handing_to is None:
        rows.append((Key(_("Pass it on"), PassOn(contact.id)),))
    if reasons(contact):
        rows.append((Key(_("Close this call"), CloseWhy(contact.id)),))
    if may_take_back(contact, by=reader.person.id, now=reader.now):
        # Far from where "I have spoken with them" stood: a double tap must not take it back.
        rows.append((Key(_("That was a mistake"), NotSpoken(contact.id)),))
    return tuple(rows)


def _ask_key(seen: Seen, reader: Reader) -> Key:
    _ = reader.t.gettext
    question = question_for(number_known=seen.caller.phone is not None)
    label = _("Ask for their number") if question is Question.NUMBER else _("Ask when to phone")
    return Key(label, AskCaller(seen.contact.id, question))


def _network_rows(seen: Seen, reader: Reader) -> Rows:
    _ = reader.t.gettext
    if seen.network is not None:
        return ((Key(_("Show the network"), ShowNetwork(seen.network)),),)
    return ((Key(_("Open a network"), OpenNetwork(seen.contact.id)),),)


def _closed(seen: Seen, reader: Reader) -> Card:
    _ = reader.t.gettext
    match seen.contact.reason:
        case Reason.NO_MEETING:
            words = _("They asked for no meeting.")
        case Reason.PASSED_ON:
            words = _("Another service has it now.")
        case Reason.NOT_REACHED:
            words = _("They could not be reached.")
        case Reason.THEY_ASKED:
            words = _("They said that they no longer need it.")
        case _:
            words = _("A meeting was held.")
    return card(seen, _("This call is closed"), words, (), reader)


def _facts(seen: Seen, reader: Reader) -> str:
    _ = reader.t.gettext
    called = _("Called at %(time)s.") % {"time": at(seen.contact.opened_at, reader)}
    return called + " " + language_of(seen.caller, reader)


def _unneeded(seen: Seen, reader: Reader) -> list[str]:
    """What the caller said, while it holds: somebody else may have held the phone, so one check is asked for."""
    _ = reader.t.gettext
    if seen.contact.unneeded_at is None:
        return []
    if seen.contact.waits_for_check:
        return [_("The caller says that they no longer need it. Please check once.")]
    return [_("The caller says that they no longer need it.")]


def _waited(seen: Seen, reader: Reader) -> list[str]:
    """How long nobody has spoken with them: a warning must not vanish when its card is redrawn."""
    hours = int((reader.now - seen.contact.opened_at).total_seconds()) // 3600
    if seen.contact.replied_at is not None or hours < WARNED_FROM:
        return []
    words = reader.t.ngettext(
        "Nobody has spoken with them for %(count)d hour.",
        "Nobody has spoken with them for %(count)d hours.",
        hours,
    )
    return [words % {"count": hours}]


def _who(seen: Seen, reader: Reader) -> str:
    _ = reader.t.gettext
    words = {"name": caller_name(seen, reader), "time": at(seen.contact.opened_at, reader)}
    return _("%(name)s called at %(time)s.") % words + " " + language_of(seen.caller, reader)


def to_call(seen: Seen, reader: Reader) -> tuple[Key, ...]:
    """The row that leads back to the call."""
    return (Key(reader.t.gettext("Back to the call"), ShowCall(seen.contact.id)),)


def card(seen: Seen, title: str, body: str, rows: Rows, reader: Reader) -> Card:
    """A card of the call, for staff."""
    return Card(title, body, (*rows, back(reader)), about=(Subject.CONTACT, seen.contact.id))
