"""`tornio demo` as a newcomer has it: a real process, the real bot, and the page in a browser."""

import asyncio
import re
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Page, async_playwright, expect

from tests.sandbox.page.browsing import CHROMIUM, FLAGS

MARIA, DAN, LENA = "#phone-11", "#phone-2", "#phone-1"
PATIENCE = 15_000
"""Milliseconds: the machine may be busy with other tests."""


@asynccontextmanager
async def demo(*words: str) -> AsyncIterator[tuple[str, asyncio.subprocess.Process]]:
    """The process, and the address it prints; it must end well when it is told to."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from bot.cli import main; main()",
        "demo",
        *words,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout is not None
    try:
        said = ""
        async with asyncio.timeout(30):
            while (found := re.search(r"http://127\.0\.0\.1:\d+", said)) is None:
                line = await process.stdout.readline()
                assert line, f"the demo ended: {said}"
                said += line.decode()
        yield found.group(), process
        process.terminate()
        async with asyncio.timeout(10):
            await process.communicate()
        assert process.returncode == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def tap(page: Page, phone: str, label: str) -> None:
    await page.locator(phone).locator(".key", has_text=label).last.click()


@pytest.mark.skipif(CHROMIUM is None, reason="no browser: install Debian's chromium")
async def test_a_newcomer_plays_a_call_and_its_answer_on_the_page() -> None:
    async with demo("--port", "0") as (address, _process), async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = await browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        await page.goto(address)
        await page.locator(MARIA).locator(".wide-button.start").click()
        await tap(page, MARIA, "I need to talk to someone")
        await expect(page.locator(DAN)).to_contain_text("Somebody asks to talk")
        await page.locator("#to-due").click()
        await expect(page.locator(LENA)).to_contain_text("Nobody has answered yet")
        # The dial has just moved every phone: Dan's last keys have to stand still before a thumb can meet them.
        await page.locator(DAN).locator(".key", has_text="I have this").last.click(trial=True)
        await tap(page, DAN, "I have this")
        await expect(page.locator(DAN)).to_contain_text("You have this call")
        await expect(page.locator(MARIA)).to_contain_text("Dan has seen your call")
        await expect(page.locator(LENA)).to_contain_text("Dan has this call")
        await browser.close()


async def test_a_port_in_use_is_said_plainly() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            "from bot.cli import main; main()",
            "demo",
            "--port",
            port,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        async with asyncio.timeout(30):
            said, _ = await process.communicate()
    assert process.returncode == 2
    assert f"Port {port} cannot be used" in said.decode()
