// The left side: who looks (switcher), channels and direct messages.

import { act as actAs } from "./api.js";
import { openApp } from "./app_home.js";
import { h, icon, ICONS, popover } from "./dom.js";
import { avatar, personMenu } from "./people.js";
import { go, isApp, person, store } from "./store.js";

export function showSidebar(place) {
  const { me, team, channels } = store.data;
  const rooms = channels.filter((one) => one.kind !== "im");
  const here = rooms.filter((one) => one.member || one.id === store.channel);
  const apps = channels.filter((one) => isApp(one.partner));
  const dms = channels.filter((one) => one.kind === "im" && !isApp(one.partner));
  const focused = document.activeElement?.dataset.testid;
  place.replaceChildren(
    h("div", { class: "side-top" }, h("h1", {}, team.name), switcher(me)),
    group("Channels", here.map(room), browse(rooms)),
    group("Direct messages", dms.map(dm), addDm(dms)),
    group("Apps", apps.map(dm)),
  );
  if (focused && place.contains(document.activeElement) === false) {
    place.querySelector(`[data-testid="${CSS.escape(focused)}"]`)?.focus();
  }
}

function switcher(me) {
  return h(
    "button",
    {
      type: "button",
      class: "switcher",
      "data-testid": "person-switcher",
      "aria-label": `You are ${me.name}. Switch person`,
      onclick: (event) => personMenu(event.currentTarget, store.data.people, "person", become),
    },
    avatar(me.id, "small"),
    h("span", { class: "who" }, h("b", {}, me.name), h("small", {}, me.title)),
    "⌄",
  );
}

function become(one) {
  return go({ as: one.key, thread: null });
}

function group(title, entries, extra = null) {
  return h(
    "section",
    { class: "side-group", "aria-label": title },
    h("h2", {}, title, extra),
    ...entries,
  );
}

export function mark(channel) {
  const content = channel.private ? icon(ICONS.lock) : "#";
  const shared = channel.shared
    ? h(
        "span",
        { title: "Shared with another company", "aria-label": "shared", class: "mark shared" },
        icon(ICONS.shared),
      )
    : null;
  return [
    h("span", { class: "mark", "aria-label": channel.private ? "private" : null }, content),
    shared,
  ];
}

function room(channel) {
  const [sign, shared] = mark(channel);
  return entry(channel, `channel-${channel.name}`, sign, [channel.name, shared]);
}

function dm(channel) {
  const testid = isApp(channel.partner) ? "dm-app" : `dm-${person(channel.partner)?.key ?? "self"}`;
  return entry(channel, testid, avatar(channel.partner, "tiny"), [
    isApp(channel.partner) ? store.data.app.name : channel.name,
  ]);
}

function entry(channel, testid, sign, label) {
  const classes = ["place", channel.unread ? "unread" : "", channel.member ? "" : "outside"];
  const badge = channel.unread
    ? h("span", { class: "badge", "data-testid": `unread-${channel.name}` }, String(channel.unread))
    : null;
  return h(
    "button",
    {
      type: "button",
      class: classes.join(" "),
      "data-testid": testid,
      "aria-current": channel.id === store.channel ? "page" : null,
      onclick: () => open(channel),
    },
    sign,
    h("span", { class: "label" }, ...label),
    badge,
  );
}

async function open(channel) {
  document.getElementById("sidebar").classList.remove("open");
  if (isApp(channel.partner)) await openApp(channel);
  else await go({ channel: channel.id, thread: null });
}

/** The channels this person could join. */
function browse(rooms) {
  const others = rooms.filter((one) => !one.member && !one.archived);
  if (!others.length) return null;
  return h(
    "button",
    {
      type: "button",
      class: "side-add",
      "data-testid": "browse-channels",
      "aria-label": "Browse channels",
      title: "Browse channels",
      onclick: (event) => channelMenu(event.currentTarget, others),
    },
    "+",
  );
}

function channelMenu(anchor, channels) {
  const buttons = channels.map((one) =>
    h(
      "button",
      {
        type: "button",
        "data-testid": `browse-${one.name}`,
        onclick: () => (box.hidePopover(), open(one)),
      },
      h(
        "span",
        {},
        h("b", {}, ...mark(one), ` ${one.name}`),
        h("small", {}, [counted(one.size), one.topic].filter(Boolean).join(" · ")),
      ),
    ),
  );
  const box = popover(anchor, buttons, { class: "menu", "data-testid": "browse-menu" });
}

export function counted(members) {
  return members === 1 ? "1 member" : `${members} members`;
}

function addDm(dms) {
  const known = new Set(dms.map((one) => one.partner));
  const others = store.data.people.filter(
    (one) => one.id !== store.data.me.id && !known.has(one.id),
  );
  const start = async (one) => {
    const seen = await actAs(store.as, "open_dm", { with: one.key });
    await go({ channel: seen.channel, thread: null });
  };
  return h(
    "button",
    {
      type: "button",
      class: "side-add",
      "data-testid": "dm-add",
      "aria-label": "New direct message",
      onclick: (event) => personMenu(event.currentTarget, others, "dm-with", start),
    },
    "+",
  );
}
