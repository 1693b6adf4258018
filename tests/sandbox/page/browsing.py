"""A browser on the page, and where things are on it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Literal

from playwright.async_api import ConsoleMessage, Error, Page

from tests.sandbox.page_world import World

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
"""Where the browser is, best without its windows; None where there is none, and then these tests are skipped."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-sync",
]


@asynccontextmanager
async def opened(
    tab: Page,
    world: World,
    path: str = "/",
    *,
    width: int = 1440,
    height: int = 900,
    scheme: Literal["light", "dark"] = "light",
    motion: Literal["no-preference", "reduce"] = "no-preference",
    expected: tuple[str, ...] = (),
) -> AsyncIterator[Page]:
    """The page, and at the end a look at its console: nothing may have been said there.

    Whatever a test did to its tab is undone, so that the next one finds it as new.
    """
    said: list[str] = []

    def hears(line: ConsoleMessage) -> None:
        said.append(line.text)

    def fails(error: Error) -> None:
        said.append(str(error))

    await tab.set_viewport_size({"width": width, "height": height})
    await tab.emulate_media(color_scheme=scheme, reduced_motion=motion)
    tab.set_default_timeout(8000)
    tab.on("console", hears)
    tab.on("pageerror", fails)
    try:
        await tab.goto(world.address + path)
        await tab.wait_for_selector(".phone")
        yield tab
        assert [line for line in said if not any(words in line for words in expected)] == []
    finally:
        tab.remove_listener("console", hears)
        tab.remove_listener("pageerror", fails)
        await tab.unroute_all(behavior="ignoreErrors")
        # A place without a script: nobody writes down again what is forgotten here.
        await tab.goto(f"{world.address}/page/icon.svg")
        await tab.evaluate("sessionStorage.clear(); localStorage.clear()")
        await tab.mouse.move(0, 0)


def phone(page: Page, number: int) -> Any:
    """The locator of one phone."""
    return page.locator(f"#phone-{number}")


def key(page: Page, number: int, words: str) -> Any:
    """The locator of a button under the newest bubble that has it."""
    return phone(page, number).locator(".key", has_text=words).last


async def starts(world: World, *numbers: int) -> None:
    """Let people open the bot, and wait until it has answered them."""
    for number in numbers:
        world.telegram.phones[number].opens()
    for number in numbers:
        while len(world.telegram.phones[number].bubbles) < 2:
            await world.telegram.wait_change(world.telegram.changed)
