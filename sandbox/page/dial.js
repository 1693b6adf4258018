// The dial of time: what time it is in the story, and the buttons that turn it.

import { act } from "./wire.js";
import { day, due, time, wall, zoneWords } from "./times.js";
import { pageWords as t } from "./words.js";

const turns = document.querySelector(".turns");
const toDue = document.getElementById("to-due");
const said = document.getElementById("said");
const LONGEST = 31 * 1440;
const PATIENCE_MS = 120_000;
let moving = false;
let owed = 0;
let shown = null;

const whenWords = ({ now, zone }) => `${day(now, zone, t)}, ${time(now, zone, t)}`;

/** Show the time of `world` and what is due next (null for nothing). */
export function showTime(world, next) {
  shown = world;
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
  said.textContent = done && shown ? t("nowIs", { when: whenWords({ now: new Date(done.now), zone: shown.zone }) }) : "";
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
