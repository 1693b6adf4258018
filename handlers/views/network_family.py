"""What the person at the centre and the members see: the question, what they said, who is asked."""

from handlers.buttons.home import Languages
from handlers.buttons.meeting import Propose
from handlers.buttons.network import MakeLink, TypePhone
from handlers.buttons.network_family import (
    AboutSomebody,
    ComeBack,
    InviteSomebody,
    Leave,
    MyNetwork,
    MyPeople,
    Say,
    SayAbout,
)
from handlers.card import Card, Key, Rows
from handlers.turn import Reader
from handlers.views.home import back, language_label
from handlers.views.network_words import Seen, answer_word, given, was
from rules.consent import awaits_person, is_cleared, participants, takes_part
from rules.ids import PersonId
from rules.network import Answer, Membership, Network, Part
from rules.notice import Subject


def mine(seen: Seen, reader: Reader) -> Card | None:
    """Today's card for somebody in the network; None when they may not know of it.

    A member knows of it only while the person at the centre says yes about them.
    """
    value = seen.network
    of = value.of(reader.person.id)
    if of is None or not value.is_open:
        return None
    if of.part is Part.MEMBER and not is_cleared(value, of):
        return None
    if not of.is_here:
        return left(value, reader)
    if of.member_says is None:
        return ask(seen, of, reader)
    match of.member_says.answer:
        case Answer.YES if of.part is Part.CENTRE:
            return _centre(seen, reader)
        case Answer.YES:
            return _member(seen, reader)
        case Answer.PHONE_FIRST:
            return _phone_first(seen, of, reader)
        case _:
            return _not_now(seen, of, reader)


def is_asked(seen: Seen, reader: Reader) -> bool:
    """Whether `mine` is a question: about themselves, or about somebody who may be asked."""
    of = seen.network.of(reader.person.id)
    if of is None or not of.is_here or mine(seen, reader) is None:
        return False
    return of.member_says is None or (of.part is Part.CENTRE and _unsaid(seen.network) is not None)


def ask(seen: Seen, of: Membership, reader: Reader) -> Card:
    """The question: what it is about, and three answers."""
    _ = reader.t.gettext
    if of.part is Part.CENTRE:
        title = _("Would you like to meet?")
        body = _(
            "%(service)s asks if you would like to meet and talk. %(names)s come every time. "
            "You decide who else comes, when and where. You can stop at any time, with one tap."
        )
    else:
        title = _("Would you like to take part?")
        body = _(
            "%(person)s says that we may ask you. You would meet and talk together, with "
            "%(names)s. Days and times come here. %(seen)s "
            "Only the team sees a number that you give. You can leave at any time, with one tap."
        )
    words = {
        "service": reader.organisation.name,
        "names": seen.core(reader),
        "person": seen.centre(reader),
        "seen": _who_sees_your_name(seen, of, reader),
    }
    return Card(title, body % words, (*_answers(seen.network, of, reader),), _about(seen.network))


def _who_sees_your_name(seen: Seen, of: Membership, reader: Reader) -> str:
    """Whoever was named by a word of others keeps their own name; of a caller the person has read it already."""
    _ = reader.t.gettext
    if of.invited_as is not None:
        return _("The others do not see your number or your Telegram name.")
    words = {"person": seen.centre(reader), "own": seen.name(of.person, reader)}
    return _("%(person)s sees your name here: %(own)s. The others see neither your name nor your number.") % words


def ask_about(seen: Seen, member: PersonId, reader: Reader) -> Card:
    """Asks the person at the centre if this member may be asked."""
    _ = reader.t.gettext
    name = {"name": seen.name(member, reader)}
    body = _(
        "We ask %(name)s only if you say yes, and tell them that you agree. Any other answer is seen only by the team."
    )
    rows = _answers_about(seen, member, reader)
    title = _("May we ask %(name)s?") % name
    return Card(title, body % name, (*rows, back(reader)), _about(seen.network))


def people(seen: Seen, reader: Reader) -> Card:
    """The person's own list: who may be asked. What each of them answered is theirs."""
    _ = reader.t.gettext
    value = seen.network
    rows = tuple(
        (Key(seen.name(m.person, reader), AboutSomebody(value.id, m.person)),)
        for m in value.here()
        if m.part is Part.MEMBER
    )
    lines = [_word_about(seen, m, reader) for m in value.here() if m.part is Part.MEMBER]
    body = "\n".join(lines) if lines else _("You have not named anybody. That is fine.")
    more = (Key(_("Name somebody"), InviteSomebody(value.id)),)
    return Card(_("Who may be asked"), body, (*rows, more, *_to_mine(value, reader)))


def somebody(seen: Seen, member: PersonId, reader: Reader) -> Card:
    """The person: one of their people, and what they would like to say about them."""
    _ = reader.t.gettext
    value = seen.network
    of = value.of(member)
    if of is None or not of.is_here:
        return people(seen, reader)
    rows = list(_answers_about(seen, member, reader))
    if of.person_says is not None and of.person_says.is_yes and not seen.on_telegram(member):
        rows.append((Key(_("Make a link"), MakeLink(value.id, member)),))
        rows.append((Key(_("No Telegram: phone them"), TypePhone(value.id, member)),))
    rows.append((Key(_("Back"), MyPeople(value.id)), *back(reader)))
    lines = [_word_about(seen, of, reader), given(seen, of.person_says, reader)]
    return Card(seen.name(member, reader), "\n\n".join(line for line in lines if line), tuple(rows))


def left(value: Network, reader: Reader) -> Card:
    """Withdrawal has worked, and how to undo it."""
    _ = reader.t.gettext
    body = _(
        "You get no more messages about this. The others are not told that you left. "
        "The team can see it. You can come back."
    )
    rows = ((Key(_("Take part again"), ComeBack(value.id)),), back(reader))
    return Card(_("You have left"), body, rows, _about(value))


def plan_changed(reader: Reader) -> Card:
    """All that somebody reads who was taken off a list."""
    _ = reader.t.gettext
    return Card(_("The plan has changed"), _("There is nothing for you to do."), (back(reader),))


def label(seen: Seen, reader: Reader) -> str:
    """What its key on the home screen says. The code name is for those who said yes: before that it only puzzles."""
    _ = reader.t.gettext
    of = seen.network.of(reader.person.id)
    if of is None or not of.is_here:
        return _("You have left")
    if is_asked(seen, reader):
        return _("A question for you")
    if of.member_says is not None and not of.member_says.is_yes:
        return _("Your answer: %(answer)s") % {"answer": answer_word(of.member_says.answer, reader)}
    return _("My network: %(network)s") % {"network": seen.network.code_name}


def _centre(seen: Seen, reader: Reader) -> Card:
    _ = reader.t.gettext
    value = seen.network
    waiting = _unsaid(value)
    if waiting is not None:
        return ask_about(seen, waiting.person, reader)
    named = [m for m in value.here() if m.part is Part.MEMBER]
    coming = sum(takes_part(value, m.person) for m in named)
    if named:
        t = reader.t
        listed = t.ngettext("%(count)s person is on your list.", "%(count)s people are on your list.", len(named)) % {
            "count": len(named)
        }
        taking = t.ngettext("%(count)s takes part.", "%(count)s take part.", coming) % {"count": coming}
        if not coming:
            taking = _("Nobody takes part yet.")
        count = f"{listed} {taking}"
    else:
        count = _("You have not named anybody yet. You can, whenever you like.")
    body = _("You take part. %(names)s come every time.") % {"names": seen.core(reader)}
    body += " " + given(seen, None if value.centre is None else value.centre.member_says, reader)
    rows = (
        (Key(_("Who may be asked"), MyPeople(value.id)),),
        (Key(_("Plan a meeting"), Propose(value.id)),),
        (Key(_("Leave"), Leave(value.id)),),
        back(reader),
    )
    return Card(value.code_name, f"{body}\n\n{count}", rows, _about(value))


def _unsaid(value: Network) -> Membership | None:
    """The first about whom the person at the centre has not said anything yet."""
    return next((m for m in value.here() if awaits_person(value, m.person)), None)


def _member(seen: Seen, reader: Reader) -> Card:
    _ = reader.t.gettext
    value = seen.network
    others = len(participants(value)) - 1
    count = reader.t.ngettext(
        "%(count)s other person takes part, and %(names)s from the team.",
        "%(count)s other people take part, and %(names)s from the team.",
        others,
    ) % {"count": others, "names": seen.core(reader)}
    of = value.of(reader.person.id)
    body = _("You take part. When a meeting is planned, you read it here.")
    body += " " + given(seen, None if of is None else of.member_says, reader)
    rows = (
        (Key(_("Plan a meeting"), Propose(value.id)),),
        (Key(_("Leave"), Leave(value.id)),),
        back(reader),
    )
    return Card(value.code_name, f"{body}\n\n{count}", rows, _about(value))


def _phone_first(seen: Seen, of: Membership, reader: Reader) -> Card:
    _ = reader.t.gettext
    value = seen.network
    phone = seen.phone(of.person)
    body = _("We have told %(names)s that you would like a phone call first.") % {"names": seen.core(reader)}
    rows: list[tuple[Key, ...]] = []
    if phone is None:
        body += "\n\n" + _("Which number should they call?")
        rows.append((Key(_("Type a number"), TypePhone(value.id, of.person)),))
    else:
        body += "\n\n" + _("They call %(number)s.") % {"number": phone}
        rows.append((Key(_("Another number"), TypePhone(value.id, of.person)),))
    rows += [*_answers(value, of, reader, but=Answer.PHONE_FIRST), back(reader)]
    return Card(_("A phone call first"), body, tuple(rows), _about(value))


def _not_now(seen: Seen, of: Membership, reader: Reader) -> Card:
    _ = reader.t.gettext
    value = seen.network
    body = _("You said not now. We send you nothing about it. You can change that here.")
    rows = (*_answers(value, of, reader, but=Answer.NOT_NOW), back(reader))
    return Card(_("Not now"), body, rows, _about(value))


def _answers(
    value: Network, of: Membership, reader: Reader, *, but: Answer | None = None
) -> tuple[tuple[Key, ...], ...]:
    _ = reader.t.gettext
    before = was(of.member_says)
    words = {
        Answer.YES: _("Yes"),
        Answer.NOT_NOW: _("Not now"),
        Answer.PHONE_FIRST: _("Phone me first"),
    }
    rows = tuple((Key(label, Say(value.id, answer, before)),) for answer, label in words.items() if answer is not but)
    if but is not None:
        return rows
    return (*rows, (Key(language_label(reader), Languages()), *back(reader)))


def _answers_about(seen: Seen, member: PersonId, reader: Reader) -> Rows:
    _ = reader.t.gettext
    of = seen.network.of(member)
    before = of.person_says if of is not None else None
    words = {
        Answer.YES: _("Yes"),
        Answer.NOT_NOW: _("Not now"),
        Answer.UNSURE: _("Not sure yet"),
    }
    return tuple(
        (Key(label, SayAbout(seen.network.id, member, answer, was(before))),)
        for answer, label in words.items()
        if before is None or before.answer is not answer
    )


def _word_about(seen: Seen, of: Membership, reader: Reader) -> str:
    _ = reader.t.gettext
    name = {"name": seen.name(of.person, reader)}
    if of.person_says is None:
        return _("%(name)s: you have not said yet if we may ask.") % name
    words = {
        Answer.YES: _("%(name)s: you say yes, we may ask."),
        Answer.NOT_NOW: _("%(name)s: you say not now."),
        Answer.UNSURE: _("%(name)s: you are not sure yet."),
    }
    return words[of.person_says.answer] % name


def _about(value: Network) -> tuple[Subject, str]:
    return Subject.NETWORK, value.id


def _to_mine(value: Network, reader: Reader) -> Rows:
    return ((Key(reader.t.gettext("Back"), MyNetwork(value.id)), *back(reader)),)
