// The reactions below a message: how many, whose, one's own; a click adds or takes back.

import { h, icon, ICONS } from "../dom.js";
import { pickEmoji } from "../emoji_picker.js";
import { emoji } from "../mrkdwn.js";
import { nameOf, store, tryTo } from "../store.js";
import { t } from "../words.js";

const NAMED = 12;

export function reactions(shown) {
  if (!shown.reactions?.length) return null;
  const pills = shown.reactions.map((one) => pill(shown, one));
  const add = h(
    "button",
    {
      type: "button",
      class: "reaction add",
      "aria-label": t("findReaction"),
      title: t("findReaction"),
      "data-testid": `add-reaction-${shown.ts}`,
      onclick: (event) => pickReaction(event.currentTarget, shown),
    },
    icon(ICONS.smile),
  );
  return h("div", { class: "reactions" }, ...pills, add);
}

function pill(shown, { name, users, count }) {
  const mine = users.includes(store.data.me.id);
  const who = named(users, count);
  return h(
    "button",
    {
      type: "button",
      class: "reaction",
      "aria-pressed": String(mine),
      "aria-label": `${name}, ${count}: ${who}`,
      title: t("reacted", { who, name: `:${name}:` }),
      "data-testid": `reaction-${shown.ts}-${name}`,
      onclick: () => toggle(shown, name),
    },
    h("span", { class: "sign" }, emoji(name) ?? `:${name}:`),
    String(count),
  );
}

/** Ana Reyes, Kim Minjun and Ben Carter; many people are counted. */
function named(users, count) {
  const first = users.slice(0, NAMED).map(nameOf);
  const rest = count - first.length;
  const locale = store.data.me.locale ?? "en-US";
  return new Intl.ListFormat(locale).format(rest > 0 ? [...first, `+${rest}`] : first);
}

export function toggle(shown, name) {
  const known = shown.reactions?.find((one) => one.name === name);
  const mine = known?.users.includes(store.data.me.id);
  return tryTo(mine ? "unreact" : "react", { channel: store.channel, ts: shown.ts, name });
}

export function pickReaction(anchor, shown) {
  pickEmoji(anchor, (name) => toggle(shown, name));
}
