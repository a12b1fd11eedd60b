// Starts the page: loads the emoji, follows the server's changes, and draws each part anew.

import { emojiNames, markRead } from "./api.js";
import { isAtHome, showHome, showTabs } from "./app_home.js";
import { channelTools } from "./channel_tools.js";
import { composer } from "./composer.js";
import { h } from "./dom.js";
import "./drawer.js";
import { showMessages } from "./messages.js";
import { showModal } from "./modal.js";
import { mark, showSidebar } from "./sidebar.js";
import { act, go, isApp, onData, refresh, store } from "./store.js";

const byId = (id) => document.getElementById(id);
const sidebar = byId("sidebar");
const threadPane = byId("thread");
const main = composer({ testid: "composer", thread: () => null });
const reply = composer({ testid: "thread-composer", thread: () => store.thread ?? "none" });
let where = "";
let whereThread = "";

function draw() {
  const { channel, messages } = store.data;
  showSidebar(sidebar);
  showHeader(channel);
  showTabs(byId("tabs"), channel);
  showHome(byId("home"), channel);
  const atHome = isAtHome(channel);
  byId("messages").parentElement.hidden = atHome;
  byId("composer").hidden = atHome;
  const inChannel = messages.filter((one) => !one.thread_ts || one.thread_ts === one.ts);
  if (where !== `${store.as} ${channel.id}`) arrive(channel);
  showMessages(byId("messages"), inChannel);
  showEmpty(channel, inChannel);
  showComposer(channel);
  showThread(channel, messages);
  showModal();
  const reads = channel.unread && !atHome && document.visibilityState === "visible";
  if (reads) markRead(store.as, channel.id);
  document.title = `${isApp(channel.partner) ? store.data.app.name : channel.name} · ${store.data.team.name}`;
}

function arrive(channel) {
  where = `${store.as} ${channel.id}`;
  byId("messages").replaceChildren();
  byId("messages").parentElement.scrollTop = 0;
  main.empty();
}

function showHeader(channel) {
  const direct = channel.kind === "im";
  const title = isApp(channel.partner) ? store.data.app.name : channel.name;
  const toggle = () => sidebar.classList.toggle("open");
  byId("channel-header").replaceChildren(
    h(
      "button",
      {
        type: "button",
        class: "icon-button menu-button",
        "data-testid": "menu-button",
        "aria-label": "Channels",
        onclick: toggle,
      },
      "☰",
    ),
    h(
      "div",
      { class: "pane-title" },
      h("h2", { "data-testid": "channel-title" }, ...(direct ? [] : mark(channel)), title),
      store.notice
        ? h("p", { class: "refusal", role: "alert", "data-testid": "notice" }, store.notice)
        : channel.topic
          ? h("p", { class: "topic" }, channel.topic)
          : "",
    ),
    ...(direct ? [] : channelTools(channel)),
  );
}

function showEmpty(channel, inChannel) {
  if (inChannel.length) return;
  const name =
    channel.kind === "im"
      ? "This is the start of your conversation"
      : `Welcome to #${channel.name}`;
  const text =
    channel.kind === "im"
      ? "Only the two of you can see it."
      : channel.topic || "Nothing has been said yet.";
  byId("messages").replaceChildren(h("p", { class: "empty" }, h("b", {}, name), text));
}

function showComposer(channel) {
  const place = byId("composer");
  const name = channel.kind === "im" ? channel.name : `#${channel.name}`;
  main.invite(`Message ${isApp(channel.partner) ? store.data.app.name : name}`);
  const join = () => act("join", { channel: channel.id });
  const outside = h(
    "div",
    { class: "join" },
    `You are looking at ${name}`,
    h(
      "button",
      { type: "button", class: "button primary", "data-testid": "join", onclick: join },
      "Join channel",
    ),
  );
  const archived = h("div", { class: "join" }, `${name} is archived`);
  const wanted = channel.archived ? "archived" : channel.member ? "composer" : "join";
  if (place.dataset.shows === `${wanted} ${channel.id}`) return;
  place.dataset.shows = `${wanted} ${channel.id}`;
  place.replaceChildren({ archived, join: outside, composer: main.node }[wanted]);
}

function showThread(channel, messages) {
  const inThread = messages.filter(
    (one) => store.thread && [one.ts, one.thread_ts].includes(store.thread),
  );
  threadPane.hidden = !inThread.length || isAtHome(channel);
  if (threadPane.hidden) return;
  if (whereThread !== store.thread) {
    whereThread = store.thread;
    byId("thread-messages").replaceChildren();
    byId("thread-messages").parentElement.scrollTop = 0;
    reply.empty();
  }
  byId("thread-where").textContent = channel.kind === "im" ? channel.name : `#${channel.name}`;
  showMessages(byId("thread-messages"), inThread, { inThread: true });
  reply.invite("Reply…");
}

/** The browser reconnects by itself; meanwhile the banner says that nothing new arrives. */
function follow(changes) {
  const online = (yes) => {
    byId("offline").hidden = yes;
  };
  const look = () => refresh().catch(() => online(false));
  changes.addEventListener("change", look);
  changes.addEventListener("hello", () => {
    online(true);
    look();
  });
  changes.addEventListener("error", () => online(false));
}

byId("thread-composer").append(reply.node);
byId("thread-close").addEventListener("click", () => go({ thread: null }));
byId("messages").addEventListener("click", () => sidebar.classList.remove("open"));
document.addEventListener("visibilitychange", refresh);

const { emoji, often, up_front: upFront } = await emojiNames();
Object.assign(store, { emoji, often, upFront });
onData(draw);
await go({});
follow(new EventSource("/_page/changes"));
document.body.dataset.ready = "true";
