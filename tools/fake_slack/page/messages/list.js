// The messages of a channel or thread in their order, with days and the line above what is new.

import { h, keepingFocus, reconcile } from "../dom.js";
import { float } from "../floating.js";
import { go, store } from "../store.js";
import { versionOf } from "../timeline.js";
import { dateKey, dayOf, startOfDay, todayKey } from "../times.js";
import { t } from "../words.js";
import { toNewest } from "./bars.js";
import { author, messageNode } from "./message.js";
import { highlight } from "./scrolling.js";

const TOGETHER_S = 300;

export function showMessages(container, timeline) {
  const items = timeline.loaded ? itemsOf(timeline) : [];
  if (timeline.loaded && !items.length && !timeline.thread)
    items.push({ key: "empty", empty: true });
  keepingFocus(container, () => reconcile(container, items.map(signed), build));
}

function signed(item) {
  const { shown, follows, day, mark } = item;
  const parts = [shown && versionOf(shown), follows, day, mark, item.inThread, item.empty];
  const place = item.empty ? JSON.stringify(store.data.channel) : "";
  return { ...item, signature: `${parts.join()} ${place} ${store.look} ${todayKey()}` };
}

function build(item) {
  if (item.day) return dayLine(item.shown);
  if (item.mark) return newLine();
  if (item.empty) return empty(store.data.channel);
  return messageNode(item);
}

function itemsOf(timeline) {
  const inThread = Boolean(timeline.thread);
  const items = [];
  let previous = null;
  let marked = inThread || timeline.mark === null;
  for (const shown of timeline.messages) {
    const day = dateKey(shown.ts);
    if (!inThread && day !== (previous && dateKey(previous.ts))) {
      items.push({ key: `day-${day}`, day, shown });
      previous = null;
    }
    if (!marked && shown.ts > timeline.mark && shown.user !== store.data.me.id) {
      marked = true;
      previous = null;
      items.push({ key: "new", mark: true });
    }
    items.push({ key: shown.ts, shown, follows: follows(shown, previous), inThread });
    previous = shown;
  }
  return items;
}

/** Whether the name above the message before stands for this one too. */
function follows(shown, previous) {
  if (!previous || shown.is_ephemeral || previous.is_ephemeral) return false;
  if (shown.subtype === "me_message" || shown.files?.length) return false;
  const plain = (one) => !one.subtype || one.subtype === "bot_message";
  if (!plain(shown) || !plain(previous) || author(shown) !== author(previous)) return false;
  if ((shown.username ?? "") !== (previous.username ?? "")) return false;
  return Number(shown.ts) - Number(previous.ts) < TOGETHER_S;
}

function newLine() {
  return h("div", { class: "new-line", "data-testid": "new-line" }, h("span", {}, t("newLine")));
}

function empty(channel) {
  const direct = channel.kind === "im" || channel.kind === "mpim";
  const name = direct ? t("start") : t("welcome", { place: `#${channel.name}` });
  const text = channel.kind === "im" ? t("onlyTwo") : channel.topic || t("nothingSaid");
  return h("p", { class: "empty", "data-testid": "channel-empty" }, h("b", {}, name), text);
}

function dayLine(shown) {
  const label = dayOf(shown.ts);
  const button = h(
    "button",
    {
      type: "button",
      "data-testid": `day-${dateKey(shown.ts)}`,
      title: t("jumpTo"),
      "aria-expanded": "false",
      onclick: (event) => chooseDay(event.currentTarget, dateKey(shown.ts)),
    },
    label,
  );
  return h("div", { class: "day" }, button);
}

function chooseDay(anchor, value) {
  const jump = async (how) => {
    box.hidePopover();
    await how();
  };
  const newest = () => toNewest(document.getElementById("messages").parentElement);
  const to = (ts) =>
    jump(() => {
      highlight(ts);
      return go({ ts, thread: store.thread });
    });
  const date = h("input", {
    type: "date",
    class: "input",
    value,
    "aria-label": t("jumpDate"),
    "data-testid": "jump-date",
    onchange: (event) => event.target.value && to(startOfDay(event.target.value).toFixed(6)),
  });
  const entry = (testid, label, chosen) =>
    h("button", { type: "button", "data-testid": testid, onclick: chosen }, label);
  const box = float(
    anchor,
    { class: "menu", "data-testid": "jump-menu" },
    entry("jump-newest", t("jumpNewest"), () => jump(newest)),
    entry("jump-start", t("beginning"), () => to("0")),
    date,
  );
  box.querySelector("button").focus();
}
