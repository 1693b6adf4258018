"""The two bots that are measured: how each is started, what its people do, and what counts as its answer."""

import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from handlers.buttons.base import encode
from handlers.buttons.meeting import OpenMeeting
from tests.bench.crowd import Crowd
from tests.bench.far_end import TOKEN, FarEnd, Stuck
from tests.bench.processes import TREE, Process

Told = dict[str, Any]
Latencies = Mapping[str, list[float]]
"""Seconds from an update being available to each of its effects, by the name of the effect."""
ANSWERED = "answered"


class Contender(Protocol):
    """A bot, and people who use it."""

    @property
    def name(self) -> str: ...

    @property
    def people(self) -> Sequence[int]: ...

    def start(self, folder: Path, root: str) -> Process:
        """Start it as a process of its own against the Bot API under `root`."""
        ...

    async def get_ready(self, far: FarEnd, bot: Process) -> None:
        """Give everybody a phone, and bring the chats to where the measured acts begin."""
        ...

    def act(self, user: int, turn: int) -> Told:
        """What this person does in the given turn, counted from 0, in the words of sandbox/control.py."""
        ...

    def landed(self, acts: Sequence[Told], told: Sequence[Told], calls: Sequence[Told]) -> Latencies:
        """What became of `acts`, of which the server told `told`, according to its log of calls."""
        ...


@dataclass(frozen=True, slots=True)
class Echo:
    """Bare python-telegram-bot: one message in, the same message out, nothing kept."""

    people: tuple[int, ...]
    name: str = "echo"

    def start(self, folder: Path, root: str) -> Process:
        line = [sys.executable, "-m", "tests.bench.echo", root, TOKEN]
        return Process(self.name, line, folder, {})

    async def get_ready(self, far: FarEnd, bot: Process) -> None:
        await far.add_phones(self.people)
        await far.acts([self.act(user, -1) for user in self.people])
        await far.settle(bot)

    def act(self, user: int, turn: int) -> Told:
        return {"phone": user, "act": "says", "text": f"I can come ({turn})"}

    def landed(self, acts: Sequence[Told], told: Sequence[Told], calls: Sequence[Told]) -> Latencies:
        said = {
            (int(call["params"]["chat_id"]), call["params"]["text"]): call["at"]
            for call in calls
            if call["method"] == "sendMessage" and call["outcome"] == "ok"
        }
        found = [said.get((act["phone"], act["text"])) for act in acts]
        return {ANSWERED: _since(told, found)}


@dataclass(frozen=True, slots=True)
class Tornio:
    """This bot: an answer to a meeting, committed and audited, and everything that it causes."""

    crowd: Crowd
    organisation: Path
    name: str = "tornio"

    @property
    def people(self) -> Sequence[int]:
        return self.crowd.members

    def start(self, folder: Path, root: str) -> Process:
        shutil.copy(self.crowd.file, folder / "bench.db")
        settings = {
            "TORNIO_BOT_TOKEN": TOKEN,
            "TORNIO_API_URL": root,
            "TORNIO_DATABASE_URL": f"sqlite:///{folder / 'bench.db'}",
            "TORNIO_KEYS": self.crowd.key,
            "TORNIO_ORGANISATION": str(self.organisation),
            # The pretend Telegram has no limits here, as for the echo bot; Telegram allows about 30.
            "TORNIO_MESSAGES_PER_SECOND": "1000",
        }
        line = [sys.executable, "-c", "from bot.cli import main; main()", "run"]
        return Process(self.name, line, folder, settings)

    async def get_ready(self, far: FarEnd, bot: Process) -> None:
        """Everybody is asked by the bot itself; the organisers open the card of their meeting."""
        everybody = [user for group in self.crowd.groups for user in (group.organiser, *group.family)]
        await far.add_phones(everybody)
        await far.acts([{"phone": user, "act": "opens"} for user in everybody])
        await far.settle(bot)
        shown = {int(call["params"]["chat_id"]): call["result"] for call in await far.calls(0, "sendMessage")}
        await far.acts(
            [
                {
                    "phone": group.organiser,
                    "act": "presses",
                    "data": encode(OpenMeeting(group.meeting)),
                    "message_id": shown[group.organiser]["message_id"],
                }
                for group in self.crowd.groups
            ]
        )
        await far.settle(bot)

    def act(self, user: int, turn: int) -> Told:
        return {"phone": user, "act": "taps", "text": "I can come"}

    def landed(self, acts: Sequence[Told], told: Sequence[Told], calls: Sequence[Told]) -> Latencies:
        well = [call for call in calls if call["outcome"] == "ok"]
        answered = {
            call["params"]["callback_query_id"]: call["at"] for call in well if call["method"] == "answerCallbackQuery"
        }
        edits: dict[int, list[float]] = {}
        for call in well:
            if call["method"] == "editMessageText":
                edits.setdefault(int(call["params"]["chat_id"]), []).append(call["at"])
        organisers = self.crowd.organisers
        return {
            ANSWERED: _since(told, [answered.get(one["press"]) for one in told]),
            "screen redrawn": _since(
                told, [_after(edits, act["phone"], one) for act, one in zip(acts, told, strict=True)]
            ),
            "organiser's card": _since(
                told,
                [_after(edits, organisers[act["phone"]], one) for act, one in zip(acts, told, strict=True)],
            ),
        }


def own_organisation(folder: Path) -> Path:
    """The example of Kent as a file that `run` accepts."""
    text = (TREE / "organisation.kent.toml").read_text(encoding="utf-8")
    file = folder / "organisation.toml"
    file.write_text(re.sub(r"(?m)^example = true$", "", text), encoding="utf-8")
    return file


def _after(edits: Mapping[int, list[float]], user: int, told: Told) -> float | None:
    return next((at for at in edits.get(user, ()) if at >= told["at"]), None)


def _since(told: Sequence[Told], found: Sequence[float | None]) -> list[float]:
    lost = sum(at is None for at in found)
    if lost:
        raise Stuck(f"{lost} of {len(found)} updates had not the effect that was waited for")
    return [at - one["at"] for one, at in zip(told, found, strict=True) if at is not None]
