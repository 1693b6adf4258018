// One phone: its owner's plate, lock screen, chat and the line to write in, drawn from one picture of it.

import { said } from "./bubble.js";
import { h, icon } from "./dom.js";
import { clockTime, day, dayNumber } from "./times.js";
import { base, direction, LANGUAGES, pageWords, speak } from "./words.js";

const initial = (name) => [...name][0]?.toLocaleUpperCase() ?? "?";

/** The round mark of a person; the colour belongs to the number. */
export const avatar = (phone) => h("span.avatar", { "data-tint": Number(phone.id) % 7, "aria-hidden": "true" }, initial(phone.name));

/** Who somebody is in the story, in the language of the page. */
export const captionOf = (phone) => (phone.caption ? pageWords("captions")[phone.caption] ?? phone.caption : pageWords("newcomer"));

const badge = (n) => h("span.badge", { "aria-hidden": "true" }, n ? String(n) : "");

function plate(phone) {
  const known = LANGUAGES.some(([code]) => code === base(phone.language));
  const languages = known ? LANGUAGES : [[phone.language, phone.language], ...LANGUAGES];
  const chosen = known ? base(phone.language) : phone.language;
  return h("header.plate", { "data-key": "plate" },
    avatar(phone),
    h("div.who", {},
      h("h3", { id: `who-${phone.id}` }, h("span", { dir: "auto" }, phone.name), badge(phone.unread), phone.unread ? h("span.unseen", {}, pageWords("unread", { n: phone.unread })) : null),
      h("p", { title: captionOf(phone) }, h("bdi", {}, captionOf(phone)))),
    h("select.language", { "data-key": "language", "data-act-change": "language", "aria-label": pageWords("languageOf", { name: phone.name }), "data-value": chosen },
      languages.map(([code, name]) => h("option", { value: code, lang: code, selected: code === chosen }, name))),
    h("button.switch", { type: "button", role: "switch", "data-key": "blocked", "data-act": "block", "aria-checked": String(phone.blocked), "aria-label": pageWords("blockedBy", { name: phone.name }) }, pageWords("blocked")));
}

function push(line, { bot, zone, now, t }) {
  const at = new Date(line.at);
  const today = dayNumber(at, zone) === dayNumber(now, zone);
  return h("li.push", { "data-key": `push-${line.id}` },
    h("div.push-head", {}, h("b", {}, bot.name), h("time", { datetime: line.at }, `${today ? "" : `${dayWords(at, now, zone, t)} `}${clockTime(at, zone, t)}`)),
    h("p", { dir: "auto" }, line.text));
}

function lock(phone, world) {
  const { bot, zone, now, t } = world;
  const lines = phone.lock.filter((line) => !line.cleared);
  const last = lines.at(-1);
  const earlier = phone.lock.filter((line) => line.cleared).slice(-5).reverse();
  return h("details.lock", { "data-key": "lock", "data-keep": "open" },
    h("summary", {},
      h("span.unseen", {}, pageWords("lockOf", { name: phone.name })),
      h("time.lock-time", {}, clockTime(now, zone, t)),
      last ? h("span.lock-last.push-peek", {}, h("span", { dir: "auto" }, h("b", {}, bot.name), ` ${last.text}`)) : h("span.lock-last.quiet-lock", {}, t("lockNone")),
      h("span.lock-more", {}, badge(lines.length), icon("down"))),
    h("div.lock-screen", {},
      lines.length ? h("ol", { class: "lock-list" }, [...lines].reverse().map((line) => push(line, world))) : h("p.lock-none", {}, t("lockNone")),
      earlier.length ? h("div.lock-earlier", {}, h("p.lock-none", {}, t("lockSeen")), h("ol", { class: "lock-list" }, earlier.map((line) => push(line, world)))) : null));
}

function dayWords(at, now, zone, t) {
  const days = dayNumber(at, zone) - dayNumber(now, zone);
  const name = { 0: "today", "-1": "yesterday" }[days];
  return name ? t(name) : day(at, zone, t, false);
}

function chat(phone, seen, world) {
  const { bot, zone, now, t } = world;
  const inside = [];
  if (!phone.bubbles.length) {
    const words = phone.description || "";
    inside.push(h("div.about", { "data-key": "about" }, h("h4", {}, words ? t("about") : bot.name), h("div", { dir: "auto" }, words)));
  }
  let before = null;
  for (const bubble of phone.bubbles) {
    const at = new Date(bubble.at);
    if (!before || dayNumber(new Date(before.at), zone) !== dayNumber(at, zone)) inside.push(h("p.day", { "data-key": `day-${dayNumber(at, zone)}-${bubble.id}` }, dayWords(at, now, zone, t)));
    inside.push(said(bubble, phone, { zone, t, fresh: seen.fresh.has(bubble.id), busy: seen.busy, bot, other: before && before.mine !== bubble.mine }));
    before = bubble;
  }
  return h("div.chat", { "data-key": "chat", role: "log", "data-keep": "tabindex", "aria-live": seen.reading ? "polite" : "off", "aria-label": pageWords("chatOf", { name: phone.name, bot: bot.name }) }, inside);
}

function foot(phone, seen, { t }) {
  if (phone.blocked) return h("div.foot", { "data-key": "foot" }, h("button.wide-button", { type: "button", "data-key": "unblock", "data-act": "unblock", "aria-busy": seen.busy.has("unblock") && "true" }, t("unblock")));
  if (!phone.started) return h("div.foot", { "data-key": "foot" }, h("button.wide-button.start", { type: "button", "data-key": "start", "data-act": "start", "aria-busy": seen.busy.has("start") && "true" }, t("start")));
  const id = `commands-${phone.id}`;
  return h("div.foot", { "data-key": "foot" },
    seen.menu ? h("div.commands", { "data-key": "commands", id, role: "group", "aria-label": t("commands") }, phone.commands.map(({ command, description }) =>
      h("button", { type: "button", "data-key": `command-${command}`, "data-act": "say", "data-text": `/${command}` }, h("span", { dir: "auto" }, description), h("span", { dir: "ltr" }, `/${command}`)))) : null,
    h("form.composer", { "data-key": "composer" },
      phone.commands.length ? h("button.menu-button", { type: "button", "data-key": "menu", "data-act": "menu", "aria-expanded": String(seen.menu), "aria-controls": seen.menu ? id : null }, icon("menu"), t("menu")) : null,
      h("textarea", { "data-key": "words", rows: "1", dir: "auto", placeholder: t("message"), "aria-label": `${t("message")}, ${phone.name}`, enterkeyhint: "send", maxlength: "4096" }, seen.draft),
      h("button.send", { type: "submit", "data-key": "send", "aria-label": t("send") }, sendMark())),
    phone.keyboard.length ? h("div.keys", { "data-key": "keyboard" }, phone.keyboard.map((row) => h("div.key-row", {}, row.map((words) => h("button.key", { type: "button", "data-act": "say", "data-text": words }, words))))) : null);
}

function sendMark() {
  const svg = icon("plus");
  svg.firstChild.setAttribute("d", "M3.400 20.400l17.700-7.500a1 1 0 0 0 0-1.800L3.400 3.600a.7.7 0 0 0-1 .8L4 10.500l9 1.500-9 1.500-1.600 6.100a.7.7 0 0 0 1 .8z");
  svg.setAttribute("fill", "currentColor");
  svg.setAttribute("stroke", "none");
  return svg;
}

/** The whole phone. `seen` is what this page remembers of it: an open menu, a toast, an alert, fresh bubbles, keys under way. */
export function draw(phone, seen, world) {
  const t = speak(phone.language);
  const inner = { ...world, t };
  return h("article.phone", { "data-key": `phone-${phone.id}`, "data-phone": phone.id, "aria-labelledby": `who-${phone.id}`, id: `phone-${phone.id}`, tabindex: "-1", "aria-describedby": "ways" },
    plate(phone),
    h("div.device", { "data-key": "device", lang: t.lang, dir: direction(phone.language) },
      lock(phone, inner),
      h("div.chat-head", { "data-key": "head" }, h("img", { src: "/page/icon.svg", alt: "" }), h("p", {}, h("strong", { dir: "auto" }, world.bot.name), phone.typing ? t("typing") : t("bot"))),
      chat(phone, seen, inner),
      // No stop for Tab: whoever tabs into the chat is at its newest card, and this goes away under their feet.
      h("div.newer-room", { "data-key": "newer" }, h("button.newer", { type: "button", tabindex: "-1", "data-key": "newer", "data-act": "newest", "data-keep": "hidden", hidden: true }, icon("down"), t("newer"))),
      foot(phone, seen, inner),
      h("div.toast-room", { "data-key": "toast-room", role: "status" }, seen.toast ? h("p.toast", { "data-key": `toast-${seen.toast.id}`, dir: "auto" }, seen.toast.text) : null),
      seen.alert ? h("div.alert-back", { "data-key": `alert-${seen.alert.id}` },
        h("div.alert", { role: "alertdialog", "aria-modal": "true", "aria-labelledby": `alert-title-${phone.id}`, "aria-describedby": `alert-words-${phone.id}` },
          h("h4", { id: `alert-title-${phone.id}` }, world.bot.name), h("p", { id: `alert-words-${phone.id}`, dir: "auto" }, seen.alert.text),
          h("button", { type: "button", "data-key": "alert-ok", "data-act": "alert-ok" }, t("ok")))) : null));
}
