// Avatars and the menus in which a person is chosen.

import { h, popover } from "./dom.js";
import { isApp, person, store } from "./store.js";

function initials(name) {
  const words = name.split(" ");
  return /^[\u3131-\uD79D]/.test(name)
    ? name.slice(-2)
    : words
        .map((word) => word[0])
        .slice(0, 2)
        .join("");
}

export function avatar(id, size = "") {
  if (isApp(id) || !person(id))
    return h("span", { class: `avatar app ${size}`, "aria-hidden": "true" });
  const position = store.data.people.findIndex((one) => one.id === id);
  const label = initials(person(id).name);
  return h("span", { class: `avatar tint-${position % 8} ${size}`, "aria-hidden": "true" }, label);
}

export function personMenu(anchor, people, testid, chosen) {
  const buttons = people.map((one) =>
    h(
      "button",
      {
        type: "button",
        "data-testid": `${testid}-${one.key}`,
        onclick: () => {
          box.hidePopover();
          chosen(one);
        },
      },
      avatar(one.id, "small"),
      h(
        "span",
        {},
        h("b", {}, one.name),
        h("small", {}, [one.title, one.locale].filter(Boolean).join(" · ")),
      ),
    ),
  );
  const box = popover(anchor, buttons, { class: "menu", "data-testid": `${testid}-menu` });
}
