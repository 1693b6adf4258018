// The phones on the page: what this page remembers of each, how they are redrawn, and which one somebody is at.

import { h, icon, patch, patchChildren } from "./dom.js";
import { showTime } from "./dial.js";
import { begin, recall } from "./kept.js";
import { draw } from "./phone.js";
import { showSteps } from "./steps.js";
import { act } from "./wire.js";
import { pageWords as t } from "./words.js";

const room = document.getElementById("phones");
const chips = document.getElementById("chips");
const said = document.getElementById("said");

/** Every phone as the last picture showed it, by its number. */
export const phones = new Map();
const memory = new Map();
let world = null;

/** What this page remembers of a phone beside its picture. */
export const remembered = (id) => {
  if (!memory.has(id)) memory.set(id, {
    known: null, fresh: new Set(), news: null, newsAt: -Infinity, placed: 0, readTo: null, reading: false,
    answered: null, toast: null, toastTimer: 0, alert: null, busy: new Set(), menu: false, draft: recall(`draft-${id}`, ""),
  });
  return memory.get(id);
};

export const phoneOf = (node) => phones.get(Number(node.closest("[data-phone]")?.dataset.phone));
export const elementOf = (id) => document.getElementById(`phone-${id}`);

const TOGETHER_MS = 3000;

/** Note what is new on a phone since the last picture: bubbles that arrive, answers that come back. */
function notice(phone, seen) {
  const fresh = phone.bubbles.filter(({ id }) => !seen.known?.has(id));
  if (seen.known) for (const { id } of fresh) seen.fresh.add(id);
  const theirs = fresh.filter(({ mine }) => !mine);
  if (!seen.known) seen.news = theirs.at(-1)?.id;
  else if (theirs.length) {
    // What comes in one go is read from where it begins.
    if (performance.now() - seen.newsAt > TOGETHER_MS) seen.news = theirs[0].id;
    seen.newsAt = performance.now();
    if (!lookedAt(phone.id)) tellOf(phone.name);
  }
  seen.known = new Set(phone.bubbles.map(({ id }) => id));
  const answers = phone.answers.filter(({ id }) => !seen.answered?.has(id));
  if (seen.answered) {
    const last = answers.findLast(({ text }) => text);
    if (last?.alert) openAlert(phone.id, seen, last);
    else if (last) toast(phone.id, seen, last);
  }
  seen.answered = new Set(phone.answers.map(({ id }) => id));
}

const told = new Set();
let telling = 0;

/** Say once, for those who listen, on which phones something is new. */
function tellOf(name) {
  told.add(name);
  clearTimeout(telling);
  telling = setTimeout(() => {
    said.textContent = t("newsOn", { names: [...told].join(", ") });
    told.clear();
  }, 1000);
}

function toast(id, seen, answer) {
  clearTimeout(seen.toastTimer);
  seen.toast = answer;
  seen.toastTimer = setTimeout(() => { seen.toast = null; redraw(id); }, 4500);
}

function openAlert(id, seen, answer) {
  const active = document.activeElement;
  seen.alert = answer;
  seen.back = elementOf(id)?.contains(active) ? active.dataset.key : null;
  seen.takeFocus = elementOf(id)?.contains(active) ?? false;
}

/** Go to the end of a chat, but not past the beginning of what is new: words are read before the buttons under them. */
function follow(seen, chat) {
  chat.scrollTop = chat.scrollHeight;
  const last = chat.querySelector(":scope > .said.bot:last-child");
  const begins = (chat.querySelector(`.said[data-message="${seen.news}"]`) ?? last)?.getBoundingClientRect().top ?? Infinity;
  chat.scrollTop -= Math.max(0, chat.getBoundingClientRect().top + 6 - begins);
  seen.placed = chat.scrollTop;
}

/** Whoever acts on a phone is at its chat, wherever they had scrolled to. */
export function acted(id, message) {
  Object.assign(remembered(id), { placed: elementOf(id).querySelector(".chat").scrollTop, news: message, newsAt: -Infinity });
}

/** Draw a phone as its last picture and what is remembered of it say. */
export function redraw(id) {
  const phone = phones.get(id);
  if (!phone) return;
  const seen = remembered(id);
  const element = elementOf(id);
  const fresh = draw(phone, seen, world);
  if (!element) {
    room.insertBefore(fresh, room.querySelector(".another"));
    follow(seen, fresh.querySelector(".chat"));
    return;
  }
  const chat = element.querySelector(".chat");
  // A chat moves only when something arrived in it or changed, and only under somebody who has not scrolled away.
  const there = chat.scrollTop === seen.placed || chat.scrollHeight - chat.scrollTop - chat.clientHeight < 80;
  const height = chat.scrollHeight;
  const active = document.activeElement;
  const held = element.contains(active) ? active : null;
  patch(element, fresh);
  const select = element.querySelector("select.language");
  if (select.value !== select.dataset.value) select.value = select.dataset.value;
  if (there && chat.scrollHeight !== height) follow(seen, chat);
  if (seen.alert && seen.takeFocus) {
    element.querySelector("[data-key=alert-ok]")?.focus({ preventScroll: true });
    seen.takeFocus = false;
  } else if (held && !held.isConnected) {
    // The button under the finger is gone: the reader stays in this chat instead of falling out of it.
    const again = held.dataset.key === "start" || held.dataset.key === "unblock" ? element.querySelector("textarea") : null;
    (again ?? chat).focus({ preventScroll: true });
  }
}

function drawAnother() {
  if (room.querySelector(".another")) return;
  room.append(h("div.another", { "data-key": "another" }, h("button", { type: "button", "data-act": "add" }, icon("plus"), t("another"))));
}

function drawChips(order) {
  patchChildren(chips, order.map((id) => {
    const { name, unread } = phones.get(id);
    return h("button.chip", { type: "button", "data-key": `chip-${id}`, "data-act": "go", "data-go": id, "data-keep": "aria-current", "aria-label": unread ? t("unreadOn", { name, n: unread }) : name },
      h("span", { dir: "auto" }, name), h("span.badge", { "aria-hidden": "true" }, unread ? String(unread) : ""));
  }));
}

const watcher = new IntersectionObserver((entries) => {
  for (const { target, intersectionRatio } of entries) {
    chips.querySelector(`[data-go="${target.dataset.phone}"]`)?.setAttribute("aria-current", String(intersectionRatio > 0.6));
  }
}, { root: room, threshold: [0, 0.6, 1] });

/** Show a picture of the sandbox. */
export function changed(picture) {
  // The sandbox was started again: nothing that this page remembers is true of the new story.
  if (world && world.story !== picture.story) return location.reload();
  begin(picture.story);
  const zoneChanged = world && world.minute !== picture.now.slice(0, 16);
  world = { story: picture.story, bot: picture.bot, zone: picture.zone, now: new Date(picture.now), minute: picture.now.slice(0, 16) };
  showTime(world, picture.due ? new Date(picture.due) : null);
  showSteps(picture.done);
  const news = new Map(picture.phones.map((phone) => [phone.id, phone]));
  for (const id of picture.order) {
    const phone = news.get(id);
    if (phone) phones.set(id, phone);
    if (phone) notice(phone, remembered(id));
    if (phone || zoneChanged) redraw(id);
    watcher.observe(elementOf(id));
    if (phone && lookedAt(id)) reads(phone);
  }
  drawAnother();
  drawChips(picture.order);
  room.setAttribute("aria-busy", "false");
}

let reader = null;

/** The phone that somebody is at, or null. */
export const atPhone = () => reader;

/** Whether somebody is at this phone: then what arrives is read as it comes. */
const lookedAt = (id) => reader === id && document.hasFocus() && elementOf(id).querySelector(".device").matches(":focus-within") && !document.activeElement.closest(".lock");

async function reads(phone) {
  const seen = remembered(phone.id);
  const last = phone.bubbles.at(-1)?.id;
  if (!phone.unread || seen.readTo === last) return;
  seen.readTo = last;
  if (!(await act("reads", { phone: phone.id }))) seen.readTo = null;
}

/** Somebody turns to a phone (null: away from all): its chat alone is read aloud as it grows. */
export function turnTo(id) {
  const before = reader;
  reader = id;
  for (const one of new Set([before, id])) {
    if (one === null) continue;
    remembered(one).reading = one === id;
    if (before !== id) redraw(one);
  }
  if (id !== null) reads(phones.get(id));
}
