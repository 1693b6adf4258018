"""A phone: what its owner sees in the chat with the bot, and everything they can do there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sandbox.telegram.bubbles import Bubble, Command, Location, LockLine, Press, preview
from sandbox.telegram.entities import found_entities
from sandbox.telegram.messages import chat_json, message_json, unix

if TYPE_CHECKING:
    from sandbox.telegram.server import PretendTelegram

EDIT_WITHIN = timedelta(hours=48)
PUSHES_KEPT = 200


class PhoneRefuses(Exception):
    """The app on this phone does not offer that: a missing button, or a chat that is blocked."""


class Phone:
    """One person's phone with the chat with the bot open on it.

    `bubbles` is what the chat shows, oldest first, from both sides; `received` counts what the bot
    has said here and `rung` what made a sound, also where it was deleted since. Every act tells the bot by an
    update and returns its `update_id` (0 when the bot does not listen to that kind).
    """

    def __init__(
        self,
        telegram: PretendTelegram,
        user_id: int,
        first_name: str,
        *,
        last_name: str | None,
        username: str | None,
        language_code: str,
    ) -> None:
        self._telegram = telegram
        self.user_id = user_id
        self.first_name = first_name
        self.last_name = last_name
        self.username = username
        self._language_code = language_code
        self.blocked = False
        self.started = False
        self.unread = 0
        self.received = 0
        self.rung = 0
        self.lock_screen: list[LockLine] = []
        self.presses_made: list[Press] = []
        self.keyboard: list[list[str]] = []
        self.shown: dict[int, Bubble] = {}
        self.typing = ""

    @property
    def bubbles(self) -> list[Bubble]:
        """What the chat shows, oldest first, both sides."""
        return list(self.shown.values())

    @property
    def language_code(self) -> str:
        """The language of the app, an IETF tag as Telegram sends it."""
        return self._language_code

    @language_code.setter
    def language_code(self, value: str) -> None:
        self._language_code = value
        self._telegram.touch()

    @property
    def commands(self) -> list[Command]:
        """The blue menu: the narrowest list that was set for this chat and language."""
        return self._telegram.commands.menu(self.user_id, self._language_code)

    @property
    def user(self) -> dict[str, object]:
        """This person as a Bot API User."""
        made: dict[str, object] = {
            "id": self.user_id,
            "is_bot": False,
            "first_name": self.first_name,
        }
        if self.last_name:
            made["last_name"] = self.last_name
        if self.username:
            made["username"] = self.username
        if self._language_code:
            made["language_code"] = self._language_code
        return made

    def bubble(self, message_id: int) -> Bubble:
        """The bubble with that number; LookupError when the chat does not show it."""
        return self.shown[message_id]

    # -- what people do --------------------------------------------------------------------------

    def says(self, text: str, *, reply_to: int | None = None) -> int:
        """Type `text` and send it (not trimmed, whatever its length: a hostile app may)."""
        return self._writes(Bubble(0, mine=True, at=self._now(), text=text, reply_to=reply_to))

    def opens(self, payload: str = "") -> int:
        """Open the bot by a link and tap Start; `payload` is what follows `?start=` in it."""
        return self.says(f"/start {payload}" if payload else "/start")

    def taps(self, message_id: int, row: int, column: int) -> Press:
        """Press a button that the chat shows; PhoneRefuses when there is none to be pressed."""
        self._refuse_when_blocked()
        try:
            key = self.shown[message_id].buttons[row][column]
        except (KeyError, IndexError):
            raise PhoneRefuses(f"no button at {message_id}/{row}/{column}") from None
        if key.callback_data is None:
            raise PhoneRefuses(f"{key.text!r} opens {key.url}")
        return self.presses(key.callback_data, message_id)

    def presses(self, data: str, message_id: int | None = None) -> Press:
        """Send a press with any `data`, as a hostile app can.

        For a message that this chat does not hold Telegram tells the bot of an inaccessible
        message, and without a number of an inline message.
        """
        self.reads()
        telegram = self._telegram
        press = Press(
            id=str(telegram.next_number("press")),
            user_id=self.user_id,
            at=self._now(),
            data=data,
            update_id=None,
            answer_within=telegram.limits.press_answered_within,
            now=telegram.now,
        )
        query: dict[str, object] = {
            "id": press.id,
            "from": self.user,
            "chat_instance": str(-self.user_id),
            "data": data,
        }
        if message_id is None:
            query["inline_message_id"] = f"inline-{press.id}"
        elif (bubble := self.shown.get(message_id)) is not None:
            query["message"] = message_json(bubble, self, telegram.me)
        else:
            query["message"] = {"message_id": message_id, "chat": chat_json(self), "date": 0}
        telegram.remember_press(press)
        self.presses_made.append(press)
        press.update_id = telegram.updates.add("callback_query", query) or None
        return press

    def forwards(self, bubble: Bubble, *, of: Phone | None = None) -> int:
        """Forward a bubble (from this phone, or shown on the phone `of`) into this chat.

        As in the real app only buttons that open links go along.
        """
        origin = (of or self).user if bubble.mine else self._telegram.me
        links = [[key for key in row if key.url] for row in bubble.buttons]
        return self._writes(
            Bubble(
                0,
                mine=True,
                at=self._now(),
                text=bubble.text,
                entities=list(bubble.entities),
                buttons=[row for row in links if row],
                document=bubble.document,
                photo=bubble.photo,
                venue=bubble.venue,
                location=bubble.location,
                caption=bubble.caption,
                other={
                    **bubble.other,
                    "forward_origin": {
                        "type": "user",
                        "sender_user": dict(origin),
                        "date": unix(bubble.at),
                    },
                },
            )
        )

    def edits(self, message_id: int, text: str) -> int:
        """Change one's own message; PhoneRefuses for another's or after 48 hours."""
        self._refuse_when_blocked()
        bubble = self.shown.get(message_id)
        if bubble is None or not bubble.mine or self._now() - bubble.at > EDIT_WITHIN:
            raise PhoneRefuses(f"message {message_id} cannot be edited here")
        bubble.text = text
        bubble.entities = found_entities(text)
        bubble.edited_at = self._now()
        return self._tells("edited_message", message_json(bubble, self, self._telegram.me))

    def deletes(self, message_id: int) -> None:
        """Remove a bubble from the chat; the bot is not told."""
        self.shown.pop(message_id, None)
        self._telegram.touch()

    def sends_contact(self, phone_number: str, *, first_name: str | None = None, user_id: int | None = None) -> int:
        """Share a contact card: one's own unless another `user_id` or name is given."""
        contact: dict[str, object] = {
            "phone_number": phone_number,
            "first_name": first_name or self.first_name,
        }
        if user_id is not None or first_name is None:
            contact["user_id"] = user_id if user_id is not None else self.user_id
        return self.sends({"contact": contact})

    def sends_location(self, latitude: float, longitude: float) -> int:
        """Share where one is."""
        return self._writes(Bubble(0, mine=True, at=self._now(), location=Location(latitude, longitude)))

    def sends(self, content: Mapping[str, object]) -> int:
        """Send any other kind of message; `content` holds its Bot API fields, e.g. `sticker`."""
        return self._writes(Bubble(0, mine=True, at=self._now(), other=dict(content)))

    def blocks(self) -> int:
        """Block the bot; nothing happens (0) when it already is blocked."""
        if self.blocked:
            return 0
        self.blocked = True
        return self._tells("my_chat_member", self._membership("member", "kicked"))

    def unblocks(self) -> int:
        """Let the bot write again; nothing happens (0) when it may."""
        if not self.blocked:
            return 0
        self.blocked = False
        return self._tells("my_chat_member", self._membership("kicked", "member"))

    def reads(self) -> None:
        """Open the chat: nothing is unread, the lock screen is empty."""
        if self.unread or (self.lock_screen and not self.lock_screen[-1].cleared):
            self.unread = 0
            for line in self.lock_screen:
                line.cleared = True
            self._telegram.touch()

    def pastes(self, update: Mapping[str, object]) -> int:
        """Put any raw update in the bot's queue; an `update_id` is given unless it has one."""
        return self._telegram.inject(update)

    # -- what the server does to this phone ------------------------------------------------------

    def receives(self, bubble: Bubble) -> None:
        """Show a message of the bot, and push it unless it is silent."""
        self.shown[bubble.message_id] = bubble
        self.typing = ""
        self.unread += 1
        self.received += 1
        if not bubble.silent:
            self.rung += 1
            self.lock_screen.append(LockLine(bubble.message_id, bubble.at, preview(bubble, self._telegram.name)))
            del self.lock_screen[:-PUSHES_KEPT]
        self._telegram.touch()

    def loses(self, message_id: int) -> None:
        """Remove a bubble because the bot deleted it, and take its push back."""
        theirs = [number for number, bubble in self.shown.items() if not bubble.mine]
        if self.unread and message_id in theirs[-self.unread :]:
            self.unread -= 1
        self.shown.pop(message_id, None)
        self.lock_screen = [line for line in self.lock_screen if line.message_id != message_id]
        self._telegram.touch()

    def _writes(self, bubble: Bubble) -> int:
        self._refuse_when_blocked()
        self.started = True
        self.reads()
        bubble.message_id = self._telegram.next_number("message")
        if bubble.text and not bubble.entities:
            bubble.entities = found_entities(bubble.text)
        self.shown[bubble.message_id] = bubble
        return self._tells("message", message_json(bubble, self, self._telegram.me))

    def _tells(self, kind: str, content: dict[str, object]) -> int:
        number = self._telegram.updates.add(kind, content)
        self._telegram.touch()
        return number

    def _membership(self, before: str, after: str) -> dict[str, object]:
        def member(status: str) -> dict[str, object]:
            made: dict[str, object] = {"user": dict(self._telegram.me), "status": status}
            if status == "kicked":
                made["until_date"] = 0
            return made

        return {
            "chat": chat_json(self),
            "from": self.user,
            "date": unix(self._now()),
            "old_chat_member": member(before),
            "new_chat_member": member(after),
        }

    def _refuse_when_blocked(self) -> None:
        if self.blocked:
            raise PhoneRefuses(f"{self.first_name} has blocked the bot: unblock first")

    def _now(self) -> datetime:
        return self._telegram.now()
