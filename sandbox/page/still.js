// While a mouse button or a finger is down pictures wait, or the click would land beside what was pressed.

const HELD_MS = 3000;
const CLICK_MS = 50;
const waiting = [];
let pressed = false;
let patience = 0;
let show = null;

function release() {
  pressed = false;
  for (const picture of waiting.splice(0)) show(picture);
}

function releaseIn(milliseconds) {
  clearTimeout(patience);
  patience = setTimeout(release, milliseconds);
}

document.addEventListener("pointerdown", (event) => {
  if (event.button !== 0) return;
  pressed = true;
  // A menu of the browser may swallow the release.
  releaseIn(HELD_MS);
}, true);
// The click comes after the release: at once from a mouse, a task or two later from a finger.
for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => pressed && releaseIn(CLICK_MS), true);

/** `changed`, called while nothing is pressed: at once, or as soon as it is let go. */
export function whenStill(changed) {
  show = changed;
  return (picture) => {
    if (pressed) waiting.push(picture);
    else changed(picture);
  };
}
