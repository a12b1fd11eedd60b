// Where a person types: messages and replies, with completion, formatting, emoji, files.

import { h, icon, ICONS } from "../dom.js";
import { pickEmoji } from "../emoji_picker.js";
import { isDirect, placeName, store } from "../store.js";
import { t } from "../words.js";
import { completions } from "./completions.js";
import { draftOf, keepDraft, placeOf } from "./drafts.js";
import { formatByKey, formatting } from "./formatting.js";
import { room, spaceLeft } from "./length.js";
import { isCommand, send } from "./sending.js";
import { chooseShortcut } from "./shortcuts.js";
import { takeDropped, uploads } from "./uploads.js";

/** `thread()` gives the root's ts for a thread's composer, null for the channel's. */
export function composer({ testid, thread, editLast }) {
  const inThread = testid.startsWith("thread");
  const notice = h("div", {
    class: "notice",
    role: "alert",
    "data-testid": `${testid}-error`,
    hidden: true,
  });
  const options = h("div", {
    class: "completions",
    role: "listbox",
    id: `${testid}-options`,
    "data-testid": `${testid}-completions`,
    hidden: true,
  });
  const field = h("textarea", {
    id: `${testid}-field`,
    rows: 1,
    "data-testid": `${testid}-input`,
    role: "combobox",
    "aria-haspopup": "listbox",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    "aria-controls": `${testid}-options`,
    oninput: () => {
      if (!field.value.trim()) say(null);
      changed();
    },
    onkeydown: (event) => pressed(event),
    onblur: () => close(),
  });
  const filesChanged = () => {
    changed();
    field.focus();
  };
  const waiting = uploads({ testid, say, changed: filesChanged });
  const sendButton = tool("send", ICONS.send, () => submit(), "send");
  const hint = h("p", {
    class: "hint",
    role: "status",
    "data-testid": `${testid}-hint`,
    hidden: true,
  });
  const also = h("input", { type: "checkbox", "data-testid": "broadcast" });
  const alsoLabel = h("span", {});
  const tools = h("div", { class: "tools" });
  const box = h(
    "div",
    { class: "composer", "data-testid": testid },
    options,
    waiting.list,
    field,
    hint,
    inThread ? h("label", { class: "also" }, also, alsoLabel) : null,
    tools,
  );
  let place = null;
  let picked = 0;
  let found = [];
  let drawnFor = null;

  function say(error) {
    notice.hidden = !error;
    notice.replaceChildren(
      h("span", {}, error ?? ""),
      h(
        "button",
        {
          type: "button",
          "data-testid": `${testid}-error-dismiss`,
          "aria-label": t("dismiss"),
          onclick: () => say(null),
        },
        "✕",
      ),
    );
  }

  function changed() {
    const text = field.value.trim();
    sendButton.disabled = (!text && !waiting.any) || room(text) < 0;
    if (place) keepDraft(place, field.value);
    hint.textContent = inThread && isCommand(text) ? t("noCommandsInThreads") : spaceLeft(text);
    hint.hidden = !hint.textContent;
    picked = 0;
    complete();
  }

  function complete() {
    found = document.activeElement === field ? completions(field, inThread) : [];
    if (!found.length) return close();
    options.replaceChildren(...found.map(option));
    options.hidden = false;
    field.setAttribute("aria-expanded", "true");
    field.setAttribute("aria-activedescendant", `${testid}-option-${picked}`);
    return null;
  }

  function option(one, index) {
    return h(
      "button",
      {
        type: "button",
        role: "option",
        id: `${testid}-option-${index}`,
        tabindex: -1,
        "aria-selected": String(index === picked),
        "data-testid": one.testid,
        onmousedown: (event) => event.preventDefault(),
        onclick: () => take(one),
      },
      ...one.label,
    );
  }

  function close() {
    options.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function take(one) {
    field.value = one.text;
    field.setSelectionRange(one.caret, one.caret);
    field.focus();
    changed();
    close();
  }

  async function submit() {
    const text = field.value.trim();
    if ((!text && !waiting.any) || room(text) < 0) return;
    const sent = { thread: thread(), broadcast: also.checked };
    const from = place;
    // A command takes no files: they wait for the next message.
    const files = isCommand(text) ? [] : waiting.take();
    field.value = "";
    changed();
    const seen = await send(text, files, sent);
    if (place === from) say(seen.ok ? null : seen.error);
    if (seen.ok) also.checked = false;
    else waiting.add(files);
    if (!seen.ok && place === from && !field.value) {
      field.value = text;
      changed();
      close();
    }
  }

  function pressed(event) {
    const open = !options.hidden && found.length > 0;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const whole = open && found[picked].text.trim() === field.value.trim();
    if (open && step) {
      picked = (picked + step + found.length) % found.length;
      complete();
    } else if (open && event.key === "Escape") {
      close();
    } else if (open && (event.key === "Tab" || (event.key === "Enter" && !whole))) {
      take(found[picked]);
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      submit();
    } else if (event.key === "ArrowUp" && !field.value && editLast) {
      editLast();
    } else if (!formatByKey(event, field)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  function insert(name) {
    field.setRangeText(`:${name}: `, field.selectionStart, field.selectionEnd, "end");
    field.focus();
    changed();
    close();
  }

  function tool(word, look, onclick, id = word) {
    const label = t(word);
    const kind = word === "send" ? "send" : "icon-button";
    return h(
      "button",
      {
        type: "button",
        class: kind,
        "data-testid": id === "shortcuts" ? "shortcuts-button" : `${testid}-${id}`,
        "aria-label": label,
        title: label,
        onclick,
      },
      icon(look),
    );
  }

  function drawTools() {
    tools.replaceChildren(
      tool("attach", ICONS.attach, waiting.choose),
      waiting.input,
      inThread
        ? ""
        : tool("shortcuts", ICONS.bolt, (event) => chooseShortcut(event.currentTarget, say)),
      tool("emoji", ICONS.smile, (event) => pickEmoji(event.currentTarget, insert)),
      h("span", { class: "formatting" }, ...formatting(field, testid)),
      h("span", { class: "grow" }),
      sendButton,
    );
    sendButton.setAttribute("aria-label", t("send"));
  }

  takeDropped(box, field, waiting.add);
  return {
    node: h("div", {}, notice, box),
    focus: () => field.focus(),
    /** To be called whenever something else is shown; brings back what was typed there. */
    show() {
      if (drawnFor !== store.look) {
        drawnFor = store.look;
        drawTools();
      }
      const name = inThread ? t("reply") : t("messageTo", { place: placeName() });
      field.placeholder = name;
      field.setAttribute("aria-label", name);
      alsoLabel.textContent = isDirect(store.data.channel)
        ? t("alsoSendDirect")
        : t("alsoSend", { place: placeName() });
      const now = placeOf(thread());
      if (place === now) return;
      place = now;
      field.value = draftOf(place);
      also.checked = false;
      say(null);
      changed();
    },
  };
}
