"""The page in a real browser: a chat stands still under a finger, and moves to what is new and no further."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.sandbox.page.browsing import CHROMIUM, key, phone, starts
from tests.sandbox.page_world import DAN, LEE, World

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(CHROMIUM is None, reason="no browser: install Debian's chromium"),
]


async def calls(world: World, page: Page, count: int) -> Any:
    """Dan's chat once so many people have called."""
    await starts(world, DAN)
    for number in range(count):
        await world.bot.sends(DAN, f"Call {number}", ((f"Take {number}", "slow"),))
    await expect(key(page, DAN, f"Take {count - 1}")).to_be_visible()
    await page.wait_for_timeout(400)
    return phone(page, DAN).locator(".chat")


@pytest.mark.parametrize("up", [0, 60])
@pytest.mark.parametrize("news", [False, True])
async def test_a_press_is_not_lost_when_a_picture_comes_meanwhile(
    world: World, page: Page, up: int, news: bool
) -> None:
    chat = await calls(world, page, 3)
    button = key(page, DAN, "Take 1")
    await chat.evaluate("(chat, up) => { chat.scrollTop = chat.scrollHeight; chat.scrollTop -= up; }", up)
    await button.hover()
    await page.mouse.down()
    if news:
        await world.bot.sends(DAN, "Another thing")
    # The press itself marks the chat as read, and that comes back as a picture.
    await page.wait_for_timeout(150)
    await page.mouse.up()
    await expect(button.locator(".spin")).to_be_visible()
    assert len(world.telegram.phones[DAN].presses_made) == 1


async def test_whoever_reads_back_is_left_where_they_are(world: World, page: Page) -> None:
    chat = await calls(world, page, 8)
    await phone(page, DAN).locator("textarea").click()
    await chat.evaluate("chat => { chat.scrollTop = 40; }")
    await world.bot.sends(DAN, "Another thing")
    await expect(chat.locator(".said").last).to_contain_text("Another thing")
    assert await chat.evaluate("chat => chat.scrollTop") == 40
    await page.keyboard.type("Yes")
    await page.keyboard.press("Enter")
    await expect(chat.locator(".said").last).to_contain_text("You said: Yes")
    await expect(chat.locator(".said").last).to_be_in_viewport(ratio=1)


async def test_a_message_taller_than_the_chat_is_read_from_its_beginning(world: World, page: Page) -> None:
    chat = await calls(world, page, 3)
    await page.reload()
    await expect(chat.locator(".said").last).to_be_in_viewport(ratio=1)
    rows = tuple(((f"Key {number}", "toast"),) for number in range(12))
    await world.bot.sends(DAN, "First come the words.", *rows)
    await world.bot.sends(DAN, "And one more thing.")
    await expect(chat.locator(".said").last).to_contain_text("And one more thing.")
    await expect(chat.locator(".text", has_text="First come the words.")).to_be_in_viewport(ratio=1)


async def test_a_square_picture_stays_square(world: World, page: Page) -> None:
    await starts(world, LEE)
    world.telegram.phones[LEE].says("invite")
    picture = phone(page, LEE).locator("img.picture")
    await expect(picture).to_have_js_property("complete", value=True)
    box = await picture.bounding_box()
    assert abs(box["width"] - box["height"]) < 1
