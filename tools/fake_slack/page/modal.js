// The modal on top of the person's stack: input, errors beside fields, waiting, trouble.

import { blocks } from "./blocks.js";
import { h } from "./dom.js";
import { heldBy, valuesIn } from "./elements.js";
import { avatar } from "./people.js";
import { act, refresh, store } from "./store.js";

const dialog = document.getElementById("modal");
let shown = null;
let errors = {};
let trouble = null;
let waiting = false;
let typed = {};

/** Show what the server says is on top; redraws only when the view itself changed. */
export function showModal() {
  const view = store.data.views.at(-1) ?? null;
  if (!view) {
    if (dialog.open) dialog.close();
    shown = null;
    typed = {};
    return;
  }
  if (shown && shown.id === view.id && shown.hash === view.hash) return;
  if (shown?.id !== view.id) typed = {};
  else keep();
  shown = view;
  errors = {};
  trouble = null;
  draw();
  if (!dialog.open) dialog.showModal();
  dialog.querySelector(".content input, .content textarea, .content select")?.focus();
}

function draw() {
  const scrolled = dialog.querySelector(".content")?.scrollTop ?? 0;
  const below = store.data.views.length > 1;
  dialog.setAttribute("aria-label", shown.title.text);
  dialog.replaceChildren(
    h(
      "form",
      { novalidate: true, onsubmit: submit },
      h(
        "header",
        {},
        below
          ? h(
              "button",
              {
                type: "button",
                class: "icon-button",
                "data-testid": "modal-back",
                "aria-label": "Back",
                onclick: () => close(false),
              },
              "‹",
            )
          : avatar(store.data.app.user),
        h("h2", { "data-testid": "modal-title" }, shown.title.text),
        h(
          "button",
          {
            type: "button",
            class: "icon-button",
            "data-testid": "modal-dismiss",
            "aria-label": "Close",
            onclick: () => close(true),
          },
          "✕",
        ),
      ),
      h(
        "div",
        { class: "content" },
        trouble
          ? h("div", { class: "notice", role: "alert", "data-testid": "modal-error" }, trouble)
          : null,
        blocks(shown.blocks, context),
      ),
      h(
        "footer",
        {},
        h("span", { class: "grow" }),
        h(
          "button",
          {
            type: "button",
            class: "button",
            "data-testid": "modal-close",
            onclick: () => close(false),
          },
          shown.close?.text ?? "Cancel",
        ),
        shown.submit ? sendButton() : null,
      ),
    ),
  );
  dialog.querySelector(".content").scrollTop = scrolled;
}

function sendButton() {
  const spinner = waiting ? h("span", { class: "spin", "aria-hidden": "true" }) : null;
  return h(
    "button",
    {
      type: "submit",
      class: "button primary",
      "data-testid": "modal-submit",
      disabled: waiting,
      "aria-busy": String(waiting),
    },
    spinner,
    shown.submit.text,
  );
}

const context = {
  testid: "field",
  value: (block, spec) => typed[block.block_id]?.[spec.action_id] ?? heldBy(shown, block, spec),
  wrong: (block) => errors[block.block_id],
  async act(block, spec, value) {
    if (block.type === "input" && !block.dispatch_action) return;
    keep();
    const seen = await act("click", {
      view_id: shown.id,
      block_id: block.block_id,
      action_id: spec.action_id,
      value,
      values: typed,
    });
    if (!seen.ok) fail(seen.error);
  },
};

function keep() {
  for (const [block, given] of Object.entries(valuesIn(dialog))) {
    typed[block] = { ...typed[block], ...given };
  }
}

async function submit(event) {
  event.preventDefault();
  if (waiting) return;
  keep();
  errors = {};
  trouble = null;
  waiting = true;
  draw();
  const sent = shown;
  const seen = await act("submit", { view_id: sent.id, values: typed });
  waiting = false;
  if (seen.ok) await refresh();
  if (seen.ok || shown !== sent) {
    if (shown) fail(null);
    return;
  }
  errors = seen.errors ?? {};
  fail(seen.error);
  const first = dialog.querySelector(".wrong")?.closest(".field");
  first?.querySelector("input, textarea, select")?.focus();
}

function fail(error) {
  trouble = error ?? null;
  keep();
  draw();
}

function close(everything) {
  waiting = false;
  return act("close", { view_id: shown.id, everything });
}

dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  close(false);
});
