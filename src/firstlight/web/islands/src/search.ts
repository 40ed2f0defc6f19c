// Suggestions under the search box: things that ads name, by their beginning (the ARIA combobox pattern).

import { on } from "./keys";
import { shown } from "./svg";
import { t } from "./words";

interface Suggestion {
  kind: string;
  value: string;
  ads: number;
  query: string;
}

const WAIT = 120;

class Box {
  private readonly list = document.createElement("ul");
  private found: Suggestion[] = [];
  private at = -1;
  private asked = 0;
  private timer = 0;

  constructor(private readonly form: HTMLFormElement, private readonly field: HTMLInputElement) {
    this.list.id = `${field.id}-suggestions`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", t("Suggestions"));
    this.list.className = "suggestions";
    this.list.hidden = true;
    form.append(this.list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id]]) {
      field.setAttribute(name ?? "", value ?? "");
    }
    field.addEventListener("input", () => {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.ask(), WAIT);
    });
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => window.setTimeout(() => this.close(), 200));
  }

  private async ask(): Promise<void> {
    const typed = this.field.value.trim();
    const turn = ++this.asked;
    if (typed.length < 2) return this.close();
    const answer = await fetch(`/suggest.json?${new URLSearchParams({ q: typed })}`);
    if (!answer.ok || turn !== this.asked) return; // a later letter has been asked for since
    this.show(((await answer.json()) as { suggestions: Suggestion[] }).suggestions);
  }

  private show(found: Suggestion[]): void {
    this.found = found;
    this.at = -1;
    this.list.replaceChildren(...found.map((one, at) => {
      const item = document.createElement("li");
      item.id = `${this.list.id}-${at}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const value = document.createElement("bdi");
      value.textContent = shown(one.value, 60);
      const about = document.createElement("small");
      about.textContent = `${one.kind} · ${one.ads}`;
      item.append(value, " ", about);
      item.addEventListener("pointerdown", () => this.take(one));
      return item;
    }));
    this.list.hidden = found.length === 0;
    this.field.setAttribute("aria-expanded", String(found.length > 0));
    this.field.removeAttribute("aria-activedescendant");
  }

  private close(): void {
    this.asked += 1;
    this.show([]);
  }

  private take(one: Suggestion): void {
    this.field.value = one.query;
    this.form.requestSubmit();
  }

  private key(event: KeyboardEvent): void {
    const chosen = this.found[this.at];
    if (event.key === "Escape" && this.found.length) {
      event.preventDefault();
      return this.close();
    }
    if (event.key === "Enter" && chosen) {
      event.preventDefault();
      return this.take(chosen);
    }
    if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || !this.found.length) return;
    event.preventDefault();
    this.list.children[this.at]?.setAttribute("aria-selected", "false");
    this.at = (this.at + (event.key === "ArrowDown" ? 1 : -1) + this.found.length) % this.found.length;
    this.list.children[this.at]?.setAttribute("aria-selected", "true");
    this.field.setAttribute("aria-activedescendant", `${this.list.id}-${this.at}`);
  }
}

/** Offer suggestions in every search box of the page. */
export function suggestions(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form.find")) {
    const field = form.querySelector<HTMLInputElement>("input[name=q]");
    if (field) new Box(form, field);
  }
}

export function searchPage(): void {
  on("search", "/", t("Search"), () => document.querySelector<HTMLElement>("#q")?.focus());
}
