// Finding emoji by a part of their name, the nearest names first, each sign once.

import { store } from "./store.js";

export function matching(word, most) {
  const seen = new Set();
  const names = [...store.upFront, ...store.often, ...Object.keys(store.emoji)];
  return names
    .filter((name) => name.includes(word))
    .sort((one, other) => rank(one, word) - rank(other, word))
    .filter((name) => !seen.has(store.emoji[name]) && seen.add(store.emoji[name]))
    .slice(0, most);
}

function rank(name, word) {
  return name === word ? 0 : name.startsWith(word) ? 1 : 2;
}
