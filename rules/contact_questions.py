"""What an owner may ask the caller by a fixed message, and what the caller answers."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from rules.contact import AGAIN_AFTER, Contact, Question, State, Wish, redraws, require_owner, tell
from rules.contact_taking import promised
from rules.decision import Decision, Refused, Situation
from rules.ids import PersonId
from rules.ladder import Ladder
from rules.notice import Kind

MORNING = 9
"""The hour of "in the morning", by the team's clock."""
NEAR = timedelta(hours=2)
"""A morning nearer than this is no other choice than "in an hour"."""


FAR = timedelta(hours=36)
"""No morning that is offered is further away."""


class When(StrEnum):
    """When the caller would like to be phoned."""

    NOW = "now"
    HOUR = "hour"
    MORNING = "morning"


def question_for(*, number_known: bool) -> Question:
    """What there is to ask: which number, until there is one; then when."""
    return Question.WHEN if number_known else Question.NUMBER


def ask_caller(
    contact: Contact, question: Question, *, by: PersonId, number_known: bool, now: datetime
) -> Decision[Contact]:
    """The owner asks the caller, in a message that names the owner.

    OUTDATED once they have spoken, or where the number has come or gone; TOO_SOON within AGAIN_AFTER of
    the same question.
    """
    require_owner(contact, by)
    if contact.spoken_at is not None or question is not question_for(number_known=number_known):
        raise Refused(Situation.OUTDATED)
    if contact.question is question and contact.question_at is not None and now < contact.question_at + AGAIN_AFTER:
        raise Refused(Situation.TOO_SOON)
    asked = replace(contact, question=question, question_at=now)
    told = tell(contact, contact.caller, Kind.CONTACT_HOW, {"owner": by, "question": question.value})
    return Decision(asked, (told,), "asked_caller")


def next_morning(now: datetime, zone: str) -> date:
    """The day of the next morning that is not near: the one to offer as a choice."""
    there = (now + NEAR).astimezone(ZoneInfo(zone))
    return there.date() if there.hour < MORNING else there.date() + timedelta(days=1)


def answer_when(
    contact: Contact, when: When, day: date, *, by: PersonId, ladder: Ladder, zone: str, now: datetime
) -> Decision[Contact]:
    """The caller says from when they may be phoned; `day` is that of the morning which the key named.

    The owner is told. A promise moves with it: nobody is late who phones when it suits the caller.
    """
    if by != contact.caller:
        raise Refused(Situation.NOT_FOR_YOU)
    if contact.is_closed:
        raise Refused(Situation.CLOSED)
    at = _moment(when, day, zone, now)
    if contact.question is not Question.WHEN or contact.spoken_at is not None or not now <= at <= now + FAR:
        raise Refused(Situation.OUTDATED)
    answered = replace(contact, question=None, wish=Wish.PHONE, phone_from=at)
    if when is not When.NOW and answered.state is State.TAKEN:
        answered = replace(answered, promise_due_at=promised(answered, ladder=ladder, now=now))
    told = () if contact.owner is None else (tell(contact, contact.owner, Kind.CONTACT_WISH, {"when": when.value}),)
    left_out = {by} if contact.owner is None else {by, contact.owner}
    return Decision(answered, (*told, *redraws(answered, without=left_out)), "said_when")


def _moment(when: When, day: date, zone: str, now: datetime) -> datetime:
    match when:
        case When.NOW:
            return now
        case When.HOUR:
            return now + timedelta(hours=1)
        case When.MORNING:
            return datetime(day.year, day.month, day.day, MORNING, tzinfo=ZoneInfo(zone)).astimezone(now.tzinfo)
