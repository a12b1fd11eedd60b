// The elements people touch; what they do with them goes to `context.act` of message or view.

import { h } from "./dom.js";
import { BUTTONS } from "./elements/buttons.js";
import { CHOICES } from "./elements/choices.js";
import { confirmed } from "./elements/confirm.js";
import { FILES } from "./elements/file_input.js";
import { PICKERS } from "./elements/pickers.js";
import { RICH_TEXT } from "./elements/rich_text_input.js";
import { SELECTS } from "./elements/selects.js";
import { TYPED } from "./elements/typed.js";
import { act } from "./store.js";
import { t } from "./words.js";

/** Kind of element to its builder, which gives the nodes of the control. A node with `read` holds a
 *  value and can `write` one; `dataset.block` and `dataset.action` say whose. */
const BUILD = {
  ...BUTTONS,
  ...CHOICES,
  ...FILES,
  ...PICKERS,
  ...RICH_TEXT,
  ...SELECTS,
  ...TYPED,
};

/** `value` of the context is undefined where nobody gave one yet, null where it was taken away.
 *  context: {testid, label, value(block, spec), act(block, spec, value, node), suggest, upload} */
export function element(spec, block, context) {
  const build = BUILD[spec.type];
  if (!build) return h("code", { class: "block-unknown" }, JSON.stringify(spec, null, 1));
  const given = context.value(block, spec);
  const held = given === undefined ? initial(spec) : given;
  let before = held;
  const asked = async (_block, _spec, value, node) => {
    if (spec.confirm && !(await confirmed(spec.confirm))) return node.write?.(before);
    before = value;
    return context.act(block, spec, value, node);
  };
  const nodes = [build(spec, block, { ...context, held, act: asked })].flat();
  return h("div", { class: `control control-${spec.type}` }, ...nodes);
}

/** The app's own initial value, as simple as a person would give it. */
function initial(spec) {
  if (spec.initial_option) return spec.initial_option.value;
  if (spec.initial_options) return spec.initial_options.map((option) => option.value);
  const [, value] = Object.entries(spec).find(([name]) => name.startsWith("initial_")) ?? [];
  return value ?? null;
}

/** Of all elements inside, by block and action. */
export function valuesIn(root) {
  const values = {};
  for (const node of root.querySelectorAll("[data-kind]")) {
    if (!node.read) continue;
    (values[node.dataset.block] ??= {})[node.dataset.action] = node.read();
  }
  return values;
}

/** What the server holds for an element of a view: what a person gave, else the initial value. */
export function heldBy(view, block, spec) {
  const entry = view.state.values[block.block_id]?.[spec.action_id];
  if (!entry) return undefined;
  const { type: _type, selected_option: option, selected_options: options, ...single } = entry;
  if (options) return options.map((one) => one.value);
  return option?.value ?? Object.values(single)[0] ?? null;
}

/** Send a click and show at the element that it is on its way, or that it failed. */
export async function press(node, block, spec, details) {
  const control = node.closest(".control");
  control.querySelector(".failure")?.remove();
  node.classList.add("busy");
  node.setAttribute("aria-busy", "true");
  const { block_id, action_id } = { ...block, ...spec };
  const seen = await act("click", { block_id, action_id, ...details });
  node.classList.remove("busy");
  node.removeAttribute("aria-busy");
  if (!seen.ok) control.append(failure(action_id, seen.error));
  return seen;
}

function failure(actionId, words) {
  return h(
    "span",
    { class: "failure", role: "alert", "data-testid": `failure-${actionId}` },
    words ?? t("failed"),
  );
}
