// Block Kit as elements, for messages and modals; a kind it does not know shows its JSON.

import { h } from "./dom.js";
import { element } from "./elements.js";
import { textObject } from "./mrkdwn.js";
import { richText } from "./rich_text.js";
import { store } from "./store.js";

/** As Slack's client says it, in the language of who looks. */
const OPTIONAL = { en: "optional", ko: "선택 사항", pl: "opcjonalnie" };

/** context: see elements.js; in modals also `wrong(block)`, the text to show beside a field. */
export function blocks(list, context) {
  return h("div", { class: "blocks" }, ...list.map((block) => one(block, context)));
}

function one(block, context) {
  const build = BUILD[block.type];
  const node = build ? build(block, context) : unknown(block);
  node.dataset.testid = `block-${block.block_id}`;
  return node;
}

function unknown(block) {
  return h("div", { class: "block-unknown" }, JSON.stringify(block, null, 1));
}

function section(block, context) {
  const words = [];
  if (block.text) words.push(textObject(block.text));
  if (block.fields)
    words.push(h("div", { class: "fields" }, ...block.fields.map((field) => textObject(field))));
  const accessory = block.accessory
    ? h("div", { class: "accessory" }, beside(block.accessory, block, context))
    : null;
  return h("div", { class: "block-section" }, h("div", { class: "words" }, ...words), accessory);
}

function beside(spec, block, context) {
  return spec.type === "image"
    ? h("img", { class: "accessory-image", src: spec.image_url, alt: spec.alt_text })
    : element(spec, block, context);
}

function contextLine(block) {
  const parts = block.elements.map((part) =>
    part.type === "image"
      ? h("img", { src: part.image_url, alt: part.alt_text })
      : textObject(part, "span"),
  );
  return h("div", { class: "block-context" }, ...parts);
}

function image(block) {
  const title = block.title ? h("figcaption", {}, textObject(block.title, "span")) : null;
  return h(
    "figure",
    { class: "block-image" },
    title,
    h("img", { src: block.image_url, alt: block.alt_text }),
  );
}

function input(block, context) {
  const language = store.data.me.locale?.split("-")[0];
  const word = OPTIONAL[language] ?? OPTIONAL.en;
  const optional = block.optional ? h("span", { class: "optional" }, ` (${word})`) : null;
  const wrong = context.wrong?.(block);
  const inside = { ...context, label: block.label.text };
  return h(
    "div",
    { class: "field" },
    h("div", { class: "label" }, textObject(block.label, "span"), optional),
    element(block.element, block, inside),
    wrong
      ? h(
          "p",
          { class: "wrong", role: "alert", "data-testid": `field-error-${block.block_id}` },
          wrong,
        )
      : null,
    block.hint ? h("p", { class: "hint" }, textObject(block.hint, "span")) : null,
  );
}

const BUILD = {
  section,
  input,
  image,
  context: contextLine,
  rich_text: richText,
  header: (block) => h("h3", { class: "block-header" }, textObject(block.text, "span")),
  divider: () => h("hr", { class: "block-divider" }),
  actions: (block, context) =>
    h(
      "div",
      { class: "block-actions" },
      ...block.elements.map((spec) => element(spec, block, context)),
    ),
  markdown: (block) => h("div", { class: "mrkdwn" }, block.text),
};
