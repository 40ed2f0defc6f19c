// One lead a screen: j and k turn the page, a label's key decides.

import { on } from "./keys";
import { labelKeys } from "./labels";
import { t } from "./words";

export function onePage(): void {
  const card = document.querySelector<HTMLElement>("[data-decide]");
  const follow = (rel: string): void => document.querySelector<HTMLElement>(`a[rel=${rel}]`)?.click();
  const next = (): void => {
    // Where only leads without a label are shown, one that got its label has left: the next stands in its place.
    if (card?.dataset["stays"] === "true" && card.dataset["label"]) location.reload();
    else follow("next");
  };
  on("next", "j", t("Next lead"), next);
  on("previous", "k", t("Previous lead"), () => follow("prev"));
  on("open", "o", t("Open the lead"), () => card?.querySelector<HTMLElement>("a.group")?.click());
  on("search", "/", t("Search"), () => document.querySelector<HTMLElement>("#find")?.focus());
  if (card) labelKeys(() => [{ element: card, group: card.dataset["decide"] ?? "" }], () => undefined);
}
