// The app's place: its Home and Messages tabs, and what it published on the Home tab.

import { redraw } from "./blocks.js";
import { h } from "./dom.js";
import { heldBy, press, valuesIn } from "./elements.js";
import { act, go, isApp, store } from "./store.js";
import { inView } from "./view_context.js";
import { t } from "./words.js";

export function isAtHome(channel) {
  return isApp(channel.partner) && store.data.app.home_tab && store.tab === "home";
}

/** Where a click on the app leads: what is new first, else the tab chosen last. */
export function openApp(channel) {
  const messages = !store.data.app.home_tab || channel.unread;
  return openTab(channel, messages ? "messages" : store.tab || "home");
}

async function openTab(channel, tab) {
  await act(tab === "home" ? "open_home" : "open_dm");
  await go({ channel: channel.id, thread: null, tab });
}

export function showTabs(place, channel) {
  place.hidden = !isApp(channel.partner);
  if (place.hidden) return;
  const home = isAtHome(channel);
  const tabs = store.data.app.home_tab ? [tab(channel, "home", home)] : [];
  const focused = place.contains(document.activeElement) && document.activeElement.dataset.testid;
  place.replaceChildren(...tabs, tab(channel, "messages", !home));
  if (focused) place.querySelector(`[data-testid="${focused}"]`)?.focus();
}

function tab(channel, name, selected) {
  const unread = name === "messages" && !selected && channel.unread;
  return h(
    "button",
    {
      type: "button",
      role: "tab",
      "aria-selected": String(selected),
      "data-testid": `tab-${name}`,
      onclick: () => openTab(channel, name),
    },
    t(name),
    unread ? h("span", { class: "badge" }, String(channel.unread)) : null,
  );
}

/** Only what the app changed is drawn anew, so that nobody's choice is lost. */
export function showHome(place, channel) {
  place.hidden = !isAtHome(channel);
  if (place.hidden) return;
  const { home, name } = store.data.app;
  const version = home ? `${store.as} ${home.id} ${home.hash}` : "empty";
  if (place.dataset.version === version) return;
  place.dataset.version = version;
  const before = place.dataset.view;
  place.dataset.view = home?.id ?? "";
  if (!home) return place.replaceChildren(empty(name));
  if (before !== home.id) place.replaceChildren(h("div", { class: "blocks" }));
  redraw(place.firstElementChild, home.blocks, published(place, home));
}

function published(place, home) {
  return inView(home, {
    testid: "home",
    value: (block, spec) => heldBy(home, block, spec),
    act: (block, spec, value, node) => {
      if (block.type === "input" && !block.dispatch_action) return null;
      return press(node, block, spec, { view_id: home.id, value, values: valuesIn(place) });
    },
  });
}

function empty(name) {
  return h(
    "p",
    { class: "empty", "data-testid": "home-empty" },
    h("b", {}, t("homeOf", { name })),
    t("homeEmpty"),
  );
}
