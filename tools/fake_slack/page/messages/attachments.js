// The old attachments of a message: boxes beside a bar of colour, which apps still post.

import { blocks } from "../blocks.js";
import { picture } from "../blocks/media.js";
import { h } from "../dom.js";
import { inMessage } from "../message_context.js";
import { link, mrkdwn } from "../mrkdwn.js";
import { store } from "../store.js";

const NAMED = { good: "#2eb67d", warning: "#ecb22e", danger: "#e01e5a" };
const HEX = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i;

export function attachments(shown) {
  if (!shown.attachments?.length) return null;
  return h("div", { class: "attachments" }, ...shown.attachments.map((one) => box(one, shown)));
}

function box(one, shown) {
  const parts = [
    one.author_name ? h("small", {}, String(one.author_name)) : null,
    one.title ? title(one) : null,
    words(one.text),
    fields(one.fields),
    one.blocks ? blocks(one.blocks, inMessage(store.channel, shown.ts)) : null,
    one.image_url ? picture({ image_url: one.image_url, alt_text: one.fallback }) : null,
    one.footer ? mrkdwn(String(one.footer), "small") : null,
  ].filter(Boolean);
  if (!parts.length && !one.pretext) parts.push(words(one.fallback));
  const node = h(
    "div",
    { class: "attachment", "data-testid": `attachment-${shown.ts}-${one.id}` },
    ...parts,
  );
  node.style.borderInlineStartColor = colour(one.color);
  return h("div", {}, words(one.pretext), parts.length ? node : null);
}

/** Nobody checks the texts of an attachment before they come here. */
function words(text) {
  return text ? mrkdwn(String(text)) : null;
}

function title(one) {
  const text = mrkdwn(String(one.title), "b");
  return one.title_link ? link(String(one.title_link), [text]) : text;
}

/** Short ones stand beside each other. */
function fields(list) {
  if (!Array.isArray(list) || !list.length) return null;
  const node = (one) =>
    h("div", { class: one.short ? "short" : null }, h("b", {}, one.title ?? ""), words(one.value));
  return h("div", { class: "attachment-fields" }, ...list.filter(Boolean).map(node));
}

function colour(wanted) {
  const [, hex] = HEX.exec(wanted ?? "") ?? [];
  return NAMED[wanted] ?? (hex ? `#${hex}` : "");
}
