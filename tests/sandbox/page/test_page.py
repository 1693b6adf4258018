"""The page in a real browser: taps, keys, live redraws, the dial, links."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.async_api import Page, expect

from tests.sandbox.page.browsing import CHROMIUM, key, phone, starts
from tests.sandbox.page_world import DAN, LEE, LENA, MARIA, World

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(CHROMIUM is None, reason="no browser: install Debian's chromium"),
]


async def test_a_caller_starts_and_taps_by_mouse(world: World, page: Page) -> None:
    maria = phone(page, MARIA)
    await expect(maria.locator(".about")).to_contain_text("It is not an emergency service.")
    await maria.get_by_role("button", name="START", exact=True).click()
    await expect(maria.locator(".said.bot .text b").first).to_have_text("Kent network meetings")
    await key(page, MARIA, "I need to talk").click()
    await expect(maria.locator(".said.bot").last).to_contain_text("have been told, at 2:02pm")
    await expect(maria.get_by_role("button", name="START", exact=True)).to_have_count(0)


async def test_everything_on_a_phone_goes_by_keyboard(world: World, page: Page) -> None:
    await phone(page, MARIA).get_by_role("button", name="START", exact=True).focus()
    await page.keyboard.press("Enter")
    await expect(key(page, MARIA, "I need to talk")).to_be_visible()
    await expect(key(page, MARIA, "I need to talk")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(phone(page, MARIA).locator(".commands button").first).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(phone(page, MARIA).locator(".menu-button")).to_be_focused()
    await page.keyboard.press("Shift+Tab")
    await expect(key(page, MARIA, "I need to talk")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(phone(page, MARIA).locator(".said").last).to_contain_text("have been told")
    await expect(key(page, MARIA, "I need to talk")).to_be_focused()


async def test_what_happens_elsewhere_appears_without_reload(world: World, page: Page) -> None:
    await starts(world, LENA)
    world.telegram.phones[LENA].reads()
    await world.bot.sends(LENA, "Nobody has answered <b>yet</b>.", (("I have this", "take"),))
    lena = phone(page, LENA)
    await expect(lena.locator(".said").last).to_contain_text("Nobody has answered yet.")
    await expect(lena.locator(".plate .badge")).to_have_text("1")
    await expect(lena.locator(".push-peek")).to_contain_text("Tornio Nobody has answered yet.")
    await expect(page.get_by_role("button", name="Lena, 1 unread")).to_be_visible()
    await lena.locator(".chat-head").click()
    await expect(lena.locator(".plate .badge")).to_have_text("")
    await expect(lena.locator(".lock-last")).to_have_text("Nothing on the lock screen")
    await lena.locator(".lock summary").click()
    await expect(lena.locator(".lock-earlier .push").first).to_contain_text("Nobody has answered")


async def test_an_edit_changes_the_bubble_in_its_place(world: World, page: Page) -> None:
    await starts(world, DAN)
    number = await world.bot.sends(DAN, "Someone calls", (("I have this", "take"),))
    await key(page, DAN, "I have this").click()
    bubble = phone(page, DAN).locator(f"[data-message='{number}'].said")
    await expect(bubble).to_contain_text("She sees your name.")
    await expect(bubble.locator(".stamp")).to_contain_text("edited")
    await expect(phone(page, DAN).locator(".toast")).to_have_text("You have this. Maria is told your name.")
    # The tapped button is gone with the old words; the reader is at the first that came in its place.
    await expect(key(page, DAN, "I have spoken with them")).to_be_focused()


async def test_typing_survives_what_arrives_meanwhile(world: World, page: Page) -> None:
    await starts(world, MARIA)
    field = phone(page, MARIA).locator("textarea")
    await field.click()
    await page.keyboard.type("I am at ho")
    await world.bot.sends(MARIA, "Dan has seen this.", (("Thank you", "toast"),))
    await expect(phone(page, MARIA).locator(".said").last).to_contain_text("Dan has seen this.")
    await expect(field).to_be_focused()
    await page.keyboard.type("me")
    await expect(field).to_have_value("I am at home")
    await page.keyboard.press("Enter")
    await expect(phone(page, MARIA).locator(".said.me").last).to_contain_text("I am at home")
    await expect(phone(page, MARIA).locator(".said.bot").last).to_contain_text("You said: I am at home")
    await expect(field).to_have_value("")
    await expect(phone(page, MARIA).locator(".plate .badge")).to_have_text("")


async def test_a_button_turns_until_its_press_is_answered(world: World, page: Page) -> None:
    await starts(world, MARIA)
    await world.bot.sends(MARIA, "Well?", (("Slowly", "slow"),))
    await key(page, MARIA, "Slowly").click()
    await expect(key(page, MARIA, "Slowly").locator(".spin")).to_be_visible()
    await key(page, MARIA, "Slowly").click()
    press = world.telegram.phones[MARIA].presses_made[-1]
    assert len(world.telegram.phones[MARIA].presses_made) == 1
    await world.bot.call("answerCallbackQuery", callback_query_id=press.id)
    await expect(key(page, MARIA, "Slowly").locator(".spin")).to_have_count(0)


async def test_an_alert_takes_the_focus_and_gives_it_back(world: World, page: Page) -> None:
    await starts(world, MARIA)
    await world.bot.sends(MARIA, "Well?", (("Who else?", "alert"),))
    await key(page, MARIA, "Who else?").click()
    alert = phone(page, MARIA).get_by_role("alertdialog")
    await expect(alert).to_contain_text("Nobody else has been asked yet.")
    await expect(alert.get_by_role("button")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(alert).to_have_count(0)
    await expect(key(page, MARIA, "Who else?")).to_be_focused()


async def test_the_dial_moves_time_and_says_so(world: World, page: Page) -> None:
    face = page.locator("#now-time")
    await expect(face).to_have_text("2:02pm")
    await expect(page.locator("#now-day")).to_have_text("Monday 4 May 2026")
    await expect(page.locator("#now-zone")).to_have_text("British Summer Time (London)")
    to_due = page.locator("#to-due")
    await expect(to_due).to_have_attribute("aria-disabled", "true")
    await expect(to_due).to_contain_text("Nothing is due")
    await expect(to_due).to_have_css("border-style", "dashed")
    await page.get_by_role("button", name="+10 minutes").click()
    await expect(face).to_have_text("2:12pm")
    await expect(page.locator("#said")).to_have_text("It is now Monday 4 May 2026, 2:12pm.")
    await page.get_by_role("button", name="+1 hour").click()
    await expect(face).to_have_text("3:12pm")
    await page.get_by_role("button", name="+1 day").click()
    await expect(page.locator("#now-day")).to_have_text("Tuesday 5 May 2026")
    world.clock.due = [world.clock.at + timedelta(days=1, minutes=48)]
    world.telegram.touch()
    await expect(to_due).to_contain_text("tomorrow at 4pm")
    await to_due.click()
    await expect(face).to_have_text("4pm")
    await expect(page.locator("#now-day")).to_have_text("Wednesday 6 May 2026")
    await expect(to_due).to_contain_text("Nothing is due")
    await expect(to_due).to_be_focused()


async def test_the_blocked_switch_blocks_and_unblocks(world: World, page: Page) -> None:
    await starts(world, DAN)
    dan = phone(page, DAN)
    switch = dan.get_by_role("switch", name="Dan has blocked the bot")
    await switch.click()
    await expect(switch).to_have_attribute("aria-checked", "true")
    assert world.telegram.phones[DAN].blocked
    await expect(dan.locator("textarea")).to_have_count(0)
    await dan.get_by_role("button", name="UNBLOCK BOT").click()
    await expect(switch).to_have_attribute("aria-checked", "false")
    await expect(dan.locator("textarea")).to_be_visible()
    kinds = [update for update in world.bot.heard if "my_chat_member" in update]
    assert len(kinds) == 2


@pytest.mark.parametrize("where", ["a.key", ".text a >> nth=0", ".text a >> nth=1"])
async def test_a_link_to_the_bot_asks_on_which_phone(world: World, page: Page, where: str) -> None:
    await starts(world, LEE)
    world.telegram.phones[LEE].says("invite")
    lee = phone(page, LEE)
    await expect(lee.locator("img.picture")).to_be_visible()
    bubble = lee.locator(".said", has_text="this invitation")
    await bubble.locator(where).click()
    picker = page.get_by_role("dialog", name="Open on which phone?")
    await expect(picker).to_contain_text("https://t.me/tornio_demo_bot?start=join_harbour")
    await page.keyboard.press("Escape")
    await expect(picker).to_be_hidden()
    assert not world.telegram.phones[MARIA].started
    await bubble.locator(where).click()
    await picker.get_by_role("button", name="Maria").click()
    await expect(phone(page, MARIA).locator(".said.bot")).to_contain_text("quiet harbour")
    assert world.telegram.phones[MARIA].bubbles[0].text == "/start join_harbour"


async def test_files_pictures_and_places_are_shown_as_such(world: World, page: Page) -> None:
    await starts(world, LEE)
    world.telegram.phones[LEE].says("invite")
    world.telegram.phones[LEE].says("files")
    lee = phone(page, LEE)
    await expect(lee.locator(".place strong")).to_have_text(["The Beaney", "Location"])
    await expect(lee.locator(".place")).to_contain_text(["18 High Street, Canterbury", "51.2802"])
    await expect(lee.locator("img.picture")).to_have_js_property("complete", value=True)
    width = await lee.locator("img.picture").evaluate("picture => picture.naturalWidth")
    assert width == world.telegram.phones[LEE].bubbles[-4].photo.width  # type: ignore[union-attr]
    async with page.expect_download() as waiting:
        await lee.get_by_role("link", name="Download meeting.ics").click()
    assert (await waiting.value).suggested_filename == "meeting.ics"


async def test_the_menu_sends_a_command(world: World, page: Page) -> None:
    await starts(world, MARIA)
    await phone(page, MARIA).get_by_role("button", name="Menu").click()
    await phone(page, MARIA).get_by_role("button", name="What is held about me").click()
    await expect(phone(page, MARIA).locator(".said.bot").last).to_contain_text("You said: /mine")
    await expect(phone(page, MARIA).locator(".commands")).to_have_count(0)


async def test_a_new_phone_joins_the_others(world: World, page: Page) -> None:
    await page.get_by_role("button", name="Add another phone").click()
    sheet = page.get_by_role("dialog", name="Add a phone")
    await sheet.get_by_label("First name").fill("Samira")
    await sheet.get_by_label("Language of the phone").select_option("ar")
    await sheet.get_by_role("button", name="Add this phone").click()
    await expect(sheet).to_be_hidden()
    samira = page.get_by_role("article", name="Samira")
    await expect(samira.locator(".device")).to_have_attribute("dir", "rtl")
    await expect(samira.get_by_role("button", name="ابدأ")).to_be_focused()
    assert max(world.telegram.phones) == LEE + 1


async def test_an_arabic_phone_runs_from_right_to_left(world: World, page: Page) -> None:
    await starts(world, MARIA)
    maria = phone(page, MARIA)
    await maria.get_by_label("Language of Maria’s phone").select_option("ar")
    await expect(maria.locator(".device")).to_have_attribute("dir", "rtl")
    await expect(maria.locator("textarea")).to_have_attribute("placeholder", "رسالة")
    assert world.telegram.phones[MARIA].language_code == "ar"
    menu = await maria.locator(".menu-button").bounding_box()
    send = await maria.locator(".send").bounding_box()
    mine = await maria.locator(".said.me").first.bounding_box()
    device = await maria.locator(".device").bounding_box()
    assert menu["x"] > send["x"]
    assert mine["x"] < device["x"] + 40
