// The modal on top of the person's stack: input, errors beside fields, waiting, trouble.

import { redraw } from "./blocks.js";
import { showError, showErrors } from "./blocks/fields.js";
import { h } from "./dom.js";
import { heldBy, press, valuesIn } from "./elements.js";
import { textObject } from "./mrkdwn.js";
import { avatar } from "./people.js";
import { act, refresh, store } from "./store.js";
import { inView } from "./view_context.js";
import { t } from "./words.js";

const FIRST_FIELD = "input:not([type=file]), textarea, [role=combobox], [contenteditable]";
const dialog = document.getElementById("modal");

/** What was typed and not sent, by view: a view below another one keeps its own. */
const drafts = new Map();
let shown = null;
let waiting = false;
let parts = null;
let opener = null;

/** Show what the server says is on top; only what changed is drawn anew. */
export function showModal() {
  const stack = store.data.views;
  const view = stack.at(-1) ?? null;
  keep();
  for (const id of drafts.keys()) if (!stack.some((one) => one.id === id)) drafts.delete(id);
  if (!view) return hide();
  if (shown?.id === view.id && shown.hash === view.hash) return null;
  if (shown?.id === view.id) update(view);
  else open(view);
  return null;
}

function open(view) {
  if (!dialog.open) opener = document.activeElement?.dataset?.testid ?? null;
  shown = view;
  waiting = false;
  build();
  update(view);
  if (!dialog.open) dialog.showModal();
  firstField().focus();
}

/** What the app wants the focus on, else the first field; a view without any has its buttons. */
function firstField() {
  const wanted = parts.content.querySelector("[data-focus]");
  if (wanted?.matches(FIRST_FIELD)) return wanted;
  const field = (wanted ?? parts.content).querySelector(FIRST_FIELD);
  return field ?? (shown.submit ? parts.submit : parts.cancel);
}

/** The browser gives the focus back, unless what had it has been drawn anew meanwhile. */
function hide() {
  shown = null;
  waiting = false;
  if (!dialog.open) return;
  dialog.close();
  if (document.activeElement === document.body && opener)
    document.querySelector(`[data-testid="${CSS.escape(opener)}"]`)?.focus();
}

function iconButton(testid, label, sign, onclick) {
  return h(
    "button",
    { type: "button", class: "icon-button", "data-testid": testid, "aria-label": label, onclick },
    sign,
  );
}

function build() {
  const below = store.data.views.length > 1;
  const title = h("h2", { "data-testid": "modal-title" });
  const notice = h("div", {
    class: "notice",
    role: "alert",
    "data-testid": "modal-error",
    hidden: true,
  });
  const place = h("div", { class: "blocks", oninput: (event) => corrected(event.target) });
  const content = h("div", { class: "content" }, notice, place);
  const cancel = h("button", {
    type: "button",
    class: "button",
    "data-testid": "modal-close",
    onclick: () => close(false),
  });
  const submit = h("button", {
    type: "submit",
    class: "button primary",
    "data-testid": "modal-submit",
  });
  parts = { title, notice, content, place, cancel, submit };
  dialog.replaceChildren(
    h(
      "form",
      { novalidate: true, onsubmit: send },
      h(
        "header",
        {},
        below
          ? iconButton("modal-back", t("back"), "‹", () => close(false))
          : avatar(store.data.app.user),
        title,
        iconButton("modal-dismiss", t("close"), "✕", () => close(true)),
      ),
      content,
      h("footer", {}, h("span", { class: "grow" }), cancel, submit),
    ),
  );
}

/** Typing goes on while the app changes the view: fields stay where their block stays. */
function update(view) {
  const focused = place();
  shown = view;
  dialog.setAttribute("aria-label", view.title.text);
  parts.title.replaceChildren(textObject(view.title, "span"));
  parts.cancel.textContent = view.close?.text ?? t("cancel");
  parts.submit.hidden = !view.submit;
  forgetGone(view);
  redraw(parts.place, view.blocks, context(view));
  complain({});
  wait(waiting);
  focused();
}

/** What was typed into a field that the app has taken away is nobody's any more. */
function forgetGone(view) {
  const draft = drafts.get(view.id) ?? {};
  const inside = view.blocks.flatMap((block) => [block, ...(block.child_blocks ?? [])]);
  const there = new Set(inside.map((block) => block.block_id));
  for (const block of Object.keys(draft)) if (!there.has(block)) delete draft[block];
}

/** A way back to the field and the caret, for a field that is about to be replaced. */
function place() {
  const node = document.activeElement;
  if (!dialog.contains(node) || !node.dataset.action) return () => {};
  const { selectionStart: start, selectionEnd: end } = node;
  const { block, action } = node.dataset;
  return () => {
    if (node.isConnected) return;
    const again = [...dialog.querySelectorAll("[data-action]")].find(
      (one) => one.dataset.block === block && one.dataset.action === action,
    );
    again?.focus();
    if (typeof start === "number") again?.setSelectionRange?.(start, end);
  };
}

function context(view) {
  return inView(view, {
    testid: "field",
    value: (block, spec) => {
      const draft = drafts.get(view.id)?.[block.block_id]?.[spec.action_id];
      return draft === undefined ? heldBy(view, block, spec) : draft;
    },
    act: (block, spec, value, node) => {
      corrected(node);
      if (block.type === "input" && !block.dispatch_action) return null;
      keep();
      return press(node, block, spec, { view_id: view.id, value, values: drafts.get(view.id) });
    },
  });
}

function keep() {
  if (!shown || !parts) return;
  const draft = drafts.get(shown.id) ?? {};
  for (const [block, given] of Object.entries(valuesIn(parts.place)))
    draft[block] = { ...draft[block], ...given };
  drafts.set(shown.id, draft);
}

function wait(yes) {
  waiting = yes;
  const spinner = yes ? [h("span", { class: "spin", "aria-hidden": "true" })] : [];
  parts.submit.replaceChildren(...spinner, shown.submit?.text ?? "");
  parts.submit.setAttribute("aria-busy", String(yes));
  parts.submit.setAttribute("aria-disabled", String(yes));
}

function complain({ errors = {}, error = "" }) {
  parts.notice.textContent = error;
  parts.notice.hidden = !error;
  showErrors(parts.place, errors);
}

/** What was wrong with a field is not said of what it holds now. */
function corrected(node) {
  const field = node.closest("[data-field]");
  if (field) showError(field, null);
}

async function send(event) {
  event.preventDefault();
  if (parts.submit.getAttribute("aria-disabled") === "true") return;
  keep();
  complain({});
  wait(true);
  const sent = shown;
  const seen = await act("submit", { view_id: sent.id, values: drafts.get(sent.id) });
  // Not reached: live.js asks again when it hears the server.
  if (seen.ok) await refresh().catch(() => {});
  if (shown?.id !== sent.id) return;
  wait(false);
  if (seen.ok) return;
  complain(seen);
  const first = parts.place.querySelector(".wrong:not([hidden])")?.closest(".field");
  const control = first?.querySelector(FIRST_FIELD) ?? parts.notice;
  control.focus();
  control.scrollIntoView({ block: "nearest" });
}

async function close(everything) {
  const closed = shown;
  const seen = await act("close", { view_id: closed.id, everything });
  if (!seen.ok && shown?.id === closed.id) complain(seen);
}

/** Not the dialog's own `cancel`: browsers let it be refused only once. */
dialog.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || dialog.querySelector(":popover-open")) return;
  event.preventDefault();
  close(false);
});
