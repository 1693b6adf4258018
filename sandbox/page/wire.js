// The line to the sandbox: what happens arrives by server-sent events, what people do goes out by POST.

import { pageWords as t } from "./words.js";

// The server says something every two seconds.
const SILENCE_MS = 7000;
const AGAIN_MS = 1000;

const trouble = document.getElementById("trouble");
let troubleTimer = 0;

/** Show a sentence about something that did not work; it goes away by itself. */
export function complain(words) {
  clearTimeout(troubleTimer);
  trouble.textContent = words;
  troubleTimer = setTimeout(() => { trouble.textContent = ""; }, 9000);
}

/** Do something in the sandbox; gives its answer, or null after having said what was wrong. */
export async function act(name, what, patience = 10_000) {
  let reply;
  try {
    reply = await fetch(`/sandbox/act/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(what),
      signal: AbortSignal.timeout(patience),
    });
  } catch {
    complain(t("noAnswer"));
    return null;
  }
  let body = {};
  try {
    body = await reply.json();
  } catch {
    body = { error: t("noAnswer") };
  }
  if (!reply.ok) {
    complain(body.error ?? t("noAnswer"));
    return null;
  }
  return body;
}

/** Call `changed` with each picture of the sandbox, for as long as the page is open; `lost` says whether it is silent. */
export function listen(changed, lost) {
  const source = new EventSource("/sandbox/events");
  let heard = performance.now();
  const again = () => {
    clearInterval(watch);
    source.close();
    lost(true);
    setTimeout(listen, AGAIN_MS, changed, lost);
  };
  // A process that hangs keeps the line open and says nothing.
  const watch = setInterval(() => { if (performance.now() - heard > SILENCE_MS) again(); }, 1000);
  source.addEventListener("message", (event) => {
    heard = performance.now();
    lost(false);
    changed(JSON.parse(event.data));
  });
  source.addEventListener("error", again);
}
