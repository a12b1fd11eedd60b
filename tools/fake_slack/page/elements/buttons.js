// Buttons of every kind and the overflow menu: a click, a value, nothing that is kept.

import { h, icon } from "../dom.js";
import { t } from "../words.js";
import { named } from "./naming.js";
import { menu } from "../floating.js";
import { textObject } from "../mrkdwn.js";
import { store } from "../store.js";

const TRASH = "M3 4.5h10M6.2 4.5v-2h3.6v2M4.2 4.5l.6 9h6.4l.6-9M6.8 7v4M9.2 7v4";
const THUMB =
  "M5 7.2 7.6 2c1.2 0 1.9.9 1.6 2.1L8.7 6.4h3.9c.9 0 1.5.8 1.3 1.7l-1 4.3c-.2.8-.8 1.3-1.6 1.3H5zM2.2 7.2H5v6.5H2.2z";

function visit(url) {
  if (/^(https?:|mailto:)/i.test(url)) window.open(url, "_blank", "noreferrer,noopener");
}

function button(spec, block, context) {
  return h(
    "button",
    {
      ...named(spec, block, context),
      type: "button",
      class: `button ${spec.style ?? ""}`,
      "aria-label": spec.accessibility_label,
      onclick: (event) => {
        if (spec.url) visit(spec.url);
        context.act(block, spec, null, event.currentTarget);
      },
    },
    textObject(spec.text, "span"),
  );
}

/** The fake has no link triggers: the click reaches the app, no workflow starts. */
function workflowButton(spec, block, context) {
  const built = button({ ...spec, url: undefined }, block, context);
  built.title = `${t("startWorkflow")}: ${spec.workflow?.trigger?.url ?? ""}`;
  built.prepend(h("i", { class: "emoji", "aria-hidden": "true" }, "⚡ "));
  return built;
}

function overflow(spec, block, context) {
  const choose = (event) => {
    const opener = event.currentTarget;
    const items = spec.options.map((option) =>
      h(
        "button",
        {
          type: "button",
          role: "menuitem",
          "data-testid": `option-${option.value}`,
          onclick: () => {
            box.hidePopover();
            if (option.url) visit(option.url);
            context.act(block, spec, option.value, opener);
          },
        },
        textObject(option.text, "span"),
        option.description ? h("small", {}, textObject(option.description, "span")) : null,
      ),
    );
    const box = menu(opener, {}, items);
  };
  return h(
    "button",
    {
      ...named(spec, block, context),
      type: "button",
      class: "button icon-only",
      "aria-label": t("moreActions"),
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      onclick: choose,
    },
    "⋯",
  );
}

function iconButton(spec, block, context) {
  if (spec.visible_to_user_ids && !spec.visible_to_user_ids.includes(store.data.me.id)) return [];
  return h(
    "button",
    {
      ...named(spec, block, context),
      type: "button",
      class: "button quiet",
      "aria-label": spec.accessibility_label ?? spec.text.text,
      title: spec.text.text,
      onclick: (event) => context.act(block, spec, null, event.currentTarget),
    },
    spec.icon === "trash" ? icon(TRASH) : textObject(spec.text, "span"),
  );
}

/** A pair; the chosen one stays marked. The first carries the element's test id. */
function feedback(spec, block, context) {
  const { "data-testid": testid, ...rest } = named(spec, block, context);
  const one = (which, name) =>
    h(
      "button",
      {
        type: "button",
        class: `button quiet ${name}`,
        "aria-label": which.accessibility_label ?? which.text.text,
        "aria-pressed": "false",
        title: which.text.text,
        "data-testid": `${testid}-${name}`,
        onclick: (event) => {
          const pressed = event.currentTarget;
          for (const other of pressed.parentElement.children)
            other.setAttribute("aria-pressed", String(other === pressed));
          context.act(block, spec, which.value, pressed);
        },
      },
      icon(THUMB),
    );
  return h(
    "div",
    { ...rest, "data-testid": testid, class: "feedback", role: "group" },
    one(spec.positive_button, "positive"),
    one(spec.negative_button, "negative"),
  );
}

export const BUTTONS = {
  button,
  overflow,
  workflow_button: workflowButton,
  icon_button: iconButton,
  feedback_buttons: feedback,
};
