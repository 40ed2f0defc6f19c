// What the islands say, in the language of the page; the page brings the messages that are not English.

const known: Record<string, string> = JSON.parse(document.body.dataset["messages"] ?? "{}") as Record<string, string>;

/** A message in the page's language, each {name} in it replaced by its value. */
export function t(message: string, values: Record<string, string | number> = {}): string {
  return (known[message] ?? message).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
