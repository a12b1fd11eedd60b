// The section block: text, fields in two columns, something beside; long text is folded.

import { h } from "../dom.js";
import { element } from "../elements.js";
import { textObject } from "../mrkdwn.js";
import { t } from "../words.js";
import { picture } from "./media.js";

/** Longer texts show their beginning and "See more"; Slack names no number. */
const LONG_CHARACTERS = 700;
const LONG_LINES = 12;

export function section(block, context) {
  const words = [];
  if (block.text) words.push(...(isLong(block) ? folded(block.text) : [textObject(block.text)]));
  if (block.fields)
    words.push(h("div", { class: "fields" }, ...block.fields.map((field) => textObject(field))));
  const accessory = block.accessory
    ? h("div", { class: "accessory" }, beside(block.accessory, block, context))
    : null;
  return h("div", { class: "block-section" }, h("div", { class: "words" }, ...words), accessory);
}

function beside(spec, block, context) {
  return spec.type === "image" ? picture(spec) : element(spec, block, context);
}

function isLong({ text, expand }) {
  return (
    !expand && (text.text.length > LONG_CHARACTERS || text.text.split("\n").length > LONG_LINES)
  );
}

function folded(text) {
  const words = textObject(text);
  words.classList.add("folded");
  const toggle = h(
    "button",
    {
      type: "button",
      class: "see-more",
      "aria-expanded": "false",
      "data-testid": "see-more",
      onclick: () => {
        const open = !words.classList.toggle("folded");
        toggle.setAttribute("aria-expanded", String(open));
        toggle.textContent = t(open ? "seeLess" : "seeMore");
      },
    },
    t("seeMore"),
  );
  return [words, toggle];
}
