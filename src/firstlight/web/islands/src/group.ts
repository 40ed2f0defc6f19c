// One group from the keyboard: a label's key decides, e walks from one piece of evidence to the next.

import { filing } from "./filing";
import { on } from "./keys";
import { labelKeys } from "./labels";
import { t } from "./words";

/** Draw the pictures once they are near the screen: their outlines and data are not loaded before. */
function pictures(): void {
  const section = document.querySelector<HTMLElement>("#when");
  const network = document.querySelector<HTMLElement>("[data-network]");
  const here = section?.dataset["here"] ?? "";
  const near = (element: HTMLElement | null, draw: (element: HTMLElement) => Promise<void>): void => {
    if (!element) return;
    const watch = new IntersectionObserver((seen) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      watch.disconnect();
      void draw(element).then(() => element.setAttribute("data-drawn", ""));
    }, { rootMargin: "400px" });
    watch.observe(element);
  };
  near(section, async (element) => (await import("./when")).whenAndWhere(element));
  near(document.querySelector<HTMLElement>("#network"), async () => {
    if (network) await (await import("./network")).drawNetwork(network, here);
  });
}

export function groupPage(): void {
  pictures();
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
  on("evidence", "e", t("Next piece of evidence"), () => walk(1));
  on("evidence-back", "E", t("Piece of evidence before"), () => walk(-1));
  on("back", "q", t("Back to the queue"), () => document.querySelector<HTMLElement>('nav a[href="/"]')?.click());
  on("search", "/", t("Search"), () => document.querySelector<HTMLElement>("#find")?.focus());
}
