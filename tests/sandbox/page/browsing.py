"""A browser on the page, and where things are on it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, Page

from tests.sandbox.page_world import World

CHROMIUM = shutil.which("chromium")
"""Where the browser is; None where there is none, and then these tests are skipped."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-sync",
]


@asynccontextmanager
async def opened(
    browser: Browser,
    world: World,
    path: str = "/",
    *,
    width: int = 1440,
    height: int = 900,
    expected: tuple[str, ...] = (),
    **more: Any,
) -> AsyncIterator[Page]:
    """The page, and at the end a look at its console: nothing may have been said there."""
    size = {"width": width, "height": height}
    context = await browser.new_context(viewport=size, **more)  # type: ignore[arg-type]
    page = await context.new_page()
    page.set_default_timeout(8000)
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    await page.goto(world.address + path)
    await page.wait_for_selector(".phone")
    yield page
    assert [line for line in said if not any(words in line for words in expected)] == []
    await context.close()


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
