// The list of keys, where they are changed and switched off.

import { all, areOff, forget, keyOf, on, remap, turn } from "./keys";
import { t } from "./words";

function element<K extends keyof HTMLElementTagNameMap>(tag: K, text = ""): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

function rows(said: HTMLElement): HTMLTableElement {
  const table = element("table");
  for (const action of all()) {
    const row = table.insertRow();
    const name = element("th");
    name.scope = "row";
    const text = element("label", action.says);
    text.htmlFor = `key-${action.name}`;
    name.append(text);
    row.append(name);
    const field = element("input");
    field.id = text.htmlFor;
    field.value = keyOf(action);
    field.maxLength = 1;
    field.size = 2;
    field.addEventListener("change", () => {
      said.textContent = remap(action, field.value) || `${field.value}: ${action.says}`;
      field.value = keyOf(action);
    });
    row.insertCell().append(field);
  }
  return table;
}

function dialog(): HTMLDialogElement {
  const box = element("dialog");
  box.className = "keys";
  const title = element("h2", t("Keys"));
  title.id = "keys-title";
  box.setAttribute("aria-labelledby", title.id);
  const said = element("p");
  said.setAttribute("role", "status");
  const off = element("input");
  off.type = "checkbox";
  off.id = "keys-off";
  off.checked = areOff();
  off.addEventListener("change", () => turn(off.checked));
  const offText = element("label", ` ${t("Switch single keys off (? still opens this)")}`);
  offText.htmlFor = off.id;
  const line = element("p");
  line.append(off, offText);
  const reset = element("button", t("Keys as they came"));
  const close = element("button", t("Close"));
  reset.type = close.type = "button";
  reset.addEventListener("click", () => {
    forget();
    box.close();
  });
  close.addEventListener("click", () => box.close());
  const buttons = element("p");
  buttons.append(close, " ", reset);
  box.append(title, rows(said), said, line, buttons);
  box.addEventListener("close", () => box.remove());
  return box;
}

export function offerKeys(): void {
  const open = (): void => {
    if (document.querySelector("dialog.keys")) return;
    const box = dialog();
    document.body.append(box);
    box.showModal();
  };
  on("help", "?", t("Show the keys"), open);
  const place = document.querySelector("footer .about-keys");
  if (!place) return;
  const button = element("button", t("Keys (?)"));
  button.type = "button";
  button.addEventListener("click", open);
  place.append(button);
}
