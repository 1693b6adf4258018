"""What staff see of one call: its card, and the choices about it."""

from collections.abc import Iterable, Mapping

from handlers.buttons.contact import (
    Accept,
    AskHow,
    AskOthers,
    ChoseLater,
    Close,
    CloseWhy,
    Decline,
    NotReached,
    PassOn,
    PassTo,
    ShowCall,
    Spoken,
    Take,
)
from handlers.buttons.network import OpenNetwork, ShowNetwork
from handlers.card import Card, Key, Rows
from handlers.turn import Reader
from handlers.views.contact_words import Seen, at, caller_name, language_of, number_for_owner, wish_for_staff
from handlers.views.home import back
from rules.contact import DAY, DayWarning, Reason, State, Wish
from rules.contact_taking import reasons
from rules.ids import PersonId
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
    card = today(seen, reader)
    if not facts.get("again"):
        return card
    # A lead was asked with everybody else already: this must not read like the same question again.
    _ = reader.t.gettext
    title = _("Nobody has taken this call") if contact.owner is None else _("Nobody else has taken this call")
    lead = _("Everybody in the team who can be reached has been asked.")
    return Card(title, f"{lead}\n\n{card.body}", card.rows, about=card.about)


def asked_how(reader: Reader) -> str:
    """Words for a moment over the screen."""
    return reader.t.gettext("They have been asked")


def pass_on(seen: Seen, colleagues: Iterable[tuple[PersonId, bool]], reader: Reader) -> Card:
    """Who should be asked to take it over, and who is on duty? It stays with its owner until they accept."""
    _ = reader.t.gettext
    contact = seen.contact
    on_duty = _("%(name)s (on duty)")
    rows = tuple(
        (Key(on_duty % {"name": name} if on else name, PassTo(contact.id, person)),)
        for person, on in colleagues
        if (name := seen.names.get(person, ""))
    )
    everyone = (Key(_("Ask everyone again"), AskOthers(contact.id)),)
    words = _("You have this call until somebody else accepts it.")
    return _card(seen, _("Who should take this call?"), words, (*rows, everyone, _show(seen, reader)), reader)


def close_why(seen: Seen, reader: Reader) -> Card:
    """Why is it closed? Nothing is closed by showing this."""
    _ = reader.t.gettext
    contact = seen.contact
    labels = {
        Reason.MET: _("We have met"),
        Reason.NO_MEETING: _("They asked for no meeting"),
        Reason.PASSED_ON: _("Another service has it"),
        Reason.NOT_REACHED: _("We could not reach them"),
        Reason.THEY_ASKED: _("They no longer need it"),
    }
    rows = tuple((Key(labels[why], Close(contact.id, why)),) for why in reasons(contact))
    words = _("They will read that you closed the call.")
    return _card(seen, _("Close this call: why?"), words, (*rows, _show(seen, reader)), reader)


def _free(seen: Seen, reader: Reader) -> Card:
    _ = reader.t.gettext
    contact = seen.contact
    words = [_facts(seen, reader)]
    if contact.owner is not None:
        title = _("Can you take this call?")
        name = seen.name(contact.owner, reader)
        said = (
            _("%(name)s has it, and has not recorded that they spoke.")
            if contact.spoken_at is None
            else _("%(name)s has it, and asks for somebody else to take it.")
        )
        words.insert(0, said % {"name": name})
    elif contact.nobody_since is not None or contact.asks > 1:
        title = _("Nobody has answered yet")
        words.insert(0, _("Somebody asks to talk. Can you take this call?"))
    else:
        title = _("Somebody asks to talk")
        words.insert(0, _("Can you take this call?"))
    words += [*_unneeded(seen, reader), *_waited(seen, reader), wish_for_staff(seen, reader)]
    rows = ((Key(_("I have this"), Take(contact.id, contact.round)),),)
    return _card(seen, title, "\n\n".join(words), rows, reader)


def _with_a_colleague(seen: Seen, reader: Reader) -> Card:
    _ = reader.t.gettext
    contact = seen.contact
    title = _("%(name)s has this call") % {"name": seen.name(contact.owner, reader)}
    said = (
        _("They have not recorded yet that they spoke.")
        if contact.spoken_at is None
        else _("They have spoken with the caller.")
    )
    nothing = _("There is nothing to do for you.")
    words = "\n\n".join((said, _facts(seen, reader), *_waited(seen, reader), nothing))
    return _card(seen, title, words, (), reader)


def _asked_of_me(seen: Seen, reader: Reader) -> Card:
    _ = reader.t.gettext
    contact = seen.contact
    name = seen.name(contact.owner, reader)
    title = _("%(name)s asks you to take a call") % {"name": name}
    words = "\n\n".join(
        (
            _facts(seen, reader),
            *_unneeded(seen, reader),
            wish_for_staff(seen, reader),
            _("%(name)s has it until you accept.") % {"name": name},
        )
    )
    rows = (
        (Key(_("I take it over"), Accept(contact.id)),),
        (Key(_("I cannot take it"), Decline(contact.id)),),
    )
    return _card(seen, title, words, rows, reader)


def _mine(seen: Seen, reader: Reader) -> Card:
    _ = reader.t.gettext
    contact = seen.contact
    words = [_who(seen, reader), *_unneeded(seen, reader)]
    if contact.spoken_at is None:
        words.append(wish_for_staff(seen, reader))
    words += number_for_owner(seen, reader)
    words += [*_waited(seen, reader), *_what_is_next(seen, reader)]
    return _card(seen, _("You have this call"), "\n\n".join(words), _my_rows(seen, reader), reader)


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
        if contact.promise_due_at is not None:
            until = at(contact.promise_due_at, reader)
            words.append(_("They expect to hear from you by %(time)s.") % {"time": until})
        if contact.tries:
            said = reader.t.ngettext(
                "You tried %(count)d time and could not reach them.",
                "You tried %(count)d times and could not reach them.",
                contact.tries,
            )
            words.append(said % {"count": contact.tries})
        return words
    words.append(_still_missing(seen, reader))
    return words


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
    if contact.wish in {Wish.MESSAGE, Wish.NOT_SURE} and contact.spoken_at is None:
        rows.append((Key(_("Ask how to reach them"), AskHow(contact.id)),))
    if contact.spoken_at is not None:
        rows.extend(_network_rows(seen, reader))
        if contact.agreed_at is None and contact.later_at is None:
            rows.append((Key(_("They chose a later time"), ChoseLater(contact.id)),))
    if contact.state is State.TAKEN and contact.handing_to is None:
        rows.append((Key(_("Pass it on"), PassOn(contact.id)),))
    if reasons(contact):
        rows.append((Key(_("Close this call"), CloseWhy(contact.id)),))
    return tuple(rows)


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
    return _card(seen, _("This call is closed"), words, (), reader)


def _facts(seen: Seen, reader: Reader) -> str:
    _ = reader.t.gettext
    return _("Called at %(time)s. Language: %(language)s.") % {
        "time": at(seen.contact.opened_at, reader),
        "language": language_of(seen.caller, reader),
    }


def _unneeded(seen: Seen, reader: Reader) -> list[str]:
    """What the caller said, while it holds: somebody else may have held the phone, so one check is asked for."""
    if seen.contact.unneeded_at is None:
        return []
    return [reader.t.gettext("The caller says that they no longer need it. Please check once.")]


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
    return _("%(name)s called at %(time)s. Language: %(language)s.") % {
        "name": caller_name(seen, reader),
        "time": at(seen.contact.opened_at, reader),
        "language": language_of(seen.caller, reader),
    }


def _show(seen: Seen, reader: Reader) -> tuple[Key, ...]:
    return (Key(reader.t.gettext("Back to the call"), ShowCall(seen.contact.id)),)


def _card(seen: Seen, title: str, body: str, rows: Rows, reader: Reader) -> Card:
    return Card(title, body, (*rows, back(reader)), about=(Subject.CONTACT, seen.contact.id))
