"""The page in a real browser: what it says in each of its languages, and what a step or a turn of the dial says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.async_api import Page, expect

from sandbox.demo import CAST
from tests.sandbox.page.browsing import CHROMIUM, opened, phone, starts
from tests.sandbox.page_world import DAN, MARIA, World

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(CHROMIUM is None, reason="no browser: install Debian's chromium"),
]


def turns_to_due(world: World) -> None:
    """Something is due tomorrow at 11:01am."""
    world.clock.due = [world.clock.at + timedelta(hours=20, minutes=59)]
    world.telegram.touch()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "Nothing was said to anyone at 11:01am."),
        ("/?lang=fi", "Klo 11.01 kenellekään ei sanottu mitään."),
        ("/?lang=ar", "لم يُقل شيء لأحد عند 11:01 ص."),
    ],
)
async def test_a_silent_due_time_says_so(dialled_tab: Page, world: World, path: str, words: str) -> None:
    async with opened(dialled_tab, world, path) as page:
        turns_to_due(world)
        await expect(page.locator("#to-due")).to_have_attribute("aria-disabled", "false")
        async with page.expect_response("**/sandbox/act/*"):
            await page.locator("#to-due").click()
        await expect(page.locator("#came")).to_have_text("")
        await page.clock.fast_forward(1600)
        await expect(page.locator("#came")).to_have_text(words)
        await expect(page.locator("#said")).to_contain_text(words)
        assert await page.locator("#came").evaluate("node => node.scrollWidth - node.clientWidth") == 0
        await page.locator("[data-minutes='10']").click()
        await expect(page.locator("#came")).to_have_text("")


async def test_a_due_time_at_which_somebody_hears_something_names_them(world: World, dialled: Page) -> None:
    await starts(world, MARIA, DAN)
    await expect(dialled.locator("#said")).to_contain_text("New messages")
    turns_to_due(world)
    await expect(dialled.locator("#to-due")).to_have_attribute("aria-disabled", "false")

    async def forward() -> None:
        await world.clock.forward(min(world.clock.due) - world.clock.at)
        await world.bot.sends(DAN, "The meeting is today.")

    world.clock.forward_to_next_due = forward  # type: ignore[method-assign]
    await dialled.locator("#to-due").click()
    await expect(dialled.locator("#came")).to_have_text("New at 11:01am: Dan.")
    # What was under way comes a moment later.
    await world.bot.sends(MARIA, "The meeting is today.")
    await expect(dialled.locator("#came")).to_have_text("New at 11:01am: Dan, Maria.")
    await dialled.clock.fast_forward(1700)
    await expect(dialled.locator("#said")).to_contain_text("New at 11:01am: Dan, Maria.")


async def test_a_due_time_at_which_only_a_card_changes_says_so(world: World, dialled: Page) -> None:
    await starts(world, DAN)
    number = await world.bot.sends(DAN, "You have a meeting")
    await expect(phone(dialled, DAN).locator(".said").last).to_contain_text("You have a meeting")
    turns_to_due(world)
    await expect(dialled.locator("#to-due")).to_have_attribute("aria-disabled", "false")

    async def forward() -> None:
        await world.clock.forward(min(world.clock.due) - world.clock.at)
        await world.bot.call("editMessageText", chat_id=DAN, message_id=number, text="Did you meet?")

    world.clock.forward_to_next_due = forward  # type: ignore[method-assign]
    await dialled.locator("#to-due").click()
    await expect(dialled.locator("#came")).to_have_text("No new message at 11:01am. A card changed: Dan.")
    await dialled.clock.fast_forward(1700)
    await expect(dialled.locator("#came")).to_have_text("No new message at 11:01am. A card changed: Dan.")


async def test_a_step_marked_by_hand_and_unmarked_follows_the_story_again(world: World, page: Page) -> None:
    mark = page.get_by_label("“Someone calls” is done")
    for pressed in ("true", "false"):
        await mark.click()
        await expect(mark).to_have_attribute("aria-pressed", pressed)
    world.clock.steps = frozenset({1})
    world.telegram.touch()
    await expect(mark).to_have_attribute("aria-pressed", "true")
    await expect(page.locator("#step-words")).to_contain_text("On Dan’s phone")
    # A step that the story has seen can be taken as not done, and then be left to the story again.
    await mark.click()
    await page.reload()
    await expect(mark).to_have_attribute("aria-pressed", "false")
    await mark.click()
    await expect(mark).to_have_attribute("aria-pressed", "true")


async def test_finnish_says_the_day_and_the_time_as_finns_do(tab: Page, world: World) -> None:
    async with opened(tab, world, "/?lang=fi") as page:
        await page.locator("[data-minutes='1440']").click()
        await expect(page.locator("#said")).to_have_text("Nyt on tiistai 5. toukokuuta 2026, klo 14.02.")
        await expect(page.locator("#now-day")).to_have_text("tiistai 5. toukokuuta 2026")
        world.clock.due = [world.clock.at + timedelta(days=2)]
        world.telegram.touch()
        await expect(page.locator("#due-words")).to_have_text("torstai 7. toukokuuta klo 14.02")
        assert "“" not in await page.locator("#step-words").inner_text()


@pytest.mark.parametrize(("language", "first"), [("en", "Mother"), ("fi", "Äiti"), ("ar", "الأم")])
async def test_captions_are_in_the_language_of_the_page(tab: Page, world: World, language: str, first: str) -> None:
    world.clock.captions = {MARIA: CAST[0].caption}
    async with opened(tab, world, f"/?lang={language}") as page:
        await expect(phone(page, MARIA).locator(".who p")).to_have_text(first)
        known = "name => import('/page/words.js').then(({ speak }) => Object.keys(speak(name)('captions')))"
        assert {one.caption for one in CAST} <= set(await page.evaluate(known, language))


async def test_start_is_named_as_the_phone_has_it(tab: Page, world: World) -> None:
    async with opened(tab, world, "/?lang=ar") as page:
        await expect(page.locator("#step-words")).to_contain_text("اضغط START ثم")
        await phone(page, MARIA).locator("select.language").select_option("ar")
        await expect(page.locator("#step-words")).to_contain_text("اضغط ابدأ ثم")
        await phone(page, MARIA).locator("select.language").select_option("fi")
        await expect(page.locator("#step-words")).to_contain_text("اضغط ALOITA ثم")


async def test_an_arabic_clock_has_one_form(tab: Page, world: World) -> None:
    await starts(world, MARIA)
    world.telegram.phones[MARIA].language_code = "ar"
    async with opened(tab, world, "/?lang=ar") as page:
        await expect(page.locator("#now-time")).to_have_text("2:02 م")
        await expect(phone(page, MARIA).locator(".said.bot time")).to_have_text("2:02 م")
        await expect(phone(page, MARIA).locator(".lock-time")).to_have_text("2:02 م")
