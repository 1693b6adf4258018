"""The page in a real browser, without a mouse or without eyes: focus, what is read aloud, what is kept."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from tests.sandbox.page.browsing import CHROMIUM, key, phone, starts
from tests.sandbox.page_world import DAN, LENA, MARIA, World

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(CHROMIUM is None, reason="no browser: install Debian's chromium"),
]


async def test_a_chip_leads_into_its_phone(world: World, page: Page) -> None:
    await starts(world, DAN)
    await page.get_by_role("button", name="Dan, 1 unread").focus()
    await page.keyboard.press("Enter")
    await expect(phone(page, DAN)).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(page.get_by_label("Language of Dan’s phone")).to_be_focused()


async def test_the_tab_key_passes_a_chat_without_reading_it(world: World, page: Page) -> None:
    await starts(world, DAN)
    await phone(page, DAN).locator(".lock summary").focus()
    await page.keyboard.press("Tab")
    await expect(key(page, DAN, "I need to talk")).to_be_focused()
    await world.bot.sends(DAN, "Another thing")
    await expect(phone(page, DAN).locator(".plate .badge")).to_have_text("2")
    await page.keyboard.press("ArrowUp")
    await expect(phone(page, DAN).locator(".plate .badge")).to_have_text("")


async def test_a_chat_is_marked_as_read_by_one_request(world: World, page: Page) -> None:
    await starts(world, DAN)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("reads") else None)
    await phone(page, DAN).locator("textarea").click()
    await page.keyboard.type("Yes")
    await expect(phone(page, DAN).locator(".plate .badge")).to_have_text("")
    assert len(asked) == 1


async def test_the_command_menu_is_walked_by_arrows_and_left_by_tab(world: World, page: Page) -> None:
    await starts(world, MARIA)
    maria = phone(page, MARIA)
    lines = maria.locator(".commands button")
    await maria.locator(".menu-button").focus()
    await page.keyboard.press("Enter")
    for press, line in (("ArrowDown", 1), ("End", 2), ("ArrowDown", 0), ("ArrowUp", 2), ("Home", 0)):
        await page.keyboard.press(press)
        await expect(lines.nth(line)).to_be_focused()
    await maria.locator(".chat").focus()
    await expect(lines).to_have_count(0)


async def test_only_the_chat_somebody_is_at_is_read_aloud(world: World, dialled: Page) -> None:
    await starts(world, MARIA, DAN, LENA)
    await phone(dialled, MARIA).locator("textarea").click()
    await expect(dialled.locator(".chat[aria-live=polite]")).to_have_count(1)
    await expect(phone(dialled, MARIA).locator(".chat")).to_have_attribute("aria-live", "polite")
    await dialled.clock.fast_forward(1200)
    for number in (MARIA, DAN, LENA):
        await world.bot.sends(number, "Another thing")
    for number in (MARIA, DAN, LENA):
        await expect(phone(dialled, number).locator(".said.bot").last).to_contain_text("Another thing")
    await dialled.clock.fast_forward(1200)
    await expect(dialled.locator("#said")).to_have_text(re.compile("^New messages: (Lena, Dan|Dan, Lena)\\.$"))
    await dialled.keyboard.type("Thank you")
    await dialled.keyboard.press("Enter")
    await expect(phone(dialled, MARIA).locator(".said.me").last).to_contain_text("Thank you")
    tree = await phone(dialled, MARIA).get_by_role("log").aria_snapshot()
    assert re.search(r"Tornio: +Another thing", tree), tree
    assert "Maria: Thank you" in " ".join(tree.split()), tree


async def test_what_is_typed_and_not_sent_survives_a_reload(world: World, page: Page) -> None:
    await starts(world, DAN)
    field = phone(page, DAN).locator("textarea")
    await field.fill("On my way")
    await page.reload()
    await expect(field).to_have_value("On my way")
    await field.press("Enter")
    await expect(phone(page, DAN).locator(".said.bot").last).to_contain_text("You said: On my way")
    await page.reload()
    await expect(field).to_have_value("")


async def test_the_page_changes_its_language(world: World, page: Page) -> None:
    await page.get_by_label("Language of this page").select_option("fi")
    await expect(page.get_by_role("heading", name="Mitä kokeilla")).to_be_visible()
    await expect(page.get_by_label("Tämän sivun kieli")).to_have_value("fi")
