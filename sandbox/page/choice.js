// A list of languages acts when a choice has been made: by Enter, by leaving it, or when the open list closes. Arrow keys
// change the value of a closed list with each press, and whoever presses them is still looking.

const waiting = new Map();
let looking = null;

/** Whether somebody is still looking through this list. */
export const undecided = (select) => waiting.has(select);

/** Call `choose` with each list that `selector` matches, once a value has been chosen in it. */
export function whenChosen(selector, choose) {
  const listOf = ({ target }) => (target instanceof Element && target.matches(selector) ? target : null);

  function decide(select) {
    const before = waiting.get(select);
    waiting.delete(select);
    if (select.value !== before) choose(select);
  }

  document.addEventListener("keydown", (event) => {
    const select = listOf(event);
    if (!select) return;
    if (waiting.has(select) && event.key === "Enter") {
      event.preventDefault();
      decide(select);
    } else if (waiting.has(select) && event.key === "Escape") {
      event.stopPropagation();
      select.value = waiting.get(select);
      waiting.delete(select);
    } else {
      // The change that a key makes to a closed list comes before this task ends; that of an open one comes later.
      looking = { select, before: select.value };
      setTimeout(() => { looking = null; });
    }
  }, true);
  document.addEventListener("change", (event) => {
    const select = listOf(event);
    if (!select) return;
    if (looking?.select !== select) {
      waiting.delete(select);
      choose(select);
    } else if (!waiting.has(select)) waiting.set(select, looking.before);
  });
  document.addEventListener("focusout", (event) => { if (waiting.has(event.target)) decide(event.target); });
}
