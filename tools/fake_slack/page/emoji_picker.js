// The emoji picker: four of Deskbell's own up front, the rest by search.

import { h, popover } from "./dom.js";
import { store } from "./store.js";

const SHOWN = 160;

export function pickEmoji(anchor, chosen) {
  const signs = h("div", { class: "signs", role: "listbox", "aria-label": "Emoji" });
  const show = (word) => {
    const names = matching(word.trim().toLowerCase());
    signs.replaceChildren(...names.map((name) => sign(name)));
    if (!names.length) signs.replaceChildren(h("p", {}, "Nothing found"));
  };
  const sign = (name) =>
    h(
      "button",
      {
        type: "button",
        role: "option",
        title: `:${name}:`,
        "aria-label": name,
        "data-testid": `pick-${name}`,
        onclick: () => take(name),
      },
      store.emoji[name],
    );
  const take = (name) => {
    box.hidePopover();
    chosen(name);
  };
  const search = h("input", {
    class: "input",
    type: "search",
    placeholder: "Search emoji",
    "aria-label": "Search emoji",
    "data-testid": "emoji-search",
    oninput: (event) => show(event.target.value),
    onkeydown: (event) => {
      if (event.key === "Enter") signs.querySelector("button")?.click();
      if (event.key === "ArrowDown") signs.querySelector("button")?.focus();
    },
  });
  show("");
  const box = popover(anchor, [search, signs], { class: "picker", "data-testid": "emoji-picker" });
}

function matching(word) {
  const seen = new Set();
  const names = [...store.upFront, ...store.often, ...Object.keys(store.emoji)].filter((name) =>
    name.includes(word),
  );
  const ranked = word ? names.sort((a, b) => rank(a, word) - rank(b, word)) : names;
  return ranked
    .filter((name) => !seen.has(store.emoji[name]) && seen.add(store.emoji[name]))
    .slice(0, SHOWN);
}

function rank(name, word) {
  return name === word ? 0 : name.startsWith(word) ? 1 : 2;
}
