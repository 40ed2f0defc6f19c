// The queue from the keyboard: j and k move, a label's key decides, x collects several.

import { on } from "./keys";
import { labelKeys, say, type Labelled } from "./labels";
import { t } from "./words";

export function queuePage(): void {
  const rows = [...document.querySelectorAll<HTMLElement>("tr[data-group]")];
  if (!rows.length) return;
  let at = -1;

  const labelled = (element: HTMLElement): Labelled => ({ element, group: element.dataset["group"] ?? "" });
  const chosen = (): HTMLElement[] => rows.filter((row) => row.hasAttribute("data-chosen"));

  const go = (to: number): void => {
    rows[at]?.removeAttribute("data-here");
    at = Math.max(0, Math.min(rows.length - 1, to));
    const row = rows[at];
    row?.setAttribute("data-here", "");
    row?.querySelector<HTMLElement>("a.group")?.focus();
    row?.scrollIntoView({ block: "nearest" });
  };

  on("next", "j", t("Next lead"), () => go(at + 1));
  on("previous", "k", t("Previous lead"), () => go(at - 1));
  on("open", "o", t("Open the lead"), () => rows[at]?.querySelector<HTMLElement>("a.group")?.click());
  on("choose", "x", t("Collect this lead; a label then goes to all collected"), () => {
    rows[at]?.toggleAttribute("data-chosen");
    const count = chosen().length;
    say(count ? t("{n} collected", { n: count }) : t("None collected"));
  });
  on("search", "/", t("Search"), () => document.querySelector<HTMLElement>("#find")?.focus());
  labelKeys(
    () => {
      const several = chosen();
      if (several.length) return several.map(labelled);
      const row = rows[at];
      return row ? [labelled(row)] : [];
    },
    () => {
      for (const row of chosen()) row.removeAttribute("data-chosen");
    },
  );
  for (const [number, row] of rows.entries()) row.addEventListener("focusin", () => {
    if (number !== at) {
      rows[at]?.removeAttribute("data-here");
      at = number;
      row.setAttribute("data-here", "");
    }
  });
}
