// The map of a group: a circle for each place, those that would cover one another together, and arrows in order of time.

import { geoAlbersUsa, geoNaturalEarth1, geoPath, type GeoProjection } from "d3-geo";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

import { day, type Sighting, type Sightings } from "./sightings";
import { pressable, shown, svg } from "./svg";
import { t } from "./words";

const WIDE = 975;
const HIGH = 610;
const MOVES = 24;

interface Spot {
  names: string[];
  x: number;
  y: number;
  ads: number;
}

interface Base {
  outlines: string[];
  project: (at: [number, number]) => [number, number] | null;
}

type Redraw = (ads: Sighting[], chosen: string) => void;

async function topology(name: string): Promise<Topology> {
  return (await (await fetch(`/static/built/${name}.json`)).json()) as Topology;
}

const lonLat = ([latitude, longitude]: [number, number]): [number, number] => [longitude, latitude];

/** The United States where all places lie there, else as much of the world as they need. */
async function base(points: [number, number][]): Promise<Base> {
  const states = geoAlbersUsa().scale(1300).translate([WIDE / 2, HIGH / 2]);
  if (points.every((at) => states(lonLat(at)) !== null)) {
    const us = await topology("us");
    const path = geoPath();
    const inner = mesh(us, us.objects["states"] as GeometryCollection, (a, b) => a !== b);
    return {
      outlines: [path(feature(us, us.objects["nation"] as GeometryCollection)) ?? "", path(inner) ?? ""],
      project: (at) => states(lonLat(at)),
    };
  }
  const world = await topology("world");
  const projection: GeoProjection = geoNaturalEarth1().fitExtent([[110, 90], [WIDE - 110, HIGH - 90]], {
    type: "MultiPoint",
    coordinates: points.length > 1 ? points.map(lonLat) : points.flatMap(([lat, lon]) => [[lon - 8, lat - 5], [lon + 8, lat + 5]]),
  });
  projection.scale(Math.min(projection.scale(), 2600)).clipExtent([[0, 0], [WIDE, HIGH]]);
  const path = geoPath(projection);
  const borders = mesh(world, world.objects["countries"] as GeometryCollection, (a, b) => a !== b);
  return {
    outlines: [path(feature(world, world.objects["land"] as GeometryCollection)) ?? "", path(borders) ?? ""],
    project: (at) => projection(lonLat(at)),
  };
}

/** Put spots that would cover one another together, the larger one's place and name first. */
function clusters(spots: Spot[], apart: number): Spot[] {
  const found: Spot[] = [];
  for (const spot of [...spots].sort((a, b) => b.ads - a.ads)) {
    const near = found.find((one) => Math.hypot(one.x - spot.x, one.y - spot.y) < apart);
    if (near) {
      near.names.push(...spot.names);
      near.ads += spot.ads;
    } else found.push({ ...spot, names: [...spot.names] });
  }
  return found;
}

/** The places day by day, each day where most of its ads are, and the moves from one to the next. */
function moves(all: Sightings, ads: Sighting[], home: Map<string, Spot>): { from: Spot; to: Spot; when: string }[] {
  const days = new Map<string, Map<Spot, number>>();
  for (const ad of ads) {
    const spot = ad.places.map((place) => home.get(all.places[place]?.name ?? "")).find((one) => one !== undefined);
    if (!spot || !day(ad)) continue;
    const counted = days.get(day(ad)) ?? new Map<Spot, number>();
    counted.set(spot, (counted.get(spot) ?? 0) + 1);
    days.set(day(ad), counted);
  }
  const found: { from: Spot; to: Spot; when: string }[] = [];
  let last: Spot | undefined;
  for (const when of [...days.keys()].sort()) {
    const [spot] = [...(days.get(when) ?? [])].sort((a, b) => b[1] - a[1] || Number(b[0] === last) - Number(a[0] === last))[0] ?? [];
    if (last && spot && spot !== last) found.push({ from: last, to: spot, when });
    last = spot ?? last;
  }
  return found.slice(-MOVES);
}

const radius = (ads: number, unit: number): number => (4 + Math.min(12, Math.sqrt(ads) * 1.6)) * unit;

/** An arrow from one spot to another, bent so that the way back does not lie upon it. */
function arrow(from: Spot, to: Spot, unit: number): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(dx, dy) || 1;
  const [mx, my] = [(from.x + to.x) / 2 - dy * 0.18, (from.y + to.y) / 2 + dx * 0.18];
  const back = (radius(to.ads, unit) + 5 * unit) / Math.hypot(to.x - mx, to.y - my);
  const [ex, ey] = [to.x - (to.x - mx) * back, to.y - (to.y - my) * back];
  return long < radius(to.ads, unit) * 2 ? "" : `M${from.x.toFixed(1)},${from.y.toFixed(1)}Q${mx.toFixed(1)},${my.toFixed(1)} ${ex.toFixed(1)},${ey.toFixed(1)}`;
}

/** The part of the map to show: all spots with room around them, never less than a third of it. */
function frame(spots: Spot[]): [number, number, number, number] {
  const xs = spots.map((spot) => spot.x);
  const ys = spots.map((spot) => spot.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const wide = Math.min(WIDE, Math.max(WIDE / 3, (right - left) * 1.5, ((bottom - top) * 1.5 * WIDE) / HIGH));
  const high = (wide * HIGH) / WIDE;
  const x = Math.max(0, Math.min(WIDE - wide, (left + right - wide) / 2));
  const y = Math.max(0, Math.min(HIGH - high, (top + bottom - high) / 2));
  return [x, y, wide, high];
}

export async function drawMap(figure: HTMLElement, all: Sightings, choose: (place: string) => void): Promise<Redraw | undefined> {
  const located = all.places.flatMap((place) => (place.at ? [{ name: place.name, at: place.at }] : []));
  if (!located.length) return undefined;
  const ground = await base(located.map((place) => place.at));
  const points = new Map<string, [number, number]>();
  for (const place of located) {
    const at = ground.project(place.at);
    if (at) points.set(place.name, at);
  }
  const [x, y, wide, high] = frame([...points].map(([name, at]) => ({ names: [name], x: at[0], y: at[1], ads: 1 })));
  figure.hidden = false;
  const unit = wide / Math.max(300, Math.min(620, figure.clientWidth)); // so that names are as large on a telephone
  const drawing = svg("svg", { viewBox: `${x} ${y} ${wide} ${high}`, role: "group", "aria-label": t("Map of the places; the table beside it has each") });
  const tip = svg("marker", { id: "tip", viewBox: "0 0 8 8", refX: 6, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse" });
  tip.append(svg("path", { d: "M0,0L8,4L0,8Z", class: "tip" }));
  const definitions = svg("defs");
  definitions.append(tip);
  const outlines = ground.outlines.map((d, at) => svg("path", { d, class: at ? "borders" : "land", "stroke-width": unit * 0.8 }));
  const layer = svg("g");
  drawing.append(definitions, ...outlines, layer);
  figure.prepend(drawing);

  return (ads, chosen) => {
    const counted = new Map<string, number>();
    for (const ad of ads) for (const place of ad.places) {
      const name = all.places[place]?.name ?? "";
      counted.set(name, (counted.get(name) ?? 0) + 1);
    }
    const spots = [...counted].flatMap(([name, count]) => {
      const at = points.get(name);
      return at ? [{ names: [name], x: at[0], y: at[1], ads: count }] : [];
    });
    const grouped = clusters(spots, 16 * unit);
    const home = new Map(grouped.flatMap((spot) => spot.names.map((name) => [name, spot] as const)));
    const way = moves(all, ads, home);
    layer.replaceChildren(
      ...way.map((move, at) => {
        const path = svg("path", { d: arrow(move.from, move.to, unit), class: "move", "stroke-width": unit * 1.6, opacity: 0.25 + (0.75 * (at + 1)) / way.length, "marker-end": "url(#tip)" });
        path.append(svg("title", {}, `${move.when}: ${shown(move.from.names[0] ?? "")} → ${shown(move.to.names[0] ?? "")}`));
        return path;
      }),
      ...grouped.flatMap((spot, at) => spotOf(spot, at, unit, chosen, choose, x + wide)),
    );
    const caption = figure.querySelector("[data-caption]");
    const unknown = [...counted.keys()].filter((name) => !points.has(name)).length;
    const said = [way.length ? t("{n} moves from day to day; the darker, the later.", { n: way.length }) : "", unknown ? t("{n} places are not on the map.", { n: unknown }) : ""];
    if (caption) caption.textContent = said.filter(Boolean).join(" ");
  };
}

function spotOf(spot: Spot, at: number, unit: number, chosen: string, choose: (place: string) => void, edge: number): SVGElement[] {
  const size = radius(spot.ads, unit);
  const more = spot.names.length > 1 ? ` +${spot.names.length - 1}` : "";
  const circle = svg("circle", { cx: spot.x, cy: spot.y, r: size, class: spot.names.includes(chosen) ? "spot chosen" : "spot", "stroke-width": unit });
  const first = spot.names[0] ?? "";
  circle.append(svg("title", {}, `${spot.names.map((name) => shown(name)).join("\n")}\n${spot.ads}`));
  pressable(circle, t("{place}: {n} ads", { place: shown(first, 80) + more, n: spot.ads }), () => choose(spot.names.includes(chosen) ? "" : first));
  if (at >= 14) return [circle];
  const left = spot.x + size + 150 * unit > edge;
  const label = svg("text", { x: left ? spot.x - size - 4 * unit : spot.x + size + 4 * unit, y: spot.y + 4 * unit, "font-size": 13 * unit, "stroke-width": 3 * unit, "text-anchor": left ? "end" : "start" }, shown(first.split(",")[0] ?? "", 24) + more);
  label.setAttribute("aria-hidden", "true");
  return [circle, label];
}
