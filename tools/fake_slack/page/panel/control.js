// The panel's way to the server: the control API, as tests use it.

/** What the server says is wrong with a request, in its own words. */
export class Refusal extends Error {}

async function ask(method, path, body) {
  const response = await fetch(`/_control/${path}`, {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  if (response.ok) return response.json();
  const text = await response.text();
  throw new Refusal(said(text) ?? `${response.status} ${text.slice(0, 200)}`);
}

function said(text) {
  try {
    return JSON.parse(text).error;
  } catch {
    return null;
  }
}

export const get = (path, query = {}) => ask("GET", `${path}?${new URLSearchParams(query)}`);
export const post = (path, body = {}) => ask("POST", path, body);
export const remove = (path) => ask("DELETE", path);

/** A gesture of a person; Slack's own refusals are told like the server's. */
export async function act(as, what, details = {}) {
  const seen = await post("act", { as, do: what, ...details });
  if (!seen.ok) throw new Refusal(seen.error ?? JSON.stringify(seen.errors));
  return seen;
}

/** Calls `look` at once and then again and again until the function it returns is called. */
export function watch(everyMs, look) {
  const timer = setInterval(() => document.visibilityState === "visible" && look(), everyMs);
  look();
  return () => clearInterval(timer);
}
