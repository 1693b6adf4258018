"""What a deployment says of itself: names, zone, signposts, waits. Read from a file by `bot.organisation`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from rules.when import instant, wall_time

SIGNPOST_REVIEW = timedelta(days=90)
"""Leads are warned when nobody has checked a signpost for longer (domain.md section 3)."""


@dataclass(frozen=True, slots=True)
class Signpost:
    """A number that answers when this chat does not. `text` maps a language to one short sentence."""

    text: Mapping[str, str]
    number: str
    checked_on: date
    checked_by: str
    emergency: bool = False

    def words(self, language: str) -> str:
        """The sentence in `language`, or in English where nobody has translated it."""
        return self.text.get(language) or self.text["en"]

    def is_stale(self, today: date) -> bool:
        return today - self.checked_on > SIGNPOST_REVIEW


@dataclass(frozen=True, slots=True)
class Waits:
    """How long each part of a contact may wait before the next thing happens."""

    on_duty: timedelta = timedelta(minutes=5)
    practitioners: timedelta = timedelta(minutes=5)
    leads: timedelta = timedelta(minutes=10)
    promise: timedelta = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Organisation:
    """One deployment. `zone` is an IANA name; `day_before_at` and `before` rule reminders."""

    name: str
    zone: str
    country: str
    signposts: tuple[Signpost, ...]
    waits: Waits = field(default_factory=Waits)
    day_before_at: time = time(17)
    before: timedelta = timedelta(hours=2)
    earliest: time = time(8)
    latest: time = time(21)
    example: bool = False
    """The file that comes with the project: its numbers are nobody's promise, so only the demo may use it."""

    def stale_signposts(self, today: date) -> tuple[Signpost, ...]:
        return tuple(signpost for signpost in self.signposts if signpost.is_stale(today))

    def stale_since(self, today: date) -> frozenset[date]:
        """The days on which signposts went stale, as far as they are in the past, or today."""
        return frozenset(s.checked_on + SIGNPOST_REVIEW + timedelta(days=1) for s in self.stale_signposts(today))

    def decent_hour(self, now: datetime) -> datetime:
        """`now` (aware), or the next time of day at which nobody is woken by what can wait."""
        there = wall_time(now, self.zone)
        if self.earliest <= there.time() < self.latest:
            return now
        day = there.date() if there.time() < self.earliest else there.date() + timedelta(days=1)
        return instant(datetime.combine(day, self.earliest), self.zone)
