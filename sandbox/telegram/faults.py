"""Bad days on demand: errors, cuts before and after the effect, silence, too much, no network."""

from __future__ import annotations

import random as chance
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["server_error", "cut_before", "cut_after", "silence", "too_many"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Cut(Exception):
    """The connection dropped before an answer came."""


class Silence(Exception):
    """No answer will come; the caller gives up in its own time."""


@dataclass(slots=True)
class Fault:
    """One planned failure; `effect` tells whether the call still does what it says."""

    method: str
    kind: Kind
    times: int = 1
    retry_after: int = 1
    effect: bool = False
    status: int = 502


class Faults:
    """What is planned to go wrong. Planned faults come first, in order, then random ones."""

    def __init__(self) -> None:
        self.planned: list[Fault] = []
        self.is_offline = False
        self.went_offline: list[Callable[[], None]] = []
        self._dice = chance.Random(0)  # noqa: S311 - it must repeat, not be secret
        self._share = 0.0
        self._kinds: Sequence[Kind] = KINDS
        self._methods: frozenset[str] = frozenset()
        self._retry_after = 1

    def next(
        self,
        method: str,
        kind: Kind,
        times: int = 1,
        *,
        retry_after: int = 1,
        effect: bool | None = None,
        status: int = 502,
    ) -> None:
        """Let the next `times` calls of `method` ("*" is any) fail in that way.

        `effect` is only for silence (default: none); `retry_after` is in seconds, for `too_many`;
        `status` is for `server_error`. ValueError for an unknown kind.
        """
        if kind not in KINDS:
            raise ValueError(f"no fault {kind!r}; there are {', '.join(KINDS)}")
        happens = bool(effect) if kind == "silence" else kind == "cut_after"
        self.planned.append(Fault(method.lower(), kind, times, retry_after, happens, status))

    def offline(self) -> AbstractContextManager[None]:
        """No network from this moment; as a context, until its end, else until `online()`."""
        self.is_offline = True
        for tell in self.went_offline:
            tell()
        return self._until_online()

    def online(self) -> None:
        """The network is back."""
        self.is_offline = False

    def random(
        self,
        seed: int,
        share: float = 0.1,
        kinds: Sequence[Kind] = KINDS,
        methods: Sequence[str] = (),
        retry_after: int = 1,
    ) -> None:
        """Let a `share` (0 to 1) of calls (or of `methods`) fail; a seed gives the same again."""
        unknown = [kind for kind in kinds if kind not in KINDS]
        if unknown or not kinds or not 0 <= share <= 1:
            raise ValueError(f"cannot plan a share of {share} of {list(kinds)}")
        self._dice = chance.Random(seed)  # noqa: S311 - it must repeat, not be secret
        self._share = share
        self._kinds = kinds
        self._methods = frozenset(name.lower() for name in methods)
        self._retry_after = retry_after

    def calm(self) -> None:
        """Nothing goes wrong from here on."""
        self.planned.clear()
        self._share = 0.0
        self.online()

    def take(self, method: str) -> Fault | None:
        """What happens to this call of `method`; uses one planned fault up."""
        if self.is_offline:
            return Fault(method, "cut_before")
        if self.planned:
            name = method.lower()
            for fault in self.planned:
                if fault.method in ("*", name):
                    fault.times -= 1
                    if fault.times <= 0:
                        self.planned.remove(fault)
                    return fault
        if self._share and (not self._methods or method.lower() in self._methods) and self._dice.random() < self._share:
            kind = self._dice.choice(self._kinds)
            happens = kind == "cut_after" or (kind == "silence" and self._dice.choice((True, False)))
            return Fault(method, kind, 1, self._retry_after, happens)
        return None

    @contextmanager
    def _until_online(self) -> Iterator[None]:
        try:
            yield
        finally:
            self.online()
