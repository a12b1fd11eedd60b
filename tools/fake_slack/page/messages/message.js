// One message: who, when, what, with its files, reactions and the way into its thread.

import { dismiss } from "../api.js";
import { blocks } from "../blocks.js";
import { h } from "../dom.js";
import { inMessage } from "../message_context.js";
import { mrkdwn } from "../mrkdwn.js";
import { avatar, profile, tags } from "../people.js";
import { complain, go, isApp, nameOf, person, placeName, store } from "../store.js";
import { fullTimeOf, timeOf, whenOf } from "../times.js";
import { t } from "../words.js";
import { attachments } from "./attachments.js";
import { bySlack, isBySlack } from "./by_slack.js";
import { files } from "./files.js";
import { reactions } from "./reactions.js";
import { offerTools } from "./tools.js";

const FACES = 5;

export function author(shown) {
  return shown.user ?? (shown.bot_id ? store.data.app.user : "");
}

/** What the author is called; an app may have given another name for one message. */
function authorName(shown) {
  return shown.username ?? nameOf(author(shown));
}

export function messageNode({ shown, follows, inThread }) {
  const id = author(shown);
  const kinds = {
    follows,
    whisper: shown.is_ephemeral,
    "by-app": isApp(id) || person(id)?.bot,
    gone: shown.subtype === "tombstone",
  };
  const node = h(
    "article",
    {
      class: ["message", ...Object.keys(kinds).filter((kind) => kinds[kind])].join(" "),
      "data-testid": `message-${shown.ts}`,
      "data-ts": shown.ts,
      tabindex: -1,
      "aria-label": t("wroteAt", { name: authorName(shown), when: whenOf(shown.ts) }),
    },
    shown.is_ephemeral ? whisperMark(shown) : null,
    shown.subtype === "thread_broadcast" && !inThread ? broadcastMark(shown) : null,
    follows ? stamp(shown, "side-time") : avatar(id),
    h(
      "div",
      { class: "content" },
      follows ? null : byline(shown, id),
      body(shown),
      attachments(shown),
      files(shown),
      reactions(shown),
      inThread ? null : threadLink(shown),
    ),
  );
  if (shown.subtype !== "tombstone") offerTools(node, shown, inThread);
  return node;
}

function stamp(shown, kind = null) {
  const text = timeOf(shown.ts);
  return h(
    "time",
    { class: kind, title: fullTimeOf(shown.ts) },
    kind ? text.replace(/\s?[AP]M$/i, "") : text,
  );
}

function whisperMark(shown) {
  return h(
    "p",
    { class: "whisper-mark" },
    h("span", { "data-testid": "only-you" }, `👁 ${t("onlyYou")}`),
    " · ",
    h(
      "button",
      {
        type: "button",
        class: "as-link",
        "data-testid": `dismiss-${shown.ts}`,
        onclick: () => letGo(shown),
      },
      t("dismiss"),
    ),
  );
}

async function letGo(shown) {
  if (!(await dismiss(store.as, shown.ts))) complain(t("trouble"));
}

function broadcastMark(shown) {
  return h(
    "p",
    { class: "whisper-mark", "data-testid": `broadcast-${shown.ts}` },
    "↳ ",
    h(
      "button",
      {
        type: "button",
        class: "as-link",
        "data-testid": `replied-${shown.ts}`,
        onclick: () => go({ thread: shown.thread_ts }),
      },
      t("replied"),
    ),
    " ",
    shown.root ? mrkdwn(shown.root.text, "span") : null,
  );
}

function byline(shown, id) {
  return h(
    "div",
    { class: "byline" },
    h(
      "button",
      {
        type: "button",
        class: "author",
        "data-testid": `author-${shown.ts}`,
        tabindex: -1,
        onclick: (event) => profile(event.currentTarget, id),
      },
      authorName(shown),
    ),
    ...tags(id),
    stamp(shown),
  );
}

function body(shown) {
  if (shown.subtype === "tombstone") return h("div", { class: "body gone" }, shown.text);
  if (isBySlack(shown)) return bySlack(shown);
  const byApp = Boolean(shown.bot_id) && shown.blocks?.length;
  const words = byApp
    ? blocks(shown.blocks, inMessage(store.channel, shown.ts))
    : mrkdwn(shown.text);
  if (shown.edited && !shown.bot_id)
    words.append(
      h("span", { class: "edited", title: fullTimeOf(shown.edited.ts) }, ` ${t("edited")}`),
    );
  const kind = shown.subtype === "me_message" ? "body me" : "body";
  return h("div", { class: kind, "data-testid": "message-text" }, words);
}

function threadLink(shown) {
  if (!shown.reply_count) return null;
  return h(
    "button",
    {
      type: "button",
      class: "thread-link",
      "data-testid": `thread-link-${shown.ts}`,
      title: t("viewThread"),
      onclick: () => go({ thread: shown.ts }),
    },
    ...shown.reply_users.slice(0, FACES).map((id) => avatar(id, "tiny")),
    h("span", {}, t("replies", { n: shown.reply_count })),
    h("small", {}, t("lastReply", { when: whenOf(shown.latest_reply) })),
  );
}

/** For those who do not see: what was said, by whom, where. */
export function spoken(shown) {
  const text = shown.text || (shown.attachments ?? []).map((one) => one.fallback).join(" ");
  const words = text.replace(/<[^>]*>/g, "");
  return `${placeName()}: ${authorName(shown)}: ${words}`;
}
