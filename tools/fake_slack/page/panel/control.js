// The panel's way to the server: the control API, as tests use it.

import * as api from "../api.js";

export const get = (path, query = {}) =>
  api.ask("GET", `/_control/${path}?${new URLSearchParams(query)}`);
export const post = (path, body = {}) => api.ask("POST", `/_control/${path}`, body);
export const remove = (path) => api.ask("DELETE", `/_control/${path}`);

/** A gesture of a person; Slack's own refusals are told like the server's. */
export async function act(as, what, details = {}) {
  const seen = await api.act(as, what, details);
  if (!seen.ok) throw new api.Refusal(seen.error ?? JSON.stringify(seen.errors));
  return seen;
}

/** Calls `look` at once and then again and again until the function it returns is called. */
export function watch(everyMs, look) {
  const timer = setInterval(() => document.visibilityState === "visible" && look(), everyMs);
  look();
  return () => clearInterval(timer);
}
