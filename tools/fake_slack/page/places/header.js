// The top of a channel: what it is called, what it is for, and its tools.

import { h } from "../dom.js";
import { isDirect, placeName, store } from "../store.js";
import { t } from "../words.js";
import { channelTools } from "./channel_tools.js";
import { endMarks, sign } from "./marks.js";

let drawn = "";

export function showHeader(place, channel) {
  const { id, name, topic, shared, archived, may, size } = channel;
  const seen = [id, name, topic, shared, archived, may, size, channel.private, store.notice];
  const signature = JSON.stringify([...seen, store.look]);
  if (drawn === signature) return;
  drawn = signature;
  const focused = place.contains(document.activeElement) && document.activeElement.dataset.testid;
  const direct = isDirect(channel);
  const title = direct ? placeName(channel) : name;
  place.replaceChildren(
    h(
      "button",
      {
        type: "button",
        class: "icon-button menu-button",
        "data-testid": "menu-button",
        "aria-label": t("channels"),
        onclick: () => document.getElementById("sidebar").classList.toggle("open"),
      },
      "☰",
    ),
    h(
      "div",
      { class: "pane-title" },
      h(
        "h2",
        { "data-testid": "channel-title", title },
        ...(direct ? [] : [sign(channel)]),
        title,
        ...endMarks(channel),
      ),
      store.notice
        ? h("p", { class: "refusal", role: "alert", "data-testid": "notice" }, store.notice)
        : topic
          ? h("p", { class: "topic", "data-testid": "topic", title: topic }, topic)
          : "",
    ),
    ...(direct ? [] : channelTools(channel)),
  );
  if (focused) place.querySelector(`[data-testid="${focused}"]`)?.focus();
}
