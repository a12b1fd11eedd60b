// What one can do with a message: the bar that appears with the pointer or focus, and its menu.

import { markUnread } from "../api.js";
import { ask } from "../dialogs.js";
import { h, icon, ICONS } from "../dom.js";
import { menu } from "../floating.js";
import { emoji } from "../mrkdwn.js";
import { act, complain, go, store, tryTo } from "../store.js";
import { copy } from "../toast.js";
import { t } from "../words.js";
import { startEdit, typed } from "./edit.js";
import { pickReaction, toggle } from "./reactions.js";

/** Built when it is first needed: most messages are only read. */
export function offerTools(node, shown, inThread) {
  const build = () => {
    if (!node.querySelector(":scope > .toolbar")) node.append(toolbar(node, shown, inThread));
  };
  node.addEventListener("mouseenter", () => {
    build();
    takeOver(node);
  });
  node.addEventListener("focusin", build);
  node.addEventListener("keydown", (event) => pressed(event, node, shown, inThread));
}

/** The bar of another message is let go, so that there is one. */
function takeOver(node) {
  const other = document.activeElement.closest(".message > .toolbar")?.parentElement;
  if (other && other !== node) other.focus({ preventScroll: true });
}

function toolbar(node, shown, inThread) {
  const bar = h("div", { class: "toolbar", role: "toolbar", "aria-label": t("messageTools") });
  if (shown.is_ephemeral) return bar;
  const quick = store.upFront.map((name) =>
    tool(`react-${shown.ts}-${name}`, t("reactWith", { name }), emoji(name), () =>
      toggle(shown, name),
    ),
  );
  bar.append(
    ...quick,
    tool(`react-${shown.ts}`, t("findReaction"), icon(ICONS.smile), (event) =>
      pickReaction(event.currentTarget, shown),
    ),
  );
  if (!inThread)
    bar.append(tool(`reply-${shown.ts}`, t("replyInThread"), icon(ICONS.reply), () => open(shown)));
  if (isOwn(shown))
    bar.append(
      tool(`edit-${shown.ts}`, t("edit"), icon(ICONS.edit), () => startEdit(node, shown)),
      tool(`delete-${shown.ts}`, t("deleteMessage"), icon(ICONS.trash), () => remove(shown)),
    );
  bar.append(
    tool(`more-${shown.ts}`, t("moreActions"), icon(ICONS.more), (event) =>
      showMenu(event.currentTarget, shown, inThread),
    ),
  );
  return bar;
}

function tool(testid, label, content, onclick) {
  return h(
    "button",
    { type: "button", "data-testid": testid, "aria-label": label, title: label, onclick },
    content,
  );
}

function isOwn(shown) {
  const editable = !shown.subtype || ["thread_broadcast", "me_message"].includes(shown.subtype);
  return shown.user === store.data.me.id && editable;
}

function open(shown) {
  return go({ thread: shown.thread_ts ?? shown.ts });
}

async function remove(shown) {
  const sure = await ask({
    title: t("deleteMessage"),
    text: t("deleteAsk"),
    ok: t("delete"),
    danger: true,
  });
  if (sure) await tryTo("delete", { channel: store.channel, ts: shown.ts });
}

function showMenu(anchor, shown, inThread) {
  const entry = (testid, label, chosen, detail = null) =>
    h(
      "button",
      {
        type: "button",
        role: "menuitem",
        "data-testid": testid,
        onclick: () => {
          box.hidePopover();
          chosen();
        },
      },
      detail ? h("span", {}, h("b", {}, label), h("small", {}, detail)) : label,
    );
  const shortcuts = store.data.message_shortcuts.map((one) =>
    entry(
      `message-shortcut-${one.callback_id}`,
      `⚡ ${one.name}`,
      () => runShortcut(one, shown),
      one.description,
    ),
  );
  const box = menu(anchor, { "data-testid": "message-menu" }, [
    entry("menu-copy-link", t("copyLink"), () => copy(permalink(shown), t("linkCopied"))),
    entry("menu-copy-text", t("copyText"), () => copy(typed(shown.text), t("textCopied"))),
    ...(inThread ? [] : [entry("menu-unread", t("markUnread"), () => leaveUnread(shown))]),
    ...(shortcuts.length ? [h("hr", {}), ...shortcuts] : []),
  ]);
}

async function runShortcut({ callback_id }, shown) {
  const details = { callback_id, channel: store.channel, ts: shown.ts };
  const seen = await act("message_shortcut", details);
  complain(seen.ok ? null : seen.error);
}

async function leaveUnread(shown) {
  const { timeline } = store;
  timeline.staysUnread = true;
  if (!(await markUnread(store.as, store.channel, shown.ts))) complain(t("trouble"));
}

/** The message's address here; Slack's own has the workspace's domain in front. */
function permalink(shown) {
  const place = `${location.origin}/archives/${store.channel}/p${shown.ts.replace(".", "")}`;
  const inThread = shown.thread_ts && shown.thread_ts !== shown.ts;
  return inThread ? `${place}?thread_ts=${shown.thread_ts}` : place;
}

/** Slack's keys on a focused message. */
function pressed(event, node, shown, inThread) {
  if (event.target !== node || event.ctrlKey || event.metaKey || event.altKey) return;
  if (shown.is_ephemeral) return;
  const keys = {
    e: () => isOwn(shown) && startEdit(node, shown),
    Delete: () => isOwn(shown) && remove(shown),
    r: () => pickReaction(node, shown),
    t: () => open(shown),
    Enter: () => !inThread && open(shown),
    u: () => !inThread && leaveUnread(shown),
  };
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (!keys[key]) return;
  event.preventDefault();
  keys[key]();
}
