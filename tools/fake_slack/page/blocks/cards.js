// The newer blocks around other content: alert, card, carousel, container, plan and task card.

import { h } from "../dom.js";
import { element } from "../elements.js";
import { link, textObject } from "../mrkdwn.js";
import { richText } from "../rich_text.js";
import { t } from "../words.js";
import { picture } from "./media.js";

const LEVEL_SIGN = { default: "💬", info: "ℹ️", warning: "⚠️", error: "⛔", success: "✅" };
const STATUS_SIGN = { pending: "○", in_progress: "◔", complete: "✓", error: "✕" };

function alert(block) {
  const level = block.level ?? "default";
  return h(
    "div",
    { class: `block-alert ${level}`, role: "note" },
    h("span", { "aria-hidden": "true" }, LEVEL_SIGN[level]),
    textObject(block.text),
  );
}

function card(block, context) {
  const icon = block.icon ? picture(block.icon, { class: "card-icon" }) : null;
  const part = (name) => (block[name] ? h("div", { class: name }, textObject(block[name])) : null);
  return h(
    "article",
    { class: "block-card" },
    block.hero_image ? picture(block.hero_image, { class: "hero" }) : null,
    h("div", { class: "card-top" }, icon, h("div", {}, part("title"), part("subtitle"))),
    part("body"),
    part("subtext"),
    block.actions
      ? h(
          "div",
          { class: "block-actions" },
          ...block.actions.map((spec) => element(spec, block, context)),
        )
      : null,
  );
}

function carousel(block, context, draw) {
  const cards = block.elements.map((one) =>
    draw({ ...one, block_id: one.block_id ?? block.block_id }, context),
  );
  return h(
    "div",
    { class: "block-carousel", tabindex: 0, role: "group", "aria-roledescription": "carousel" },
    ...cards,
  );
}

function container(block, context, draw) {
  const title = block.rich_text_title
    ? richText(block.rich_text_title)
    : textObject(block.title, "span");
  const head = [
    block.icon ? picture(block.icon, { class: "card-icon" }) : null,
    h(
      "div",
      {},
      h("b", {}, title),
      block.subtitle ? h("div", { class: "subtitle" }, textObject(block.subtitle, "span")) : null,
    ),
  ];
  const inside = h(
    "div",
    { class: "blocks" },
    ...block.child_blocks.map((child) => draw(child, context)),
  );
  const name = `block-container ${block.width ?? "standard"}`;
  if (!block.is_collapsible) {
    const line = block.has_header_divider ? "divided" : "";
    return h("section", { class: name }, h("div", { class: `card-top ${line}` }, ...head), inside);
  }
  return h(
    "details",
    { class: name, open: !block.default_collapsed },
    h("summary", { class: "card-top" }, ...head),
    inside,
  );
}

function plan(block, context, draw) {
  return h(
    "section",
    { class: "block-plan" },
    h("b", {}, block.title),
    ...(block.tasks ?? []).map((task) => draw({ type: "task_card", ...task }, context)),
  );
}

function taskCard(block) {
  const status = block.status ?? "pending";
  const sources = (block.sources ?? []).map((source) => link(source.url, [source.text]));
  const sign = h(
    "span",
    { class: "status", role: "img", "aria-label": t(status) },
    STATUS_SIGN[status],
  );
  const more = [
    block.details ? richText(block.details) : null,
    block.output ? richText(block.output) : null,
    sources.length ? h("div", { class: "sources" }, `${t("sources")}: `, ...sources) : null,
  ].filter(Boolean);
  const head = [sign, h("span", {}, block.title)];
  const name = `block-task ${status}`;
  if (!more.length) return h("div", { class: name }, h("div", { class: "task-top" }, ...head));
  return h("details", { class: name }, h("summary", { class: "task-top" }, ...head), ...more);
}

export const CARDS = { alert, card, carousel, container, plan, task_card: taskCard };
