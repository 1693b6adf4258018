// What this tab keeps over a reload: ticks, what is typed and not sent. Another story begins with nothing.

const KEY = "tornio";
let kept = {};
try {
  kept = JSON.parse(sessionStorage.getItem(KEY)) ?? {};
} catch { /* A browser that stores nothing still shows everything. */ }

/** The value kept under `name`, or `otherwise`. */
export const recall = (name, otherwise) => kept[name] ?? otherwise;

/** Keep `value` under `name`. */
export function keep(name, value) {
  kept[name] = value;
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch { /* As above. */ }
}

/** Forget everything that was kept for another story than this one. */
export function begin(story) {
  if (kept.story === story) return;
  kept = {};
  keep("story", story);
}
