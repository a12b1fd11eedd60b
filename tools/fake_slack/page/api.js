// The page's only way to the server: gestures through the control API, and what a person sees.

async function json(response) {
  return response.json();
}

function post(path, body) {
  return fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }).then(json);
}

function get(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  return fetch(`/_page/${path}?${new URLSearchParams(given)}`).then(json);
}

/** What the person would see: {ok: true, …} or {ok: false, error | errors}. */
export function act(as, what, details = {}) {
  return post("/_control/act", { as, do: what, ...details });
}

export const pageState = (as) => get("state", { as });
export const places = (as, ids) => get("places", { as, ids: ids.join(",") });
export const views = (as) => get("views", { as });
export const members = (as, channel) => get("members", { as, channel });
export const emojiNames = () => get("emoji");

/** A page of a channel or thread: {thread, before, after, around, limit}, all optional. */
export const messages = (as, channel, page) => get("messages", { as, channel, ...page });
export const someMessages = (as, channel, stamps) =>
  get("messages", { as, channel, only: stamps.join(",") });

export const markRead = (as, channel) => post("/_page/read", { as, channel });
export const markUnread = (as, channel, ts) => post("/_page/read", { as, channel, from: ts });
export const dismiss = (as, ts) => post("/_page/dismiss", { as, ts });

export function changes(as) {
  return new EventSource(`/_page/changes?${new URLSearchParams({ as })}`);
}
