// What the islands ask of the desk.

import { t } from "./words";
export interface Step {
  entry: number;
  case: string;
}

export interface Decision {
  entry: number;
  act: string;
  subject: string;
  value: string;
}

/** Send a form as a page would, and return what was made; throws an Error whose message is for the person. */
async function send<Made>(path: string, fields: Record<string, string>): Promise<Made> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(fields),
    });
  } catch {
    throw new Error(t("The desk does not answer. Nothing was kept; is it still being served?"));
  }
  if (!answer.ok) throw new Error(t("The desk refused ({status}). Nothing was kept; load the page again.", { status: answer.status }));
  return (await answer.json()) as Made;
}

export const label = (group: string, value: string, share: string): Promise<Decision> =>
  send(`/groups/${encodeURIComponent(group)}/label`, { label: value, share });

export const undo = (entry: number): Promise<Decision> => send(`/decisions/${entry}/undo`, {});

export const file = (group: string, fields: Record<string, string>): Promise<Step> =>
  send(`/groups/${encodeURIComponent(group)}/file`, fields);

export const takeOut = (name: string, group: string): Promise<Step> =>
  send(`/cases/${encodeURIComponent(name)}/remove`, { kind: "group", subject: group });
