// The strip that leads through the story in six steps; what is ticked off is remembered while the tab lives.

import { h } from "./dom.js";
import { pageWords as t } from "./words.js";

const KEY = "tornio-steps";
const list = document.getElementById("steps-list");
const toggle = document.getElementById("steps-toggle");

function recall() {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    return { done: new Set(Array.isArray(found.done) ? found.done : []), open: found.open !== false };
  } catch {
    return { done: new Set(), open: true };
  }
}

const state = recall();

function remember() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ done: [...state.done], open: state.open }));
  } catch { /* A browser that stores nothing still shows the steps. */ }
}

const emphasised = (words) => words.split("**").map((part, i) => (i % 2 ? h("b", { dir: "auto" }, part) : part));

function show() {
  const steps = t("steps");
  const next = steps.findIndex((_, i) => !state.done.has(i));
  [...list.querySelectorAll(".step")].forEach((step, i) => {
    step.setAttribute("aria-pressed", String(state.done.has(i)));
    if (i === next) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
  });
  toggle.setAttribute("aria-expanded", String(state.open));
  list.hidden = !state.open;
  document.body.dataset.steps = state.open ? "open" : "closed";
  document.getElementById("steps-count").textContent = state.done.size ? t("stepsCount", { done: state.done.size, all: steps.length }) : t("stepsHint");
}

/** Draw the steps and let them be ticked off, and the strip be folded. */
export function startSteps() {
  list.append(...t("steps").map(([title, words], i) => h("li", {}, h("button.step", { type: "button", "data-step": i, "aria-pressed": "false" },
    h("span.step-mark", { "aria-hidden": "true" }, String(i + 1)), h("span.step-title", {}, title), h("span.step-words", {}, emphasised(words))))));
  list.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    if (!step) return;
    const i = Number(step.dataset.step);
    if (!state.done.delete(i)) state.done.add(i);
    remember();
    show();
  });
  toggle.addEventListener("click", () => {
    state.open = !state.open;
    remember();
    show();
  });
  show();
}
