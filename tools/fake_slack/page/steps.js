// Runs a custom step of the manifest, as a workflow would, and shows what came out.

import { stepRun } from "./api.js";
import { blocks } from "./blocks.js";
import { showErrors } from "./blocks/fields.js";
import { h } from "./dom.js";
import { valuesIn } from "./elements.js";
import { act } from "./store.js";
import { t } from "./words.js";

const LOOK_AGAIN_MS = 400;

const ELEMENTS = {
  string: { type: "plain_text_input" },
  number: { type: "number_input", is_decimal_allowed: true },
  integer: { type: "number_input", is_decimal_allowed: false },
  boolean: { type: "static_select", options: ["true", "false"].map(option) },
  "slack#/types/user_id": { type: "users_select" },
  "slack#/types/user_context": { type: "users_select" },
  "slack#/types/channel_id": { type: "conversations_select" },
  "slack#/types/date": { type: "datepicker" },
  "slack#/types/timestamp": { type: "datetimepicker" },
  "slack#/types/rich_text": { type: "rich_text_input" },
};

function option(value) {
  return { text: { type: "plain_text", text: value }, value };
}

/** The form of one step, in a dialog of its own. */
export function openStep(step) {
  const dialog = h("dialog", {
    class: "modal",
    "data-testid": "step",
    "aria-label": step.title,
    onclose: () => dialog.remove(),
  });
  const fields = blocks(step.inputs.map(asBlock), {
    testid: "step",
    value: () => undefined,
    act() {},
  });
  const outcome = h("div", { class: "outcome", role: "status", "data-testid": "step-outcome" });
  const run = h(
    "button",
    { type: "submit", class: "button primary", "data-testid": "step-run" },
    t("run"),
  );
  const leave = h(
    "button",
    { type: "button", class: "button", "data-testid": "step-close", onclick: () => dialog.close() },
    t("close"),
  );
  const start = async (event) => {
    event.preventDefault();
    const inputs = given(step, fields);
    if (!inputs) return;
    run.disabled = true;
    await carryOut(step, inputs, outcome, dialog);
    run.disabled = false;
  };
  dialog.append(
    h(
      "form",
      { novalidate: true, onsubmit: start },
      h("header", {}, h("h2", {}, `⚡ ${step.title}`)),
      h("div", { class: "content" }, step.description, fields, outcome),
      h("footer", {}, h("span", { class: "grow" }), leave, run),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}

function asBlock(input) {
  return {
    type: "input",
    block_id: input.name,
    optional: !input.required,
    label: { type: "plain_text", text: input.title || input.name },
    hint: { type: "plain_text", text: input.type },
    element: { action_id: input.name, ...(ELEMENTS[input.type] ?? ELEMENTS.string) },
  };
}

/** What was given, by name; null when something is missing. */
function given(step, fields) {
  const values = valuesIn(fields);
  const inputs = {};
  const errors = {};
  for (const { name, type, required } of step.inputs) {
    const value = values[name][name];
    if (value !== null) inputs[name] = typedAs(type, value);
    else if (required) errors[name] = t("required");
  }
  showErrors(fields, errors);
  return Object.keys(errors).length ? null : inputs;
}

async function carryOut(step, inputs, outcome, dialog) {
  outcome.textContent = t("stepRunning");
  const seen = await act("run_step", { callback_id: step.callback_id, inputs });
  if (seen.ok) await follow(seen.execution_id, outcome, dialog);
  else tell(seen, outcome);
}

function typedAs(type, value) {
  if (type === "number" || type === "integer") return Number(value);
  if (type === "boolean") return value === "true";
  if (type === "slack#/types/user_context") return { id: value };
  return value;
}

async function follow(id, outcome, dialog) {
  while (dialog.open) {
    const seen = await stepRun(id).catch(() => ({ error: t("trouble") }));
    if (seen.state !== "running") return tell(seen, outcome);
    await new Promise((resume) => setTimeout(resume, LOOK_AGAIN_MS));
  }
  return null;
}

function tell(seen, outcome) {
  const failed = Boolean(seen.error);
  const outputs = Object.entries(seen.outputs ?? {}).flatMap(([name, value]) => [
    h("dt", {}, name),
    h("dd", {}, typeof value === "string" ? value : JSON.stringify(value)),
  ]);
  outcome.classList.toggle("over", failed);
  outcome.replaceChildren(
    h("p", {}, failed ? `${t("stepFailed")}: ${seen.error}` : t("stepDone")),
    h("dl", {}, ...outputs),
  );
}
