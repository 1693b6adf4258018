"""Tells a part that has stopped from a clock that has jumped: it counts looks, and reads no time."""

from collections.abc import Mapping
from datetime import datetime


class Pulse:
    """Remembers each part's last sign of life. A part is still after `looks` looks that found nothing newer."""

    def __init__(self, looks: int) -> None:
        self._looks = looks
        self._seen: dict[str, tuple[datetime, int]] = {}

    def quiet(self, name: str, sign: datetime) -> int:
        """One look at one last sign of life; gives how many looks in a row, with this one, found nothing newer."""
        before, looks = self._seen.get(name, (None, 0))
        looks = looks + 1 if sign == before else 0
        self._seen[name] = sign, looks
        return looks

    def still(self, signs: Mapping[str, datetime]) -> list[str]:
        """One look at every part's last sign of life; gives the names of those that are still."""
        return [name for name, sign in signs.items() if self.quiet(name, sign) >= self._looks]
