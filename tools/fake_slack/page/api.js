// The page's only way to the server: gestures through the control API, and what a person sees.

/** What the server says is wrong with a request, in its own words. */
export class Refusal extends Error {}

/** The JSON it answers with; all else throws. */
export async function ask(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  if (response.ok) return response.json();
  const text = await response.text();
  throw refused(text) ?? new Error(`${response.status} ${text.slice(0, 200)}`);
}

function refused(text) {
  try {
    const { error } = JSON.parse(text);
    return error ? new Refusal(error) : null;
  } catch {
    return null;
  }
}

function get(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  return ask("GET", `/_page/${path}?${new URLSearchParams(given)}`);
}

/** Whether the server heard it. */
function tell(path, body) {
  return ask("POST", `/_page/${path}`, body).then(
    () => true,
    () => false,
  );
}

/** A gesture: {ok: true, …} or {ok: false, error | errors} as the person would see it. */
export function act(as, what, details = {}) {
  return ask("POST", "/_control/act", { as, do: what, ...details });
}

export const stepRun = (id) => ask("GET", `/_control/steps/${id}`);
export const pageState = (as) => get("state", { as });
export const places = (as, ids) => get("places", { as, ids: ids.join(",") });
export const views = (as) => get("views", { as });
export const members = (as, channel) => get("members", { as, channel });
export const emojiNames = () => get("emoji");

/** A page of a channel or thread: {thread, before, after, around, limit}, all optional. */
export const messages = (as, channel, page) => get("messages", { as, channel, ...page });
export const someMessages = (as, channel, stamps) =>
  get("messages", { as, channel, only: stamps.join(",") });

export const markRead = (as, channel) => tell("read", { as, channel });
export const markUnread = (as, channel, ts) => tell("read", { as, channel, from: ts });
export const dismiss = (as, ts) => tell("dismiss", { as, ts });

export function changes(as) {
  return new EventSource(`/_page/changes?${new URLSearchParams({ as })}`);
}
