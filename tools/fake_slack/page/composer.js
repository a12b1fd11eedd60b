// Where a person types: messages, replies, slash commands with completion, mentions, shortcuts.

import { completions } from "./completions.js";
import { h, icon, ICONS, popover } from "./dom.js";
import { pickEmoji } from "./emoji_picker.js";
import { act, store } from "./store.js";

/** `thread()` gives the root's ts for a thread's composer, null for the channel's. */
export function composer({ testid, thread }) {
  const notice = h("div", {
    class: "notice",
    role: "alert",
    "data-testid": `${testid}-error`,
    hidden: true,
  });
  const options = h("div", {
    class: "completions",
    role: "listbox",
    "data-testid": `${testid}-completions`,
    hidden: true,
  });
  const field = h("textarea", {
    rows: 1,
    "data-testid": `${testid}-input`,
    "aria-label": "Message",
    oninput: () => changed(),
  });
  const send = h(
    "button",
    {
      type: "button",
      class: "send",
      "data-testid": `${testid}-send`,
      "aria-label": "Send",
      disabled: true,
      onclick: () => submit(),
    },
    icon(ICONS.send),
  );
  let picked = 0;

  function say(error) {
    notice.hidden = !error;
    notice.replaceChildren(
      h("span", {}, error ?? ""),
      h("button", { type: "button", "aria-label": "Dismiss", onclick: () => say(null) }, "✕"),
    );
  }

  function changed() {
    send.disabled = !field.value.trim();
    picked = 0;
    complete();
  }

  function complete() {
    const found = completions(field);
    options.hidden = !found.length;
    options.replaceChildren(
      ...found.map((one, index) =>
        h(
          "button",
          {
            type: "button",
            role: "option",
            tabindex: -1,
            "aria-selected": String(index === picked),
            "data-testid": one.testid,
            onclick: () => take(one),
          },
          ...one.label,
        ),
      ),
    );
    return found;
  }

  function take(one) {
    field.value = one.text;
    field.focus();
    changed();
    options.hidden = true;
  }

  async function submit() {
    const text = field.value.trim();
    if (!text) return;
    field.value = "";
    changed();
    const seen = await sent(text, thread());
    say(seen.ok ? null : seen.error);
    if (!seen.ok) field.value ||= text;
  }

  field.addEventListener("keydown", (event) => {
    const found = options.hidden ? [] : completions(field);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (found.length && step) {
      picked = (picked + step + found.length) % found.length;
      complete();
      event.preventDefault();
    } else if (event.key === "Escape") {
      options.hidden = true;
    } else if (
      found.length &&
      (event.key === "Tab" ||
        (event.key === "Enter" && found[picked].text.trim() !== field.value.trim()))
    ) {
      take(found[picked]);
      event.preventDefault();
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      submit();
      event.preventDefault();
    }
  });

  const shortcuts = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "data-testid": "shortcuts-button",
      "aria-label": "Shortcuts",
      title: "Shortcuts",
      onclick: (event) => chooseShortcut(event.currentTarget, say),
    },
    "⚡",
  );
  const emoji = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "data-testid": `${testid}-emoji`,
      "aria-label": "Insert emoji",
      title: "Emoji",
      onclick: (event) => pickEmoji(event.currentTarget, insert),
    },
    "🙂",
  );

  function insert(name) {
    field.setRangeText(`:${name}: `, field.selectionStart, field.selectionEnd, "end");
    field.focus();
    changed();
  }

  const tools = h(
    "div",
    { class: "tools" },
    thread() ? null : shortcuts,
    emoji,
    h("span", { class: "grow" }),
    send,
  );
  const box = h("div", { class: "composer", "data-testid": testid }, options, field, tools);
  return {
    node: h("div", {}, notice, box),
    invite(placeholder) {
      field.placeholder = placeholder;
    },
    empty() {
      field.value = "";
      say(null);
      changed();
    },
  };
}

function sent(text, thread) {
  const [command, ...rest] = text.split(" ");
  const place = { channel: store.channel, ...(thread ? { thread_ts: thread } : {}) };
  if (/^\/[\w-]+$/.test(command)) return act("slash", { ...place, command, text: rest.join(" ") });
  return act(thread ? "reply" : "message", { ...place, text });
}

function chooseShortcut(anchor, say) {
  const buttons = store.data.shortcuts.map((one) =>
    h(
      "button",
      {
        type: "button",
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
  const nothing = h("p", { class: "topic" }, "No shortcuts here");
  const box = popover(anchor, buttons.length ? buttons : [nothing], {
    class: "menu",
    "data-testid": "shortcuts-menu",
  });
}
