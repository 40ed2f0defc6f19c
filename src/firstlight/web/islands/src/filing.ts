// Filing a lead in a case: one key does it, the same key takes it out again.

import { file, takeOut } from "./desk";
import { on } from "./keys";
import { say } from "./labels";

export function filing(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-file]");
  const choice = form?.querySelector("select");
  if (!form || !choice) return;
  const group = form.dataset["file"] ?? "";

  const show = (name: string): void => {
    form.dataset["filed"] = name;
    const place = form.querySelector("[data-in-cases]");
    if (!place) return;
    place.textContent = name ? "In " : "";
    if (!name) return;
    const link = document.createElement("a");
    link.href = `/cases/${encodeURIComponent(name)}`;
    link.textContent = name;
    place.append(link);
    if (![...choice.options].some((one) => one.value === name)) choice.add(new Option(name, name), 0);
    choice.value = name;
  };

  const act = async (): Promise<void> => {
    const filed = form.dataset["filed"] ?? "";
    try {
      if (filed) {
        await takeOut(filed, group);
        show("");
        return say(`Taken out of ${filed}.`);
      }
      const made = await file(group, Object.fromEntries(new FormData(form)) as Record<string, string>);
      show(made.case);
      say(`Filed in ${made.case}. The same key again takes it out.`);
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
  };

  on("file", "f", "File this lead in the case that is chosen, or in a new one", () => void act());
  on("choose-case", "F", "Choose the case", () => choice.focus());
}
