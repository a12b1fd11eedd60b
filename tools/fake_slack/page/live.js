// Follows what happens in the workspace and asks the server for the parts this window shows.

import * as api from "./api.js";
import { draw, hear, hearPlaces, refresh, store } from "./store.js";

let source = null;
let followed = null;
let waiting = null;
let busy = false;

/** Calls `online(yes)` when the connection comes or goes, `arrived` for new messages. */
export function follow({ online, arrived }) {
  if (followed === store.as) return;
  followed = store.as;
  source?.close();
  source = api.changes(store.as);
  source.addEventListener("hello", () => {
    online(true);
    reload().catch(() => online(false));
  });
  source.addEventListener("error", () => online(false));
  source.addEventListener("change", (event) => {
    waiting = merged(waiting, JSON.parse(event.data));
    catchUp(arrived).catch(() => online(false));
  });
}

/** Nobody knows what was missed. */
async function reload() {
  const shown = [store.timeline, store.replies].filter(Boolean);
  await Promise.all(shown.map((one) => (one.atEnd || !one.loaded) && one.newest()));
  await refresh();
}

function merged(before, news) {
  if (!before) return news;
  const messages = { ...before.messages };
  for (const [channel, stamps] of Object.entries(news.messages))
    messages[channel] = [...new Set([...(messages[channel] ?? []), ...stamps])].sort();
  return {
    everything: before.everything || news.everything,
    frame: before.frame || news.frame,
    views: before.views || news.views,
    places: [...new Set([...before.places, ...news.places])],
    messages,
    now: news.now,
    pace: news.pace,
  };
}

/** One round after the other: what comes meanwhile waits, together, for the next. */
async function catchUp(arrived) {
  if (busy) return;
  busy = true;
  try {
    while (waiting) {
      const news = waiting;
      waiting = null;
      await take(news, arrived);
    }
  } finally {
    busy = false;
  }
}

async function take(news, arrived) {
  if (news.everything) {
    Object.assign(store, { timeline: null, replies: null });
    return refresh();
  }
  const { as } = store;
  hear({ now: news.now, pace: news.pace });
  const asked = [takeMessages(news.messages[store.channel] ?? [])];
  if (news.frame) asked.push(refresh());
  else {
    if (news.places.length) asked.push(api.places(as, news.places));
    if (news.views) asked.push(api.views(as));
  }
  const [fresh, ...parts] = await Promise.all(asked);
  if (as !== store.as) return null;
  for (const part of parts.filter(Boolean)) {
    if (part.channels) hearPlaces(part.channels);
    else hear(part);
  }
  draw();
  if (fresh.length) arrived(fresh);
  return null;
}

async function takeMessages(stamps) {
  const { as, channel, timeline, replies } = store;
  const shown = [timeline, replies].filter(Boolean);
  const behind = shown.filter((one) => one.isBehind(stamps));
  await Promise.all(behind.map((one) => one.newest()));
  const rest = shown.filter((one) => !behind.includes(one));
  const wanted = stamps.filter((ts) => rest.some((one) => one.concerned([ts]).length));
  if (!wanted.length) return [];
  const { messages, gone } = await api.someMessages(as, channel, wanted);
  return rest.flatMap((one) => {
    const fresh = one.take(messages, gone);
    return one.thread && fresh.some((m) => m.subtype === "thread_broadcast") ? [] : fresh;
  });
}
