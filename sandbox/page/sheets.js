// The two small dialogs: on which phone a link is opened, and who gets a new phone.

import { h } from "./dom.js";
import { avatar, captionOf } from "./phone.js";
import { LANGUAGES, pageWords as t } from "./words.js";

const picker = document.getElementById("picker");
const adding = document.getElementById("adding");

/** Ask on which phone a link is to be opened; gives its number, or null. */
export function askPhone(phones, link) {
  picker.querySelector(".picker-link").textContent = link;
  picker.querySelector(".picker-list").replaceChildren(...phones.map((phone) => h("li", {},
    h("button", { type: "submit", value: String(phone.id), disabled: phone.blocked }, avatar(phone),
      h("span", {}, h("span", { dir: "auto" }, phone.name), h("small", {}, phone.blocked ? t("blocked") : captionOf(phone)))))));
  picker.returnValue = "";
  picker.showModal();
  picker.querySelector(".picker-list button:not(:disabled)")?.focus();
  return new Promise((resolve) => {
    picker.addEventListener("close", () => resolve(Number(picker.returnValue) || null), { once: true });
  });
}

/** Ask for a name and a language; `make` is tried until it works. Gives its answer, or null. */
export function askName(make) {
  const form = adding.querySelector("form");
  const wrong = adding.querySelector(".wrong");
  const languages = form.elements.namedItem("language");
  if (!languages.options.length) languages.append(...LANGUAGES.map(([code, name]) => h("option", { value: code, lang: code }, name)));
  form.reset();
  wrong.textContent = "";
  adding.showModal();
  form.elements.namedItem("name").focus();
  return new Promise((resolve) => {
    let made = null;
    let making = false;
    const submit = async (event) => {
      event.preventDefault();
      if (making) return;
      making = true;
      made = await make({ name: form.elements.namedItem("name").value, language: languages.value });
      making = false;
      if (made) adding.close();
      else wrong.textContent = document.getElementById("trouble").textContent;
    };
    const close = () => adding.close();
    form.addEventListener("submit", submit);
    adding.querySelector("[data-close]").addEventListener("click", close);
    adding.addEventListener("close", () => {
      form.removeEventListener("submit", submit);
      adding.querySelector("[data-close]").removeEventListener("click", close);
      resolve(made);
    }, { once: true });
  });
}
