"""What staff see of a network: the list, one network, one person in it."""

from collections.abc import Sequence

from handlers.buttons.meeting import OpenMeeting, Propose
from handlers.buttons.network import (
    AskRecord,
    AskRecordAbout,
    ChangeCore,
    Close,
    CloseNow,
    ForCaller,
    ForOther,
    MakeLink,
    Networks,
    NewNetwork,
    Record,
    RecordAbout,
    Remove,
    RemoveNow,
    Rename,
    ShowMember,
    ShowNetwork,
    Suggest,
    SuggestCaller,
    SuggestOther,
    TypePhone,
)
from handlers.card import Card, Key, Rows
from handlers.turn import Reader
from handlers.views.home import back
from handlers.views.network_words import Seen, answer_word, given, has_to_be_phoned, listed, said, standing, was
from rules.consent import is_cleared, is_willing, may_be_asked, takes_part
from rules.ids import PersonId
from rules.meeting import is_staff_side
from rules.network import Answer, How, Membership, Network, Part
from rules.notice import Subject


def listing(networks: Sequence[Network], reader: Reader) -> Card:
    """The networks this staff member may open, newest first: a lead all of the team's, everybody else their own."""
    _ = reader.t.gettext
    rows: list[tuple[Key, ...]] = [(Key(n.code_name, ShowNetwork(n.id)),) for n in networks]
    none = _("There is no network yet.") if reader.person.is_lead else _("You are in no network yet.")
    body = "" if networks else none
    new = (Key(_("Open a network"), NewNetwork()),)
    return Card(_("Networks"), body, (*rows, new, back(reader)))


def network(seen: Seen, reader: Reader) -> Card:
    """One network: who stays, who takes part, and what can be done."""
    _ = reader.t.gettext
    value = seen.network
    lines = [_("Core pair: %(names)s") % {"names": seen.core(reader)}]
    lines += [standing(seen, m, reader) + _phone_line(seen, m, reader) for m in value.here()]
    body = "\n".join(lines)
    if seen.is_badly_named and value.is_open:
        body += "\n\n" + _("The name of this network holds a name of somebody in it. Please change it.")
    if left := seen.gone():
        names = listed([seen.name(person, reader) for person in left], reader)
        body += "\n\n" + _("Left the team: %(names)s. Please change the core pair.") % {"names": names}
    centre = value.centre
    if not value.is_open:
        body += "\n\n" + _("This network is closed. Nothing is sent to anybody about it.")
    elif centre is None:
        body += "\n\n" + _("Who are the meetings for?")
    elif not centre.is_here:
        gone = _("The person at the centre has left. Nothing is sent to the family.")
        body += "\n\n" + gone
    elif seen.last is not None:
        body += "\n\n" + _("The next step is not decided.")
    return Card(value.code_name, body, _network_rows(seen, reader), _about(value))


def member(seen: Seen, person: PersonId, reader: Reader) -> Card:
    """One person of the network, for staff: what they said, how, and what can be done next."""
    _ = reader.t.gettext
    value = seen.network
    of = value.of(person)
    if of is None or not of.is_here:
        return network(seen, reader)
    name = seen.name(person, reader)
    lines = [standing(seen, of, reader), *_answers(seen, of, reader)]
    if of.invited_as is not None and (as_named := seen.name(of.invited_as, reader)) != name:
        lines.append(_("Invited as %(name)s.") % {"name": as_named})
    if (phone := seen.phone(person)) and has_to_be_phoned(seen, of):
        lines.append(_("Phone: %(number)s") % {"number": phone})
    if not seen.on_telegram(person):
        # To phone somebody whom the person at the centre does not want asked would be asking them.
        lines.append(
            _("Not on Telegram here. You can phone them and record what they say.")
            if of.part is Part.CENTRE or is_cleared(value, of)
            else _("Not on Telegram here. Please do not phone them before %(person)s says yes.")
            % {"person": seen.centre(reader)}
        )
    rows = (*_member_rows(seen, of, reader), *_to_network(value, reader))
    return Card(name, "\n\n".join(lines), rows)


def record(seen: Seen, person: PersonId, reader: Reader) -> Card:
    """Staff record somebody's own word, and how it was given."""
    _ = reader.t.gettext
    of = seen.network.of(person)
    before = was(None if of is None else of.member_says)
    choices = (
        (_("Yes, by phone"), Answer.YES, How.BY_PHONE),
        (_("Yes, in person"), Answer.YES, How.IN_PERSON),
        (_("Not now, by phone"), Answer.NOT_NOW, How.BY_PHONE),
        (_("Not now, in person"), Answer.NOT_NOW, How.IN_PERSON),
    )
    rows = tuple((Key(words, Record(seen.network.id, person, answer, how, before)),) for words, answer, how in choices)
    title = _("What did %(name)s say?") % {"name": seen.name(person, reader)}
    body = _("You asked if they would like to take part. Your name goes into the record.")
    return Card(title, body, (*rows, *_to_member(seen, person, reader)))


def record_about(seen: Seen, person: PersonId, reader: Reader) -> Card:
    """Staff record what the person at the centre said about asking a member."""
    _ = reader.t.gettext
    of = seen.network.of(person)
    before = was(None if of is None else of.person_says)
    choices = (
        (_("Yes, by phone"), Answer.YES, How.BY_PHONE),
        (_("Yes, in person"), Answer.YES, How.IN_PERSON),
        (_("Not now"), Answer.NOT_NOW, How.IN_PERSON),
        (_("Not sure yet"), Answer.UNSURE, How.IN_PERSON),
    )
    rows = tuple(
        (Key(words, RecordAbout(seen.network.id, person, answer, how, before)),) for words, answer, how in choices
    )
    words = {"name": seen.name(person, reader), "person": seen.centre(reader)}
    title = _("What did %(person)s say about asking %(name)s?") % words
    body = _("Your name goes into the record.")
    return Card(title, body, (*rows, *_to_member(seen, person, reader)))


def suggest(seen: Seen, reader: Reader) -> Card:
    """Whom do staff suggest? Nobody hears of it before the person at the centre has said yes."""
    _ = reader.t.gettext
    value = seen.network
    rows: list[tuple[Key, ...]] = []
    if seen.caller is not None and value.of(seen.caller) is None:
        caller = _("The caller: %(name)s") % {"name": seen.name(seen.caller, reader)}
        rows.append((Key(caller, SuggestCaller(value.id)),))
    rows.append((Key(_("Somebody else"), SuggestOther(value.id)),))
    body = _("%(person)s is asked first. Nobody hears of it before that.") % {"person": seen.centre(reader)}
    return Card(_("Whom would you suggest?"), body, (*rows, *_to_network(value, reader)))


def remove(seen: Seen, person: PersonId, reader: Reader) -> Card:
    """The first of two taps."""
    _ = reader.t.gettext
    name = seen.name(person, reader)
    body = _("%(name)s gets no more messages about this network. Nobody else is told.")
    rows = ((Key(_("Take off the list"), RemoveNow(seen.network.id, person)),),)
    return Card(
        _("Take %(name)s off the list?") % {"name": name},
        body % {"name": name},
        (*rows, *_to_member(seen, person, reader)),
    )


def close(seen: Seen, reader: Reader, *, planned: bool) -> Card:
    """The first of two taps; a network with a meeting ahead cannot be closed."""
    _ = reader.t.gettext
    back_rows = _to_network(seen.network, reader)
    title = _("Close %(network)s?") % {"network": seen.network.code_name}
    if planned:
        body = _("A meeting is planned, or people are being asked. Cancel that first.")
        return Card(title, body, back_rows)
    body = _("Nothing is sent to anybody about this network after that. Nobody is told.")
    rows = ((Key(_("Close the network"), CloseNow(seen.network.id)),),)
    return Card(title, body, (*rows, *back_rows))


def answered(seen: Seen, person: PersonId, answer: Answer, reader: Reader) -> Card:
    """To the core pair: somebody has answered. It stays as it is when the network's card changes."""
    _ = reader.t.gettext
    show = ShowMember(seen.network.id, person)
    # Names stand on keys: a lock screen shows the text alone.
    rows: Rows = ((Key(said(answer, seen.name(person, reader), reader), show),),)
    title, body = _("%(network)s: somebody has answered"), _("There is nothing for you to do.")
    if answer is Answer.PHONE_FIRST:
        title = _("%(network)s: somebody would like a phone call")
        phone = seen.phone(person)
        if phone is None:
            body = _("They have been asked for a number. You read it here.")
        else:
            body = _("Please phone them, and record what they say.")
            rows += ((Key(_("Phone: %(number)s") % {"number": phone}, show),),)
    elif answer is Answer.YES:
        body = _("You can plan a meeting with them.")
    return Card(title % {"network": seen.network.code_name}, body, (*rows, *_open(seen, reader)))


def cleared(seen: Seen, person: PersonId, reader: Reader) -> Card:
    """To the core pair: the person agrees, and somebody has to hand on a link or phone."""
    _ = reader.t.gettext
    names = {"name": seen.name(person, reader), "person": seen.centre(reader)}
    title = _("%(network)s: you may ask somebody") % {"network": seen.network.code_name}
    body = _("They are not on Telegram here. Make a link for them, or phone them.")
    label = _("%(person)s says that you may ask %(name)s") % names
    return Card(title, body, ((Key(label, ShowMember(seen.network.id, person)),), *_open(seen, reader)))


def please_phone(seen: Seen, person: PersonId, reader: Reader) -> Card:
    """To the core pair: a question of ours waits for somebody whom the bot cannot write to."""
    _ = reader.t.gettext
    name = seen.name(person, reader)
    about = _("would they like to take part?") if may_be_asked(seen.network, person) else _("may the others be asked?")
    body = _("Network: %(network)s") % {"network": seen.network.code_name}
    body += "\n\n" + _("Messages do not reach them. You can record what they say.")
    title = _("Please phone %(names)s: %(about)s") % {"names": name, "about": about}
    return Card(title, body, ((Key(name, ShowMember(seen.network.id, person)),), *_open(seen, reader)))


def chosen(seen: Seen, reader: Reader) -> Card:
    """To a colleague: you are in the core pair."""
    _ = reader.t.gettext
    body = _("Network: %(network)s") % {"network": seen.network.code_name}
    body += "\n\n" + _("You stay from the first to the last meeting.")
    return Card(_("You are in the core pair now"), body, _open(seen, reader))


def _open(seen: Seen, reader: Reader) -> Rows:
    value = seen.network
    return ((Key(value.code_name, ShowNetwork(value.id)),), back(reader))


def _network_rows(seen: Seen, reader: Reader) -> Rows:
    _ = reader.t.gettext
    value = seen.network
    rows: list[tuple[Key, ...]] = []
    if value.is_open and value.centre is None:
        if seen.caller is not None:
            caller = _("The caller: %(name)s") % {"name": seen.name(seen.caller, reader)}
            rows.append((Key(caller, ForCaller(value.id)),))
        rows.append((Key(_("Somebody else"), ForOther(value.id)),))
    if value.is_open:
        if value.person is not None and takes_part(value, value.person):
            rows.append((Key(_("Plan a meeting"), Propose(value.id)),))
            if seen.last is not None and is_staff_side(seen.last, reader.person):
                rows.append((Key(_("When shall you meet next?"), OpenMeeting(seen.last.id)),))
        rows += [(Key(seen.name(m.person, reader), ShowMember(value.id, m.person)),) for m in value.here()]
        if value.centre is not None and value.centre.is_here:
            rows.append((Key(_("Suggest somebody"), Suggest(value.id)),))
        rows.append((Key(_("Change core pair"), ChangeCore(value.id)), Key(_("Change the name"), Rename(value.id, 0))))
        rows.append((Key(_("Close the network"), Close(value.id)),))
    return (*rows, (Key(_("Networks"), Networks()), *back(reader)))


def _member_rows(seen: Seen, of: Membership, reader: Reader) -> Rows:
    _ = reader.t.gettext
    value, person = seen.network, of.person
    rows: list[tuple[Key, ...]] = []
    centre = value.centre
    cleared = of.part is Part.CENTRE or is_cleared(value, of)
    if of.part is Part.MEMBER and centre is not None and is_willing(centre):
        label = _("Record what %(person)s said") % {"person": seen.centre(reader)}
        rows.append((Key(label, AskRecordAbout(value.id, person)),))
    if cleared and not seen.on_telegram(person):
        rows.append((Key(_("Make a link"), MakeLink(value.id, person)),))
        rows.append((Key(_("Phone number"), TypePhone(value.id, person)),))
    if cleared:
        label = _("Record what %(name)s said") % {"name": seen.name(person, reader)}
        rows.append((Key(label, AskRecord(value.id, person)),))
    label = _("Take off the list") if of.part is Part.MEMBER else _("The meetings are for somebody else")
    rows.append((Key(label, Remove(value.id, person)),))
    return tuple(rows)


def _answers(seen: Seen, of: Membership, reader: Reader) -> list[str]:
    """What the person at the centre said about this member, and what they said themselves; when, and how."""
    _ = reader.t.gettext
    words = {"name": seen.name(of.person, reader), "person": seen.centre(reader)}
    lines = []
    if of.person_says is not None:
        said = _("May %(name)s be asked? %(person)s: %(answer)s.")
        lines.append(said % {**words, "answer": answer_word(of.person_says.answer, reader)})
        lines[-1] += " " + given(seen, of.person_says, reader)
    if of.member_says is not None:
        said = _("%(name)s: %(answer)s.") % {**words, "answer": answer_word(of.member_says.answer, reader)}
        lines.append(said + " " + given(seen, of.member_says, reader))
    return lines


def _phone_line(seen: Seen, of: Membership, reader: Reader) -> str:
    """The number, under somebody who asked to be phoned."""
    says = of.member_says
    if says is None or says.answer is not Answer.PHONE_FIRST:
        return ""
    phone = seen.phone(of.person)
    _ = reader.t.gettext
    return " " + (_("There is no number yet.") if phone is None else _("Phone: %(number)s") % {"number": phone})


def _about(value: Network) -> tuple[Subject, str]:
    return Subject.NETWORK, value.id


def _to_network(value: Network, reader: Reader) -> Rows:
    return ((Key(reader.t.gettext("Back"), ShowNetwork(value.id)), *back(reader)),)


def _to_member(seen: Seen, person: PersonId, reader: Reader) -> Rows:
    label = reader.t.gettext("Back")
    return ((Key(label, ShowMember(seen.network.id, person)), *back(reader)),)
