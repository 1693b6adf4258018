"""Links: a lead invites staff, and whoever opens a link is asked whether it is theirs."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from handlers.buttons import decode
from handlers.buttons.base import Button
from handlers.buttons.invitation import (
    ChangeName,
    InviteStaff,
    KeepName,
    LinkLanguage,
    MakeStaffLink,
    NotMe,
    ThatIsMe,
)
from handlers.card import Card, Key
from handlers.dialogue import END, Dialogue, Tapped, Typed
from handlers.network.family import show as show_mine
from handlers.network.seen import seen
from handlers.subject import Part
from handlers.turn import Reader, Turn
from handlers.views import invitation as views
from handlers.views import network_family as family_views
from handlers.views.refusals import sentence
from locales.catalogue import LANGUAGES, catalogue
from rules.decision import Refused, Situation
from rules.ids import PersonId
from rules.invitation import Invitation, Purpose, checked_name, require_usable
from rules.membership import claim
from rules.notice import Kind, Notice, Subject
from rules.people import Person
from storage import cards, contacts, invitations, networks, people
from storage.database import Transaction


def start(turn: Turn, payload: str) -> bool:
    """`/start <secret>`: joins the team, or asks whether the link is theirs.

    A link that does not work gets one plain sentence; and then, whoever was never here, the ordinary first screen.
    One's own link shows today's card of the network.
    """
    was_here = people.has_been_shown(turn.tx, turn.person.id)
    try:
        found = invitations.find(turn.tx, payload)
        if found.used_by == turn.person.id:
            return _shown_again(turn, found)
        require_usable(found, by=turn.person, now=turn.now)
        if found.purpose is Purpose.STAFF:
            _join(turn, payload)
        else:
            turn.say(views.is_that_you(payload, _invited_name(turn, found), turn.reader))
    except Refused as refusal:
        turn.say(views.no_question(sentence(refusal.situation, turn.t), turn.reader))
        if not was_here:
            turn.tell([Notice(Kind.HOME, turn.person.id, Subject.PERSON, turn.person.id)])
    return True


def invite_staff(turn: Turn, _tap: InviteStaff) -> None:
    """A lead is asked for the role."""
    _lead_only(turn)
    turn.show(views.choose_role(turn.reader))


def make_staff_link(turn: Turn, tap: MakeStaffLink) -> None:
    """The link and its picture, in a message of their own to forward."""
    _lead_only(turn)
    made = invitations.make(turn.tx, team=turn.person.team, role=tap.role, by=turn.person)
    turn.show(views.staff_link(tap.role, turn.reader))
    until = made.invitation.expires_at
    turn.say(views.staff_picture(made.token, tap.role, until, turn.reader))


def that_is_me(turn: Turn, tap: ThatIsMe) -> None:
    """Use the link up, take the place, and read the question."""
    found = invitations.find(turn.tx, tap.token)
    require_usable(found, by=turn.person, now=turn.now)
    name = _invited_name(turn, found)
    if _is_new(turn):
        # Telegram's first name may be anything; the family and the team know this one.
        people.set_name(turn.tx, turn.person.id, name)

    def take(invited: PersonId) -> networks.Decide:
        return partial(claim, invited=invited, account=turn.person)

    value = invitations.take_place(turn.tx, tap.token, by=turn.person, claim=take)
    show_mine(turn, seen(turn.tx, value))


def not_me(turn: Turn, tap: NotMe) -> None:
    """The link stays as it is, for the one it was made for."""
    found = _family_link(turn, tap.token)
    turn.show(views.not_you(_invited_name(turn, found), turn.reader))


def link_language(turn: Turn, tap: LinkLanguage) -> None:
    """The same question in another language, which is theirs from now on."""
    found = _family_link(turn, tap.token)
    if tap.language not in LANGUAGES:
        raise Refused(Situation.OUTDATED)
    people.set_language(turn.tx, turn.person.id, tap.language)
    person = replace(turn.person, language=tap.language)
    turn.reader = replace(turn.reader, person=person, t=catalogue(tap.language))
    turn.show(views.is_that_you(tap.token, _invited_name(turn, found), turn.reader))


def keep_name(turn: Turn, _tap: KeepName) -> None:
    """The name is right."""
    by = _staff_only(turn)
    turn.show(views.name_kept(by.name, turn.reader))


def dialogues() -> tuple[Dialogue, ...]:
    """New ones for each process."""
    return (
        Dialogue(
            "staff_name",
            [Tapped(ChangeName, _ask_name)],
            {"name": [Typed(_name, again=lambda turn: views.name_question(turn.reader))]},
        ),
    )


def home_keys(_tx: Transaction, reader: Reader) -> list[tuple[Key, ...]]:
    """A lead can invite colleagues."""
    if not reader.person.is_lead:
        return []
    return [(Key(reader.t.gettext("Invite to the team"), InviteStaff()),)]


def present_joined(tx: Transaction, notice: Notice, reader: Reader) -> Card | None:
    """To the lead who made the link, while they and the newcomer are in the team."""
    newcomer = people.get(tx, PersonId(notice.subject_id))
    if newcomer is None or newcomer.role is None or newcomer.team != reader.person.team:
        return None
    return views.joined(newcomer, newcomer.role, reader) if reader.person.is_staff else None


def _join(turn: Turn, token: str) -> None:
    used = invitations.join_team(turn.tx, token, by=turn.person)
    if used.role is None:
        raise Refused(Situation.LINK_UNKNOWN)
    turn.reader = replace(turn.reader, person=replace(turn.person, role=used.role))
    turn.say(views.welcome(used.role, turn.reader))


def _shown_again(turn: Turn, found: Invitation) -> bool:
    """Somebody opens again the link that they used themselves; False where there is nothing to see but home."""
    network = None if found.network is None else networks.load(turn.tx, found.network)
    card = None if network is None else family_views.mine(seen(turn.tx, network), turn.reader)
    if card is None:
        return False
    turn.say(card)
    return True


def asks(tx: Transaction, reader: Reader) -> Card | None:
    """Whether the link is theirs, while that is the last thing on their phone and the link still works."""
    held = (decode(data) for data in cards.newest_keys(tx, reader.person.id))
    token = next((button.token for button in held if isinstance(button, ThatIsMe)), None)
    if token is None:
        return None
    try:
        found = invitations.find(tx, token)
        require_usable(found, by=reader.person, now=reader.now)
    except Refused:
        return None
    name = _name_of(tx, found)
    return None if name is None else views.is_that_you(token, name, reader)


def _is_new(turn: Turn) -> bool:
    """Whether the name we have is only the one Telegram gave."""
    called = contacts.latest_of(turn.tx, turn.person.id) is not None
    return not called and not networks.of_member(turn.tx, turn.person.id)


def _family_link(turn: Turn, token: str) -> Invitation:
    found = invitations.find(turn.tx, token)
    require_usable(found, by=turn.person, now=turn.now)
    return found


def _invited_name(turn: Turn, found: Invitation) -> str:
    name = _name_of(turn.tx, found)
    if name is None:
        raise Refused(Situation.LINK_UNKNOWN)
    return name


def _name_of(tx: Transaction, found: Invitation) -> str | None:
    """The word by which the one it is for was named, also when somebody took the place before."""
    network = None if found.network is None else networks.load(tx, found.network)
    if network is None or found.person is None:
        return None
    invited = people.get(tx, network.invited_as(found.person))
    return None if invited is None else invited.name


def _ask_name(turn: Turn, _tap: ChangeName) -> str:
    _staff_only(turn)
    turn.show(views.name_question(turn.reader))
    return "name"


def _name(turn: Turn, text: str) -> str:
    by = _staff_only(turn)
    name = checked_name(text)
    people.set_name(turn.tx, by.id, name)
    turn.show(views.name_kept(name, turn.reader))
    return END


def _staff_only(turn: Turn) -> Person:
    if not turn.person.is_staff:
        raise Refused(Situation.NOT_FOR_YOU)
    return turn.person


def _lead_only(turn: Turn) -> None:
    if not turn.person.is_lead:
        raise Refused(Situation.NOT_FOR_YOU)


def _or_plainly(step: Callable[[Turn, Any], None]) -> Callable[[Turn, Any], None]:
    """A link that does not work any more says so in place of its question; nothing else happens."""

    def answered(turn: Turn, tap: Button) -> None:
        try:
            with turn.tx.savepoint():
                step(turn, tap)
        except Refused as refusal:
            words = sentence(refusal.situation, turn.t)
            if turn.tapped is not None:
                turn.toast(words)
            turn.show(views.no_question(words, turn.reader))

    return answered


TAPS: Mapping[type[Button], Callable[[Turn, Any], None]] = {
    InviteStaff: invite_staff,
    MakeStaffLink: make_staff_link,
    ThatIsMe: _or_plainly(that_is_me),
    NotMe: _or_plainly(not_me),
    LinkLanguage: _or_plainly(link_language),
    KeepName: keep_name,
}

PART = Part(
    taps=TAPS,
    dialogues=dialogues,
    presenters={Kind.STAFF_JOINED: present_joined},
    asks=asks,
    home_keys=home_keys,
    start=start,
)
