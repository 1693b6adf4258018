"""Somebody phoned the team: staff open the call for them, and it is theirs until another accepts."""

from handlers.buttons.contact import PhonedIn
from handlers.card import Card
from handlers.contact.seen import see
from handlers.dialogue import END, Dialogue, Tapped, Typed
from handlers.turn import Turn
from handlers.views import contact_phoned, contact_staff
from rules.contact_phone import read_phone
from rules.decision import Refused, Situation
from storage import contacts, people

NAME_LIMIT = 40
"""Characters: a first name, not a story."""


def dialogues() -> list[Dialogue]:
    """Two questions: who, and which number."""
    return [
        Dialogue(
            "contact_phoned",
            entry=[Tapped(PhonedIn, _begin)],
            states={
                "name": [Typed(_name, again=lambda turn: contact_phoned.ask_name(turn.reader))],
                "number": [Typed(_number, again=_ask_number)],
            },
        )
    ]


def _begin(turn: Turn, _tap: PhonedIn) -> str:
    if not turn.person.is_staff:
        raise Refused(Situation.NOT_FOR_YOU)
    turn.show(contact_phoned.ask_name(turn.reader))
    return "name"


def _name(turn: Turn, typed: str) -> str:
    if len(typed) > NAME_LIMIT:
        raise Refused(Situation.TEXT_TOO_LONG)
    turn.draft["phoned"] = " ".join(typed.split())
    turn.show(_ask_number(turn))
    return "number"


def _ask_number(turn: Turn) -> Card:
    return contact_phoned.ask_number(str(turn.draft["phoned"]), turn.reader)


def _number(turn: Turn, typed: str) -> str:
    if not turn.person.is_staff:
        raise Refused(Situation.NOT_FOR_YOU)
    number = read_phone(typed)
    caller = people.register(
        turn.tx,
        team=turn.person.team,
        name=str(turn.draft["phoned"]),
        language=turn.person.language,
        phone=number,
    )
    contact, _new = contacts.start(turn.tx, caller.id, team=turn.person.team, by=turn.person.id)
    turn.show(contact_staff.today(see(turn.tx, contact), turn.reader))
    return END
