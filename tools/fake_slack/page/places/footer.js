// Below the messages: where one types, or why one cannot.

import { h } from "../dom.js";
import { placeName, store, tryTo } from "../store.js";
import { t } from "../words.js";

export function showFooter(place, channel, composer) {
  const wanted = channel.archived ? "archived" : channel.member ? "composer" : "join";
  if (wanted === "composer") composer.show();
  const shows = `${wanted} ${channel.id} ${wanted === "composer" ? "" : store.look}`;
  if (place.dataset.shows === shows) return;
  place.dataset.shows = shows;
  place.replaceChildren(
    {
      archived: () => archived(channel),
      join: () => outside(channel),
      composer: () => composer.node,
    }[wanted](),
  );
}

function archived() {
  return h("div", { class: "join" }, t("isArchived", { place: placeName() }));
}

function outside(channel) {
  return h(
    "div",
    { class: "join" },
    t("looking", { place: placeName() }),
    h(
      "button",
      {
        type: "button",
        class: "button primary",
        "data-testid": "join",
        onclick: () => tryTo("join", { channel: channel.id }),
      },
      t("join"),
    ),
  );
}
