"""Which key a short typed answer means: "yes" under a question is its yes, "20" under "how late" is 20 minutes."""

from collections.abc import Iterable

from handlers.buttons import Button, decode
from handlers.buttons.contact import UnneededSure
from handlers.buttons.meeting import ChangeAnswer, GiveAnswer
from handlers.buttons.meeting_day import DidMeet, LateBy
from handlers.buttons.meeting_propose import AddTime, UsePlace
from handlers.buttons.network_family import Say, SayAbout
from locales.short_words import Short, minutes_typed, short_answer
from rules.meeting import Answer
from rules.meeting_day import LATES
from rules.network import Answer as Consent


def meant(words: str, language: str, held: Iterable[str]) -> str | None:
    """Of what these keys hold, the one that the words mean; None when it is none of them, or two."""
    said, minutes = short_answer(words, language), minutes_typed(words)
    if said is None and minutes is None:
        return None
    found = {
        each
        for each in held
        if (button := decode(each)) is not None
        and (said in _says(button) if said is not None else _is_late(button, minutes))
    }
    return found.pop() if len(found) == 1 else None


def is_question(held: Iterable[str]) -> bool:
    """Whether a screen with these keys asks something, or shows answers that can be changed."""
    return any(
        button is not None and (isinstance(button, ChangeAnswer | LateBy) or _says(button))
        for button in map(decode, held)
    )


def _says(button: Button) -> tuple[Short, ...]:
    match button:
        case GiveAnswer(answer=Answer.CAN) | DidMeet(met=True) | UnneededSure() | AddTime() | UsePlace():
            return (Short.YES,)
        case Say(answer=Consent.YES) | SayAbout(answer=Consent.YES):
            return (Short.YES,)
        case GiveAnswer(answer=Answer.CANNOT) | DidMeet(met=False):
            return (Short.NO,)
        case Say(answer=Consent.NOT_NOW) | SayAbout(answer=Consent.NOT_NOW):
            return (Short.NO, Short.NOT_NOW)
        case GiveAnswer(answer=Answer.UNSURE) | SayAbout(answer=Consent.UNSURE):
            return (Short.UNSURE,)
    return ()


def _is_late(button: Button, minutes: int | None) -> bool:
    """By how much; more than is offered is "longer", and what lies between is none of the keys."""
    if not isinstance(button, LateBy) or minutes is None:
        return False
    return minutes == button.minutes if minutes <= max(LATES) else button.minutes == 0
