// The right end of a channel's header: who is inside, and coming and going.

import { h, popover } from "./dom.js";
import { personMenu } from "./people.js";
import { counted } from "./sidebar.js";
import { act, refresh, store } from "./store.js";

export function channelTools(channel) {
  const { people, app, members, me } = store.data;
  const everybody = [{ key: "app", id: app.user, name: app.name, title: "App" }, ...people];
  const inside = everybody.filter((one) => members.includes(one.id));
  const outside = everybody.filter((one) => !members.includes(one.id));
  const count = h("span", { class: "count", "data-testid": "member-count" }, counted(members.length));
  if (!channel.member) return [count];
  const say = async (what, user) => {
    const seen = await act(what, { channel: channel.id, ...user });
    store.notice = seen.error ?? null;
    return refresh();
  };
  const choose = (what, choices) => () =>
    personMenu(button(), choices, what, (one) => say(what, { user: one.id }));
  const others = inside.filter((one) => one.id !== me.id);
  const adds = [
    ["invite", "Add people…", choose("invite", outside)],
    ["kick", "Remove people…", choose("kick", others)],
  ];
  const leaves = ["leave", `Leave #${channel.name}`, () => say("leave")];
  return [count, menu(me.guest || me.external ? [leaves] : [...adds, leaves])];
}

/** The header is drawn anew with every change; this is the one that is there now. */
function button() {
  return document.querySelector("[data-testid='channel-menu']");
}

function menu(entries) {
  const open = () => {
    const buttons = entries.map(([what, label, chosen]) =>
      h(
        "button",
        {
          type: "button",
          "data-testid": `channel-${what}`,
          onclick: () => (box.hidePopover(), chosen()),
        },
        label,
      ),
    );
    const box = popover(button(), buttons, { class: "menu" });
  };
  return h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "data-testid": "channel-menu",
      "aria-label": "Channel menu",
      onclick: open,
    },
    "⋯",
  );
}
