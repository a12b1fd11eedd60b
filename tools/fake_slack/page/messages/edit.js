// Editing one's own message where it stands.

import { room, spaceLeft } from "../composer/length.js";
import { h } from "../dom.js";
import { act, draw, person, store } from "../store.js";
import { t } from "../words.js";

export function startEdit(node, shown) {
  if ("held" in node.dataset) return;
  node.dataset.held = "";
  /** Where the person goes on afterwards: at the message, or where they pressed the up key. */
  const from = node.contains(document.activeElement) ? node : document.activeElement;
  const place = node.querySelector(".body");
  const before = [...place.childNodes];
  const wrong = h("p", { class: "refusal", role: "alert", "data-testid": "edit-error" });
  const field = h("textarea", {
    class: "input",
    rows: 2,
    value: typed(shown.text),
    "aria-label": t("edit"),
    "data-testid": "edit-input",
  });
  const stop = () => {
    delete node.dataset.held;
    place.replaceChildren(...before);
    from.focus();
    draw();
  };
  const save = async () => {
    const text = field.value.trim();
    const details = { channel: store.channel, ts: shown.ts, text };
    const seen =
      room(text) < 0 ? { ok: false, error: spaceLeft(text) } : await act("edit", details);
    if (seen.ok) stop();
    else wrong.textContent = seen.error;
  };
  field.addEventListener("keydown", (pressed) => {
    if (pressed.key === "Escape") {
      pressed.stopPropagation();
      stop();
    }
    if (pressed.key === "Enter" && !pressed.shiftKey && !pressed.isComposing) {
      pressed.preventDefault();
      save();
    }
  });
  const button = (label, kind, testid, onclick) =>
    h("button", { type: "button", class: `button ${kind}`, "data-testid": testid, onclick }, label);
  place.replaceChildren(
    field,
    wrong,
    h(
      "div",
      { class: "block-actions" },
      button(t("cancel"), "", "edit-cancel", stop),
      button(t("save"), "primary", "edit-save", save),
    ),
  );
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

/** Stored text back to what a person would type. */
export function typed(text) {
  return text
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (_, id) => `@${person(id)?.key ?? id}`)
    .replace(/<#(\w+)(?:\|([^>]*))?>/g, (_, id, name) => `#${name || nameOfChannel(id)}`)
    .replace(/<!subteam\^\w+\|(@[^>]+)>/g, "$1")
    .replace(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, "@$1")
    .replace(/<((?:https?|mailto):[^>|]+)(?:\|[^>]*)?>/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

function nameOfChannel(id) {
  return store.data.channels.find((one) => one.id === id)?.name ?? id;
}
