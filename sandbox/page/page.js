// The page: turns taps and keys into acts, and starts everything.

import { h } from "./dom.js";
import { whenChosen } from "./choice.js";
import { sayDial, startDial } from "./dial.js";
import { keep } from "./kept.js";
import { acted, actsAnew, atPhone, changed, chipOf, elementOf, phoneNamed, phoneOf, phones, redraw, redrawAll, remembered, scrolled, showNewest, turnTo, went } from "./room.js";
import { askName, askPhone } from "./sheets.js";
import { nameSteps, startSteps } from "./steps.js";
import { whenStill } from "./still.js";
import { chipBeside, newestKey, setStop, step } from "./ways.js";
import { act, listen } from "./wire.js";
import { direction, PAGE_LANGUAGES, pageWords as t, speakOnPage } from "./words.js";

const room = document.getElementById("phones");
const chips = document.getElementById("chips");
const lostBanner = document.getElementById("lost");
const languages = document.getElementById("page-language");
const toDue = document.getElementById("to-due");

const chatOf = (id) => elementOf(id).querySelector(".chat");

function goTo(id, focus = elementOf(id)) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  elementOf(id)?.scrollIntoView({ behavior: calm ? "auto" : "smooth", inline: "center", block: "nearest" });
  showNewest(id);
  went(id);
  focus?.focus({ preventScroll: true });
}

/** Go where a step happens: to the first that is somebody's phone, or to the key of the dial. */
function goToStep(names) {
  for (const name of names) {
    const phone = phoneNamed([name]);
    if (phone) return goTo(phone.id);
    if (name === t("toDue")) return toDue.focus();
  }
}

async function openLink(payload, shown) {
  const id = await askPhone([...phones.values()], shown);
  if (!id) return;
  acted(id, { byKey: true });
  if (await act("opens", { phone: id, payload })) {
    goTo(id, chatOf(id));
    turnTo(id);
  }
}

async function addPhone() {
  const made = await askName((what) => act("phone", what));
  if (made) requestAnimationFrame(() => setTimeout(() => goTo(made.phone, elementOf(made.phone)?.querySelector("[data-act=start]")), 150));
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

const SENDING = new Set(["start", "unblock", "say", "tap"]);

const acts = {
  start: (phone) => {
    acted(phone.id, { byKey: true });
    return act("opens", { phone: phone.id, payload: "" });
  },
  newest: (phone) => {
    showNewest(phone.id);
    const chat = chatOf(phone.id);
    const key = newestKey(chat);
    (key && chat.lastElementChild.contains(key) ? key : chat).focus({ preventScroll: true });
  },
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
    acted(phone.id, { byKey: true });
    return act("says", { phone: phone.id, text });
  },
  tap: (phone, { message, row, column }) => {
    acted(phone.id, { message, byKey: true });
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

/** Send what a key stands for, once: it waits visibly, and another press meanwhile is the same one. */
async function sendOnce(phone, node) {
  const { busy } = remembered(phone.id);
  const spot = node.dataset.key ?? node.dataset.text;
  if (busy.has(spot) || node.getAttribute("aria-busy") === "true" || node.getAttribute("aria-disabled") === "true") return;
  busy.add(spot);
  redraw(phone.id);
  await acts[node.dataset.act](phone, node.dataset);
  // The picture of what came of it is on its way.
  setTimeout(() => {
    busy.delete(spot);
    redraw(phone.id);
  }, 300);
}

document.addEventListener("click", (event) => {
  const node = event.target.closest("[data-act]");
  if (!node) return;
  if (node.dataset.act === "link") event.preventDefault();
  if (SENDING.has(node.dataset.act)) sendOnce(phoneOf(node), node);
  else acts[node.dataset.act](phoneOf(node), node.dataset, node);
});

// A menu is open while somebody is in it.
function leaveMenus(event) {
  for (const id of phones.keys()) if (remembered(id).menu && !event.target.closest?.(`#phone-${id} .foot`)) closeMenu(id);
}
document.addEventListener("click", leaveMenus);
document.addEventListener("focusin", leaveMenus);

whenChosen("select.language, #page-language", (select) => {
  if (select === languages) speaks(select.value);
  else act("language", { phone: phoneOf(select).id, language: select.value });
});

async function send(form) {
  const field = form.querySelector("textarea");
  const text = field.value;
  if (!text.trim()) return;
  field.value = "";
  drafted(field);
  field.focus();
  acted(phoneOf(form).id);
  if (!(await act("says", { phone: phoneOf(form).id, text })) && !field.value) {
    field.value = text;
    drafted(field);
  }
}

function drafted(field) {
  const { id } = phoneOf(field);
  remembered(id).draft = field.value;
  keep(`draft-${id}`, field.value);
}

room.addEventListener("input", (event) => {
  if (event.target.matches(".composer textarea")) drafted(event.target);
});

room.addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.target);
});

const MODIFIERS = new Set(["Shift", "Control", "Alt", "Meta"]);
const PASSING = new Set(["Tab", "Escape", ...MODIFIERS]);
const ARROWS = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"]);
const MENU_KEYS = { ArrowDown: (i) => i + 1, ArrowUp: (i) => i - 1, Home: () => 0, End: () => -1 };

room.addEventListener("keydown", (event) => {
  const phone = phoneOf(event.target);
  if (!phone) return;
  if (!PASSING.has(event.key)) turnedTo(event);
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.matches(".composer textarea")) {
    event.preventDefault();
    send(event.target.form);
  } else if (event.key === "Tab" && remembered(phone.id).alert && event.target.dataset.key === "alert-ok") {
    event.preventDefault();
  } else if (MENU_KEYS[event.key] && event.target.closest(".commands")) {
    event.preventDefault();
    const lines = [...event.target.closest(".commands").children];
    lines[(MENU_KEYS[event.key](lines.indexOf(event.target)) + lines.length) % lines.length].focus();
  } else if (event.key === "Escape" && !event.isComposing) {
    event.stopPropagation();
    const seen = remembered(phone.id);
    const lock = elementOf(phone.id).querySelector(".lock");
    if (seen.alert) closeAlert(phone.id);
    else if (closeMenu(phone.id)) elementOf(phone.id).querySelector("[data-key=menu]")?.focus({ preventScroll: true });
    else if (lock.open) {
      lock.open = false;
      lock.firstElementChild.focus({ preventScroll: true });
    } else chipOf(phone.id).focus();
  } else if (ARROWS.has(event.key)) walk(event, phone);
});

/** Arrow keys walk the keys of a chat; from the phone's head they lead into it. */
function walk(event, phone) {
  const chat = chatOf(phone.id);
  const backwards = getComputedStyle(chat).direction === "rtl";
  const key = event.target === elementOf(phone.id) ? newestKey(chat) ?? elementOf(phone.id).querySelector(".wide-button") : step(chat, event.target, event.key, backwards);
  if (!key) return;
  event.preventDefault();
  key.focus();
}

// Out of a phone to its chip, to the dial, and back to the chip.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest(".dial")) chipOf()?.focus();
  else if (!event.target.closest(".chips")) return;
  else if (event.key === "Escape") toDue.focus();
  else {
    const chip = chipBeside(chips, event.target, event.key, document.documentElement.dir === "rtl");
    if (!chip) return;
    event.preventDefault();
    chip.focus();
    went(Number(chip.dataset.go));
  }
});

// A key that is held down presses once, not also what the focus has gone on to.
document.addEventListener("keydown", (event) => {
  if (event.repeat && (event.key === "Enter" || event.key === " ") && event.target.closest("[data-act]")) event.preventDefault();
  else if (!MODIFIERS.has(event.key)) actsAnew();
}, true);
document.addEventListener("pointerdown", actsAnew, true);

// A chat is read when somebody turns to it, not because it is on the screen or on the way of the Tab key: else no
// phone here would ever ring.
function turnedTo(event) {
  const device = event.target instanceof Element ? event.target.closest(".device") : null;
  if (device && !event.target.closest(".lock")) turnTo(phoneOf(device).id);
}
room.addEventListener("pointerdown", turnedTo);
document.addEventListener("focusin", (event) => {
  if (atPhone() !== null && !elementOf(atPhone()).contains(event.target)) turnTo(null);
});

// Whom the keyboard brings into a chat leaves it as it was: at its newest message.
room.addEventListener("focusin", (event) => {
  const chat = event.target.closest(".chat");
  if (!chat) return;
  setStop(chat);
  const seen = remembered(phoneOf(chat).id);
  if (!event.target.matches(":focus-visible")) return;
  // The browser brings what has the focus into sight after this.
  requestAnimationFrame(() => {
    if (chat.contains(document.activeElement)) seen.placed = seen.walked = chat.scrollTop;
  });
});
room.addEventListener("focusout", (event) => {
  const chat = event.target.closest(".chat");
  if (!chat || !event.relatedTarget || chat.contains(event.relatedTarget)) return;
  const { id } = phoneOf(chat);
  if (remembered(id).walked === chat.scrollTop) showNewest(id);
  remembered(id).walked = null;
  setTimeout(() => setStop(chat));
});
room.addEventListener("scroll", (event) => {
  if (event.target.matches?.(".chat")) scrolled(phoneOf(event.target).id);
}, true);

/** Write everything in the language of the page. */
function label() {
  document.documentElement.lang = t.lang;
  document.documentElement.dir = direction(t.lang);
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = t(node.dataset.word);
  room.setAttribute("aria-label", t("phones"));
  chips.setAttribute("aria-label", t("phones"));
  languages.setAttribute("aria-label", t("pageLanguage"));
}

/** Let the page speak another language, in its place: a reload would take the focus away. */
function speaks(language) {
  speakOnPage(language);
  history.replaceState(null, "", `?lang=${language}`);
  label();
  nameSteps();
  sayDial();
  redrawAll();
}

label();
languages.append(...PAGE_LANGUAGES.map(([code, name]) => h("option", { value: code, lang: code, selected: code === t.lang }, name)));
startDial();
startSteps(goToStep);
listen(whenStill(changed), (lost) => {
  lostBanner.hidden = !lost;
  lostBanner.textContent = lost ? t("lost") : "";
});

