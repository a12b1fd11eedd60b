// The menu behind the lightning: what the app offers from everywhere, and its workflow steps.

import { h } from "../dom.js";
import { menu } from "../floating.js";
import { openStep } from "../steps.js";
import { act, store } from "../store.js";
import { t } from "../words.js";

/** `say` shows what Slack answered when it did not work. */
export function chooseShortcut(anchor, say) {
  const buttons = store.data.shortcuts.map((one) =>
    h(
      "button",
      {
        type: "button",
        role: "menuitem",
        "data-testid": `shortcut-${one.callback_id}`,
        onclick: async () => {
          box.hidePopover();
          const seen = await act("global_shortcut", { callback_id: one.callback_id });
          say(seen.ok ? null : seen.error);
        },
      },
      "⚡",
      h("span", {}, h("b", {}, one.name), h("small", {}, one.description)),
    ),
  );
  const steps = store.data.steps.map((step) =>
    h(
      "button",
      {
        type: "button",
        role: "menuitem",
        "data-testid": `step-${step.callback_id}`,
        onclick: () => {
          box.hidePopover();
          openStep(step);
        },
      },
      "▶",
      h("span", {}, h("b", {}, step.title), h("small", {}, step.description)),
    ),
  );
  const nothing = h("p", { class: "topic" }, t("noShortcuts"));
  const offered = [...buttons, ...steps];
  const content = offered.length ? offered : [nothing];
  const box = menu(anchor, { "data-testid": "shortcuts-menu" }, content);
}
