// Small questions of the page itself, one at a time: are you sure, what shall it be called.

import { h } from "./dom.js";
import { t } from "./words.js";

/** Resolves to whether the person went on. */
export function ask({ title, text, ok, danger = false }) {
  return open({ title, ok, danger, testid: "ask" }, [h("p", {}, text)], () => true, false);
}

/** fields: [{name, label, value, type, required}]; resolves to the values, or null. */
export function fillIn({ title, ok, fields, testid = "fill-in" }) {
  const inputs = fields.map((field) => input(field, testid));
  const values = () =>
    Object.fromEntries(
      inputs.map(({ field, node }) => [
        field.name,
        field.type === "checkbox" ? node.checked : node.value.trim(),
      ]),
    );
  return open({ title, ok, testid }, inputs.map(row), values, null);
}

function input(field, testid) {
  const node = h("input", {
    class: field.type === "checkbox" ? "" : "input",
    type: field.type ?? "text",
    required: field.required,
    value: field.type === "checkbox" ? undefined : (field.value ?? ""),
    "data-testid": `${testid}-${field.name}`,
    autocomplete: "off",
  });
  return { field, node };
}

function row({ field, node }) {
  const words = h("span", {}, field.label);
  return field.type === "checkbox"
    ? h("label", { class: "check" }, node, words)
    : h("label", { class: "field" }, h("span", { class: "label" }, field.label), node);
}

/** Any content with buttons below; `result` is asked when the person goes on. */
function open({ title, ok, danger, testid }, content, result, otherwise) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    let answer = otherwise;
    const form = h(
      "form",
      {
        method: "dialog",
        onsubmit: () => {
          answer = result();
        },
      },
      h("header", {}, h("h2", {}, title)),
      h("div", { class: "content" }, ...content),
      h(
        "footer",
        {},
        button(t("cancel"), `${testid}-cancel`, "", () => dialog.close()),
        h(
          "button",
          { class: `button ${danger ? "danger solid" : "primary"}`, "data-testid": `${testid}-ok` },
          ok,
        ),
      ),
    );
    const dialog = h("dialog", {
      class: "modal small",
      "data-testid": testid,
      "aria-label": title,
    });
    dialog.append(form);
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (before?.isConnected) before.focus();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
    (form.querySelector("input") ?? form.querySelector("footer .button:last-child")).focus();
  });
}

function button(label, testid, kind, onclick) {
  return h(
    "button",
    { type: "button", class: `button ${kind}`, "data-testid": testid, onclick },
    label,
  );
}

/** A dialog that stays until it is closed; `build(dialog)` gives what is in it. */
export function panel({ title, testid }, build) {
  const before = document.activeElement;
  const dialog = h("dialog", { class: "modal small", "data-testid": testid, "aria-label": title });
  const close = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "data-testid": `${testid}-close`,
      "aria-label": t("close"),
      onclick: () => dialog.close(),
    },
    "✕",
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
  });
  dialog.append(
    h(
      "div",
      { class: "panel" },
      h("header", {}, h("h2", {}, title), close),
      h("div", { class: "content" }, ...build(dialog)),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("input")?.focus();
  return dialog;
}
