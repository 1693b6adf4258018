// Builds elements and patches the page with them, so that focus, typing and scrolling survive a redraw.

/** An element; `props` are attributes (false, null and undefined leave one out), `children` nodes or text. */
export function h(tag, props = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const made = document.createElement(name);
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (key === "class") made.className = `${made.className} ${value}`.trim();
    else made.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    made.append(child);
  }
  return made;
}

const ICONS = {
  menu: "M3 6h18M3 12h18M3 18h18",
  down: "M5 9l7 7 7-7",
  plus: "M12 4v16M4 12h16",
  file: "M14 3H7a1.5 1.5 0 0 0-1.5 1.5v15A1.5 1.5 0 0 0 7 21h10a1.5 1.5 0 0 0 1.5-1.5V7.5zM14 3v4.5h4.5",
  calendar: "M4 9.5h16M8 3v4M16 3v4M5.500 5h13A1.500 1.500 0 0 1 20 6.500v12a1.500 1.500 0 0 1-1.500 1.500h-13A1.500 1.500 0 0 1 4 18.500v-12A1.500 1.500 0 0 1 5.500 5z",
  arrow: "M7 17L17 7M9 7h8v8",
};

/** A line drawing from the small set of this page. */
export function icon(name, className) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const made = { viewBox: "0 0 24 24", "aria-hidden": "true", fill: "none", stroke: "currentColor", "stroke-width": "2.2", "stroke-linecap": "round", "stroke-linejoin": "round" };
  if (className) made.class = className;
  for (const [key, value] of Object.entries(made)) svg.setAttribute(key, value);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** An SVG from our own source text (never from a message). */
export function drawing(source) {
  return new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
}

const keyOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.getAttribute("data-key") : null);
const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && keyOf(a) === keyOf(b);

function patchAttributes(node, fresh) {
  // An element names the attributes that its reader owns, such as whether a lock screen is open.
  const kept = new Set((fresh.getAttribute("data-keep") ?? "").split(" "));
  for (const { name, value } of [...fresh.attributes]) {
    if (!kept.has(name) && node.getAttribute(name) !== value) node.setAttribute(name, value);
  }
  for (const { name } of [...node.attributes]) {
    if (!kept.has(name) && !fresh.hasAttribute(name)) node.removeAttribute(name);
  }
}

/** Make `node` look like `fresh`, touching only what differs. Children are matched by `data-key`. */
export function patch(node, fresh) {
  if (node.nodeType !== Node.ELEMENT_NODE) {
    if (node.nodeValue !== fresh.nodeValue) node.nodeValue = fresh.nodeValue;
    return;
  }
  patchAttributes(node, fresh);
  patchChildren(node, [...fresh.childNodes]);
}

/** Make the children of `parent` look like the list `wanted`. */
export function patchChildren(parent, wanted) {
  const keyed = new Map();
  for (const child of parent.childNodes) {
    const key = keyOf(child);
    if (key !== null) keyed.set(key, child);
  }
  let here = parent.firstChild;
  for (const fresh of wanted) {
    const key = keyOf(fresh);
    let old = key === null ? here : keyed.get(key);
    if (old && key === null && !alike(old, fresh)) old = null;
    if (old && key !== null && old.nodeName !== fresh.nodeName) old = null;
    if (!old) {
      parent.insertBefore(fresh, here);
      continue;
    }
    if (key !== null) keyed.delete(key);
    // What stands between is gone from the new picture; removing it leaves the focused node where it is.
    while (here && here !== old && !(keyOf(here) !== null && keyed.has(keyOf(here)) && wanted.some((one) => keyOf(one) === keyOf(here)))) {
      const gone = here;
      here = here.nextSibling;
      gone.remove();
    }
    if (here === old) here = here.nextSibling;
    else parent.insertBefore(old, here);
    patch(old, fresh);
  }
  while (here) {
    const gone = here;
    here = here.nextSibling;
    gone.remove();
  }
}
