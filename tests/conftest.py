"""What every test may ask for."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.databases import BOTH, fresh
from tests.world import World


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty database, once of each kind."""
    with fresh(request.param) as url:
        yield url


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    """The bot with an empty team table. Stories end with `nobody_else_heard`."""
    made = World(database_url)
    await made.open()
    yield made
    await made.close()


@pytest.fixture
async def team(world: World) -> World:
    """The same with Lena, Dan, Aisha and Lee in the team; Dan is on duty."""
    await world.hires("lena", "dan", "aisha", "lee", on_duty=("dan",))
    return world
