// What somebody has typed and not yet sent, for each person, channel and thread of this window.

import { store } from "../store.js";

const KEY = "drafts";
const drafts = new Map(Object.entries(JSON.parse(sessionStorage.getItem(KEY) ?? "{}")));

export function placeOf(thread = null) {
  return [store.as, store.channel, thread].filter(Boolean).join(" ");
}

export function draftOf(place) {
  return drafts.get(place) ?? "";
}

export function keepDraft(place, text) {
  if (text.trim()) drafts.set(place, text);
  else drafts.delete(place);
  sessionStorage.setItem(KEY, JSON.stringify(Object.fromEntries(drafts)));
}

export function hasDraft(channel) {
  return drafts.has(`${store.as} ${channel.id}`);
}
