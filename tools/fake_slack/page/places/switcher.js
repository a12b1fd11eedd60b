// Who looks through this window: choose another person, or open a window beside it for them.

import { h, icon, ICONS } from "../dom.js";
import { menu } from "../floating.js";
import { avatar, languageOf, roleOf, tags } from "../people.js";
import { personList } from "../person_list.js";
import { go, store } from "../store.js";
import { localTime } from "../times.js";
import { t } from "../words.js";

export function switcher(me) {
  return h(
    "button",
    {
      type: "button",
      class: "switcher",
      "data-testid": "person-switcher",
      "aria-label": t("switchPerson", { name: me.name }),
      "aria-expanded": "false",
      onclick: (event) => choose(event.currentTarget),
    },
    avatar(me.id, "small"),
    h("span", { class: "who" }, h("b", {}, me.name), h("small", {}, roleOf(me))),
    h("span", { "aria-hidden": "true" }, "⌄"),
  );
}

function choose(anchor) {
  const people = store.data.people.filter((one) => !one.bot);
  const visits = (one) => one.guest || one.external;
  const row = (one) =>
    h(
      "div",
      { class: "person-row" },
      h(
        "button",
        {
          type: "button",
          "data-testid": `person-${one.key}`,
          "aria-current": one.id === store.data.me.id ? "true" : null,
          onclick: () => {
            box.hidePopover();
            go({ as: one.key, thread: null });
          },
        },
        avatar(one.id, "small"),
        h(
          "span",
          { class: "grow" },
          h("b", {}, one.name),
          ...(one.guest || one.deleted ? [" ", ...tags(one.id)] : []),
          h("small", {}, roleOf(one)),
        ),
        h("small", { class: "where" }, localTime(one), h("br"), languageOf(one) ?? "–"),
      ),
      h(
        "a",
        {
          class: "icon-button",
          href: `/?${new URLSearchParams({ as: one.key, channel: store.channel })}`,
          target: "_blank",
          rel: "noopener",
          title: t("newWindow", { name: one.name }),
          "aria-label": t("newWindow", { name: one.name }),
          "data-testid": `window-${one.key}`,
        },
        icon(ICONS.window),
      ),
    );
  const rows = (found) => {
    const visitors = found.filter(visits);
    return [
      ...found.filter((one) => !visits(one)).map(row),
      visitors.length ? h("h3", { class: "menu-title" }, t("visitors")) : "",
      ...visitors.map(row),
    ];
  };
  const list = personList(people, rows, { testid: "person-search" });
  const box = menu(anchor, { "data-testid": "person-menu", class: "menu people" }, list);
}
