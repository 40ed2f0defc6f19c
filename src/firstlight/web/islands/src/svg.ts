// Making SVG and HTML elements, with text as text.

const SVG = "http://www.w3.org/2000/svg";

type Attributes = Record<string, string | number>;

/** An SVG element with attributes, and with text if it is given. */
export function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes = {}, text = ""): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  if (text) made.textContent = text;
  return made;
}

/** A button that does something. */
export function button(text: string, run: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", run);
  return made;
}

const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** A text that came from an ad, each character that would hide or reverse others written out, cut to a length. */
export function shown(text: string, longest = 400): string {
  const safe = text.replace(HIDDEN, (one) => `‹U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}›`);
  const letters = [...safe];
  return letters.length > longest ? `${letters.slice(0, longest - 1).join("")}…` : safe;
}

/** Let Enter and Space do what a click does, on something that is drawn. */
export function pressable(element: SVGElement, called: string, run: () => void): void {
  element.setAttribute("tabindex", "0");
  element.setAttribute("role", "button");
  element.setAttribute("aria-label", called);
  element.addEventListener("click", run);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    run();
  });
}
