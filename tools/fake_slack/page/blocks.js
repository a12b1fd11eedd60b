// Block Kit as elements, for messages, modals and homes; a kind it does not know shows its JSON.

import { CARDS } from "./blocks/cards.js";
import { chart } from "./blocks/charts.js";
import { fields } from "./blocks/fields.js";
import { markdown } from "./blocks/markdown.js";
import { MEDIA, picture } from "./blocks/media.js";
import { section } from "./blocks/section.js";
import { TABLES } from "./blocks/tables.js";
import { h } from "./dom.js";
import { element } from "./elements.js";
import { textObject } from "./mrkdwn.js";
import { richText } from "./rich_text.js";

/** Builders get the block, the context of elements.js, and the way to draw blocks inside it. */
const BUILD = {
  ...CARDS,
  ...MEDIA,
  ...TABLES,
  actions: (block, context) => h("div", { class: "block-actions" }, ...touchable(block, context)),
  context: contextLine,
  context_actions: (block, context) =>
    h("div", { class: "block-actions quiet" }, ...touchable(block, context)),
  data_visualization: chart,
  divider: () => h("hr", { class: "block-divider" }),
  header: (block) => h("h3", { class: "block-header" }, textObject(block.text, "span")),
  input: fields,
  markdown,
  rich_text: richText,
  section,
};

export function blocks(list, context) {
  return h("div", { class: "blocks" }, ...list.map((block) => one(block, context)));
}

/** Draws anew only the blocks that changed, so that nobody loses focus or words half written. */
export function redraw(container, list, context) {
  const known = new Map([...container.children].map((node) => [node.signature, node]));
  const wanted = list.map((block) => known.get(JSON.stringify(block)) ?? one(block, context));
  for (const node of [...container.children]) if (!wanted.includes(node)) node.remove();
  for (const [place, node] of wanted.entries())
    if (container.children[place] !== node)
      container.insertBefore(node, container.children[place] ?? null);
}

function one(block, context) {
  const build = BUILD[block.type];
  const node = build ? build(block, context, one) : unknown(block);
  node.dataset.testid = `block-${block.block_id}`;
  node.signature = JSON.stringify(block);
  return node;
}

function unknown(block) {
  return h("pre", { class: "block-unknown" }, JSON.stringify(block, null, 1));
}

function touchable(block, context) {
  return block.elements.map((spec) => element(spec, block, context));
}

function contextLine(block) {
  const parts = block.elements.map((part) =>
    part.type === "image" ? picture(part) : textObject(part, "span"),
  );
  return h("div", { class: "block-context" }, ...parts);
}
