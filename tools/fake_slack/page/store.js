// What this window shows: who looks, which channel and thread, and what the server last said.

import * as api from "./api.js";
import { Timeline } from "./timeline.js";
import { t } from "./words.js";

const query = new URLSearchParams(location.search);

export const store = {
  as: query.get("as") ?? sessionStorage.getItem("as") ?? localStorage.getItem("as") ?? "ana",
  channel: query.get("channel") ?? "",
  thread: query.get("thread"),
  /** Of the app: home or messages; empty until a tab was chosen. */
  tab: query.get("tab") ?? "",
  /** The message an address names; shown and marked once. */
  ts: query.get("ts"),
  /** What Slack said when it did not let somebody do something. */
  notice: null,
  /** The frame around the messages, and `channel`, the entry of the one that is shown. */
  data: null,
  /** When it came, on the browser's own clock. */
  heardAt: 0,
  /** The newest stamp when the window was loaded again: as in Slack, whispers before it are gone. */
  forgotten: null,
  /** Counts up when names or languages changed, so that all is drawn anew. */
  look: 0,
  timeline: null,
  replies: null,
  emoji: {},
  upFront: [],
  often: [],
  categories: [],
  toned: new Set(),
};

const reloaded = performance.getEntriesByType("navigation")[0]?.type === "reload";
const listeners = [];
let running = null;
let again = false;
let looks = "";

export function onData(listener) {
  listeners.push(listener);
}

export function draw() {
  for (const listener of listeners) listener();
}

/** Ask for the frame anew; calls that come while one is on its way are folded into one more. */
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
    const data = await api.pageState(store.as);
    const isFor = data.me.key === store.as || !data.people.some((one) => one.key === store.as);
    if (isFor) hear(data);
    else again = true;
    if (again) continue;
    settle();
    await enter();
  } while (again);
  draw();
}

/** Take in a whole frame or a part of it. */
export function hear(news) {
  store.data = { ...store.data, ...news };
  if (news.now) store.heardAt = performance.now();
  store.forgotten ??= reloaded ? news.last_ts : "";
  if (!running) settle();
  const { me, people, user_groups: groups, app, channels } = store.data;
  const names = channels.map((one) => [one.id, one.name]);
  const shown = JSON.stringify([me, people, groups, app.name, names]);
  if (shown !== looks) store.look += 1;
  looks = shown;
}

/** Lines of the sidebar that changed, or that are new. */
export function hearPlaces(changed) {
  const known = new Map(store.data.channels.map((one) => [one.id, one]));
  for (const one of changed) known.set(one.id, one);
  hear({ channels: [...known.values()] });
}

/**
 * The channel that is shown is one the person sees: the wanted one, else the first of theirs. Not
 * while the frame is on its way: the wanted one may be new and known only then.
 */
function settle() {
  const { channels, me } = store.data;
  store.as = me.key;
  const wanted = channels.find((one) => one.id === store.channel);
  store.data.channel = wanted ?? channels.find((one) => one.member) ?? channels[0];
  store.channel = store.data.channel.id;
}

/** Load the messages of what is shown, unless they are there. */
async function enter() {
  const { as, channel, thread } = store;
  const place = `${as} ${channel}`;
  const asked = [];
  if (!isThere(store.timeline, place)) {
    const ask = (page) => api.messages(as, channel, page);
    store.timeline = new Timeline(place, ask, store.forgotten);
    const { member, unread, read } = store.data.channel;
    if (member && unread) store.timeline.mark = read;
    asked.push(store.ts ? store.timeline.around(store.ts) : store.timeline.newest());
  } else if (store.ts) {
    asked.push(store.timeline.around(store.ts));
  }
  if (!thread) store.replies = null;
  else if (!isThere(store.replies, `${place} ${thread}`)) {
    const ask = (page) => api.messages(as, channel, { thread, ...page });
    store.replies = new Timeline(`${place} ${thread}`, ask, store.forgotten, thread);
    asked.push(store.replies.newest());
  }
  await Promise.all(asked);
}

/** Or on its way. */
function isThere(timeline, place) {
  return timeline?.place === place && (timeline.loaded || timeline.loading !== null);
}

export async function go(change) {
  const before = store.as;
  Object.assign(store, { notice: null, ts: null, ...change });
  sessionStorage.setItem("as", store.as);
  localStorage.setItem("as", store.as);
  const known = store.data?.channels.some((one) => one.id === store.channel);
  try {
    if (store.as !== before || !known) await refresh();
    else {
      settle();
      await enter();
      draw();
    }
  } catch {
    complain(t("trouble"));
  }
  rememberPlace();
}

/** So that a reload, or a copied address, shows the same again. */
function rememberPlace() {
  const place = new URLSearchParams({ as: store.as, channel: store.channel });
  if (store.thread) place.set("thread", store.thread);
  if (store.tab) place.set("tab", store.tab);
  history.replaceState(null, "", `/?${place}`);
}

/** What the person would see; a refusal is `error`, and so is that nobody could be reached. */
export async function act(what, details) {
  try {
    return await api.act(store.as, what, details);
  } catch (wrong) {
    return { ok: false, error: wrong instanceof api.Refusal ? wrong.message : t("trouble") };
  }
}

/** The same, with a refusal shown at the top of the channel. */
export async function tryTo(what, details) {
  const seen = await act(what, details);
  complain(seen.ok ? null : seen.error);
  return seen;
}

export function complain(error) {
  store.notice = error;
  draw();
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

/** As people say it: #it-happens, or who a direct message is with. */
export function placeName(channel = store.data.channel) {
  if (isApp(channel.partner)) return store.data.app.name;
  return isDirect(channel) ? channel.name : `#${channel.name}`;
}

export function isDirect(channel) {
  return channel.kind === "im" || channel.kind === "mpim";
}
