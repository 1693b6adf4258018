"""What the tables and the phones say in the end, compared with what the crowd did."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from handlers.buttons import encode
from handlers.buttons.contact import Take
from rules.contact import State
from rules.ids import ContactId, PersonId
from rules.notice import Kind, Urgency
from sandbox.telegram import Call, PretendTelegram
from storage import meetings, people
from storage.database import Transaction
from storage.tables import audit, contacts, handled, outbox, set_aside
from tests.kill.crowd import Crowd
from tests.kill.town import CALLERS, TYPERS, Town

AGAIN = ("called_again", "not_spoken", "reopened")

EDITS = (Kind.REDRAW.value, Kind.FOLD.value)
"""Kinds that change a message which is there, instead of sending another."""
ASKED_AGAIN = ("Nobody has taken this call", "Nobody else has taken this call")
"""How the question begins that goes to leads who were asked with all the others."""
HAS_IT = ("has seen your call", "still has your call", "has your call")
REPEATED = (
    select(outbox.c.person_id, func.count().label("again")).where(outbox.c.uncertain == 1).group_by(outbox.c.person_id)
)
"""Who was sent something that may have come twice."""
OVERTAKEN = 1
"""Messages that may come before a more urgent one that was written meanwhile: the one that was in the air."""


@dataclass(frozen=True)
class Ledger:
    """Everything there is to compare."""

    tx: Transaction
    town: Town
    telegram: PretendTelegram
    crowd: Crowd

    def check(self) -> None:
        """Fails with what was lost, doubled, late or silent."""
        self.everything_was_heard_once()
        self.typed_words_had_one_effect_each()
        self.calls_have_one_history()
        self.last_words_count()
        self.everything_was_said()
        self.nobody_is_left_waiting()
        self.urgent_went_first()
        self.chats_kept_their_order()

    # -- heard -----------------------------------------------------------------------------------

    def everything_was_heard_once(self) -> None:
        known = [row.update_id for row in self.tx.rows(select(handled.c.update_id))]
        assert len(known) == len(set(known))
        lost = set(self.crowd.sent) - set(known)
        assert not lost, f"{len(lost)} of {len(self.crowd.sent)} updates were acknowledged and never handled"
        aside = self.tx.rows(select(set_aside.c.why))
        assert not aside, f"set aside: {Counter(row.why for row in aside)}"

    def typed_words_had_one_effect_each(self) -> None:
        """Whatever somebody types owes them one message: a reply, or the words about a call they made."""
        owed = Counter[int]()
        for row in self._rows(Kind.REPLY, Kind.CONTACT_OPENED):
            owed[self._user(row.person_id)] += 1
        owed += self._asked_again()
        expected = {user: self.crowd.said[user] for user in TYPERS}
        assert {user: owed[user] for user in TYPERS} == expected, "each typed text has one answer"
        # A caller who taps "I need to talk to someone" is owed the fixed words too, but only by an opening.
        opened = self._openings() + self._asked_again()
        for user in CALLERS:
            replies = owed[user] - opened[user]
            assert replies <= self.crowd.said[user] <= owed[user], f"caller {user}"

    def calls_have_one_history(self) -> None:
        """Every change of a call has a version of its own, opened once, one call at a time for each caller."""
        lines = self.tx.rows(select(audit).where(audit.c.subject == "contact").order_by(audit.c.id))
        versions: dict[str, list[int]] = {}
        for line in lines:
            versions.setdefault(line.subject_id, []).append(line.version)
        calls = self.tx.rows(select(contacts))
        assert calls
        assert {call.id: call.version for call in calls} == {key: seen[-1] for key, seen in versions.items()}
        for key, seen in versions.items():
            assert seen == list(range(1, len(seen) + 1)), f"the history of {key} has a hole or a double: {seen}"
        opened = Counter(line.subject_id for line in lines if line.verb == "opened")
        assert set(opened.values()) == {1}
        unfinished = Counter(call.caller_id for call in calls if call.state != State.CLOSED.value)
        assert max(unfinished.values(), default=0) <= 1, "two open calls of one caller"

    def last_words_count(self) -> None:
        """The language somebody chose last, and the answers somebody gave last, are what is remembered."""
        for user, tongue in self.crowd.chosen.items():
            person = people.find(self.tx, user)
            assert person is not None
            assert person.language == tongue, f"{user} chose {tongue}"
        meeting = meetings.get(self.tx, self.town.meeting)
        said = {(option, person): given.answer.value for (option, person), given in meeting.answers.items()}
        expected = {}
        for (user, option), answer in self.crowd.answered.items():
            person = people.find(self.tx, user)
            assert person is not None
            expected[option, person.id] = answer
        assert {(str(option), person): answer for (option, person), answer in said.items()} == expected

    # -- said ------------------------------------------------------------------------------------

    def everything_was_said(self) -> None:
        states = Counter(row.state for row in self._owed())
        assert set(states) <= {"sent", "dropped"}, f"not said, and no reason given: {states}"
        self.each_chat_got_what_was_sent()
        said = self._messages()
        # Each question to somebody, by call and by round: the key of one round cannot stand for another's.
        for row in self._rows(Kind.CONTACT_ASK):
            if row.state == "sent":
                facts = json.loads(row.facts)
                key = f'"{encode(Take(ContactId(row.subject_id), facts["round"]))}"'
                asked = [text for text in said[self._user(row.person_id)] if key in text]
                told_again = [any(title in text for title in ASKED_AGAIN) for text in asked]
                assert bool(facts["again"]) in told_again, f"round {facts['round']} of {row.subject_id} was never asked"
        for row in self._rows(Kind.CONTACT_OPENED):
            assert row.state == "sent", "the fixed words are always true, so they are never dropped"
            texts = [text for text in said[self._user(row.person_id)] if row.subject_id in text]
            assert any("This chat is not an emergency service." in text for text in texts)
        for row in self._rows(Kind.CONTACT_TAKEN):
            if row.state == "sent":
                texts = [text for text in said[self._user(row.person_id)] if row.subject_id in text]
                assert any(words in text for text in texts for words in HAS_IT), f"{row.subject_id}: who has it?"
        # An ask that was dropped was no longer true: somebody has the call, or it has moved on.
        dropped = [row for row in self._rows(Kind.CONTACT_ASK) if row.state == "dropped"]
        for row in dropped:
            verbs = self._verbs(row.subject_id, after=row.created_at)
            assert verbs & {"taken", "closed", "escalated", "asked", "kept", "not_reached", "spoken", *AGAIN}, (
                "dropped early"
            )

    def each_chat_got_what_was_sent(self) -> None:
        """As many messages as rows that were sent; more only for rows that may have arrived before, and went again."""
        said = self._messages()
        again = {row.person_id: row.again for row in self.tx.rows(REPEATED)}
        for person, count in self._sent_rows().items():
            chat = self._user(person)
            came = len(said.get(chat, ()))
            assert came >= count, f"{chat} was owed {count} messages and got {came}"
            if person not in again:
                assert came == count, f"{chat} was owed {count} messages, none of them in doubt, and got {came}"

    def nobody_is_left_waiting(self) -> None:
        """Promise 3: an open call has a due time that is still to come, and somebody was asked."""
        asked = Counter(row.subject_id for row in self._rows(Kind.CONTACT_ASK) if row.state == "sent")
        for call in self.tx.rows(select(contacts)):
            if call.state != State.CLOSED.value:
                assert call.due_at is not None, f"{call.id} has no due time"
                assert call.due_at > self.tx.now, f"{call.id} ended in silence"
            took = self._verbs(call.id, after=call.opened_at) & {"taken"}
            assert took or asked[call.id], f"nobody was ever asked about {call.id}"

    def urgent_went_first(self) -> None:
        """Promise 4, as the tables tell it: nothing lesser was finished while something urgent could go."""
        # What was dropped was not sent, so it has overtaken nobody.
        rows = [row for row in self.tx.rows(select(outbox)) if row.state == "sent"]
        for person in {row.person_id for row in rows}:
            mine = [row for row in rows if row.person_id == person]
            for urgent in (row for row in mine if row.urgency == Urgency.CRISIS):
                since = max(urgent.created_at, urgent.due_at)
                before = [r for r in mine if r.urgency > urgent.urgency and since < r.done_at < urgent.done_at]
                assert len(before) <= OVERTAKEN, f"{urgent.kind} waited behind {[row.kind for row in before]}"

    def chats_kept_their_order(self) -> None:
        """Replies arrive in the order of what was typed."""
        finished: dict[str, datetime] = {}
        for row in self._rows(Kind.REPLY):
            assert row.done_at >= finished.get(row.person_id, row.done_at), "an answer overtook an earlier one"
            finished[row.person_id] = row.done_at

    # -- looking things up -----------------------------------------------------------------------

    def _rows(self, *kinds: Kind) -> list[Any]:
        wanted = [kind.value for kind in kinds]
        return self.tx.rows(select(outbox).where(outbox.c.kind.in_(wanted)).order_by(outbox.c.id))

    def _owed(self) -> list[Any]:
        """What was due. Folding an older copy of a card away is tidying, and may come later."""
        return self.tx.rows(
            select(outbox.c.state).where(outbox.c.due_at <= self.tx.now, outbox.c.kind != Kind.FOLD.value)
        )

    def _sent_rows(self) -> dict[str, int]:
        rows = self.tx.rows(
            select(outbox.c.person_id, func.count().label("sent"))
            .where(outbox.c.state == "sent", outbox.c.kind.not_in(EDITS))
            .group_by(outbox.c.person_id)
        )
        return {row.person_id: row.sent for row in rows}

    def _openings(self) -> Counter[int]:
        return Counter(self._user(row.caller_id) for row in self.tx.rows(select(contacts.c.caller_id)))

    def _asked_again(self) -> Counter[int]:
        """How often each caller asked to talk again after somebody had spoken with them."""
        again = select(contacts.c.caller_id).join(audit, audit.c.subject_id == contacts.c.id)
        return Counter(self._user(row.caller_id) for row in self.tx.rows(again.where(audit.c.verb == "called_again")))

    def _verbs(self, contact: str, *, after: datetime) -> set[str]:
        rows = self.tx.rows(
            select(audit.c.verb).where(audit.c.subject_id == contact, audit.c.at >= after, audit.c.subject == "contact")
        )
        return {row.verb for row in rows}

    def _user(self, person: str) -> int:
        user = people.telegram_id(self.tx, PersonId(person))
        assert user is not None
        return user

    def _messages(self) -> dict[int, list[str]]:
        """Every new message that reached a phone, with its keys, by chat."""
        found: dict[int, list[str]] = {}
        for call in self.telegram.calls:
            if call.effect and call.method in ("sendMessage", "sendDocument", "sendPhoto"):
                found.setdefault(int(str(call.params["chat_id"])), []).append(_text(call))
        return found


def _text(call: Call) -> str:
    return json.dumps(call.params, ensure_ascii=False, default=str)
