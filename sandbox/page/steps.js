// The strip that leads through the story in six steps: each ticks itself, and shows the way to its phone.

import { h, patchChildren } from "./dom.js";
import { keep, recall } from "./kept.js";
import { pageWords as t } from "./words.js";

const list = document.getElementById("steps-list");
const words = document.getElementById("step-words");
const toggle = document.getElementById("steps-toggle");
const count = document.getElementById("steps-count");

// What the story has seen happen, and what a reader ticked otherwise by hand.
let seen = new Set();
let byHand = {};
let open = true;
let chosen = null;
let drawn = false;
let starts = "";

const isDone = (i) => byHand[i] ?? seen.has(i);

/** Keep a mark by hand only where it says otherwise than the story: every other step goes on ticking itself. */
function markByHand(marks) {
  byHand = Object.fromEntries(Object.entries(marks).filter(([i, done]) => done !== seen.has(Number(i))));
  keep("steps", byHand);
}

/** Words with their names in bold (between stars), and quoted keys running their own way in a page that runs the other. */
const emphasised = (text) => text.split(/(\*\*[^*]+\*\*|(?<=[“«])[^”»]+)/).map((part, i) => {
  if (!(i % 2)) return part;
  return part.startsWith("**") ? h("b", { dir: "auto" }, part.slice(2, -2)) : h("bdi", {}, part);
});

/** What a step says; START is named as the phone it stands on has it. */
const wordsOf = ([, text]) => text.replace("{start}", starts);

/** The names that stand in bold in a step, in order: where it happens. */
const placesOf = ([, text]) => text.split("**").filter((_, at) => at % 2);

/** Bring a step into the strip where it is wider than the page, without moving the page. */
function reveal(step) {
  const [frame, box] = [list.getBoundingClientRect(), step.getBoundingClientRect()];
  list.scrollLeft += (box.left + box.right - frame.left - frame.right) / 2;
}

function show() {
  const steps = t("steps");
  const next = steps.findIndex((_, i) => !isDone(i));
  const shown = chosen ?? next;
  [...list.children].forEach((step, i) => {
    step.querySelector(".step-mark").setAttribute("aria-pressed", String(isDone(i)));
    step.toggleAttribute("data-shown", i === shown);
    const title = step.querySelector(".step-title");
    if (i === next) title.setAttribute("aria-current", "step");
    else title.removeAttribute("aria-current");
    if (i === shown) title.setAttribute("aria-describedby", words.id);
    else title.removeAttribute("aria-describedby");
  });
  if (shown >= 0) reveal(list.children[shown]);
  words.replaceChildren(...(shown < 0 ? [] : emphasised(wordsOf(steps[shown]))));
  toggle.setAttribute("aria-expanded", String(open));
  list.hidden = !open;
  words.hidden = !open || shown < 0;
  const done = steps.filter((_, i) => isDone(i)).length;
  count.textContent = done ? t("stepsCount", { done, all: steps.length }) : t("stepsHint");
}

/** Tick the steps that the story has seen taken (their numbers, from 1); `startAt` gives the words of START at a place. */
export function showSteps(done, startAt) {
  const begin = startAt(placesOf(t("steps")[0]));
  if (drawn && done.length === seen.size && begin === starts) return;
  if (done.length !== seen.size) chosen = null;
  drawn = true;
  starts = begin;
  seen = new Set(done.map((number) => number - 1));
  markByHand(recall("steps", {}));
  open = recall("open", true);
  show();
}

/** Write the steps in the language of the page. */
export function nameSteps() {
  patchChildren(list, t("steps").map(([title], i) => h("li.step", { "data-step": i, "data-key": `step-${i}`, "data-keep": "data-shown" },
    h("button.step-mark", { type: "button", "data-key": "mark", "data-number": i + 1, "aria-pressed": "false", "aria-label": t("stepDone", { title }) }),
    h("button.step-title", { type: "button", "data-key": "title" }, title))));
  show();
}

/** Draw the steps; `go` is called with the emphasised words of a step, in order, to show where it happens. */
export function startSteps(go) {
  nameSteps();
  list.addEventListener("click", (event) => {
    const i = Number(event.target.closest("[data-step]")?.dataset.step);
    if (event.target.closest(".step-mark")) {
      markByHand({ ...byHand, [i]: !isDone(i) });
      chosen = null;
      show();
    } else if (event.target.closest(".step-title")) {
      chosen = i;
      show();
      go(placesOf(t("steps")[i]));
    }
  });
  toggle.addEventListener("click", () => {
    open = !open;
    keep("open", open);
    show();
  });
}
