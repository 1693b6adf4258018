"""Questions after a meeting that nobody has answered: who is asked again, and when it comes to rest."""

from collections.abc import Collection, Mapping
from datetime import datetime, time, timedelta
from typing import Final

from rules.ids import PersonId
from rules.meeting import Meeting
from rules.meeting_notices import tell
from rules.notice import Kind, Notice
from rules.when import instant, wall_time

AGAIN_AT: Final = time(9)
"""Wall time where the meeting is."""
CORE_ALONE_UNTIL: Final = 3
"""Days after which the leads of the team are asked as well."""
DAYS: Final = (1, CORE_ALONE_UNTIL, 6, 9, 12)
AT_REST: Final = 14
"""Days after which nobody is asked any more: it stands on the network's card."""


def mornings(since: datetime, zone: str) -> tuple[datetime, ...]:
    """When a question that was first asked at `since` is asked again (aware UTC), and last when it comes to rest."""
    first = wall_time(since, zone).date()
    days = (*DAYS, AT_REST)
    return tuple(instant(datetime.combine(first + timedelta(days=day), AGAIN_AT), zone) for day in days)


def ask_again(
    meeting: Meeting,
    kind: Kind,
    *,
    since: datetime,
    zone: str,
    people: Collection[PersonId] = (),
    leads: Collection[PersonId],
    facts: Mapping[str, str | int],
) -> tuple[Notice, ...]:
    """`people`, or else the core pair, hear the question again the next morning, and from the third on the leads too.

    Each is dropped when the next is due, so that a bot which was away asks once. The presenter drops what has been
    answered.
    """
    core: Collection[PersonId] = people or meeting.core() or meeting.staff()
    everyone = tuple(dict.fromkeys((*core, *leads)))
    asked = mornings(since, zone)
    return tuple(
        tell(kind, meeting, person, this_plan=True, not_before=at, expires_at=until, facts=facts)
        for day, at, until in zip(DAYS, asked, asked[1:], strict=False)
        for person in (core if day < CORE_ALONE_UNTIL else everyone)
    )
