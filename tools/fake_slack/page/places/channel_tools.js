// The right end of a channel's header: who is inside, and everything one can do with the channel.

import { ask, fillIn } from "../dialogs.js";
import { h, icon, ICONS } from "../dom.js";
import { menu } from "../floating.js";
import { personMenu } from "../people.js";
import { store, tryTo } from "../store.js";
import { t } from "../words.js";
import { everybody, membersOf, showMembers } from "./members.js";

export function channelTools(channel) {
  const counted = t("members", { n: channel.size });
  const count = h(
    "button",
    {
      type: "button",
      class: "count",
      "data-testid": "member-count",
      title: counted,
      onclick: () => showMembers(channel),
    },
    icon(ICONS.people),
    h("span", {}, counted),
  );
  const open = (event) => {
    const anchor = event.currentTarget;
    const lines = entries(channel, anchor).map(([what, label, chosen]) =>
      h(
        "button",
        {
          type: "button",
          role: "menuitem",
          class: what === "delete" ? "dangerous" : "",
          "data-testid": `channel-${what}`,
          onclick: () => {
            box.hidePopover();
            chosen();
          },
        },
        label,
      ),
    );
    const box = menu(anchor, { "data-testid": "channel-tools" }, lines);
  };
  const tools = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "data-testid": "channel-menu",
      "aria-label": t("channelMenu"),
      "aria-expanded": "false",
      onclick: open,
    },
    icon(ICONS.more),
  );
  return [count, tools];
}

/** Only what the person may do, by the names of the gestures. */
function entries(channel, anchor) {
  const place = `#${channel.name}`;
  const simply = (what) => () => now(channel, what);
  const may = {
    invite: () => [["invite", t("addPeople"), () => choose(channel, anchor, "invite")]],
    kick: () => [["kick", t("removePeople"), () => choose(channel, anchor, "kick")]],
    set_topic: () => [["topic", t("setTopic"), () => setTopic(channel)]],
    rename: () => [["rename", t("rename"), () => rename(channel)]],
    make_private: () => [["private", t("makePrivate"), () => makePrivate(channel, place)]],
    share: () => sharing(channel, "share"),
    unshare: () => sharing(channel, "unshare"),
    archive: () => [["archive", t("archive"), simply("archive")]],
    unarchive: () => [["unarchive", t("unarchive"), simply("unarchive")]],
    delete_channel: () => [["delete", t("deleteChannel"), () => remove(channel, place)]],
    leave: () => [["leave", t("leave", { place }), simply("leave")]],
  };
  return [
    ["members", t("membersOf", { place }), () => showMembers(channel)],
    ...channel.may.flatMap((what) => may[what]()),
  ];
}

function now(channel, what, details = {}) {
  return tryTo(what, { channel: channel.id, ...details });
}

async function choose(channel, anchor, what) {
  const inside = await membersOf(channel);
  const choices = everybody().filter(
    (one) => inside.includes(one.id) === (what === "kick") && one.id !== store.data.me.id,
  );
  const there = anchor.isConnected
    ? anchor
    : document.querySelector("[data-testid='channel-menu']");
  personMenu(there, choices, what, (one) => now(channel, what, { user: one.id }));
}

/** A line for each company that is not in the channel, or for each that is. */
function sharing(channel, what) {
  const others = store.data.teams.filter((team) => team.id !== store.data.team.id);
  const concerned = others.filter(
    (team) => channel.shared_with.includes(team.id) === (what === "unshare"),
  );
  return concerned.map(({ id, name }) => [
    `${what}-${id}`,
    t(what === "share" ? "shareWith" : "unshare", { name }),
    () => now(channel, what, { team: id }),
  ]);
}

async function rename(channel) {
  const given = await fillIn({
    title: t("rename"),
    ok: t("save"),
    testid: "rename",
    fields: [{ name: "name", label: t("channelName"), value: channel.name, required: true }],
  });
  if (given) await now(channel, "rename", given);
}

async function setTopic(channel) {
  const given = await fillIn({
    title: t("setTopic"),
    ok: t("save"),
    testid: "topic-dialog",
    fields: [{ name: "topic", label: t("topic"), value: channel.topic }],
  });
  if (given) await now(channel, "set_topic", given);
}

async function makePrivate(channel, place) {
  const sure = await ask({
    title: t("makePrivate"),
    text: t("makePrivateAsk", { place }),
    ok: t("makePrivate"),
  });
  if (sure) await now(channel, "make_private");
}

async function remove(channel, place) {
  const sure = await ask({
    title: t("deleteChannel"),
    text: t("deleteChannelAsk", { place }),
    ok: t("delete"),
    danger: true,
  });
  if (sure) await now(channel, "delete_channel");
}
