// The rich_text block: sections, lists, quotes and preformatted text with all inline elements.

import { formatted } from "./dates.js";
import { h } from "./dom.js";
import { channel, emoji, link, mention, usergroup } from "./mrkdwn.js";

const BULLETS = ["•", "◦", "▪"];
const COLOUR = /^#[0-9a-f]{3,8}$/i;

export function richText(block) {
  const counts = new Map();
  const parts = block.elements.map((part) => {
    if (part.type === "rich_text_list") return list(part, counts);
    counts.clear();
    return PARTS[part.type]?.(part) ?? h("div", { class: "block-unknown" }, JSON.stringify(part));
  });
  return h("div", { class: "mrkdwn rich-text" }, ...parts);
}

const PARTS = {
  rich_text_section: (part) => h("div", {}, ...pieces(part)),
  rich_text_preformatted: (part) => h("pre", {}, ...pieces(part)),
  rich_text_quote: (part) => h("blockquote", {}, ...pieces(part)),
};

/** A list goes on counting after a list further in; `offset` is how many came before. */
function list(part, counts) {
  const indent = part.indent ?? 0;
  const ordered = part.style === "ordered";
  for (const deeper of [...counts.keys()]) if (deeper > indent) counts.delete(deeper);
  const start = part.offset ?? counts.get(indent) ?? 0;
  counts.set(indent, start + part.elements.length);
  const items = part.elements.map((item) => h("li", {}, ...pieces(item)));
  const node = h(ordered ? "ol" : "ul", { start: ordered ? start + 1 : undefined }, ...items);
  node.dataset.indent = indent;
  if (ordered) node.style.listStyleType = ["decimal", "lower-alpha", "lower-roman"][indent % 3];
  else node.style.setProperty("--bullet", `"${BULLETS[indent % BULLETS.length]} "`);
  node.style.setProperty("--indent", indent);
  if (part.border) node.classList.add("bordered");
  return node;
}

function pieces(part) {
  return part.elements.map((element) => styled(piece(element), element.style ?? {}));
}

function piece(element) {
  switch (element.type) {
    case "text":
      return element.text;
    case "emoji":
      return marked(emoji(nameOf(element)) ?? `:${element.name}:`, element);
    case "user":
      return marked(mention(element.user_id), element);
    case "channel":
      return marked(channel(element.channel_id), element);
    case "usergroup":
      return marked(usergroup(element.usergroup_id), element);
    case "broadcast":
      return marked(h("span", { class: "mention me" }, `@${element.range}`), element);
    case "link":
      return link(element.url, [element.text ?? element.url]);
    case "date":
      return date(element);
    case "color":
      return colour(element.value);
    default:
      return element.fallback ?? element.text ?? "";
  }
}

function nameOf({ name, skin_tone: tone }) {
  return tone ? `${name}::skin-tone-${tone}` : name;
}

/** So that the rich text input can read back what it shows. */
function marked(node, element) {
  if (node.dataset) node.dataset.element = JSON.stringify(element);
  return node;
}

function date(element) {
  const shown = formatted(element.timestamp, element.format);
  const words = h("time", { title: element.fallback }, shown);
  return element.url ? link(element.url, [words]) : words;
}

function colour(value) {
  const swatch = h("span", { class: "swatch", "aria-hidden": "true" });
  if (COLOUR.test(value)) swatch.style.backgroundColor = value;
  return h("span", {}, swatch, value);
}

function styled(node, style) {
  const tags = { code: "code", strike: "s", italic: "i", bold: "b", underline: "u" };
  return Object.entries(tags).reduce(
    (inside, [name, tag]) => (style[name] ? h(tag, {}, inside) : inside),
    node,
  );
}
