// Starts the page: loads the emoji, follows what happens, and draws each part when it changed.

import { emojiNames, markRead } from "./api.js";
import { isAtHome, showHome, showTabs } from "./app_home.js";
import { composer } from "./composer/composer.js";
import { follow } from "./live.js";
import { showBars } from "./messages/bars.js";
import { showMessages } from "./messages/list.js";
import { spoken } from "./messages/message.js";
import * as scrolling from "./messages/scrolling.js";
import { showModal } from "./modal.js";
import "./panel/panel.js";
import { openLinks } from "./permalinks.js";
import { showFooter } from "./places/footer.js";
import { showHeader } from "./places/header.js";
import { closeSidebar, showSidebar } from "./places/sidebar.js";
import { draw, go, onData, placeName, refresh, store } from "./store.js";
import { t } from "./words.js";

const READ_EVERY_MS = 200;
const TRY_AGAIN_MS = 1_000;
const byId = (id) => document.getElementById(id);
const [sidebar, threadPane] = [byId("sidebar"), byId("thread")];
const channelPane = { list: byId("messages"), scroller: byId("messages").parentElement };
const replyPane = {
  list: byId("thread-messages"),
  scroller: byId("thread-messages").parentElement,
};
const main = composer({
  testid: "composer",
  thread: () => null,
  editLast: () => editLast(channelPane),
});
const reply = composer({
  testid: "thread-composer",
  thread: () => store.thread,
  editLast: () => editLast(replyPane),
});
let reading = false;

function drawAll() {
  const { channel } = store.data;
  follow({ online, arrived });
  sayWords();
  showSidebar(sidebar);
  showHeader(byId("channel-header"), channel);
  showTabs(byId("tabs"), channel);
  showHome(byId("home"), channel);
  const atHome = isAtHome(channel);
  byId("channel").hidden = atHome;
  byId("composer").hidden = atHome;
  const came = showPane(channelPane, store.timeline);
  showBars(byId("bars"), channelPane.scroller);
  showFooter(byId("composer"), channel, main);
  if (came) main.focus();
  showThread(atHome);
  for (const pane of [replyPane, channelPane]) scrolling.showWanted(pane.scroller, pane.exact);
  showModal();
  if (!atHome) read(channel);
  const waiting = store.data.channels.reduce((sum, one) => sum + one.mentions, 0);
  document.title = `${waiting ? `(${waiting}) ` : ""}${placeName()} · ${store.data.team.name}`;
}

/** Draws the messages; whether it is another channel or thread than before, shown at its newest. */
function showPane(pane, timeline) {
  const came = pane.place !== timeline.place;
  if (came) pane.list.replaceChildren();
  pane.place = timeline.place;
  if (scrolling.isAtNewest(pane.scroller)) timeline.trim();
  const stays = timeline.atEnd && !came;
  scrolling.keepingPlace(pane.scroller, stays, () => showMessages(pane.list, timeline));
  if (came) pane.scroller.scrollTop = 0;
  pane.more();
  return came;
}

function showThread(atHome) {
  const { replies } = store;
  threadPane.hidden = atHome || !replies || (replies.loaded && !replies.messages.length);
  if (threadPane.hidden) {
    replyPane.place = null;
    return;
  }
  byId("thread-where").textContent = placeName();
  const came = showPane(replyPane, replies);
  reply.show();
  if (came) reply.focus();
}

/** What the person has before their eyes is read, unless they marked it unread. */
async function read(channel) {
  const { timeline } = store;
  if (!channel.unread || timeline.staysUnread || !timeline.loaded) return;
  if (document.visibilityState !== "visible") {
    timeline.mark ??= channel.read;
    return;
  }
  if (reading) return;
  reading = true;
  const heard = await markRead(store.as, channel.id);
  const again = () => {
    reading = false;
    if (store.data.channel.unread) draw();
  };
  setTimeout(again, heard ? READ_EVERY_MS : TRY_AGAIN_MS);
}

function online(yes) {
  byId("offline").hidden = yes;
}

/** Read out what others wrote here. */
function arrived(fresh) {
  const others = fresh.filter((one) => one.user !== store.data.me.id);
  if (others.length) byId("announcer").textContent = spoken(others.at(-1));
}

/** The words that stand in index.html, in the person's language. */
function sayWords() {
  document.documentElement.lang = store.data.me.locale ?? "en";
  byId("thread-title").textContent = t("thread");
  byId("thread-close").setAttribute("aria-label", t("closeThread"));
  byId("skip").textContent = t("skip");
  sidebar.setAttribute("aria-label", t("channels"));
  channelPane.scroller.setAttribute("aria-label", t("messagesIn", { place: placeName() }));
  replyPane.scroller.setAttribute("aria-label", t("messagesIn", { place: t("thread") }));
}

function editLast({ list }) {
  const own = store.data.me.id;
  const timeline = list === channelPane.list ? store.timeline : store.replies;
  const last = timeline.messages.findLast((one) => one.user === own && !one.subtype);
  const node = last && list.querySelector(`[data-ts="${last.ts}"]`);
  node?.dispatchEvent(new KeyboardEvent("keydown", { key: "e" }));
}

function closeThread() {
  const root = store.thread;
  return go({ thread: null }).then(() =>
    channelPane.list.querySelector(`[data-ts="${root}"]`)?.focus({ preventScroll: true }),
  );
}

channelPane.more = scrolling.follow(channelPane.scroller, () => store.timeline);
replyPane.more = scrolling.follow(replyPane.scroller, () => store.replies);
replyPane.exact = true;
for (const { scroller } of [channelPane, replyPane]) scrolling.moveByKeys(scroller);
channelPane.scroller.addEventListener(
  "scroll",
  () => showBars(byId("bars"), channelPane.scroller),
  {
    passive: true,
  },
);
byId("thread-composer").append(reply.node);
byId("thread-close").addEventListener("click", closeThread);
threadPane.addEventListener("keydown", (event) => event.key === "Escape" && closeThread());
byId("channel").addEventListener("click", closeSidebar);
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
openLinks(document.body);
document.addEventListener("visibilitychange", refresh);

const { emoji, often, up_front: upFront, categories, toned } = await emojiNames();
Object.assign(store, { emoji, often, upFront, categories, toned: new Set(toned) });
onData(drawAll);
scrolling.highlight(store.ts);
await refresh();
document.body.dataset.ready = "true";
