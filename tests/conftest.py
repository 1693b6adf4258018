"""What every test may ask for."""

import gc
from collections.abc import AsyncIterator, Generator

import pytest
from sqlalchemy import Engine

from tests.chapters import chapter
from tests.databases import BOTH, emptied
from tests.world import World

FAILED = pytest.StashKey[bool]()
"""Whether a test is red already: what its fixtures would find then is an echo."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The kill test first: it is by far the longest, and whoever took it last would be waited for."""
    items.sort(key=lambda item: "kill" not in item.path.parts)


def pytest_collection_finish() -> None:
    """What is there now stays to the end: whoever looks for garbage need not go through all of it each time."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


@pytest.fixture(params=BOTH)
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of database: each in turn."""
    return str(request.param)


@pytest.fixture
def engine(kind: str) -> Engine:
    """An empty database with all tables, once of each kind."""
    return emptied(kind)


@pytest.fixture
async def world(engine: Engine, request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """The bot with an empty team table. However a story goes, nobody outside it may hear anything."""
    made = World(engine)
    await made.open()
    yield made
    await made.close()
    if not request.node.stash.get(FAILED, False):
        made.no_outsider_heard()


@pytest.fixture
async def team(world: World) -> World:
    """The same with Lena, Dan, Aisha and Lee in the team; Dan is on duty."""
    await a_team(world)
    return world


@chapter
async def a_team(world: World) -> None:
    await world.hires("lena", "dan", "aisha", "lee", on_duty=("dan",))
