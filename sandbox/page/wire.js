// The line to the sandbox: what happens arrives by server-sent events, what people do goes out by POST.

import { pageWords as t } from "./words.js";

const trouble = document.getElementById("trouble");
let troubleTimer = 0;

/** Show a sentence about something that did not work; it goes away by itself. */
export function complain(words) {
  clearTimeout(troubleTimer);
  trouble.textContent = words;
  troubleTimer = setTimeout(() => { trouble.textContent = ""; }, 9000);
}

/** Do something in the sandbox; gives its answer, or null after having said what was wrong. */
export async function act(name, what) {
  let reply;
  try {
    reply = await fetch(`/sandbox/act/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(what),
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

/** Call `changed` with each picture of the sandbox, for as long as the page is open. */
export function listen(changed, lost) {
  const source = new EventSource("/sandbox/events");
  source.addEventListener("message", (event) => {
    lost(false);
    changed(JSON.parse(event.data));
  });
  source.addEventListener("error", () => {
    lost(true);
    // A browser gives up for good after an HTTP error; a sandbox that was started again deserves a new try.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(changed, lost), 2000);
  });
}
