// The network of a group: chosen, moved, hidden, opened to other groups, and the way between two.

import { button, pressable, shown, svg } from "./svg";
import { t } from "./words";

const MARGIN = 40;
const LABEL = 140;

interface Node {
  kind: string;
  value: string;
  ads: number;
  x: number;
  y: number;
  others: number;
  hidden?: boolean;
  opened?: boolean;
}

interface Link {
  a: number;
  b: number;
  ads: number;
}

interface Answer {
  group: string;
  nodes: Node[];
  links: Link[];
}

interface Around {
  groups: { group: string; tier: string | null; ads: number }[];
}

/** The shortest way between two nodes over what is not hidden, both ends included; empty if there is none. */
export function way(nodes: Node[], links: Link[], from: number, to: number): number[] {
  const before = new Map<number, number>([[from, from]]);
  const waiting = [from];
  for (let at = waiting.shift(); at !== undefined && !before.has(to); at = waiting.shift()) {
    for (const link of links) {
      const next = link.a === at ? link.b : link.b === at ? link.a : -1;
      if (next < 0 || before.has(next) || nodes[next]?.hidden) continue;
      before.set(next, at);
      waiting.push(next);
    }
  }
  if (!before.has(to)) return [];
  const found = [to];
  while (found[0] !== from) found.unshift(before.get(found[0] ?? from) ?? from);
  return found;
}

class Picture {
  readonly nodes: Node[];
  readonly links: Link[];
  readonly drawing = svg("svg", { role: "group", "aria-label": t("Network; the table below has each pair") });
  readonly high: number;
  readonly panel = document.createElement("p");
  chosen = -1;
  start = -1;
  path: number[] = [];

  constructor(readonly group: string, answer: Answer, readonly wide: number) {
    this.high = Math.max(380, Math.min(600, wide * 0.55));
    this.drawing.setAttribute("viewBox", `0 0 ${this.wide} ${this.high}`);
    const across = this.wide - MARGIN - LABEL;
    this.nodes = answer.nodes.map((node) => ({ ...node, x: MARGIN + node.x * across, y: 30 + node.y * (this.high - 60) }));
    this.links = answer.links;
    this.panel.className = "network-panel";
    this.panel.setAttribute("role", "status");
    this.draw();
  }

  draw(): void {
    const on = (at: number): boolean => !this.nodes[at]?.hidden;
    const steps = new Set(this.path.slice(1).map((to, at) => [this.path[at] ?? -1, to].sort((a, b) => a - b).join(" ")));
    const near = new Set(this.links.flatMap((link) => (link.a === this.chosen ? [link.b] : link.b === this.chosen ? [link.a] : [])));
    const lines = this.links.filter((link) => on(link.a) && on(link.b)).map((link) => {
      const [a, b] = [this.nodes[link.a], this.nodes[link.b]] as [Node, Node];
      const marked = steps.has(`${Math.min(link.a, link.b)} ${Math.max(link.a, link.b)}`);
      const touched = link.a === this.chosen || link.b === this.chosen;
      const line = svg("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, class: marked ? "link way" : touched ? "link near" : "link", "stroke-width": Math.min(6, 1 + Math.log2(link.ads)) });
      line.append(svg("title", {}, t("{n} ads with both", { n: link.ads })));
      return line;
    });
    const dots = this.nodes.map((node, at) => this.dot(node, at, near)).filter((one) => one !== null);
    const focused = document.activeElement?.getAttribute("data-node");
    this.drawing.replaceChildren(...lines, ...dots);
    if (focused) this.drawing.querySelector<SVGElement>(`[data-node="${focused}"]`)?.focus();
    this.tell();
  }

  private dot(node: Node, at: number, near: Set<number>): SVGElement | null {
    if (node.hidden) return null;
    const faded = this.chosen >= 0 && at !== this.chosen && !near.has(at) && !this.path.includes(at);
    const whole = svg("g", { class: `node kind-${node.kind}${at === this.chosen ? " chosen" : ""}${faded ? " faded" : ""}`, "data-node": at });
    const size = 5 + Math.min(10, Math.sqrt(node.ads) * 1.2);
    whole.append(svg("circle", { cx: node.x, cy: node.y, r: size }));
    whole.append(svg("text", { x: node.x + size + 4, y: node.y + 4, "aria-hidden": "true" }, shown(node.value, 26) + (node.others && !node.opened ? ` (+${node.others})` : "")));
    pressable(whole, t("{kind} {value}: {n} ads", { kind: node.kind, value: shown(node.value, 80), n: node.ads }), () => this.choose(at));
    this.moves(whole, node);
    return whole;
  }

  private choose(at: number): void {
    if (this.start >= 0 && at !== this.start) {
      this.path = way(this.nodes, this.links, this.start, at);
      this.start = -1;
    } else this.path = [];
    this.chosen = this.chosen === at && !this.path.length ? -1 : at;
    this.draw();
  }

  /** Let a node be dragged, or moved by the arrow keys; it stays where it is put. */
  private moves(whole: SVGGElement, node: Node): void {
    whole.addEventListener("pointerdown", (down) => {
      const scale = this.wide / (this.drawing.getBoundingClientRect().width || this.wide);
      const [x, y] = [node.x, node.y];
      const move = (event: PointerEvent): void => {
        node.x = Math.max(10, Math.min(this.wide - 10, x + (event.clientX - down.clientX) * scale));
        node.y = Math.max(10, Math.min(this.high - 10, y + (event.clientY - down.clientY) * scale));
        if (Math.hypot(node.x - x, node.y - y) > 4) this.draw();
      };
      window.addEventListener("pointermove", move);
      window.addEventListener("pointerup", () => window.removeEventListener("pointermove", move), { once: true });
    });
    whole.addEventListener("keydown", (event) => {
      const step: Record<string, [number, number]> = { ArrowLeft: [-12, 0], ArrowRight: [12, 0], ArrowUp: [0, -12], ArrowDown: [0, 12] };
      const by = step[event.key];
      if (!by) return;
      event.preventDefault();
      node.x += by[0];
      node.y += by[1];
      this.draw();
    });
  }

  private async open(node: Node, at: number): Promise<void> {
    const asked = new URLSearchParams({ kind: node.kind, value: node.value, group: this.group });
    const answer = await fetch(`/around.json?${asked}`);
    if (!answer.ok) return;
    node.opened = true;
    const { groups } = (await answer.json()) as Around;
    for (const [number, other] of groups.entries()) {
      const angle = (2 * Math.PI * number) / groups.length;
      let to = this.nodes.findIndex((one) => one.kind === "group" && one.value === other.group);
      if (to < 0) {
        to = this.nodes.length;
        const x = Math.max(20, Math.min(this.wide - 150, node.x + 90 * Math.cos(angle)));
        const y = Math.max(20, Math.min(this.high - 20, node.y + 70 * Math.sin(angle)));
        this.nodes.push({ kind: "group", value: other.group, ads: other.ads, x, y, others: 0 });
      }
      this.links.push({ a: at, b: to, ads: other.ads });
    }
    this.draw();
  }

  /** Say what is chosen, and offer what can be done with it. */
  private tell(): void {
    const node = this.nodes[this.chosen];
    const hidden = this.nodes.filter((one) => one.hidden).length;
    const parts: (Node | HTMLElement | string)[] = [];
    if (this.path.length) parts.push(`${this.path.map((at) => shown(this.nodes[at]?.value ?? "", 40)).join(" → ")} `);
    else if (this.start >= 0) parts.push(t("Choose the other end."), " ");
    if (node) {
      const at = this.chosen;
      const named = document.createElement("b");
      named.append(document.createElement("bdi"));
      named.firstElementChild?.append(shown(node.value));
      parts.push(`${node.kind} `, named, ` · ${t("{n} ads", { n: node.ads })} `);
      if (node.kind === "group") {
        const link = document.createElement("a");
        link.href = `/groups/${encodeURIComponent(node.value)}`;
        link.textContent = t("Open the group");
        parts.push(link, " ");
      }
      if (node.others && !node.opened) parts.push(button(t("Show other groups ({n})", { n: node.others }), () => void this.open(node, at)));
      parts.push(button(t("Way from here"), () => {
        this.start = at;
        this.path = [];
        this.draw();
      }));
      parts.push(button(t("Hide"), () => {
        node.hidden = true;
        this.chosen = -1;
        this.path = [];
        this.draw();
      }));
    } else if (!parts.length) parts.push(t("Choose something in the picture to see what it stands with."), " ");
    if (hidden) parts.push(button(t("Show the {n} hidden", { n: hidden }), () => {
      for (const one of this.nodes) one.hidden = false;
      this.draw();
    }));
    this.panel.replaceChildren(...(parts as (HTMLElement | string)[]));
  }
}

export async function drawNetwork(figure: HTMLElement, here: string): Promise<void> {
  const answer = await fetch(`${here}/network.json`);
  if (!answer.ok) return;
  const found = (await answer.json()) as Answer;
  figure.hidden = false;
  const picture = new Picture(found.group, found, Math.max(320, Math.min(1100, figure.clientWidth)));
  figure.append(picture.drawing, picture.panel);
}
