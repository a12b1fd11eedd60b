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

/** What the person would see: {ok: true, …} or {ok: false, error | errors}. */
export function act(as, what, details = {}) {
  return post("/_control/act", { as, do: what, ...details });
}

export function pageState(as, channel) {
  return fetch(`/_page/state?${new URLSearchParams({ as, channel })}`).then(json);
}

export function markRead(as, channel) {
  return post("/_page/read", { as, channel });
}

export const emojiNames = () => fetch("/_page/emoji").then(json);
export const trafficLog = () => fetch("/_page/log").then(json);

export function redeliver(id) {
  return post(`/_control/deliveries/${id}/redeliver`, {});
}
