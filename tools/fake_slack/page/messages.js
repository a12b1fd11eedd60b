// The list of messages of a channel or a thread, each with its reactions and tools.

import { blocks } from "./blocks.js";
import { h, icon, ICONS, reconcile } from "./dom.js";
import { press } from "./elements.js";
import { pickEmoji } from "./emoji_picker.js";
import { emoji, mrkdwn } from "./mrkdwn.js";
import { avatar } from "./people.js";
import { act, go, isApp, nameOf, person, store } from "./store.js";

const TOGETHER_S = 300;

/** `inThread` leaves out the way into the thread. */
export function showMessages(container, messages, { inThread = false } = {}) {
  reconcile(container, withDays(messages, inThread), (item) =>
    item.day ? day(item.day) : message(item),
  );
}

function withDays(messages, inThread) {
  const items = [];
  let previous = null;
  for (const shown of messages) {
    const date = dayOf(shown.ts);
    if (!inThread && date !== (previous && dayOf(previous.ts))) {
      items.push({ key: `day-${date}`, day: date });
      previous = null;
    }
    const reactors = (shown.reactions ?? []).map((one) => one.users);
    items.push({
      key: shown.ts,
      shown,
      follows: follows(shown, previous),
      inThread,
      me: store.as,
      reactors,
    });
    previous = shown;
  }
  return items;
}

function follows(shown, previous) {
  if (!previous || shown.is_ephemeral || previous.is_ephemeral) return false;
  const same = author(shown) === author(previous) && !shown.subtype && !previous.subtype;
  return same && Number(shown.ts) - Number(previous.ts) < TOGETHER_S;
}

function author(shown) {
  return shown.user ?? store.data.app.user;
}

function dayOf(ts) {
  const date = new Date(Number(ts) * 1000);
  const today = new Date(store.data.now * 1000).toDateString() === date.toDateString();
  return today
    ? "Today"
    : date.toLocaleDateString("en", { weekday: "long", month: "long", day: "numeric" });
}

export function clock(ts) {
  return new Date(Number(ts) * 1000).toLocaleTimeString("en", {
    hour: "numeric",
    minute: "2-digit",
  });
}

function day(label) {
  return h("div", { class: "day" }, h("span", {}, label));
}

function message({ shown, follows: compact, inThread }) {
  const id = author(shown);
  const classes = [
    "message",
    compact ? "follows" : "",
    shown.is_ephemeral ? "whisper" : "",
    isApp(id) ? "by-app" : "",
  ];
  return h(
    "article",
    {
      class: classes.join(" "),
      "data-testid": `message-${shown.ts}`,
      "data-ts": shown.ts,
      "aria-label": `${nameOf(id)} at ${clock(shown.ts)}`,
    },
    shown.is_ephemeral
      ? h("p", { class: "whisper-mark", "data-testid": "only-you" }, "👁 Only visible to you")
      : null,
    compact ? h("span", { class: "side-time" }, clock(shown.ts).replace(/ .*/, "")) : avatar(id),
    h(
      "div",
      {},
      compact ? null : byline(shown, id),
      body(shown),
      reactions(shown),
      inThread ? null : threadLink(shown),
    ),
    shown.subtype === "tombstone" || shown.is_ephemeral ? null : toolbar(shown, inThread),
  );
}

function byline(shown, id) {
  const tags = [];
  if (isApp(id) || person(id)?.bot) tags.push(h("span", { class: "tag" }, "APP"));
  if (person(id)?.external) tags.push(h("span", { class: "tag external" }, person(id).title));
  if (person(id)?.guest) tags.push(h("span", { class: "tag" }, "GUEST"));
  return h(
    "div",
    { class: "byline" },
    h("b", {}, nameOf(id)),
    ...tags,
    h("time", {}, clock(shown.ts)),
  );
}

function body(shown) {
  if (shown.subtype === "tombstone") return h("div", { class: "body gone" }, shown.text);
  if (["channel_join", "channel_leave"].includes(shown.subtype)) return bySlack(shown);
  const byApp = Boolean(shown.bot_id) && shown.blocks?.length;
  const words = byApp ? blocks(shown.blocks, inMessage(shown)) : mrkdwn(shown.text);
  const edited = shown.edited && !shown.bot_id ? h("span", { class: "edited" }, " (edited)") : null;
  if (edited) words.append(edited);
  return h("div", { class: "body", "data-testid": "message-text" }, words);
}

/** What Slack itself wrote about the person who is named above the line. */
function bySlack(shown) {
  const what = shown.text.replace(/^<@\w+> /, "");
  const inviter = shown.inviter ? `, added by ${nameOf(shown.inviter)}` : "";
  return h("div", { class: "body system", "data-testid": "message-text" }, what + inviter);
}

function inMessage(shown) {
  return {
    testid: `action-${shown.ts}`,
    value: () => null,
    act: (block, spec, value, node) =>
      press(node, block, spec, { channel: store.channel, ts: shown.ts, value }),
  };
}

function reactions(shown) {
  if (!shown.reactions?.length) return null;
  const pills = shown.reactions.map((reaction) => {
    const mine = reaction.users.includes(store.data.me.id);
    const who = reaction.users.map(nameOf).join(", ");
    return h(
      "button",
      {
        type: "button",
        class: "reaction",
        "aria-pressed": String(mine),
        "aria-label": `${reaction.name}, ${reaction.count}: ${who}`,
        title: `${who} reacted with :${reaction.name}:`,
        "data-testid": `reaction-${shown.ts}-${reaction.name}`,
        onclick: () => toggle(shown, reaction.name, mine),
      },
      h("span", { class: "sign" }, emoji(reaction.name) ?? `:${reaction.name}:`),
      String(reaction.count),
    );
  });
  return h("div", { class: "reactions" }, ...pills);
}

function toggle(shown, name, mine) {
  return act(mine ? "unreact" : "react", { channel: store.channel, ts: shown.ts, name });
}

function threadLink(shown) {
  if (!shown.reply_count) return null;
  const label = shown.reply_count === 1 ? "1 reply" : `${shown.reply_count} replies`;
  return h(
    "button",
    {
      type: "button",
      class: "thread-link",
      "data-testid": `thread-link-${shown.ts}`,
      onclick: () => go({ thread: shown.ts }),
    },
    ...shown.reply_users.slice(0, 4).map((id) => avatar(id, "tiny")),
    label,
    h("small", {}, `last at ${clock(shown.latest_reply)}`),
  );
}

function toolbar(shown, inThread) {
  const mine = (name) =>
    shown.reactions?.some((one) => one.name === name && one.users.includes(store.data.me.id));
  const quick = store.upFront.map((name) =>
    tool(`react-${shown.ts}-${name}`, `React with ${name}`, emoji(name), () =>
      toggle(shown, name, mine(name)),
    ),
  );
  const more = tool(`react-${shown.ts}`, "Find another reaction", icon(ICONS.smile), (event) =>
    pickEmoji(event.currentTarget, (name) => toggle(shown, name, mine(name))),
  );
  const reply = tool(`reply-${shown.ts}`, "Reply in thread", icon(ICONS.reply), () =>
    go({ thread: shown.thread_ts ?? shown.ts }),
  );
  const own = shown.user === store.data.me.id && !shown.subtype;
  const edit = tool(`edit-${shown.ts}`, "Edit message", icon(ICONS.edit), (event) =>
    startEdit(event, shown),
  );
  const remove = tool(`delete-${shown.ts}`, "Delete message", icon(ICONS.trash), () =>
    act("delete", { channel: store.channel, ts: shown.ts }),
  );
  return h(
    "div",
    { class: "toolbar", role: "toolbar", "aria-label": "Message tools" },
    ...quick,
    more,
    inThread ? null : reply,
    ...(own ? [edit, remove] : []),
  );
}

function tool(testid, label, content, onclick) {
  return h(
    "button",
    { type: "button", "data-testid": testid, "aria-label": label, title: label, onclick },
    content,
  );
}

function startEdit(event, shown) {
  const place = event.currentTarget.closest(".message").querySelector(".body");
  const before = [...place.childNodes];
  const stop = () => place.replaceChildren(...before);
  const field = h("textarea", {
    class: "input",
    rows: 2,
    value: typed(shown.text),
    "aria-label": "Edit message",
    "data-testid": "edit-input",
  });
  const save = async () => {
    await act("edit", { channel: store.channel, ts: shown.ts, text: field.value });
    stop();
  };
  field.addEventListener("keydown", (pressed) => {
    if (pressed.key === "Escape") stop();
    if (pressed.key === "Enter" && !pressed.shiftKey) {
      pressed.preventDefault();
      save();
    }
  });
  const buttons = [
    h("button", { type: "button", class: "button", onclick: stop }, "Cancel"),
    h(
      "button",
      { type: "button", class: "button primary", "data-testid": "edit-save", onclick: save },
      "Save",
    ),
  ];
  place.replaceChildren(field, h("div", { class: "block-actions" }, ...buttons));
  field.focus();
}

/** Stored text back to what a person would type. */
function typed(text) {
  return text
    .replace(/<@(\w+)>/g, (whole, id) => `@${person(id)?.key ?? id}`)
    .replace(/<#\w+\|([^>]+)>/g, "#$1")
    .replace(/<!(here|channel|everyone)>/g, "@$1")
    .replace(/<(https?:[^>|]+)>/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
