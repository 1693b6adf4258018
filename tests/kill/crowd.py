"""A crowd that taps and types without a pause, and remembers everything it did."""

import random
from collections import Counter
from dataclasses import dataclass, field

from bot.clock import SystemClock
from sandbox.telegram import Bubble, Phone, PhoneRefuses

CALL = "I need to talk to someone"
PAUSE = 0.03
"""Seconds between two acts of the crowd."""
BREATH = 10
"""Acts for each life of a process: a slow machine would else be asked for more than a chat may be sent."""
TAKE = ("I have this", "I take it over", "I keep this call")
RECORD = ("I have spoken with them", "I could not reach them")
CLOSE = ("Close this call", "They asked for no meeting")
LOOK = ("Calls", "Home", "Back", "Who is on duty")
WISHES = ("Write before you phone", "Not sure yet", "Phone me", "What is happening with my call?")
WORDS = (
    "hello?",
    "is anybody there",
    "it is bad tonight ☹",
    "x" * 3000,
    "07700 900123",
    "  ",
    "/menu",
    "/start",
    "/start nonsense",
    "Kiitos, en tiedä",
)


@dataclass
class Crowd:
    """Everybody with a phone. `said` counts typed messages by person, `sent` holds the number of every update."""

    callers: list[Phone]
    typers: list[Phone]
    answerers: list[Phone]
    staff: list[Phone]
    dice: random.Random
    sent: list[int] = field(default_factory=list)
    said: Counter[int] = field(default_factory=Counter)
    chosen: dict[int, str] = field(default_factory=dict)
    answered: dict[tuple[int, str], str] = field(default_factory=dict)
    breath: int = BREATH
    busy: bool = True

    async def run(self) -> None:
        """Act until `busy` is False."""
        clock = SystemClock()
        acts = (self._types, self._calls, self._works, self._works, self._speaks, self._answers)
        while self.busy:
            if self.breath:
                self.breath -= 1
                self.dice.choice(acts)()
            await clock.wait(PAUSE * self.dice.uniform(0.2, 1.8))

    def breathe(self) -> None:
        """Go on for a while."""
        self.breath = BREATH

    def finish_call(self, contact: str) -> None:
        """One of the staff takes this call, or its owner records that they have spoken."""
        for phone in self.staff:
            for bubble in reversed(phone.bubbles):
                for key in (key for row in bubble.buttons for key in row):
                    if key.text in (*TAKE, RECORD[0]) and contact in (key.callback_data or ""):
                        self._sent(phone.presses(key.callback_data or "", bubble.message_id).update_id)
                        return

    # -- what people do --------------------------------------------------------------------------

    def _types(self) -> None:
        self._says(self.dice.choice(self.typers), self.dice.choice(WORDS))

    def _calls(self) -> None:
        phone = self.dice.choice(self.callers)
        # Half of them by the key, half by its words, and some twice: a double tap opens no second call.
        if self.dice.random() < 0.2:
            for _ in range(self.dice.choice((1, 1, 2))):
                self._says(phone, self.dice.choice((CALL, CALL.upper(), f"{CALL}.")))
        elif not self._tap(phone, self.dice.choice(WISHES)):
            self._says(phone, "/start")

    def _works(self) -> None:
        phone = self.dice.choice(self.staff)
        # Slow to take, so that escalations fall due; quick to close, so that people call again.
        (labels,) = self.dice.choices((TAKE, RECORD, CLOSE, LOOK), (12, 38, 35, 15))
        for label in self.dice.sample(labels, len(labels)):
            if self._tap(phone, label):
                return

    def _speaks(self) -> None:
        """Change the language by a press of one's own making: as good as a tap on an old screen.

        Whoever has written nothing yet has no screen, and a bot may not write to them.
        """
        phone = self.dice.choice(self.typers)
        if not phone.started:
            return
        tongue = self.dice.choice(("en", "fi"))
        press = phone.presses(f"h3.{tongue}", self._newest(phone))
        self._sent(press.update_id)
        self.chosen[phone.user_id] = tongue

    def _answers(self) -> None:
        """Answer a time of the meeting; what was said last counts."""
        phone = self.dice.choice(self.answerers)
        asked = [b for b in reversed(phone.bubbles) if any(k.callback_data for row in b.buttons for k in row)]
        for bubble in asked:
            keys = [k for row in bubble.buttons for k in row if (k.callback_data or "").startswith(("m3.", "m4."))]
            if keys:
                data = self.dice.choice(keys).callback_data or ""
                self._sent(phone.presses(data, bubble.message_id).update_id)
                tag, _meeting, option, *answer = data.split(".")
                if tag == "m3":
                    self.answered[phone.user_id, option] = answer[0]
                return

    # -- with their phones -----------------------------------------------------------------------

    def _says(self, phone: Phone, text: str) -> None:
        self._sent(phone.says(text))
        self.said[phone.user_id] += 1

    def _tap(self, phone: Phone, label: str) -> bool:
        """Press the newest key with this label; whether there was one."""
        for bubble in reversed(phone.bubbles):
            try:
                row, column = bubble.button(label)
                self._sent(phone.taps(bubble.message_id, row, column).update_id)
            except (LookupError, PhoneRefuses):
                continue
            return True
        return False

    def _newest(self, phone: Phone) -> int:
        theirs: list[Bubble] = [bubble for bubble in phone.bubbles if not bubble.mine]
        return theirs[-1].message_id if theirs else 1

    def _sent(self, update_id: int | None) -> None:
        if update_id:
            self.sent.append(update_id)
