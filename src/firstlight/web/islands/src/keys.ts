// Keys: what each does, which the person has changed, and whether single keys are on at all (WCAG 2.1.4).

import { t } from "./words";

export interface Action {
  name: string;
  says: string;
  key: string;
  run: () => void;
}

const STORE = "firstlight.keys";

interface Kept {
  off: boolean;
  keys: Record<string, string>;
}

const actions = new Map<string, Action>();

function kept(): Kept {
  try {
    const found = JSON.parse(localStorage.getItem(STORE) ?? "{}") as Partial<Kept>;
    return { off: found.off === true, keys: found.keys ?? {} };
  } catch {
    return { off: false, keys: {} }; // a store that cannot be read is one that holds nothing
  }
}

function keep(change: Partial<Kept>): void {
  localStorage.setItem(STORE, JSON.stringify({ ...kept(), ...change }));
}

export const areOff = (): boolean => kept().off;
export const turn = (off: boolean): void => keep({ off });
export const all = (): Action[] => [...actions.values()];
export const keyOf = (action: Action): string => kept().keys[action.name] ?? action.key;

/** Give an action another key; returns what is wrong with it, or nothing. */
export function remap(action: Action, key: string): string {
  if ([...key].length !== 1 || key === " ") return t("One letter, digit or sign is needed.");
  const other = all().find((one) => one !== action && keyOf(one) === key);
  if (other) return t("{key} already means “{says}”.", { key, says: other.says });
  keep({ keys: { ...kept().keys, [action.name]: key } });
  return "";
}

export const forget = (): void => keep({ keys: {} });

export function on(name: string, key: string, says: string, run: () => void): void {
  actions.set(name, { name, key, says, run });
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable], dialog") !== null;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || isTyping(event.target)) return;
  const wanted = all().find((action) => keyOf(action) === event.key);
  if (!wanted || (areOff() && wanted.name !== "help")) return;
  event.preventDefault();
  wanted.run();
});
