// The ways of the keyboard: one stop in each chat and one among the chips, arrows from there, and Escape back out.

const PRESSABLE = "a[href], button";
const HINT = "ways";

const pressables = (node) => [...node.querySelectorAll(PRESSABLE)];

/** The first key of the newest card of a chat that has keys; else the newest thing in it that can be pressed, or null. */
export function newestKey(chat) {
  const key = [...chat.querySelectorAll(".said.has-keys")].findLast((card) => card.querySelector("a.key, button.key"))?.querySelector("a.key, button.key");
  return key ?? pressables(chat).at(-1) ?? null;
}

/** Let the Tab key stop once in a chat: where the focus is, else at the newest key. A chat without keys is a stop itself. */
export function setStop(chat) {
  const all = pressables(chat);
  const held = all.find((one) => one === document.activeElement);
  const stop = held ?? newestKey(chat);
  for (const one of all) {
    one.tabIndex = one === stop ? 0 : -1;
    // Said to whoever comes in, and not again at each key.
    if (one === stop && !held) one.setAttribute("aria-describedby", HINT);
    else if (!held) one.removeAttribute("aria-describedby");
  }
  chat.tabIndex = stop ? -1 : 0;
}

/** The keys of a chat as the eye has them, in rows from the oldest message to the newest. */
function rowsOf(chat) {
  const rows = [];
  for (const one of pressables(chat)) {
    const row = one.closest(".key-row");
    if (row && rows.at(-1)?.row === row) rows.at(-1).keys.push(one);
    else rows.push({ row, keys: [one] });
  }
  return rows.map(({ keys }) => keys);
}

/** Where an arrow key leads from `here` in its chat, or null: up and down from row to row, sideways within one. */
export function step(chat, here, key, backwards) {
  const rows = rowsOf(chat);
  const r = rows.findIndex((row) => row.includes(here));
  if (r < 0) return null;
  const c = rows[r].indexOf(here);
  const beside = (backwards ? -1 : 1) * { ArrowRight: 1, ArrowLeft: -1 }[key];
  switch (key) {
    case "ArrowUp": return rows[r - 1]?.[Math.min(c, rows[r - 1].length - 1)] ?? null;
    case "ArrowDown": return rows[r + 1]?.[Math.min(c, rows[r + 1].length - 1)] ?? null;
    case "ArrowLeft": case "ArrowRight": return rows[r][c + beside] ?? null;
    case "Home": return rows[0][0];
    case "End": return newestKey(chat);
    default: return null;
  }
}

/** One stop among the chips: the one with the focus, else that of the phone somebody was at last, else the first. */
export function setChipStop(chips, last) {
  const all = [...chips.children];
  const stop = all.find((one) => one === document.activeElement) ?? all.find((one) => one.dataset.go === String(last)) ?? all[0];
  for (const one of all) one.tabIndex = one === stop ? 0 : -1;
}

/** The chip that an arrow key leads to from `here`, or null. */
export function chipBeside(chips, here, key, backwards) {
  const all = [...chips.children];
  const i = all.indexOf(here);
  const by = (backwards ? -1 : 1) * ({ ArrowRight: 1, ArrowLeft: -1 }[key] ?? 0);
  if (key === "Home") return all[0];
  if (key === "End") return all.at(-1);
  return by ? all[(i + by + all.length) % all.length] : null;
}
