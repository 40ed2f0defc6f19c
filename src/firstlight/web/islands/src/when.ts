// Timeline, map and tables of a group, narrowed together: by a brush over days, by fields, by a click on the map.

import { drawMap } from "./map";
import { day, inDays, names, type Narrowed, type Sightings } from "./sightings";
import { t } from "./words";

interface Bar {
  element: SVGRectElement;
  first: string;
  last: string;
}

const HEIGHT = 60;

function barsOf(figure: HTMLElement): Bar[] {
  return [...figure.querySelectorAll<SVGRectElement>("rect[data-first]")].map((element) => ({
    element,
    first: element.dataset["first"] ?? "",
    last: element.dataset["last"] ?? "",
  }));
}

/** Redraw the bars: as high as the ads that fit, and pale outside the days. */
function drawBars(bars: Bar[], all: Sightings, by: Narrowed): void {
  const counts = bars.map((bar) => all.ads.filter((ad) => day(ad) >= bar.first && day(ad) <= bar.last && day(ad) && names(all, ad, by)).length);
  const most = Math.max(1, ...counts);
  for (const [number, bar] of bars.entries()) {
    const count = counts[number] ?? 0;
    const high = count ? 4 + (54 * count) / most : 1;
    bar.element.setAttribute("y", String(HEIGHT - high));
    bar.element.setAttribute("height", String(high));
    const out = (by.since !== "" && bar.last < by.since) || (by.until !== "" && bar.first > by.until);
    bar.element.classList.toggle("out", out);
    const title = bar.element.querySelector("title");
    if (title) title.textContent = `${bar.first}${bar.last === bar.first ? "" : ` – ${bar.last}`}: ${count}`;
  }
}

/** The day that lies under a point of the timeline. */
function dayAt(figure: HTMLElement, x: number): string {
  const box = figure.querySelector("svg")?.getBoundingClientRect();
  const first = Date.parse(figure.dataset["first"] ?? "");
  const last = Date.parse(figure.dataset["last"] ?? "");
  if (!box || !box.width) return "";
  const share = Math.max(0, Math.min(0.9999, (x - box.left) / box.width));
  return new Date(first + Math.floor(share * ((last - first) / 86_400_000 + 1)) * 86_400_000).toISOString().slice(0, 10);
}

function brush(figure: HTMLElement, set: (since: string, until: string) => void): void {
  let from = "";
  figure.addEventListener("pointerdown", (event) => {
    from = dayAt(figure, event.clientX);
    figure.setPointerCapture(event.pointerId);
  });
  figure.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [since, until] = [from, dayAt(figure, event.clientX)].sort();
    set(since ?? "", until ?? "");
  });
  figure.addEventListener("pointerup", (event) => {
    const to = dayAt(figure, event.clientX);
    if (from && from === to) set("", ""); // a click without a stretch shows all again
    from = "";
  });
  figure.classList.add("brushed");
}

export async function whenAndWhere(section: HTMLElement): Promise<void> {
  const form = section.querySelector<HTMLFormElement>("form[data-narrow]");
  const answer = await fetch(`${section.dataset["here"] ?? ""}/sightings.json`);
  if (!form || !answer.ok) return;
  const all = (await answer.json()) as Sightings;
  const field = (name: keyof Narrowed): HTMLInputElement => form.elements.namedItem(name) as HTMLInputElement;
  const set = (change: Partial<Narrowed>): void => {
    for (const [name, value] of Object.entries(change)) field(name as keyof Narrowed).value = value;
    draw();
  };
  const figure = section.querySelector<HTMLElement>("[data-timeline]");
  const bars = figure ? barsOf(figure) : [];
  const map = section.querySelector<HTMLElement>("[data-map]");
  const redraw = map ? await drawMap(map, all, (at) => set({ at })) : undefined;
  const rows = [...section.querySelectorAll<HTMLElement>("#visits tr[data-day]")];
  const said = form.querySelector<HTMLElement>("[data-narrowed]");

  function draw(): void {
    const by: Narrowed = { since: field("since").value, until: field("until").value, at: field("at").value, thing: field("thing").value };
    const fitting = all.ads.filter((ad) => inDays(ad, by) && names(all, ad, by));
    drawBars(bars, all, by);
    redraw?.(fitting, by.at);
    const kept = new Set(fitting.flatMap((ad) => ad.places.map((place) => `${day(ad)} ${all.places[place]?.name ?? ""}`)));
    for (const row of rows) row.hidden = !kept.has(`${row.dataset["day"] ?? ""} ${row.dataset["place"] ?? ""}`);
    if (said) said.textContent = fitting.length === all.ads.length ? "" : t("{n} of {all} ads", { n: fitting.length, all: all.ads.length });
  }

  if (figure) brush(figure, (since, until) => set({ since, until }));
  form.addEventListener("change", draw);
  draw();
}
