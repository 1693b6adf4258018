// The dial of time: what time it is in the story, and the buttons that turn it.

import { act } from "./wire.js";
import { day, due, time, wall, zoneWords } from "./times.js";
import { pageWords as t } from "./words.js";

const turns = document.querySelector(".turns");
const toDue = document.getElementById("to-due");
const said = document.getElementById("said");
const came = document.getElementById("came");
const LONGEST = 31 * 1440;
const PATIENCE_MS = 120_000;
// What Telegram's limits hold back comes a little after the dial stands still.
const SETTLED_MS = 1500;
const LATE_MS = 5000;
let moving = false;
let owed = 0;
let shown = null;
let coming = null;
let turned = null;

const whenWords = ({ now, zone }) => t("dayTime", { day: day(now, zone, t), time: time(now, zone, t) });

/** Show the time of `world` and what is due next (null for nothing). */
export function showTime(world, next) {
  shown = world;
  coming = next;
  const { now, zone } = world;
  const face = document.getElementById("now-time");
  face.textContent = time(now, zone, t);
  face.dateTime = now.toISOString();
  document.getElementById("now-day").textContent = day(now, zone, t);
  document.getElementById("now-zone").textContent = zoneWords(now, zone, t);
  const { hour, minute } = wall(now, zone);
  document.querySelector(".hand.hour").style.transform = `rotate(${(hour % 12) * 30 + minute / 2}deg)`;
  document.querySelector(".hand.minute").style.transform = `rotate(${minute * 6}deg)`;
  document.getElementById("due-words").textContent = next ? due(next, now, zone, t) : t("nothingDue");
  toDue.setAttribute("aria-disabled", String(!next));
}

/** What came of going to a due time: much that falls due is done in silence, and whoever pressed would look for it. */
function cameOf({ at, heard, changed, settled }) {
  const when = time(at, shown.zone, t);
  if (heard.size) return t("heardAt", { time: when, names: [...heard].join(", ") });
  if (changed.size) return t("changedAt", { time: when, names: [...changed].join(", ") });
  return settled ? t("silentAt", { time: when }) : "";
}

/** A phone has something new, or its chat was changed; gives whether it came of a turn to a due time, which tells of it. What was under way when
 * the dial stood still belongs to its turn. */
export function heardOn(name, kind = "heard") {
  if (!turned || performance.now() > turned.until) return false;
  turned[kind].add(name);
  if (turned.at) sayCame();
  return true;
}

/** Somebody acts on a phone: what follows is not the dial's. */
export function dialIsDone() {
  if (turned) turned.until = 0;
}

function sayCame() {
  came.textContent = cameOf(turned);
  if (came.textContent) said.textContent = [turned.nowIs, came.textContent].join(" ");
}

/** Write the dial in the language of the page. */
export function sayDial() {
  if (shown) showTime(shown, coming);
  came.textContent = turned?.at ? cameOf(turned) : "";
}

async function turn(button, what) {
  // Disabled buttons lose the focus, so a moving dial stays enabled and owes the minutes. The next due time is not
  // owed: whoever presses twice would leap over a reminder that they have not seen.
  if (moving) {
    owed = Math.min(owed + (what.minutes ?? 0), LONGEST);
    return;
  }
  moving = true;
  turns.setAttribute("aria-busy", "true");
  button.classList.add("moving");
  said.textContent = t("moving");
  turned = what.to === "due" ? { heard: new Set(), changed: new Set(), until: Infinity } : null;
  came.textContent = "";
  let done = await act("forward", what, PATIENCE_MS);
  while (done && owed) {
    const minutes = owed;
    owed = 0;
    done = await act("forward", { minutes }, PATIENCE_MS);
  }
  owed = 0;
  moving = false;
  turns.setAttribute("aria-busy", "false");
  button.classList.remove("moving");
  if (!done || !shown) {
    turned = null;
    said.textContent = "";
    return;
  }
  const now = new Date(done.now);
  const nowIs = t("nowIs", { when: whenWords({ now, zone: shown.zone }) });
  said.textContent = nowIs;
  if (!turned) return;
  const mine = turned;
  Object.assign(mine, { at: now, nowIs, until: performance.now() + LATE_MS });
  for (const kind of ["heard", "changed"]) for (const name of done[kind]) mine[kind].add(name);
  sayCame();
  setTimeout(() => {
    mine.settled = true;
    if (turned === mine && !mine.heard.size && !mine.changed.size) sayCame();
  }, SETTLED_MS);
}

/** Let the buttons turn the dial. */
export function startDial() {
  turns.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button !== toDue) turn(button, { minutes: Number(button.dataset.minutes) });
    else if (button.getAttribute("aria-disabled") === "true") said.textContent = t("nothingDue");
    else turn(button, { to: "due" });
  });
}
