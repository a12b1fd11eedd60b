// Inputs people type into: plain text, e-mail, link and number.

import { h } from "../dom.js";
import { t } from "../words.js";
import { named, spoken } from "./naming.js";

const PAUSE_MS = 300;
const KEYBOARD = { email_text_input: "email", url_text_input: "url" };

function typed(spec, block, context) {
  const node = h(spec.multiline ? "textarea" : "input", {
    ...named(spec, block, context),
    class: "input",
    type: spec.multiline ? undefined : "text",
    rows: spec.multiline ? 4 : undefined,
    inputmode: keyboard(spec),
    autocomplete: "off",
    value: context.held ?? "",
    placeholder: spec.placeholder?.text,
    "aria-label": spoken(spec, context),
  });
  node.read = () => node.value || null;
  node.write = (value) => (node.value = value ?? "");
  return [node, ...counter(node, spec), ...dispatching(node, spec, block, context)];
}

function keyboard(spec) {
  if (spec.type === "number_input") return spec.is_decimal_allowed ? "decimal" : "numeric";
  return KEYBOARD[spec.type];
}

/** Characters as the limits count them: code points. Slack lets people type too many. */
function counter(node, spec) {
  if (!spec.max_length && !spec.min_length) return [];
  const shown = h("span", { class: "counter", "data-testid": `counter-${spec.action_id}` });
  const count = () => {
    const length = [...node.value].length;
    shown.textContent = spec.max_length ? `${length}/${spec.max_length}` : String(length);
    const short = length > 0 && length < (spec.min_length ?? 0);
    shown.classList.toggle("over", short || length > (spec.max_length ?? Infinity));
  };
  node.addEventListener("input", count);
  count();
  return [shown];
}

/** Sends what was typed when the block asks for it: on Enter, or on each pause in typing. */
export function dispatching(node, spec, block, context) {
  if (!block.dispatch_action) return [];
  const on = spec.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const send = () => context.act(block, spec, node.read(), node);
  if (on.includes("on_character_entered")) {
    let pause;
    node.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(send, PAUSE_MS);
    });
  }
  if (!on.includes("on_enter_pressed")) return [];
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  return [h("span", { class: "enter-hint" }, t("pressEnter"))];
}

export const TYPED = {
  plain_text_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  number_input: typed,
};
