"""The page in a real browser: narrow, right to left, contrast, names, motion, and what goes wrong."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from tests.sandbox.page.browsing import CHROMIUM, key, opened, phone, starts
from tests.sandbox.page_world import DAN, LEE, MARIA, World

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(CHROMIUM is None, reason="no browser: install Debian's chromium"),
]


@pytest.mark.parametrize("path", ["/", "/?lang=ar", "/?lang=fi"])
@pytest.mark.parametrize("width", [390, 1440])
async def test_nothing_runs_over_the_edge(tab: Page, world: World, path: str, width: int) -> None:
    await starts(world, MARIA, LEE)
    world.telegram.phones[MARIA].says("a" * 300)
    world.telegram.phones[LEE].says("files")
    async with opened(tab, world, path, width=width, height=844) as page:
        await expect(phone(page, MARIA).locator(".said.bot").last).to_contain_text("aaaa")
        over = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert await page.evaluate(over) == 0
        wide = "chat => chat.scrollWidth - chat.clientWidth"
        for number in (MARIA, LEE):
            assert await phone(page, number).locator(".chat").evaluate(wide) == 0
        direction = await page.evaluate("document.documentElement.dir")
        assert direction == ("rtl" if "ar" in path else "ltr")


async def test_at_a_desk_the_dial_stands_beside_the_name(world: World, page: Page) -> None:
    # Wednesdays in September are the longest days.
    await world.clock.forward(timedelta(days=149, hours=8, minutes=10))
    world.telegram.touch()
    await expect(page.locator("#now-day")).to_have_text("Wednesday 30 September 2026")
    top = "node => node.getBoundingClientRect().top"
    assert abs(await page.locator(".brand").evaluate(top) - await page.locator(".dial").evaluate(top)) < 10


async def test_on_a_narrow_screen_chips_lead_from_phone_to_phone(tab: Page, world: World) -> None:
    await starts(world, DAN)
    async with opened(tab, world, width=390, height=844) as page:
        await expect(phone(page, MARIA)).to_be_in_viewport(ratio=0.2)
        await expect(phone(page, DAN)).not_to_be_in_viewport()
        await page.get_by_role("button", name="Dan, 1 unread").click()
        await expect(phone(page, DAN)).to_be_in_viewport(ratio=0.9)
        await expect(page.locator("#chips [aria-current=true]")).to_contain_text("Dan")


async def test_steps_tick_themselves_and_show_the_way(world: World, page: Page) -> None:
    mark, first = (
        page.get_by_label("“Someone calls” is done"),
        page.get_by_role("button", name="Someone calls", exact=True),
    )
    second = page.get_by_role("button", name="Someone answers", exact=True)
    await expect(first).to_have_attribute("aria-current", "step")
    await expect(page.locator("#step-words")).to_contain_text("On Maria’s phone: tap START")
    await first.click()
    await expect(mark).to_have_attribute("aria-pressed", "false")
    await expect(phone(page, MARIA)).to_be_focused()
    world.clock.steps = frozenset({1})
    world.telegram.touch()
    await expect(mark).to_have_attribute("aria-pressed", "true")
    await expect(second).to_have_attribute("aria-current", "step")
    await expect(page.locator("#step-words")).to_contain_text("On Dan’s phone: tap “I have this”")
    await page.get_by_role("button", name="The day, and after", exact=True).click()
    await expect(page.locator("#to-due")).to_be_focused()
    await expect(page.locator("#step-words")).to_contain_text("Did you meet?")


async def test_a_step_ticked_by_hand_is_remembered(world: World, page: Page) -> None:
    await page.get_by_label("“Someone calls” is done").click()
    await page.reload()
    await expect(page.locator("#steps-count")).to_have_text("1 of 6 done")
    await page.get_by_role("button", name="What to try").click()
    await expect(page.locator("#steps-list")).to_be_hidden()
    await expect(page.locator("#step-words")).to_be_hidden()


async def test_hostile_words_stay_words(world: World, page: Page) -> None:
    bad = "<img src=x onerror=alert(1)> [data-act=add] \u202egnol"
    world.telegram.phones[MARIA].says(bad)
    await expect(phone(page, MARIA).locator(".said.me .text")).to_contain_text("<img src=x")
    await expect(phone(page, MARIA).locator(".said img")).to_have_count(0)


async def test_a_refusal_is_shown_as_a_sentence(tab: Page, world: World) -> None:
    async with opened(tab, world, expected=("status of 400",)) as page:
        # A page that is a moment behind taps what is gone; here the moment is made to last.
        late = "{ phone: 71001, message: 1, row: 0, column: 0 }"
        await page.evaluate(f"import('/page/wire.js').then(({{ act }}) => act('taps', {late}))")
        await expect(page.get_by_role("alert").first).to_have_text(
            "This button is not there any more: the chat has changed."
        )


async def test_a_lock_screen_says_the_day_of_what_is_older(world: World, page: Page) -> None:
    await starts(world, DAN)
    await world.clock.forward(timedelta(days=1))
    await world.bot.sends(DAN, "Two lines\n\nof words")
    lines = phone(page, DAN).locator(".push")
    await phone(page, DAN).locator(".lock summary").click()
    await expect(lines.nth(0).locator("time")).to_have_text("14:02")
    await expect(lines.nth(1).locator("time")).to_have_text("Yesterday 14:02")
    assert await lines.nth(0).locator("p").inner_text() == "Two lines\nof words"


async def test_text_of_twice_the_size_stays_on_a_narrow_page(tab: Page, world: World) -> None:
    await starts(world, MARIA)
    async with opened(tab, world, width=390, height=844) as page:
        await page.evaluate("document.documentElement.style.fontSize = '200%'")
        over = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert await page.evaluate(over) == 0
        await expect(phone(page, MARIA).get_by_role("heading", name="Maria")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/?lang=ar"])
async def test_every_control_has_a_name(tab: Page, world: World, path: str) -> None:
    await starts(world, MARIA)
    async with opened(tab, world, path) as page:
        await expect(key(page, MARIA, "I need to talk")).to_be_visible()
        tree = await page.locator("body").aria_snapshot()
        nameless = re.findall(r"- (?:button|combobox|textbox|switch|link)(?::|$| \[)", tree, re.MULTILINE)
        assert nameless == []


PAIRS = [
    ("--ink", "--paper"), ("--ink-soft", "--paper"), ("--ink-soft", "--card"),
    ("--accent-ink", "--accent"), ("--accent", "--card"), ("--accent", "--accent-soft"),
    ("--warn", "--warn-soft"), ("--warn", "--paper"), ("--card", "--done"),
    ("--tg-ink", "--tg-bar"), ("--tg-soft", "--tg-bar"), ("--tg-on-blue", "--tg-blue"),
    ("--tg-blue", "--tg-bar"), ("--tg-ink", "--bot-bubble"), ("--tg-ink", "--my-bubble"),
    ("--bubble-soft", "--bot-bubble"), ("--my-soft", "--my-bubble"),
    ("#fff", "#6b5032"), ("--link", "--bot-bubble"), ("--link", "--my-bubble"), ("--code", "--bot-bubble"),
]  # fmt: skip


def luminance(colour: list[float]) -> float:
    """The relative luminance of an sRGB colour with parts from 0 to 255 (WCAG 2.2)."""
    parts = [part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: list[float], other: list[float]) -> float:
    """The WCAG contrast ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_can_be_read_against_what_is_behind_them(
    tab: Page, world: World, scheme: Literal["light", "dark"]
) -> None:
    async with opened(tab, world, scheme=scheme) as page:
        # A canvas turns any CSS colour into numbers, a translucent one over what is under it.
        painted = """layers => {
            const canvas = document.createElement("canvas");
            const pen = canvas.getContext("2d");
            const style = getComputedStyle(document.documentElement);
            for (const layer of layers) {
                pen.fillStyle = layer.startsWith("--") ? style.getPropertyValue(layer) : layer;
                pen.fillRect(0, 0, 1, 1);
            }
            return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
        }"""
        poor = []
        for words, ground in PAIRS:
            ratio = contrast(await page.evaluate(painted, [words]), await page.evaluate(painted, [ground]))
            if ratio < 4.5:
                poor.append((words, ground, round(ratio, 2)))
        for wall in ("--wall-1", "--wall-2", "--wall-3"):
            for ground in ("--key", "--key-hover", "--pill"):
                behind = await page.evaluate(painted, [wall, ground])
                if (ratio := contrast([255, 255, 255], behind)) < 4.5:
                    poor.append(("white", f"{ground} on {wall}", round(ratio, 2)))
        assert poor == []


async def test_those_who_want_no_motion_get_none(tab: Page, world: World) -> None:
    await starts(world, MARIA)
    async with opened(tab, world, motion="reduce") as page:
        await world.bot.sends(MARIA, "Hello again")
        bubble = phone(page, MARIA).locator(".said.fresh")
        await expect(bubble).to_contain_text("Hello again")
        seconds = await bubble.evaluate("node => parseFloat(getComputedStyle(node).animationDuration)")
        assert seconds < 0.001
