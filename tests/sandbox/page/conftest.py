"""One browser with one page and one server for all the tests of this process; a world of its own for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright
from starlette.types import Message, Receive, Scope, Send

from sandbox.loopback import serving
from tests.sandbox.page.browsing import CHROMIUM, FLAGS, opened
from tests.sandbox.page_world import World

KEPT = (b"cache-control", b"max-age=3600")


class Door:
    """Whoever knocks is led into the world of the test that runs: starting a server for each costs more than most.

    The page's own files do not change while tests run, so the browser asks for them once.
    """

    def __init__(self) -> None:
        self.address = ""
        self.world: World | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.world is not None

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and scope["path"].startswith("/page/"):
                headers = [(name, value) for name, value in message["headers"] if name != KEPT[0]]
                message = {**message, "headers": [*headers, KEPT]}
            await send(message)

        await self.world.app(scope, receive, answer)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        made = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        await made.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def tab(browser: Browser) -> Page:
    """The page in which one test after the other opens the sandbox: a new one costs more than most tests."""
    return await browser.new_page()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def dialled_tab(browser: Browser) -> Page:
    """Another one, with a clock that can be put forward (`page.clock`): what was put in stays in."""
    context = await browser.new_context()
    tab = await context.new_page()
    await tab.clock.install()
    return tab


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def door() -> AsyncIterator[Door]:
    made = Door()
    async with serving(made) as made.address:
        yield made


@pytest_asyncio.fixture(loop_scope="session")
async def world(door: Door) -> AsyncIterator[World]:
    async with World.living(door.address) as made:
        door.world = made
        yield made


@pytest_asyncio.fixture(loop_scope="session")
async def dialled(dialled_tab: Page, world: World) -> AsyncIterator[Page]:
    """The page for tests that put its clock forward instead of waiting."""
    async with opened(dialled_tab, world) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="session")
async def page(tab: Page, world: World) -> AsyncIterator[Page]:
    async with opened(tab, world) as made:
        yield made
