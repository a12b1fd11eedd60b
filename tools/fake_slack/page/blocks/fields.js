// The input block: label, element, hint, and what is wrong with what was given.

import { h } from "../dom.js";
import { element } from "../elements.js";
import { textObject } from "../mrkdwn.js";
import { t } from "../words.js";

let drawn = 0;

export function fields(block, context) {
  const id = `field-${++drawn}`;
  const optional = block.optional
    ? h("span", { class: "optional" }, ` (${t("optional")})`)
    : null;
  const inside = { ...context, label: block.label.text };
  const field = h(
    "div",
    { class: "field", "data-field": block.block_id },
    h("label", { class: "label", for: `${id}-control` }, textObject(block.label, "span"), optional),
    element(block.element, block, inside),
    h("p", {
      id,
      class: "wrong",
      role: "alert",
      "data-testid": `field-error-${block.block_id}`,
      hidden: true,
    }),
    block.hint ? h("p", { id: `${id}-hint`, class: "hint" }, textObject(block.hint, "span")) : null,
  );
  const control = field.querySelector("[data-kind]");
  if (control) control.id = `${id}-control`;
  const counter = field.querySelector(".counter");
  if (counter) counter.id = `${id}-counter`;
  const described = [id, block.hint && `${id}-hint`, counter?.id].filter(Boolean).join(" ");
  control?.setAttribute("aria-describedby", described);
  const mayBeRequired = control && control.getAttribute("role") !== "group";
  if (!block.optional && mayBeRequired) control.setAttribute("aria-required", "true");
  return field;
}

/** Shows `{block_id: text}` beside the fields, and nothing beside the others. */
export function showErrors(root, errors) {
  for (const field of root.querySelectorAll("[data-field]"))
    showError(field, errors[field.dataset.field]);
}

export function showError(field, words) {
  const place = field.querySelector(":scope > .wrong");
  place.textContent = words ?? "";
  place.hidden = !words;
  field.querySelector("[data-kind]")?.setAttribute("aria-invalid", String(Boolean(words)));
}
