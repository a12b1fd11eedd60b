// The rich_text block: sections, lists, quotes and preformatted text.

import { h } from "./dom.js";
import { channel, emoji, link, mention } from "./mrkdwn.js";

const PARTS = {
  rich_text_section: (part) => h("div", {}, ...part.elements.map(piece)),
  rich_text_preformatted: (part) => h("pre", {}, ...part.elements.map(piece)),
  rich_text_quote: (part) => h("blockquote", {}, ...part.elements.map(piece)),
  rich_text_list: (part) =>
    h(
      part.style === "ordered" ? "ol" : "ul",
      {},
      ...part.elements.map((item) => h("li", {}, ...item.elements.map(piece))),
    ),
};

export function richText(block) {
  const parts = block.elements.map((part) => PARTS[part.type]?.(part) ?? h("div", {}, part.type));
  return h("div", { class: "mrkdwn" }, ...parts);
}

function piece(element) {
  switch (element.type) {
    case "text":
      return styled(element.text, element.style ?? {});
    case "emoji":
      return emoji(element.name) ?? `:${element.name}:`;
    case "user":
      return mention(element.user_id);
    case "channel":
      return channel(element.channel_id);
    case "broadcast":
      return h("span", { class: "mention me" }, `@${element.range}`);
    case "link":
      return link(element.url, [element.text ?? element.url]);
    default:
      return element.fallback ?? "";
  }
}

function styled(text, style) {
  const tags = { bold: "b", italic: "i", strike: "s", code: "code" };
  return Object.entries(tags).reduce(
    (node, [name, tag]) => (style[name] ? h(tag, {}, node) : node),
    text,
  );
}
