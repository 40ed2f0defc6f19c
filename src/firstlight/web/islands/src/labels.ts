// Labels on screen: which keys there are, and what stands on a row or a page.

import { label, undo } from "./desk";
import { on } from "./keys";
import { t } from "./words";

export interface Labelled {
  element: HTMLElement;
  group: string;
}

const announcer = (): HTMLElement | null => document.querySelector("[data-said]");

export function say(text: string): void {
  const place = announcer();
  if (place) place.textContent = text;
}

/** What a label is called in the language of the page. */
function called(value: string): string {
  const offered = [...document.querySelectorAll<HTMLElement>("[data-label-name]")];
  return offered.find((one) => one.dataset["labelName"] === value)?.dataset["labelShown"] ?? value;
}

function show(element: HTMLElement, value: string, entry: number): void {
  element.dataset["label"] = value;
  element.dataset["entry"] = String(entry);
  for (const badge of element.querySelectorAll<HTMLElement>(".badge")) {
    badge.textContent = called(value);
    badge.hidden = value === "";
  }
  for (const button of element.querySelectorAll<HTMLButtonElement>("button[name=label]")) {
    button.setAttribute("aria-pressed", String(button.value === value));
  }
}

/** Label one group; the same label again takes it back. Returns whether a label stands now. */
async function decide({ element, group }: Labelled, value: string): Promise<boolean> {
  const entry = Number(element.dataset["entry"] ?? "0");
  if (element.dataset["label"] === value && entry > 0) {
    await undo(entry);
    show(element, "", 0);
    return false;
  }
  const made = await label(group, value, element.dataset["share"] ?? "");
  show(element, value, made.entry);
  return true;
}

/** Bind the keys of the labels that the page offers; `targets` are what they act on now. */
export function labelKeys(targets: () => Labelled[], after: () => void): void {
  for (const offered of document.querySelectorAll<HTMLElement>("[data-label-key]")) {
    const value = offered.dataset["labelName"] ?? "";
    const words = offered.dataset["labelSays"] ?? "";
    on(`label-${value}`, offered.dataset["labelKey"] ?? "", `${called(value)}: ${words}`, () => {
      void (async () => {
        const chosen = targets();
        if (!chosen.length) return say(t("Choose a lead first: j goes to the next."));
        try {
          let standing = 0;
          for (const one of chosen) standing += (await decide(one, value)) ? 1 : 0;
          const back = chosen.length - standing;
          const parts = [standing ? t("{n} labelled {label}", { n: standing, label: called(value) }) : "", back ? t("{n} taken back", { n: back }) : ""];
          say(`${parts.filter(Boolean).join(", ")}. ${t("The same key again takes it back.")}`);
          after();
        } catch (error) {
          say(error instanceof Error ? error.message : String(error));
        }
      })();
    });
  }
}
