// The phones on the page: what this page remembers of each, how they are redrawn, and which one somebody is at.

import { h, icon, patch, patchChildren } from "./dom.js";
import { dialIsDone, heardOn, showTime } from "./dial.js";
import { begin, recall } from "./kept.js";
import { undecided } from "./choice.js";
import { draw } from "./phone.js";
import { showSteps } from "./steps.js";
import { newestKey, setChipStop, setStop } from "./ways.js";
import { act } from "./wire.js";
import { pageWords as t, speak } from "./words.js";

const room = document.getElementById("phones");
const chips = document.getElementById("chips");
const said = document.getElementById("said");

/** Every phone as the last picture showed it, by its number. */
export const phones = new Map();
const memory = new Map();
let world = null;
let last = null;

/** What this page remembers of a phone beside its picture. */
export const remembered = (id) => {
  if (!memory.has(id)) memory.set(id, {
    known: null, fresh: new Set(), news: null, newsAt: -Infinity, placed: 0, readTo: null, reading: false,
    answered: null, toast: null, toastTimer: 0, alert: null, busy: new Set(), menu: false, arrived: false, after: null, walked: null, draft: recall(`draft-${id}`, ""),
  });
  return memory.get(id);
};

export const phoneOf = (node) => phones.get(Number(node.closest("[data-phone]")?.dataset.phone));
export const elementOf = (id) => document.getElementById(`phone-${id}`);

const TOGETHER_MS = 3000;
const AFTER_MS = 6000;
const NEAR = 80;

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
    seen.arrived = true;
    if (!heardOn(phone.name) && !lookedAt(phone.id)) tellOf(phone.name);
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

const lastTheirs = (phone) => phone.bubbles.findLast(({ mine }) => !mine)?.id;

/** Whether the beginning of the newest message stands in the chat's window. */
function newestInSight(chat) {
  const card = [...chat.querySelectorAll(".said")].at(-1);
  return !card || card.getBoundingClientRect().top < chat.getBoundingClientRect().bottom - 20;
}

const pillOf = (id) => elementOf(id).querySelector(".newer");

/** Show the newest message of a chat: to whoever goes to the phone, and to whoever asks for it. */
export function showNewest(id) {
  const phone = phones.get(id);
  if (!phone) return;
  const seen = remembered(id);
  seen.news = lastTheirs(phone);
  follow(seen, elementOf(id).querySelector(".chat"));
  pillOf(id).hidden = true;
}

/** A chat was scrolled: what is in sight need not be told any more. */
export function scrolled(id) {
  const pill = pillOf(id);
  if (!pill.hidden) pill.hidden = newestInSight(elementOf(id).querySelector(".chat"));
}

/** Whoever acts on a phone is at its chat, wherever they had scrolled to. By a key: the focus goes on to what it brings. */
export function acted(id, { message, byKey = false } = {}) {
  dialIsDone();
  Object.assign(remembered(id), {
    placed: elementOf(id).querySelector(".chat").scrollTop, news: message, newsAt: -Infinity,
    after: byKey ? { message, last: phones.get(id).bubbles.at(-1)?.id ?? 0, until: performance.now() + AFTER_MS } : null,
  });
}

/** Somebody does something else meanwhile: the focus is theirs. */
export function actsAnew() {
  for (const seen of memory.values()) seen.after = null;
}

/** Where the focus goes after a key was pressed: to the first key of what came of it, or null to leave it where it is. */
function onwards(seen, chat, lost) {
  if (!seen.after || performance.now() > seen.after.until) return null;
  const newest = newestKey(chat);
  const fresh = Number(newest?.closest(".said").dataset.message) > seen.after.last;
  if (fresh) return newest;
  return lost ? chat.querySelector(`.said[data-message="${seen.after.message}"] .key`) ?? newest : null;
}

function within(node, chat) {
  const [box, frame] = [node.getBoundingClientRect(), chat.getBoundingClientRect()];
  return box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1;
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
    setStop(fresh.querySelector(".chat"));
    return;
  }
  const chat = element.querySelector(".chat");
  // A chat moves only when something arrived in it or changed, and only under somebody who has not scrolled away.
  const there = chat.scrollTop === seen.placed || chat.scrollHeight - chat.scrollTop - chat.clientHeight < NEAR;
  const { scrollHeight: height, scrollTop: before } = chat;
  const active = document.activeElement;
  const held = element.contains(active) ? active : null;
  patch(element, fresh);
  const select = element.querySelector("select.language");
  if (select.value !== select.dataset.value && !undecided(select)) select.value = select.dataset.value;
  setStop(chat);
  const key = held ? onwards(seen, chat, !held.isConnected) : null;
  if (there && chat.scrollHeight !== height) follow(seen, chat);
  // A key that is held by the keyboard stays in sight; what came meanwhile is told.
  if (!key && !seen.after && held?.isConnected && held.matches(".chat :focus-visible") && !within(held, chat)) {
    chat.scrollTop = before;
    seen.placed = before;
  }
  pillOf(id).hidden = newestInSight(chat) || (pillOf(id).hidden && !seen.arrived);
  seen.arrived = false;
  if (seen.alert && seen.takeFocus) {
    element.querySelector("[data-key=alert-ok]")?.focus({ preventScroll: true });
    seen.takeFocus = false;
  } else if (key) {
    key.focus({ preventScroll: true });
    if (!within(key, chat)) key.scrollIntoView({ block: "nearest", inline: "nearest" });
    seen.placed = chat.scrollTop;
  } else if (held && !held.isConnected) {
    // The button under the finger is gone: the reader stays in this chat instead of falling out of it.
    const again = held.dataset.key === "start" || held.dataset.key === "unblock" ? element.querySelector("textarea") : null;
    (again ?? chat).focus({ preventScroll: true });
  }
}

function drawAnother() {
  const fresh = h("div.another", { "data-key": "another" }, h("button", { type: "button", "data-act": "add" }, icon("plus"), t("another")));
  const old = room.querySelector(".another");
  if (old) patch(old, fresh);
  else room.append(fresh);
}

function drawChips(order) {
  patchChildren(chips, order.map((id) => {
    const { name, unread } = phones.get(id);
    return h("button.chip", { type: "button", "data-key": `chip-${id}`, "data-act": "go", "data-go": id, "data-keep": "aria-current", "aria-label": unread ? t("unreadOn", { name, n: unread }) : name },
      h("span", { dir: "auto" }, name), h("span.badge", { "aria-hidden": "true" }, unread ? String(unread) : ""));
  }));
  setChipStop(chips, last);
}

const watcher = new IntersectionObserver((entries) => {
  for (const { target, intersectionRatio } of entries) {
    chips.querySelector(`[data-go="${target.dataset.phone}"]`)?.setAttribute("aria-current", String(intersectionRatio > 0.6));
  }
}, { root: room, threshold: [0, 0.6, 1] });

/** Tell the dial of cards that are other than they were: such a change makes no sound. */
function noteChange(before, phone) {
  if (before && JSON.stringify(before.bubbles) !== JSON.stringify(phone.bubbles)) heardOn(phone.name, "changed");
}

/** Show a picture of the sandbox. */
export function changed(picture) {
  // The sandbox was started again: nothing that this page remembers is true of the new story.
  if (world && world.story !== picture.story) return location.reload();
  begin(picture.story);
  const zoneChanged = world && world.minute !== picture.now.slice(0, 16);
  world = { story: picture.story, bot: picture.bot, zone: picture.zone, now: new Date(picture.now), minute: picture.now.slice(0, 16) };
  showTime(world, picture.due ? new Date(picture.due) : null);
  const news = new Map(picture.phones.map((phone) => [phone.id, phone]));
  for (const id of picture.order) {
    const phone = news.get(id);
    if (phone) noteChange(phones.get(id), phone);
    if (phone) phones.set(id, phone);
    if (phone) notice(phone, remembered(id));
    if (phone || zoneChanged) redraw(id);
    watcher.observe(elementOf(id));
    if (phone && lookedAt(id)) reads(phone);
  }
  showSteps(picture.done, startAt);
  drawAnother();
  drawChips(picture.order);
  room.setAttribute("aria-busy", "false");
}

/** The phone that the first of these words names, in Finnish with an ending. */
export const phoneNamed = (names) => [...phones.values()].find((one) => names.some((name) => name.startsWith(one.name)));

const startAt = (names) => speak(phoneNamed(names)?.language)("start");

/** Draw everything in the language that the page speaks now. */
export function redrawAll() {
  for (const id of phones.keys()) redraw(id);
  drawAnother();
  drawChips([...phones.keys()]);
}

/** Somebody went to this phone: the way back among the chips ends at its own. */
export function went(id) {
  last = id;
  setChipStop(chips, last);
}

export const chipOf = (id) => chips.querySelector(`[data-go="${id ?? last}"]`) ?? chips.firstElementChild;

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
  if (id !== null) went(id);
  if (id !== null) reads(phones.get(id));
}
