// The page: takes pictures of the sandbox, redraws what changed, and turns taps and keys into acts.

import { h, icon, patch, patchChildren } from "./dom.js";
import { startDial, showTime } from "./dial.js";
import { draw } from "./phone.js";
import { askName, askPhone } from "./sheets.js";
import { startSteps } from "./steps.js";
import { act, listen } from "./wire.js";
import { direction, pageWords as t } from "./words.js";

const room = document.getElementById("phones");
const chips = document.getElementById("chips");
const lostBanner = document.getElementById("lost");

const phones = new Map();
const memory = new Map();
let world = null;

const remembered = (id) => {
  if (!memory.has(id)) memory.set(id, { known: null, fresh: new Set(), answered: null, menu: false, toast: null, alert: null, toastTimer: 0, placed: 0, news: null, newsAt: -Infinity });
  return memory.get(id);
};

const phoneOf = (node) => phones.get(Number(node.closest("[data-phone]")?.dataset.phone));
const elementOf = (id) => document.getElementById(`phone-${id}`);

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
  const begins = chat.querySelector(`.said[data-message="${seen.news}"]`)?.getBoundingClientRect().top ?? Infinity;
  chat.scrollTop -= Math.max(0, chat.getBoundingClientRect().top + 6 - begins);
  seen.placed = chat.scrollTop;
}

/** Whoever acts on a phone is at its chat, wherever they had scrolled to. */
function acted(id, message) {
  Object.assign(remembered(id), { placed: elementOf(id).querySelector(".chat").scrollTop, news: message, newsAt: -Infinity });
}

function redraw(id) {
  const phone = phones.get(id);
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
      h("span", { dir: "auto" }, name), h("span.badge", {}, unread ? String(unread) : ""));
  }));
}

const watcher = new IntersectionObserver((entries) => {
  for (const { target, intersectionRatio } of entries) {
    chips.querySelector(`[data-go="${target.dataset.phone}"]`)?.setAttribute("aria-current", String(intersectionRatio > 0.6));
  }
}, { root: room, threshold: [0, 0.6, 1] });

function changed(picture) {
  const zoneChanged = world && world.minute !== picture.now.slice(0, 16);
  world = { bot: picture.bot, zone: picture.zone, now: new Date(picture.now), minute: picture.now.slice(0, 16) };
  showTime(world, picture.due ? new Date(picture.due) : null);
  const news = new Map(picture.phones.map((phone) => [phone.id, phone]));
  for (const id of picture.order) {
    const phone = news.get(id);
    if (phone) phones.set(id, phone);
    if (phone) notice(phone, remembered(id));
    if (phone || zoneChanged) redraw(id);
    watcher.observe(elementOf(id));
    if (phone?.unread && lookedAt(id)) act("reads", { phone: id });
  }
  for (const id of [...phones.keys()]) {
    if (picture.order.includes(id)) continue;
    phones.delete(id);
    memory.delete(id);
    elementOf(id)?.remove();
  }
  drawAnother();
  drawChips(picture.order);
  room.setAttribute("aria-busy", "false");
}

// While a mouse button or a finger is down pictures wait, or the click would land beside what was pressed.
const waiting = [];
let pressed = false;
let patience = 0;

function arrived(picture) {
  if (pressed) waiting.push(picture);
  else changed(picture);
}

function press(event) {
  if (event.button !== 0) return;
  pressed = true;
  // A menu of the browser may swallow the release.
  releaseIn(3000);
}

function release() {
  pressed = false;
  for (const picture of waiting.splice(0)) changed(picture);
}

function releaseIn(milliseconds) {
  clearTimeout(patience);
  patience = setTimeout(release, milliseconds);
}

/** Whether somebody is at this phone: then what arrives is read as it comes. */
const lookedAt = (id) => document.hasFocus() && Boolean(elementOf(id)?.querySelector(".chat, .foot")?.parentElement.matches(":focus-within")) && !document.activeElement.closest(".lock");

function goTo(id) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  elementOf(id)?.scrollIntoView({ behavior: calm ? "auto" : "smooth", inline: "center", block: "nearest" });
}

async function openLink(payload, shown) {
  const id = await askPhone([...phones.values()], shown);
  if (!id) return;
  if (await act("opens", { phone: id, payload })) {
    goTo(id);
    elementOf(id)?.querySelector(".chat")?.focus({ preventScroll: true });
  }
}

async function addPhone() {
  const made = await askName((what) => act("phone", what));
  if (made) requestAnimationFrame(() => setTimeout(() => { goTo(made.phone); elementOf(made.phone)?.querySelector("[data-act=start]")?.focus({ preventScroll: true }); }, 150));
}

const closeMenu = (id) => {
  const seen = remembered(id);
  if (!seen.menu) return false;
  seen.menu = false;
  redraw(id);
  return true;
};

function closeAlert(id) {
  const seen = remembered(id);
  seen.alert = null;
  const element = elementOf(id);
  redraw(id);
  const back = seen.back ? element.querySelector(`[data-key="${CSS.escape(seen.back)}"]`) : null;
  (back ?? element.querySelector(".chat")).focus({ preventScroll: true });
}

const acts = {
  start: (phone) => act("opens", { phone: phone.id, payload: "" }),
  block: (phone) => act(phone.blocked ? "unblocks" : "blocks", { phone: phone.id }),
  unblock: (phone) => act("unblocks", { phone: phone.id }),
  menu: (phone) => {
    const seen = remembered(phone.id);
    seen.menu = !seen.menu;
    redraw(phone.id);
    if (seen.menu) elementOf(phone.id).querySelector(".commands button")?.focus({ preventScroll: true });
  },
  say: (phone, { text }) => {
    closeMenu(phone.id);
    acted(phone.id);
    return act("says", { phone: phone.id, text });
  },
  tap: (phone, { message, row, column }, node) => {
    if (node.getAttribute("aria-busy") === "true" || node.getAttribute("aria-disabled") === "true") return null;
    acted(phone.id, message);
    return act("taps", { phone: phone.id, message: Number(message), row: Number(row), column: Number(column) });
  },
  spoiler: (_phone, _data, node) => {
    node.setAttribute("aria-expanded", "true");
    node.removeAttribute("aria-label");
  },
  "alert-ok": (phone) => closeAlert(phone.id),
  link: (_phone, { payload }, node) => openLink(payload, node.href),
  add: () => addPhone(),
  go: (_phone, { go }) => goTo(Number(go)),
};

document.addEventListener("click", (event) => {
  const node = event.target.closest("[data-act]");
  if (node) {
    if (node.dataset.act === "link") event.preventDefault();
    acts[node.dataset.act](phoneOf(node), node.dataset, node);
  }
  for (const [id, seen] of memory) if (seen.menu && !event.target.closest(`#phone-${id} .foot`)) closeMenu(id);
});

room.addEventListener("change", (event) => {
  if (event.target.dataset.actChange === "language") act("language", { phone: phoneOf(event.target).id, language: event.target.value });
});

async function send(form) {
  const field = form.querySelector("textarea");
  const text = field.value;
  if (!text.trim()) return;
  field.value = "";
  field.focus();
  acted(phoneOf(form).id);
  if (!(await act("says", { phone: phoneOf(form).id, text })) && !field.value) field.value = text;
}

room.addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.target);
});

room.addEventListener("keydown", (event) => {
  const phone = phoneOf(event.target);
  if (!phone) return;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.matches(".composer textarea")) {
    event.preventDefault();
    send(event.target.form);
  } else if (event.key === "Tab" && remembered(phone.id).alert && event.target.dataset.key === "alert-ok") {
    event.preventDefault();
  } else if (event.key === "Escape") {
    const seen = remembered(phone.id);
    if (seen.alert) closeAlert(phone.id);
    else if (closeMenu(phone.id)) elementOf(phone.id).querySelector("[data-key=menu]")?.focus({ preventScroll: true });
    else elementOf(phone.id).querySelector(".lock")?.removeAttribute("open");
  }
});

// A chat is read when somebody turns to it, not because it is on the screen: else no phone here would ever ring.
function turnedTo(event) {
  const phone = event.target instanceof Element ? phoneOf(event.target) : null;
  if (phone?.unread && event.target.closest(".chat, .foot, .chat-head")) act("reads", { phone: phone.id });
}
document.addEventListener("pointerdown", press, true);
// The click comes after the release: at once from a mouse, a task or two later from a finger.
for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => pressed && releaseIn(50), true);
room.addEventListener("pointerdown", turnedTo);
room.addEventListener("focusin", turnedTo);

document.documentElement.lang = t.lang;
document.documentElement.dir = direction(t.lang);
for (const node of document.querySelectorAll("[data-word]")) node.textContent = t(node.dataset.word);
room.setAttribute("aria-label", t("phones"));
chips.setAttribute("aria-label", t("phones"));
startDial();
startSteps();
listen(arrived, (lost) => {
  lostBanner.hidden = !lost;
  lostBanner.textContent = lost ? t("lost") : "";
});

