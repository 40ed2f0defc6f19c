// One group from the keyboard: a label's key decides, e walks from one piece of evidence to the next.

import { filing } from "./filing";
import { on } from "./keys";
import { labelKeys } from "./labels";

export function groupPage(): void {
  const panel = document.querySelector<HTMLElement>("[data-decide]");
  if (panel) labelKeys(() => [{ element: panel, group: panel.dataset["decide"] ?? "" }], () => undefined);
  filing();
  const marks = [...document.querySelectorAll<HTMLElement>("#ads mark")];
  let at = -1;
  const walk = (by: number): void => {
    if (!marks.length) return;
    at = (at + by + marks.length) % marks.length;
    const mark = marks[at];
    mark?.setAttribute("tabindex", "-1");
    mark?.focus({ preventScroll: true });
    mark?.scrollIntoView({ block: "center" });
  };
  on("evidence", "e", "Next piece of evidence", () => walk(1));
  on("evidence-back", "E", "Piece of evidence before", () => walk(-1));
  on("back", "q", "Back to the queue", () => document.querySelector<HTMLElement>('nav a[href="/"]')?.click());
  on("search", "/", "Search", () => document.querySelector<HTMLElement>("#find")?.focus());
}
