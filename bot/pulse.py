"""Tells a part that has stopped from a clock that has jumped: it counts looks, and reads no time."""

from collections.abc import Mapping
from datetime import datetime


class Pulse:
    """Remembers each part's last sign of life. A part is still after `looks` looks that found nothing newer."""

    def __init__(self, looks: int) -> None:
        self._looks = looks
        self._seen: dict[str, tuple[datetime, int]] = {}

    def still(self, signs: Mapping[str, datetime]) -> list[str]:
        """One look at every part's last sign of life; gives the names of those that are still."""
        for name, sign in signs.items():
            before, quiet = self._seen.get(name, (None, 0))
            self._seen[name] = (sign, quiet + 1 if sign == before else 0)
        return [name for name in signs if self._seen[name][1] >= self._looks]
