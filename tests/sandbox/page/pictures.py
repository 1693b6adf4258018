"""Takes the pictures in docs/ from the demo in the middle of its story; CONTRIBUTING.md says how."""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Browser, async_playwright
from starlette.applications import Starlette

from sandbox.loopback import serving
from sandbox.web import routes
from tests.sandbox.demo_path import Players, a_meeting, a_network, someone_answers, someone_calls
from tests.sandbox.page.browsing import CHROMIUM, FLAGS

DOCS = Path(__file__).parents[3] / "docs"
SAM = 12


async def a_meeting_is_being_answered(they: Players) -> None:
    """Maria's call reached the lead before Dan took it; now Sam and Dan have answered, and Maria is asked."""
    await someone_calls(they)
    await they.story.forward(timedelta(minutes=6))
    await they.sees("Lena", "Nobody has answered yet")
    await someone_answers(they)
    await a_network(they)
    await they.story.forward(timedelta(minutes=25))
    await a_meeting(they)
    for name, labels in {"Sam": ("I can come", "I can come"), "Dan": ("I can come", "Not sure yet")}.items():
        for label in labels:
            await they.taps(name, label)
        they.phones[name].reads()
    they.phones["Lena"].reads()
    await they.sees("Maria", "Can you come")


async def take(browser: Browser, address: str) -> None:
    """Both schemes as wide as a desk, and one as narrow as a hand."""
    for name, scheme, width, height in (
        ("sandbox", "light", 1440, 900),
        ("sandbox-dark", "dark", 1440, 900),
        ("sandbox-narrow", "light", 390, 844),
    ):
        page = await browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
        await page.goto(address)
        await page.wait_for_selector(".phone")
        if width < 640:
            await page.locator(f"[data-go='{SAM}']").click()
            await page.wait_for_timeout(1500)
        await page.wait_for_timeout(500)
        await page.screenshot(path=DOCS / f"{name}.png")
        await page.close()


async def main() -> None:
    """Play, and take the pictures."""
    with TemporaryDirectory() as folder:
        async with Players.at(Path(folder)) as they, async_playwright() as playwright:
            await a_meeting_is_being_answered(they)
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            async with serving(Starlette(routes=routes(they.story.telegram, they.story))) as address:
                await take(browser, address)
                await browser.close()
                they.story.telegram.close()


if __name__ == "__main__":
    if CHROMIUM is None:
        sys.exit("no browser: install Debian's chromium")
    asyncio.run(main())
