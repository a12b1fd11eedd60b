// Checkboxes and radio buttons, with descriptions and formatted texts.

import { h } from "../dom.js";
import { named, spoken } from "./naming.js";
import { textObject } from "../mrkdwn.js";

let groups = 0;

function choices(spec, block, context) {
  const many = spec.type === "checkboxes";
  const name = `choice-${++groups}`;
  const inputs = spec.options.map((option) =>
    h("input", { type: many ? "checkbox" : "radio", name, value: option.value }),
  );
  const lines = spec.options.map((option, index) => {
    const detail = option.description
      ? h("small", {}, textObject(option.description, "span"))
      : null;
    return h("label", {}, inputs[index], h("span", {}, textObject(option.text, "span"), detail));
  });
  const group = h(
    "div",
    {
      ...named(spec, block, context),
      class: "choices",
      role: many ? "group" : "radiogroup",
      "aria-label": spoken(spec, context),
      onchange: () => context.act(block, spec, group.read(), group),
    },
    ...lines,
  );
  group.read = () => {
    const checked = inputs.filter((input) => input.checked).map((input) => input.value);
    return many ? checked : (checked[0] ?? null);
  };
  group.write = (value) => {
    const wanted = [value ?? []].flat();
    for (const input of inputs) input.checked = wanted.includes(input.value);
  };
  group.write(context.held);
  return group;
}

export const CHOICES = { checkboxes: choices, radio_buttons: choices };
