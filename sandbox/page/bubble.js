// One message as a bubble: its words with their entities, files, pictures, places, and the buttons under it.

import { drawing, h, icon } from "./dom.js";
import { clockTime } from "./times.js";
import { direction } from "./words.js";

const TICKS = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 18 11" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"><path d="M1 6l3.500 4L11 1M7.500 8.500L9 10l7-9"/></svg>';
const LINK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" class="corner arrow" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"><path d="M2 8L8 2M3.500 2H8v4.500"/></svg>';
const MAP = '<svg xmlns="http://www.w3.org/2000/svg" class="place-map" viewBox="0 0 240 120" preserveAspectRatio="xMidYMid slice" aria-hidden="true"><rect class="map-land" width="240" height="120"/><path class="map-park" d="M18 10q30-8 52 6t10 34-40 18-34-20 12-38zM176 74q24-10 40 4t6 36h-56q-6-30 10-40z"/><path class="map-water" d="M0 96q40-18 78-2t70-6 40-40 52-26v22q-30 6-44 30t-50 40-74 0-72 6z"/><g class="map-road" fill="none" stroke-width="5"><path d="M-4 62Q60 44 120 62T246 40M96-4q-6 60 30 128M186-4q-30 40-22 70t40 60"/><path stroke-width="2.500" d="M30 124Q50 80 44 60T60-4M120 62q40 20 44 4M0 30q40 4 52 24"/></g><path class="map-pin" d="M120 62c-2-6-13-15-13-25a13 13 0 0 1 26 0c0 10-11 19-13 25z"/><circle cx="120" cy="37" r="5" fill="#fff"/></svg>';

const SIMPLE = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote" };

/** What a link does: a link to this bot asks for a phone, every other one opens beside the page. */
function linkTo(link, attributes, ...children) {
  if (link?.deep !== undefined) return h("a", { ...attributes, href: link.shown, "data-act": "link", "data-payload": link.deep }, ...children);
  if (link?.href) return h("a", { ...attributes, href: link.href, target: "_blank", rel: "noopener noreferrer" }, ...children);
  return h("span", attributes, ...children);
}

function dress(entity, words, inner, t) {
  if (SIMPLE[entity.type]) return h(SIMPLE[entity.type], {}, inner);
  switch (entity.type) {
    case "bot_command": return h("button.tap", { type: "button", "data-act": "say", "data-text": words, dir: "ltr" }, inner);
    case "spoiler": return h("button.spoiler", { type: "button", "data-act": "spoiler", "data-keep": "aria-expanded aria-label", "aria-expanded": "false", "aria-label": t("spoiler") }, inner);
    case "url": case "text_link": case "email": case "phone_number": return linkTo(entity.link, { dir: entity.type === "text_link" ? null : "ltr" }, inner);
    default: return inner;
  }
}

/** Words with their entities (offsets in UTF-16 units, as JavaScript counts too), nested as they are. */
export function rich(text, entities, t) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const cut = (from, to, inside) => {
    const made = [];
    let here = from;
    for (let i = 0; i < inside.length; i += 1) {
      const entity = inside[i];
      const start = Math.max(entity.offset, here);
      const end = Math.min(entity.offset + entity.length, to);
      if (end <= start) continue;
      if (start > here) made.push(text.slice(here, start));
      const nested = inside.slice(i + 1).filter((other) => other.offset < end);
      made.push(dress(entity, text.slice(start, end), cut(start, end, nested), t));
      here = end;
    }
    if (here < to) made.push(text.slice(here, to));
    return made;
  };
  return cut(0, text.length, sorted);
}

const size = (bytes, t) => {
  const [n, unit] = bytes < 1024 ? [bytes, "byte"] : bytes < 1048576 ? [bytes / 1024, "kilobyte"] : [bytes / 1048576, "megabyte"];
  return new Intl.NumberFormat(t.locale, { style: "unit", unit, unitDisplay: unit === "byte" ? "long" : "short", maximumFractionDigits: 1 }).format(n);
};

function content(bubble, t) {
  const made = [];
  if (bubble.forwarded) made.push(h("p.forwarded", {}, t("forwarded", { name: bubble.forwarded })));
  if (bubble.photo) {
    const { href, width, height } = bubble.photo;
    made.push(h("a.picture-link", { href, target: "_blank", rel: "noopener" }, h("img.picture", { src: href, width, height, alt: bubble.text ? `${t("photo")}: ${bubble.text}` : t("photo") })));
  }
  if (bubble.document) {
    const { href, name, bytes, mime } = bubble.document;
    made.push(h("a.file", { href, download: name, "aria-label": t("download", { name }) },
      h("span.file-mark", {}, icon(mime === "text/calendar" ? "calendar" : "file")),
      h("span", {}, h("span.file-name", {}, name), h("small", {}, size(bytes, t)))));
  }
  if (bubble.place) {
    const { title, address, latitude, longitude } = bubble.place;
    made.push(h("div.place", {}, drawing(MAP),
      h("div", {}, h("strong", {}, title || t("location")), h("small", { dir: address ? "auto" : "ltr" }, address || `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`), h("span.unseen", {}, t("map")))));
  }
  if (bubble.other) made.push(h("p.forwarded", {}, bubble.other === "unknown" ? t("other") : bubble.other));
  return made;
}

function keys(bubble, phone, { t, busy }) {
  return h("div.keys", { "data-key": "keys" }, bubble.buttons.map((row, r) => h("div.key-row", { "data-key": `row-${r}` }, row.map((key, c) => {
    // The words are part of the key: when an edit puts another button here, a held focus must not slip onto it.
    const spot = `${bubble.id}-${r}-${c}-${key.text}`;
    const tight = row.length > 2 ? "tight" : null;
    if (key.link) return linkTo(key.link, { class: `key ${tight ?? ""}`, "data-key": spot }, h("span", { dir: "auto" }, key.text), h("span.unseen", {}, `, ${t("opensLink")}`), drawing(LINK));
    const waiting = busy.has(spot) || phone.waiting.some((one) => one.message === bubble.id && one.row === r && one.column === c);
    return h("button.key", {
      type: "button", class: tight, "data-key": spot, "data-act": "tap", "data-message": bubble.id, "data-row": r, "data-column": c,
      "aria-disabled": phone.blocked ? "true" : null, "aria-busy": waiting ? "true" : null,
    }, h("span", { dir: "auto" }, key.text), waiting ? h("span.spin", { role: "img", "aria-label": t("waiting") }) : null);
  }))));
}

/** A message of a chat. `fresh` lets it arrive with a small movement. */
export function said(bubble, phone, { zone, t, bot, fresh, busy, other }) {
  // The words may run the other way than the phone; the time keeps the phone's way.
  const stamp = h("span.stamp", {}, h("bdi", { dir: direction(phone.language) },
    bubble.edited ? h("span", {}, t("edited")) : null,
    h("time", { datetime: bubble.at }, clockTime(new Date(bubble.at), zone, t)),
    bubble.mine ? drawing(TICKS) : null));
  const shape = [bubble.mine ? "me" : "bot", bubble.buttons.length ? "has-keys" : "", fresh ? "fresh" : "", other ? "other" : ""].filter(Boolean).join(" ");
  return h("div.said", { class: shape, "data-key": `m${bubble.id}`, "data-message": bubble.id },
    h("div.bubble", {}, h("span.unseen", {}, `${bubble.mine ? phone.name : bot.name}: `), content(bubble, t), h("div.words", { dir: bubble.text ? "auto" : null }, bubble.text ? h("span.text", {}, rich(bubble.text, bubble.entities, t)) : null, stamp)),
    bubble.buttons.length ? keys(bubble, phone, { t, busy }) : null);
}
