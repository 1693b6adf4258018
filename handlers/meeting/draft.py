"""What somebody has proposed so far, kept as plain JSON in their sealed draft until everyone is asked."""

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from handlers.turn import LASTING, Turn
from rules.decision import Refused, Situation
from rules.meeting import Mode, Proposal

CURRENT: Final = "proposing"
"""In the draft of somebody in this dialogue: which of their proposals is on the screen."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A view on one proposal in `Turn.draft`. Reading what is not there yet refuses OUTDATED: an old screen."""

    kept: MutableMapping[str, Any]
    zone: str

    def clear(self) -> None:
        """Begin anew, for the same meeting."""
        whose = {name: self.kept[name] for name in ("network", "meeting", "at")}
        self.kept.clear()
        self.kept.update(whose, times=[], places=[])

    def drop_past(self, now: datetime) -> None:
        """Take away the times that have passed."""
        self.set_times([proposal for proposal in self.times if now < proposal.starts_at])

    def type_early(self, text: str) -> None:
        """Keep a time that was typed before it could be used."""
        self.kept["early"] = text

    def take_early(self) -> str | None:
        """The time that was typed too early; it is used once."""
        early = self.kept.pop("early", None)
        return None if early is None else str(early)

    @property
    def network(self) -> str:
        return str(self._get("network"))

    @property
    def meeting(self) -> str | None:
        kept = self._get("meeting", None)
        return None if kept is None else str(kept)

    @property
    def mode(self) -> Mode:
        return Mode(self._get("mode"))

    def set_mode(self, mode: Mode) -> None:
        self.kept["mode"] = mode.value
        self.kept["place"] = None
        self.kept["known"] = False
        self.kept.pop("typed", None)

    @property
    def places(self) -> list[str]:
        """Places used before in this proposal, with the same mode."""
        return [place for mode, place in self._get("places", []) if mode == self.mode.value]

    def type_place(self, place: str) -> None:
        """Keep a place that was typed until somebody says that it is right."""
        self.kept["typed"] = place

    def take_typed_place(self) -> str:
        """The place that was typed; it can be used once."""
        place = self.kept.pop("typed", None)
        if place is None:
            raise Refused(Situation.OUTDATED)
        return str(place)

    def set_place(self, place: str) -> None:
        self.kept["place"] = place
        used = [self.mode.value, place]
        if used not in self.kept["places"]:
            self.kept["places"] = [*self.kept["places"], used]

    def leave_place(self) -> None:
        """Those who come know the place."""
        if not self.mode.may_be_known:
            raise Refused(Situation.OUTDATED)
        self.kept.update(place=None, known=True)

    def set_minutes(self, minutes: int) -> None:
        self.kept["minutes"] = minutes

    @property
    def is_placed(self) -> bool:
        """Whether where and how long have been chosen, so that a time can be."""
        mode = self.kept.get("mode")
        return (
            mode is not None
            and self.kept.get("minutes") is not None
            and (not Mode(mode).needs_place or self.kept.get("place") is not None or self.kept.get("known", False))
        )

    def at(self, starts_at: datetime) -> Proposal:
        """A time at the place and of the length chosen last."""
        if not self.is_placed:
            raise Refused(Situation.OUTDATED)
        return Proposal(starts_at, self.zone, self.kept["minutes"], self.mode, self.kept["place"])

    def offer(self, moments: Sequence[datetime]) -> tuple[Proposal, ...]:
        """Remember the moments that a screen offers, so that a key can name one by number."""
        self.kept["picks"] = [moment.isoformat() for moment in moments]
        return tuple(self.at(moment) for moment in moments)

    def picked(self, number: int) -> datetime:
        picks = self._get("picks")
        if not 0 <= number < len(picks):
            raise Refused(Situation.OUTDATED)
        return datetime.fromisoformat(picks[number])

    def set_echo(self, moment: datetime) -> None:
        self.kept["echo"] = moment.isoformat()

    def take_echo(self) -> Proposal:
        """The time that was echoed; it can be added once."""
        kept = self.kept.pop("echo", None)
        if kept is None:
            raise Refused(Situation.OUTDATED)
        return self.at(datetime.fromisoformat(kept))

    @property
    def times(self) -> list[Proposal]:
        return [
            Proposal(datetime.fromisoformat(starts_at), zone, minutes, Mode(mode), place)
            for starts_at, zone, minutes, mode, place in self._get("times")
        ]

    def set_times(self, proposals: Sequence[Proposal]) -> None:
        ordered = sorted(proposals, key=lambda proposal: proposal.starts_at)
        self.kept["times"] = [[p.starts_at.isoformat(), p.zone, p.minutes, p.mode.value, p.place] for p in ordered]

    def _get(self, name: str, *default: Any) -> Any:
        if name not in self.kept and not default:
            raise Refused(Situation.OUTDATED)
        return self.kept.get(name, *default)


def open_draft(turn: Turn, *, network: str, meeting: str | None) -> Draft:
    """The proposal for a network's new meeting, or for further times of `meeting`: as it was left, or empty."""
    which = meeting or network
    kept = turn.draft.setdefault(LASTING, {}).setdefault(which, {"times": [], "places": []})
    kept.update(network=network, meeting=meeting, at=turn.now.isoformat())
    turn.draft[CURRENT] = which
    return Draft(kept, turn.reader.zone)


def close_draft(turn: Turn) -> None:
    """Forget the proposal on the screen: everyone has been asked."""
    turn.draft.get(LASTING, {}).pop(turn.draft.get(CURRENT), None)


def draft_of(turn: Turn) -> Draft:
    """What the one who taps has proposed so far, in the team's zone."""
    kept = turn.draft.get(LASTING, {}).get(turn.draft.get(CURRENT))
    if kept is None:
        raise Refused(Situation.OUTDATED)
    return Draft(kept, turn.reader.zone)
