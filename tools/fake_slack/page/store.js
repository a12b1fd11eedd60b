// What this window shows: who looks, which channel and thread, and the server's last answer.

import * as api from "./api.js";

const query = new URLSearchParams(location.search);

export const store = {
  as: query.get("as") ?? sessionStorage.getItem("as") ?? "ana",
  channel: query.get("channel") ?? "",
  thread: query.get("thread"),
  /** Of the app: home or messages; empty until a tab was chosen. */
  tab: query.get("tab") ?? "",
  /** What Slack said when it did not let somebody come or go. */
  notice: null,
  data: null,
  emoji: {},
  upFront: [],
  often: [],
};

const listeners = [];
let running = null;
let again = false;

export function onData(listener) {
  listeners.push(listener);
}

/** Ask the server anew; calls that come while one is on its way are folded into one more. */
export function refresh() {
  if (running) {
    again = true;
    return running;
  }
  running = latest().finally(() => {
    running = null;
  });
  return running;
}

async function latest() {
  do {
    again = false;
    const wanted = store.channel;
    store.data = await api.pageState(store.as, wanted);
    if (store.channel === wanted) store.channel = store.data.channel.id;
  } while (again || store.channel !== store.data.channel.id);
  for (const listener of listeners) listener();
}

export function go(change) {
  Object.assign(store, { notice: null, ...change });
  sessionStorage.setItem("as", store.as);
  const place = new URLSearchParams({ as: store.as, channel: store.channel });
  if (store.thread) place.set("thread", store.thread);
  if (store.tab) place.set("tab", store.tab);
  history.replaceState(null, "", `?${place}`);
  return refresh();
}

export function act(what, details) {
  return api.act(store.as, what, details);
}

export function person(id) {
  return store.data.people.find((one) => one.id === id);
}

export function isApp(id) {
  return id === store.data.app.user;
}

export function nameOf(id) {
  return isApp(id) ? store.data.app.name : (person(id)?.name ?? id);
}
