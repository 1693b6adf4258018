"""The page in a real browser: a sandbox that stops, hangs or starts again, and keys that are pressed twice."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import httpx
import pytest
from playwright.async_api import Page, Route, expect

from tests.sandbox.page.browsing import CHROMIUM, key, phone, starts
from tests.sandbox.page_world import DAN, MARIA, World

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(CHROMIUM is None, reason="no browser: install Debian's chromium"),
]

STOPPED = "The sandbox has stopped. Start it again with make demo; this page comes back by itself."


async def test_a_sandbox_that_is_gone_is_said(world: World, page: Page) -> None:
    world.telegram.close()
    await expect(page.locator("#lost")).to_have_text(STOPPED)
    await expect(page.locator("#lost")).to_be_in_viewport()


async def test_a_sandbox_that_hangs_is_noticed_and_comes_back(world: World, dialled: Page) -> None:
    world.clock.hangs = asyncio.Event()
    await dialled.wait_for_timeout(300)
    await dialled.clock.fast_forward(9000)
    await expect(dialled.locator("#lost")).to_have_text(STOPPED)
    world.clock.hangs.set()
    await expect(dialled.locator("#lost")).to_be_hidden()


async def test_another_story_begins_without_the_ticks_of_the_old(world: World, page: Page) -> None:
    await page.get_by_label("“Someone calls” is done").click()
    async with httpx.AsyncClient() as client:
        picture = (await client.get(world.address + "/sandbox/snapshot")).json()

    async def another(route: Route) -> None:
        words = f"data: {json.dumps({**picture, 'story': 'another'})}\n\n"
        await route.fulfill(body=words, content_type="text/event-stream")

    await page.route("**/sandbox/events", another)
    await page.reload()
    await page.wait_for_selector(".phone")
    await expect(page.get_by_label("“Someone calls” is done")).to_have_attribute("aria-pressed", "false")
    # The same page goes on, and the sandbox behind it is started again.
    await page.get_by_label("“Someone calls” is done").click()
    async with page.expect_event("load"):
        await page.unroute("**/sandbox/events")
    await page.wait_for_selector(".phone")
    await expect(page.get_by_label("“Someone calls” is done")).to_have_attribute("aria-pressed", "false")


async def test_a_key_pressed_twice_is_sent_once_and_shows_that_it_waits(world: World, page: Page) -> None:
    await starts(world, MARIA)
    await world.bot.sends(MARIA, "Well?", (("Slowly", "slow"),))
    held: list[Route] = []

    async def hold(route: Route) -> None:
        held.append(route)

    await page.route("**/sandbox/act/taps", hold)
    await key(page, MARIA, "Slowly").click()
    await expect(key(page, MARIA, "Slowly").locator(".spin")).to_be_visible()
    await key(page, MARIA, "Slowly").click()
    await page.wait_for_timeout(100)
    assert len(held) == 1
    await held[0].continue_()
    await page.wait_for_timeout(600)
    await expect(key(page, MARIA, "Slowly").locator(".spin")).to_be_visible()
    assert len(world.telegram.phones[MARIA].presses_made) == 1


async def test_start_pressed_twice_starts_once(world: World, page: Page) -> None:
    await phone(page, DAN).get_by_role("button", name="START", exact=True).dblclick()
    await expect(phone(page, DAN).locator(".said.bot")).to_have_count(1)
    await page.wait_for_timeout(400)
    assert [bubble.text for bubble in world.telegram.phones[DAN].bubbles if bubble.mine] == ["/start"]


async def test_enter_twice_makes_one_phone(world: World, page: Page) -> None:
    await page.get_by_role("button", name="Add another phone").click()
    sheet = page.get_by_role("dialog", name="Add a phone")
    await sheet.get_by_label("First name").fill("Zed")
    await page.evaluate(
        "const form = document.querySelector('#adding form'); form.requestSubmit(); form.requestSubmit();"
    )
    await expect(sheet).to_be_hidden()
    assert [one.first_name for one in world.telegram.phones.values()].count("Zed") == 1


async def test_the_dial_owes_what_is_asked_while_it_moves(world: World, page: Page) -> None:
    before = world.clock.at
    world.clock.hold = asyncio.Event()
    await page.get_by_role("button", name="+10 minutes").click()
    await world.clock.hold_reached.wait()
    await page.get_by_role("button", name="+10 minutes").click()
    await page.get_by_role("button", name="+1 hour").click()
    world.clock.hold.set()
    await expect(page.locator("#said")).to_have_text("It is now Monday 4 May 2026, 3:22pm.")
    assert world.clock.at - before == timedelta(minutes=80)
