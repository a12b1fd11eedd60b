// The rich text input: an editable area with a toolbar, read as a rich_text block.

import { h } from "../dom.js";
import { richText } from "../rich_text.js";
import { store } from "../store.js";
import { t } from "../words.js";
import { named, spoken } from "./naming.js";
import { dispatching } from "./typed.js";

/** Browsers keep `execCommand` for exactly this; it also gives undo, which nothing else does. */
const TOOLS = [
  ["bold", "B", () => document.execCommand("bold")],
  ["italic", "I", () => document.execCommand("italic")],
  ["strike", "S", () => document.execCommand("strikeThrough")],
  ["bullets", "•", () => document.execCommand("insertUnorderedList")],
  ["numbers", "1.", () => document.execCommand("insertOrderedList")],
  ["quote", "❝", () => document.execCommand("formatBlock", false, "blockquote")],
  ["code", "</>", () => document.execCommand("formatBlock", false, "pre")],
];

function richTextInput(spec, block, context) {
  const area = h("div", {
    ...named(spec, block, context),
    class: "input rich-area mrkdwn",
    contenteditable: "true",
    role: "textbox",
    "aria-multiline": "true",
    "aria-label": spoken(spec, context),
    "data-placeholder": spec.placeholder?.text,
    onpaste: pastePlain,
  });
  area.read = () => readRichText(area);
  area.write = (value) => area.replaceChildren(...(value ? richText(value).childNodes : []));
  area.write(context.held);
  const tools = TOOLS.map(([name, sign, apply]) =>
    h(
      "button",
      {
        type: "button",
        class: `tool-${name}`,
        title: t(name),
        "aria-label": t(name),
        "data-testid": `rich-${name}`,
        onpointerdown: (event) => event.preventDefault(),
        onclick: () => {
          area.focus();
          apply();
        },
      },
      sign,
    ),
  );
  const bar = h("div", {
    class: "rich-tools",
    role: "toolbar",
    "aria-label": spoken(spec, context),
  });
  bar.append(...tools);
  const hint = dispatching(area, spec, block, context);
  return [h("div", { class: "rich-input" }, bar, area), ...hint];
}

function pastePlain(event) {
  event.preventDefault();
  document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
}

const STYLES = {
  B: "bold",
  STRONG: "bold",
  I: "italic",
  EM: "italic",
  S: "strike",
  STRIKE: "strike",
  DEL: "strike",
  CODE: "code",
  U: "underline",
};

/** `{type: "rich_text", elements: […]}`, or null when nothing was written. */
function readRichText(area) {
  const parts = [];
  let line = [];
  const flush = () => {
    if (line.length) parts.push({ type: "rich_text_section", elements: joined(line) });
    line = [];
  };
  for (const node of area.childNodes) {
    const part = blockOf(node);
    if (part) {
      flush();
      parts.push(...part);
    } else if (node.nodeName === "DIV" || node.nodeName === "P") {
      if (line.length) line.push(text("\n", {}));
      line.push(...pieces(node, {}), ...(node.nextSibling ? [text("\n", {})] : []));
    } else line.push(...pieces(node, {}));
  }
  flush();
  const elements = parts.filter((part) => part.elements.length);
  const said = area.textContent.trim() || area.querySelector("[data-emoji]");
  return said ? { type: "rich_text", elements } : null;
}

function blockOf(node) {
  if (node.nodeName === "UL" || node.nodeName === "OL") return lists(node, 0);
  if (node.nodeName === "BLOCKQUOTE")
    return [{ type: "rich_text_quote", elements: joined(pieces(node, {})) }];
  if (node.nodeName === "PRE")
    return [
      { type: "rich_text_preformatted", elements: [text(node.innerText.replace(/\n$/, ""), {})] },
    ];
  const inside = [...(node.children ?? [])];
  const only = node.nodeName === "DIV" && inside.length === 1 && node.childNodes.length === 1;
  return only ? blockOf(inside[0]) : null;
}

/** A nested list is a list of its own, further in, between the two halves of the outer one. */
function lists(node, indent) {
  const style = node.nodeName === "OL" ? "ordered" : "bullet";
  const found = [];
  let items = [];
  const flush = () => {
    if (items.length) found.push({ type: "rich_text_list", style, indent, elements: items });
    items = [];
  };
  for (const child of node.children) {
    const nested = [child, ...child.children].filter((one) => /^[UO]L$/.test(one.nodeName));
    const own = [...child.childNodes].filter((one) => !nested.includes(one));
    if (child.nodeName === "LI" && own.length)
      items.push({
        type: "rich_text_section",
        elements: joined(own.flatMap((one) => pieces(one, {}))),
      });
    if (nested.length) flush();
    found.push(...nested.flatMap((one) => lists(one, indent + 1)));
  }
  flush();
  return found;
}

function text(words, style) {
  return Object.keys(style).length
    ? { type: "text", text: words, style }
    : { type: "text", text: words };
}

function pieces(node, style) {
  if (node.nodeType === Node.TEXT_NODE) return written(node.data, style);
  if (node.nodeName === "BR") return node.nextSibling ? [text("\n", style)] : [];
  if (node.dataset?.element) return [JSON.parse(node.dataset.element)];
  const own = STYLES[node.nodeName] ? { ...style, [STYLES[node.nodeName]]: true } : style;
  return [...node.childNodes].flatMap((child) => pieces(child, own));
}

const SPECIAL = /(https?:\/\/[^\s<>]+)|@([\p{L}\w.-]+)|#([\p{L}\w-]+)|:([a-z0-9_+-]+):/gu;

/** What a person types becomes what it means: links, people, channels, emoji. */
function written(words, style) {
  const found = [];
  let done = 0;
  for (const match of words.matchAll(SPECIAL)) {
    const meaning = meant(match);
    if (!meaning) continue;
    if (match.index > done) found.push(text(words.slice(done, match.index), style));
    found.push(meaning);
    done = match.index + match[0].length;
  }
  if (done < words.length) found.push(text(words.slice(done), style));
  return found;
}

function meant([, url, who, where, name]) {
  if (url) return { type: "link", url };
  if (["here", "channel", "everyone"].includes(who)) return { type: "broadcast", range: who };
  const person = who && store.data.people.find((one) => one.key === who);
  if (person) return { type: "user", user_id: person.id };
  const channel = where && store.data.channels.find((one) => one.name === where);
  if (channel) return { type: "channel", channel_id: channel.id };
  return name && store.emoji[name] ? { type: "emoji", name } : null;
}

/** Neighbours of the same style become one; the last line break means nothing. */
function joined(elements) {
  const result = [];
  for (const one of elements) {
    const last = result.at(-1);
    const same = last?.type === "text" && one.type === "text";
    if (same && JSON.stringify(last.style) === JSON.stringify(one.style))
      result[result.length - 1] = { ...last, text: last.text + one.text };
    else result.push(one);
  }
  const end = result.at(-1);
  if (end?.type === "text")
    result[result.length - 1] = { ...end, text: end.text.replace(/\n$/, "") };
  return result.filter((one) => one.type !== "text" || one.text);
}

export const RICH_TEXT = { rich_text_input: richTextInput };
