// Interactive elements; what a person does with them goes to `context.act`.

import { h, popover } from "./dom.js";
import { textObject } from "./mrkdwn.js";
import { act, store } from "./store.js";

/** context: {act(block, element, value, node), value(block, element), label, testid} */
export function element(spec, block, context) {
  const build = BUILD[spec.type];
  return build ? build(spec, block, context) : h("code", { class: "block-unknown" }, spec.type);
}

/** The simple value of an element as the person left it. */
export function valueOf(node) {
  switch (node.dataset.kind) {
    case "radio_buttons":
      return node.querySelector("input:checked")?.value ?? null;
    case "checkboxes":
      return [...node.querySelectorAll("input:checked")].map((input) => input.value);
    case "multi_static_select":
    case "multi_users_select":
      return [...node.selectedOptions].map((option) => option.value);
    default:
      return node.value || null;
  }
}

/** Send a click and show at the element that it is on its way, or that it failed. */
export async function press(node, block, spec, details) {
  node?.classList.add("busy");
  const { block_id, action_id } = { ...block, ...spec };
  const seen = await act("click", { block_id, action_id, ...details });
  node?.classList.remove("busy");
  node?.classList.toggle("failed", !seen.ok);
  if (!seen.ok && node) node.title = seen.error;
}

/** Of all elements inside, by block and action. */
export function valuesIn(root) {
  const values = {};
  for (const node of root.querySelectorAll("[data-kind]")) {
    if (node.tagName === "BUTTON") continue;
    (values[node.dataset.block] ??= {})[node.dataset.action] = valueOf(node);
  }
  return values;
}

/** What the server holds for the element: the app's initial value, or what a person gave. */
export function heldBy(view, block, spec) {
  const entry = view.state.values[block.block_id]?.[spec.action_id] ?? {};
  const option = entry.selected_option?.value;
  const options = entry.selected_options?.map((one) => one.value);
  const { type: _type, selected_option: _one, selected_options: _many, ...single } = entry;
  return option ?? options ?? Object.values(single)[0] ?? null;
}

function named(spec, block, context) {
  return {
    "data-kind": spec.type,
    "data-block": block.block_id,
    "data-action": spec.action_id,
    "data-testid": `${context.testid ?? "element"}-${spec.action_id}`,
    "aria-label": context.label ?? spec.placeholder?.text ?? spec.type.replaceAll("_", " "),
  };
}

function button(spec, block, context) {
  const attributes = {
    ...named(spec, block, context),
    type: "button",
    class: `button ${spec.style ?? ""}`,
    "aria-label": spec.accessibility_label,
    onclick: async (event) => {
      const pressed = event.currentTarget;
      if (spec.url) window.open(spec.url, "_blank", "noreferrer,noopener");
      if (spec.confirm && !(await confirmed(spec.confirm))) return;
      context.act(block, spec, null, pressed);
    },
  };
  return h("button", attributes, textObject(spec.text, "span"));
}

function overflow(spec, block, context) {
  const choose = (event) => {
    const buttons = spec.options.map((option) =>
      h(
        "button",
        {
          type: "button",
          onclick: () => (box.hidePopover(), context.act(block, spec, option.value, null)),
        },
        textObject(option.text, "span"),
      ),
    );
    const box = popover(event.currentTarget, buttons, { class: "menu" });
  };
  return h(
    "button",
    {
      ...named(spec, block, context),
      type: "button",
      class: "button",
      "aria-label": "More actions",
      onclick: choose,
    },
    "⋯",
  );
}

function select(spec, block, context, options, { multiple = false } = {}) {
  const value = context.value(block, spec);
  const chosen = (option) => (multiple ? (value ?? []).includes(option) : value === option);
  const entries = options.map((option) =>
    h("option", { value: option.value, selected: chosen(option.value) }, option.label),
  );
  const empty = multiple ? [] : [h("option", { value: "" }, spec.placeholder?.text ?? "Choose…")];
  return h(
    "select",
    {
      ...named(spec, block, context),
      class: "input",
      multiple,
      onchange: (event) => context.act(block, spec, valueOf(event.target), event.target),
    },
    ...empty,
    ...entries,
  );
}

function staticOptions(spec) {
  const groups = spec.option_groups ?? [];
  const options = [...(spec.options ?? []), ...groups.flatMap((group) => group.options)];
  return options.map((option) => ({ value: option.value, label: option.text.text }));
}

function people() {
  return store.data.people.map((one) => ({ value: one.id, label: one.name }));
}

function channels() {
  return store.data.channels
    .filter((one) => one.kind !== "im")
    .map((one) => ({ value: one.id, label: `# ${one.name}` }));
}

function choices(spec, block, context) {
  const kind = spec.type === "checkboxes" ? "checkbox" : "radio";
  const value = context.value(block, spec);
  const group = `${block.block_id}-${spec.action_id}`;
  const lines = spec.options.map((option) => {
    const checked =
      kind === "checkbox" ? (value ?? []).includes(option.value) : value === option.value;
    const input = h("input", { type: kind, name: group, value: option.value, checked });
    const detail = option.description
      ? h("small", {}, textObject(option.description, "span"))
      : null;
    return h("label", {}, input, h("span", {}, textObject(option.text, "span"), detail));
  });
  const { "aria-label": label, ...rest } = named(spec, block, context);
  const role = kind === "radio" ? "radiogroup" : "group";
  const onchange = (event) =>
    context.act(block, spec, valueOf(event.currentTarget), event.currentTarget);
  return h("div", { ...rest, class: "choices", role, "aria-label": label, onchange }, ...lines);
}

function input(spec, block, context, attributes) {
  return h("input", {
    ...named(spec, block, context),
    class: "input",
    value: context.value(block, spec) ?? "",
    placeholder: spec.placeholder?.text,
    onchange: (event) => context.act(block, spec, valueOf(event.target), event.target),
    ...attributes,
  });
}

function textInput(spec, block, context) {
  if (!spec.multiline) return input(spec, block, context, { type: "text" });
  return h("textarea", {
    ...named(spec, block, context),
    class: "input",
    rows: 4,
    value: context.value(block, spec) ?? "",
    placeholder: spec.placeholder?.text,
    onchange: (event) => context.act(block, spec, valueOf(event.target), event.target),
  });
}

/** The confirm dialog of a button; resolves to whether the person went on. */
function confirmed(spec) {
  const dialog = document.getElementById("confirm");
  return new Promise((resolve) => {
    const answer = (yes) => {
      dialog.close();
      resolve(yes);
    };
    dialog.oncancel = () => resolve(false);
    dialog.replaceChildren(
      h(
        "form",
        { method: "dialog" },
        h("header", {}, h("h2", {}, spec.title.text)),
        h("div", { class: "content" }, textObject(spec.text)),
        h(
          "footer",
          {},
          h(
            "button",
            {
              type: "button",
              class: "button",
              "data-testid": "confirm-deny",
              onclick: () => answer(false),
            },
            spec.deny.text,
          ),
          h(
            "button",
            {
              type: "button",
              class: `button ${spec.style ?? "primary"}`,
              "data-testid": "confirm-ok",
              onclick: () => answer(true),
            },
            spec.confirm.text,
          ),
        ),
      ),
    );
    dialog.showModal();
  });
}

const BUILD = {
  button,
  overflow,
  static_select: (spec, block, context) => select(spec, block, context, staticOptions(spec)),
  multi_static_select: (spec, block, context) =>
    select(spec, block, context, staticOptions(spec), { multiple: true }),
  users_select: (spec, block, context) => select(spec, block, context, people()),
  multi_users_select: (spec, block, context) =>
    select(spec, block, context, people(), { multiple: true }),
  channels_select: (spec, block, context) => select(spec, block, context, channels()),
  conversations_select: (spec, block, context) => select(spec, block, context, channels()),
  radio_buttons: choices,
  checkboxes: choices,
  datepicker: (spec, block, context) => input(spec, block, context, { type: "date" }),
  timepicker: (spec, block, context) => input(spec, block, context, { type: "time" }),
  plain_text_input: textInput,
  email_text_input: (spec, block, context) => input(spec, block, context, { type: "email" }),
  url_text_input: (spec, block, context) => input(spec, block, context, { type: "url" }),
  number_input: (spec, block, context) => input(spec, block, context, { type: "number" }),
};
