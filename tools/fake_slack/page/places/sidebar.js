// The left side: who looks, channels, direct messages and apps, with what is unread in each.

import { openApp } from "../app_home.js";
import { hasDraft } from "../composer/drafts.js";
import { h, icon, ICONS, keepingFocus, reconcile } from "../dom.js";
import { go, isApp, isDirect, person, placeName, store } from "../store.js";
import { t } from "../words.js";
import { browse, createChannel } from "./browse.js";
import { endMarks, sign } from "./marks.js";
import { newDm } from "./new_dm.js";
import { switcher } from "./switcher.js";

const MOST = 99;
const top = h("div", { class: "side-top" });
const sections = {
  channels: section("channels", [
    ["browse-channels", "browse", ICONS.search, browse],
    ["channel-create", "createChannel", ICONS.plus, createChannel],
  ]),
  directMessages: section("directMessages", [["dm-add", "newDm", ICONS.plus, newDm]]),
  apps: section("apps", []),
};
let drawnFor = null;

export function showSidebar(place) {
  if (!top.isConnected) place.append(top, ...Object.values(sections).map((one) => one.node));
  const { channels, me } = store.data;
  if (drawnFor !== store.look) {
    drawnFor = store.look;
    keepingFocus(top, () => top.replaceChildren(h("h1", {}, store.data.team.name), switcher(me)));
  }
  const rooms = channels.filter((one) => !isDirect(one));
  const here = rooms.filter((one) => (one.member && !one.archived) || one.id === store.channel);
  const direct = channels.filter((one) => isDirect(one) && !isApp(one.partner));
  keepingFocus(place, () => {
    sections.channels.show(here.sort(byName));
    sections.directMessages.show(direct);
    const { installed } = store.data.app;
    const apps = channels.filter((one) => isApp(one.partner));
    sections.apps.show(apps.filter((one) => installed || one.id === store.channel));
  });
  const roams = !me.guest && !me.external;
  for (const node of place.querySelectorAll(".side-add")) node.hidden = !roams;
}

function byName(one, other) {
  return one.name.localeCompare(other.name);
}

/** Folds away, except for what is unread or shown. */
function section(name, tools) {
  const list = h("ul", { id: `side-${name}` });
  const title = h("span", {});
  const buttons = tools.map(([testid, word, path, open]) =>
    h(
      "button",
      {
        type: "button",
        class: "side-add",
        "data-testid": testid,
        "data-word": word,
        onclick: (event) => open(event.currentTarget),
      },
      icon(path),
    ),
  );
  const fold = h(
    "button",
    {
      type: "button",
      class: "fold",
      "aria-expanded": "true",
      "aria-controls": `side-${name}`,
      "data-testid": `fold-${name}`,
      onclick: () => {
        fold.setAttribute("aria-expanded", String(fold.getAttribute("aria-expanded") !== "true"));
        list.classList.toggle("folded", fold.getAttribute("aria-expanded") !== "true");
      },
    },
    h("span", { class: "fold-sign", "aria-hidden": "true" }, "▾"),
    title,
  );
  const node = h("section", { class: "side-group" }, h("h2", {}, fold, ...buttons), list);
  return {
    node,
    show(channels) {
      title.textContent = t(name);
      node.setAttribute("aria-label", t(name));
      for (const button of buttons) {
        button.setAttribute("aria-label", t(button.dataset.word));
        button.title = t(button.dataset.word);
      }
      reconcile(list, channels.map(item), entry);
    },
  };
}

function item(channel) {
  const { id, name, unread, mentions, shared, archived, member } = channel;
  const current = id === store.channel;
  const draft = !current && hasDraft(channel);
  const kind = channel.private ? "private" : channel.kind;
  const parts = [name, unread, mentions, shared, archived, member, current, draft, kind];
  return { key: id, channel, current, draft, signature: JSON.stringify([...parts, store.look]) };
}

function testidOf(channel) {
  if (!isDirect(channel)) return `channel-${channel.name}`;
  if (channel.kind === "mpim") return `dm-${channel.id}`;
  return isApp(channel.partner) ? "dm-app" : `dm-${person(channel.partner)?.key ?? "self"}`;
}

function entry({ channel, current, draft }) {
  const classes = ["place", channel.unread ? "unread" : "", channel.member ? "" : "outside"];
  const label = isDirect(channel) ? placeName(channel) : channel.name;
  const button = h(
    "button",
    {
      type: "button",
      class: classes.filter(Boolean).join(" "),
      "data-testid": testidOf(channel),
      "aria-current": current ? "page" : null,
      onclick: () => open(channel.id),
    },
    sign(channel),
    h("span", { class: "label" }, label),
    ...endMarks(channel),
    draft ? h("span", { class: "mark", title: t("draft"), "aria-label": t("draft") }, "✎") : null,
    badge(channel),
  );
  return h("li", {}, button);
}

function badge({ name, unread, mentions }) {
  if (!mentions) return unread ? h("span", { class: "sr" }, t("newSince", { n: unread })) : null;
  const shown = mentions > MOST ? `${MOST}+` : String(mentions);
  const label = t("newSince", { n: mentions });
  return h(
    "span",
    { class: "badge", "data-testid": `unread-${name}`, title: label, "aria-label": label },
    shown,
  );
}

export async function open(id) {
  closeSidebar();
  const channel = store.data.channels.find((one) => one.id === id);
  if (isApp(channel.partner)) await openApp(channel);
  else await go({ channel: id, thread: null });
}

export function closeSidebar() {
  document.getElementById("sidebar").classList.remove("open");
}
