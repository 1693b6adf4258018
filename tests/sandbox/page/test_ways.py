"""The page in a real browser, by keyboard alone: few stops, arrows, Escape back out; and what is in sight of a chat."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.sandbox.page.browsing import CHROMIUM, key, phone, starts
from tests.sandbox.page_world import DAN, LEE, MARIA, World

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(CHROMIUM is None, reason="no browser: install Debian's chromium"),
]


async def three_calls(world: World, page: Page) -> None:
    """Dan has his first screen and three calls, each with its key."""
    await starts(world, DAN)
    for number in range(3):
        await world.bot.sends(DAN, f"Call {number}", ((f"Take {number}", "take"), (f"Leave {number}", "slow")))
    await expect(key(page, DAN, "Leave 2")).to_be_visible()


async def test_a_chat_is_one_stop_at_its_newest_key(world: World, page: Page) -> None:
    await three_calls(world, page)
    await phone(page, DAN).locator(".lock summary").focus()
    await page.keyboard.press("Tab")
    await expect(key(page, DAN, "Take 2")).to_be_focused()
    await expect(key(page, DAN, "Take 2")).to_have_accessible_description(
        "Arrow keys go from key to key in a chat, from the newest message; Tab leaves it. "
        "Escape goes to the phone’s name above, then to the dial, and back."
    )
    await page.keyboard.press("Tab")
    await expect(phone(page, DAN).locator(".menu-button")).to_be_focused()
    await page.keyboard.press("Shift+Tab")
    await expect(key(page, DAN, "Take 2")).to_be_focused()


async def test_arrows_walk_the_keys_of_a_chat(world: World, page: Page) -> None:
    await three_calls(world, page)
    await key(page, DAN, "Take 2").focus()
    for press, words in (
        ("ArrowUp", "Take 1"), ("ArrowRight", "Leave 1"), ("ArrowRight", "Leave 1"), ("ArrowUp", "Leave 0"),
        ("ArrowLeft", "Take 0"), ("ArrowUp", "About network"), ("ArrowUp", "Suomi"), ("ArrowUp", "I need to talk"),
        ("End", "Take 2"), ("ArrowDown", "Take 2"),
    ):  # fmt: skip
        await page.keyboard.press(press)
        await expect(key(page, DAN, words)).to_be_focused()
        await expect(key(page, DAN, words)).to_be_in_viewport(ratio=1)


async def test_in_an_arabic_chat_left_is_onwards(world: World, page: Page) -> None:
    await three_calls(world, page)
    await phone(page, DAN).get_by_label("Language of Dan’s phone").select_option("ar")
    await expect(phone(page, DAN).locator(".device")).to_have_attribute("dir", "rtl")
    await key(page, DAN, "Take 2").focus()
    await page.keyboard.press("ArrowLeft")
    await expect(key(page, DAN, "Leave 2")).to_be_focused()


async def test_a_chat_that_grows_costs_no_more_stops(world: World, page: Page) -> None:
    await starts(world, DAN)
    for number in range(12):
        await world.bot.sends(DAN, f"Call {number}", ((f"Take {number}", "slow"), (f"Leave {number}", "slow")))
    await expect(key(page, DAN, "Take 11")).to_be_visible()
    await phone(page, DAN).get_by_label("Language of Dan’s phone").focus()
    for _ in range(3):
        await page.keyboard.press("Tab")
    await expect(key(page, DAN, "Take 11")).to_be_focused()


async def test_after_a_tap_the_focus_goes_on_to_the_redrawn_card(world: World, page: Page) -> None:
    await three_calls(world, page)
    await key(page, DAN, "Take 2").focus()
    await page.keyboard.press("Enter")
    await expect(key(page, DAN, "I have spoken with them")).to_be_focused()


async def test_after_a_tap_the_focus_goes_on_to_the_new_card(world: World, page: Page) -> None:
    await three_calls(world, page)
    await key(page, DAN, "Leave 2").focus()
    await page.keyboard.press("Enter")
    await world.bot.sends(DAN, "What now?", (("Home", "toast"), ("Meetings", "toast")))
    await expect(key(page, DAN, "Home")).to_be_focused()
    await expect(key(page, DAN, "Home")).to_be_in_viewport(ratio=1)


async def test_a_key_that_is_held_down_presses_once(world: World, page: Page) -> None:
    await three_calls(world, page)
    await key(page, DAN, "Take 2").focus()
    await page.keyboard.down("Enter")
    await expect(key(page, DAN, "I have spoken with them")).to_be_focused()
    await page.keyboard.down("Enter")
    await page.keyboard.up("Enter")
    await page.wait_for_timeout(300)
    assert len(world.telegram.phones[DAN].presses_made) == 1


async def test_what_others_do_moves_no_focus_onto_another_key(world: World, page: Page) -> None:
    await three_calls(world, page)
    await key(page, DAN, "Take 2").focus()
    number = world.telegram.phones[DAN].bubbles[-1].message_id
    await world.bot.call("editMessageText", chat_id=DAN, message_id=number, text="Aisha has this call.")
    await expect(phone(page, DAN).locator(".said").last).to_contain_text("Aisha has this call.")
    await expect(phone(page, DAN).locator(".chat")).to_be_focused()


async def test_escape_leads_out_of_a_phone_to_the_dial_and_back(world: World, page: Page) -> None:
    await three_calls(world, page)
    await phone(page, DAN).locator("textarea").click()
    await page.keyboard.type("On my w")
    for place in ("[data-go='71003']", "#to-due", "[data-go='71003']"):
        await page.keyboard.press("Escape")
        await expect(page.locator(place)).to_be_focused()
    await expect(phone(page, DAN).locator("textarea")).to_have_value("On my w")
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("button", name="Aisha", exact=True)).to_be_focused()
    await page.keyboard.press("End")
    await page.keyboard.press("Enter")
    await expect(phone(page, LEE)).to_be_focused()
    await page.keyboard.press("Escape")
    await page.keyboard.press("ArrowLeft")
    await page.keyboard.press("ArrowLeft")
    await page.keyboard.press("Enter")
    await page.keyboard.press("ArrowDown")
    await expect(key(page, DAN, "Take 2")).to_be_focused()


async def test_links_skip_to_the_phones_and_to_the_dial(page: Page) -> None:
    for name, presses, place in (("To the phones", 1, "#phones"), ("To the dial", 2, "#to-due")):
        await page.goto(page.url.partition("#")[0])
        await page.wait_for_selector(".phone")
        for _ in range(presses):
            await page.keyboard.press("Tab")
        await expect(page.get_by_role("link", name=name).first).to_be_focused()
        await expect(page.get_by_role("link", name=name).first).to_be_in_viewport(ratio=1)
        await page.keyboard.press("Enter")
        await expect(page.locator(place)).to_be_focused()
        await page.goto("about:blank")
        await page.go_back()
        await page.wait_for_selector(".phone")


async def test_an_arrow_key_looks_and_enter_chooses_a_language_of_the_page(world: World, page: Page) -> None:
    del world
    languages = page.locator("#page-language")
    await languages.focus()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await expect(languages).to_have_value("ar")
    await page.wait_for_timeout(300)
    await expect(page.get_by_role("heading", name="What to try")).to_be_visible()
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Mitä kokeilla")).to_be_visible()
    await expect(languages).to_be_focused()
    await expect(page.get_by_role("button", name="Lisää toinen puhelin")).to_be_visible()
    await expect(page.locator("#step-words")).to_contain_text("Marian puhelin: napauta START ja sitten ”I need")
    await page.reload()
    await expect(page.get_by_role("heading", name="Mitä kokeilla")).to_be_visible()


async def test_escape_takes_a_language_back_and_leaving_chooses_it(world: World, page: Page) -> None:
    await starts(world, MARIA)
    languages = page.get_by_label("Language of Maria’s phone")
    await languages.focus()
    await page.keyboard.press("ArrowDown")
    # Pictures come meanwhile, and the choice stays as it stands.
    await world.bot.sends(MARIA, "Another thing")
    await expect(phone(page, MARIA).locator(".said").last).to_contain_text("Another thing")
    await expect(languages).to_have_value("fi")
    await page.keyboard.press("Escape")
    await expect(languages).to_have_value("en")
    await expect(languages).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    assert world.telegram.phones[MARIA].language_code == "en"
    await page.keyboard.press("Tab")
    await expect(phone(page, MARIA).locator(".device")).to_have_attribute("dir", "rtl")
    assert world.telegram.phones[MARIA].language_code == "ar"


async def test_the_first_phone_that_a_link_may_open_on_has_the_focus(world: World, page: Page) -> None:
    await starts(world, LEE)
    world.telegram.phones[MARIA].blocks()
    world.telegram.phones[LEE].says("invite")
    await key(page, LEE, "Join").click()
    picker = page.get_by_role("dialog", name="Open on which phone?")
    await expect(picker.get_by_role("button", name="Lena")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(picker).to_be_hidden()
    await expect(phone(page, 71_002).locator(".key", has_text="Yes")).to_be_focused()


async def test_tabbing_through_a_chat_leaves_it_at_its_newest_message(world: World, page: Page) -> None:
    await three_calls(world, page)
    for number in range(9):
        await world.bot.sends(DAN, f"Later thing {number}\n\nwith words\n\nand more of them")
    newest = phone(page, DAN).locator(".said").last
    await expect(newest).to_contain_text("Later thing 8")
    await phone(page, DAN).locator(".lock summary").focus()
    await page.keyboard.press("Tab")
    await expect(key(page, DAN, "Take 2")).to_be_in_viewport(ratio=1)
    await page.keyboard.press("Tab")
    await expect(newest).to_be_in_viewport(ratio=1)


async def test_a_chip_leads_to_the_newest_message(world: World, page: Page) -> None:
    await three_calls(world, page)
    chat = phone(page, DAN).locator(".chat")
    for number in range(9):
        await world.bot.sends(DAN, f"Later thing {number}\n\nwith words")
    await expect(chat.locator(".said").last).to_contain_text("Later thing 8")
    await page.wait_for_timeout(300)
    await chat.hover()
    await page.mouse.wheel(0, -2000)
    await expect(chat.locator(".said").last).not_to_be_in_viewport()
    await world.bot.sends(DAN, "The newest thing")
    newest = chat.locator(".said").last
    await expect(newest).to_contain_text("The newest thing")
    await expect(newest).not_to_be_in_viewport()
    pill = phone(page, DAN).get_by_role("button", name="New message")
    await expect(pill).to_be_visible()
    await page.locator("[data-go='71003']").click()
    await expect(newest).to_be_in_viewport(ratio=1)
    await expect(pill).to_be_hidden()


async def test_whoever_has_scrolled_up_is_told_of_a_new_message_and_led_to_it(world: World, page: Page) -> None:
    await three_calls(world, page)
    chat = phone(page, DAN).locator(".chat")
    pill = phone(page, DAN).get_by_role("button", name="New message")
    await page.locator("[data-go='71003']").click()
    await expect(pill).to_be_hidden()
    await chat.hover()
    await page.mouse.wheel(0, -2000)
    await page.wait_for_timeout(200)
    await world.bot.sends(DAN, "The newest thing", (("Well", "toast"),))
    await pill.click()
    await expect(key(page, DAN, "Well")).to_be_in_viewport(ratio=1)
    await expect(key(page, DAN, "Well")).to_be_focused()
    await expect(pill).to_be_hidden()
