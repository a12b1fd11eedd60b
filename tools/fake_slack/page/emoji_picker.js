// The emoji picker: often used ones up front, categories, search, skin tones; all by keyboard too.

import { h } from "./dom.js";
import { matching } from "./emoji_search.js";
import { float } from "./floating.js";
import { store } from "./store.js";
import { t } from "./words.js";

const FOUND = 160;
const COLUMNS = 8;
const TONES = [
  "",
  "::skin-tone-2",
  "::skin-tone-3",
  "::skin-tone-4",
  "::skin-tone-5",
  "::skin-tone-6",
];
const FIRST_MODIFIER = 0x1f3fb;

export function pickEmoji(anchor, chosen) {
  const signs = h("div", { class: "signs" });
  let tone = localStorage.getItem("skin-tone") ?? "";
  let box = null;
  const sign = (name) => {
    const full = store.toned.has(name) ? name + tone : name;
    return h(
      "button",
      {
        type: "button",
        title: `:${full}:`,
        "aria-label": full.replaceAll("_", " "),
        "data-testid": `pick-${name}`,
        onclick: () => {
          box.hidePopover();
          chosen(full);
        },
      },
      drawn(full),
    );
  };
  const group = (title, names, id) =>
    h(
      "section",
      { "aria-label": title, "data-category": id },
      h("h3", {}, title),
      h("div", { class: "grid" }, ...names.map(sign)),
    );
  const showAll = () =>
    signs.replaceChildren(
      group(t("emojiOften"), [...store.upFront, ...store.often], "often"),
      ...store.categories.map((one, index) => group(one.name, one.emoji, String(index))),
    );
  const show = (word) => {
    if (!word) return showAll();
    const names = matching(word, FOUND);
    return signs.replaceChildren(
      names.length ? h("div", { class: "grid" }, ...names.map(sign)) : h("p", {}, t("emojiNone")),
    );
  };
  const search = h("input", {
    class: "input",
    type: "search",
    placeholder: t("emojiSearch"),
    "aria-label": t("emojiSearch"),
    "data-testid": "emoji-search",
    oninput: () => show(search.value.trim().toLowerCase()),
    onkeydown: (event) => {
      if (event.key === "Enter") signs.querySelector("button")?.click();
      if (event.key === "ArrowDown") signs.querySelector("button")?.focus();
      if (["Enter", "ArrowDown"].includes(event.key)) event.preventDefault();
    },
  });
  const jump = (one, index) =>
    h(
      "button",
      {
        type: "button",
        title: one.name,
        "aria-label": one.name,
        "data-testid": `emoji-category-${index}`,
        onclick: () => {
          search.value = "";
          show("");
          signs.querySelector(`[data-category="${index}"]`).scrollIntoView();
        },
      },
      store.emoji[one.emoji[0]],
    );
  const tones = h(
    "div",
    { class: "tones", role: "group", "aria-label": t("skinTone") },
    ...TONES.map((one, index) =>
      h(
        "button",
        {
          type: "button",
          "aria-pressed": String(one === tone),
          "aria-label": `${t("skinTone")} ${index + 1}`,
          "data-testid": `skin-tone-${index + 1}`,
          onclick: (event) => {
            tone = one;
            localStorage.setItem("skin-tone", one);
            for (const each of tones.children)
              each.setAttribute("aria-pressed", String(each === event.currentTarget));
            show(search.value.trim().toLowerCase());
          },
        },
        drawn(`hand${one}`),
      ),
    ),
  );
  showAll();
  box = float(
    anchor,
    { class: "picker", "data-testid": "emoji-picker", "aria-label": t("emoji"), role: "dialog" },
    h("div", { class: "categories" }, ...store.categories.map(jump)),
    search,
    signs,
    tones,
  );
  signs.addEventListener("keydown", (event) => moveInGrid(event, signs, search));
  search.focus();
}

/** The sign of a name that may end in a skin tone. */
export function drawn(name) {
  const [stem, tone] = name.split("::skin-tone-");
  const sign = store.emoji[stem] ?? "";
  if (!tone) return sign;
  const modifier = String.fromCodePoint(FIRST_MODIFIER + Number(tone) - 2);
  const [first, ...rest] = sign.replace("\ufe0f", "");
  return [first, modifier, ...rest].join("");
}

function moveInGrid(event, signs, search) {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [...signs.querySelectorAll("button")];
  const next = all.indexOf(document.activeElement) + step;
  if (next < 0) search.focus();
  else all[Math.min(next, all.length - 1)].focus();
}
