// Pieces of the panel's forms: labelled fields, buttons, and the line that says what came of it.

import { h } from "../dom.js";

let count = 0;

/** A label over a control; the hint is read out with it. */
export function field(label, control, hint) {
  count += 1;
  control.id = `panel-field-${count}`;
  if (hint) control.setAttribute("aria-describedby", `${control.id}-hint`);
  return h(
    "div",
    { class: "panel-field" },
    h("label", { for: control.id }, label),
    control,
    hint ? h("small", { id: `${control.id}-hint` }, hint) : null,
  );
}

export function input(testid, attributes = {}) {
  return h("input", { type: "text", autocomplete: "off", "data-testid": testid, ...attributes });
}

/** `options` are [value, label] pairs. */
export function select(testid, options, chosen, attributes = {}) {
  const node = h("select", { "data-testid": testid, ...attributes });
  refill(node, options, chosen);
  return node;
}

/** Other options for a select; what was chosen stays chosen where it is still there. */
export function refill(node, options, chosen = node.value) {
  const wanted = JSON.stringify(options);
  if (node.dataset.options === wanted) return;
  node.dataset.options = wanted;
  node.replaceChildren(...options.map(([value, label]) => h("option", { value }, label)));
  if (options.some(([value]) => value === chosen)) node.value = chosen;
}

export function button(testid, label, onclick, attributes = {}) {
  const { class: more = "", ...others } = attributes;
  const node = h(
    "button",
    { type: "button", class: `button ${more}`, "data-testid": testid, ...others },
    label,
  );
  if (onclick) node.addEventListener("click", onclick);
  return node;
}

/** A section with a heading; `nodes` are its content. */
export function section(title, ...nodes) {
  return h("section", { class: "panel-section" }, h("h3", {}, title), ...nodes);
}

/**
 * The line that says what came of a button. `try_` runs the work and tells: the words it returns,
 * or what the server refused; it never lets an error get lost.
 */
export function outcome(testid) {
  const node = h("p", { class: "panel-outcome", role: "status", "data-testid": testid });
  const say = (words, tone = "") => {
    node.className = `panel-outcome ${tone}`;
    node.textContent = words;
  };
  const try_ = async (work) => {
    try {
      say((await work()) ?? "");
    } catch (error) {
      say(error.message, "bad");
    }
  };
  return { node, say, try_ };
}

/** A form's values without the empty ones. */
export function filled(values) {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== "" && value !== null),
  );
}
