// Slack's text format: mentions, links, emoji, bold, code, quotes and lists become elements.

import { formatted } from "./dates.js";
import { h } from "./dom.js";
import { nameOf, store } from "./store.js";
import { t } from "./words.js";

/** Signs format only beside spaces and punctuation: not inside words, in whatever script. */
const LETTER = "[\\p{L}\\p{N}]";
const between = (sign) =>
  `(?<!${LETTER}|${sign})${sign}(?!\\s|${sign})([^\\n]*?[^\\s])${sign}(?!${LETTER}|${sign})`;
const MARKS = [
  "```([\\s\\S]+?)```",
  "`([^`\\n]+)`",
  "<([^>\\n]+)>",
  ":([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):",
  between("\\*"),
  between("_"),
  between("~"),
];
const AND = "&amp;|&(?!(?:lt|gt|amp);)";
/** Ends before `&lt;` and `&gt;`, and without the punctuation of the sentence around it. */
const URL_ALONE = `(https?:\\/\\/(?:${AND}|[^\\s<>|&])*(?:${AND}|[^\\s<>|&.,;:!?'")\\]}*_~\`]))`;
const WITH_LINKS = new RegExp([...MARKS, URL_ALONE].join("|"), "gu");
/** Where an address alone is no link: in `verbatim` texts, and inside links. */
const MARKS_ONLY = new RegExp(MARKS.join("|"), "gu");

function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** An element with the formatted text; plain_text shows only its emoji. */
export function textObject(object, tag = "div") {
  if (object.type === "plain_text")
    return h(tag, { class: "plain" }, ...plain(object.text, object.emoji ?? true));
  return mrkdwn(object.text, tag, object.verbatim ? MARKS_ONLY : WITH_LINKS);
}

export function mrkdwn(text, tag = "div", tokens = WITH_LINKS) {
  return h(tag, { class: "mrkdwn" }, ...lines(text, tokens));
}

function plain(text, withEmoji) {
  if (!withEmoji) return [text];
  return text
    .split(/(:[a-z0-9_+'-]+(?:::skin-tone-[2-6])?:)/)
    .map((piece) => (piece.startsWith(":") ? (emoji(piece.slice(1, -1)) ?? piece) : piece));
}

// People's clients escape the sign, apps may write it as it is; Slack shows both as a quote.
const QUOTE_LINE = /^(?:&gt;|>) ?/;
const LIST_LINE = /^ *(?:[•◦▪‣-]|\d{1,3}\.) /;

/** Code in fences first: no line inside it is a quote or a list. */
function lines(text, tokens) {
  return text.split(/\n?(```[\s\S]+?```)\n?/).flatMap((part) => {
    if (/^```[\s\S]+```$/.test(part)) return inline(part, tokens);
    const [before, rest] = part.split(/(?:^|\n)(?:&gt;|>){3} ?([\s\S]*)/);
    const nodes = shaped(before, tokens);
    return rest === undefined ? nodes : [...nodes, h("blockquote", {}, ...inline(rest, tokens))];
  });
}

/** Neighbouring lines of one shape together; plain ones keep their line breaks as text. */
function shaped(text, tokens) {
  const nodes = [];
  let run = [];
  let shape = "";
  const flush = () => {
    if (!run.length) return;
    if (shape === "quote") nodes.push(h("blockquote", {}, ...inline(run.join("\n"), tokens)));
    else if (shape === "list")
      nodes.push(...run.map((line) => h("span", { class: "list-line" }, ...inline(line, tokens))));
    else nodes.push(...inline(run.join("\n"), tokens));
    run = [];
  };
  for (const line of text.split("\n")) {
    const next = QUOTE_LINE.test(line) ? "quote" : LIST_LINE.test(line) ? "list" : "";
    if (next !== shape) flush();
    shape = next;
    run.push(shape === "quote" ? line.replace(QUOTE_LINE, "") : line);
  }
  flush();
  return nodes;
}

function inline(text, tokens) {
  const nodes = [];
  let done = 0;
  for (const found of text.matchAll(tokens)) {
    nodes.push(unescape(text.slice(done, found.index)), token(found, tokens));
    done = found.index + found[0].length;
  }
  nodes.push(unescape(text.slice(done)));
  return nodes.filter((node) => node !== "");
}

function token([whole, fence, code, angle, name, bold, italic, strike, url], tokens) {
  if (fence !== undefined) return h("pre", {}, ...verbatim(fence.replace(/^\n|\n$/g, "")));
  if (code !== undefined) return h("code", {}, ...verbatim(code));
  if (angle !== undefined) return reference(angle);
  if (name !== undefined) return emoji(name) ?? whole;
  if (bold !== undefined) return h("b", {}, ...inline(bold, tokens));
  if (italic !== undefined) return h("i", {}, ...inline(italic, tokens));
  if (strike !== undefined) return h("s", {}, ...inline(strike, tokens));
  return link(unescape(url), [unescape(url)]);
}

/** In code only references mean something. */
function verbatim(text) {
  return text
    .split(/(<[^>\n]+>)/)
    .filter(Boolean)
    .map((piece) => (/^<.+>$/.test(piece) ? reference(piece.slice(1, -1)) : unescape(piece)));
}

export function emoji(name) {
  const [stem, tone] = name.split("::skin-tone-");
  const sign = store.emoji[stem];
  if (!sign) return null;
  return h("i", { class: "emoji", title: `:${name}:` }, tone ? toned(sign, Number(tone)) : sign);
}

/** The shade follows the first character, in the place of "shown as a picture". */
function toned(sign, tone) {
  const [first, ...rest] = sign;
  if (rest[0] === "\ufe0f") rest.shift();
  return [first, String.fromCodePoint(0x1f3f9 + tone), ...rest].join("");
}

function reference(inside) {
  const [target, label] = inside.split(/\|(.*)/s);
  if (target.startsWith("@")) return mention(target.slice(1));
  if (target.startsWith("#")) return channel(target.slice(1), label);
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!subteam^")) return usergroup(target.split("^")[1], label);
  if (target.startsWith("!"))
    return h("span", { class: "mention me" }, `@${target.slice(1).split("^")[0]}`);
  return link(unescape(target), label ? inline(label, MARKS_ONLY) : [unescape(target)]);
}

export function mention(id) {
  const own = id === store.data.me.id ? " me" : "";
  return h("span", { class: `mention${own}` }, `@${nameOf(id)}`);
}

export function channel(id, label) {
  const known = store.data.channels.find((one) => one.id === id);
  const name = known?.name ?? (label || t("privateChannel"));
  return h("span", { class: "mention" }, `#${name}`);
}

export function usergroup(id, label) {
  const known = store.data.user_groups?.find((one) => one.id === id);
  const words = known ? `@${known.handle}` : unescape(label ?? "@group");
  return h("span", { class: "mention" }, words);
}

export function link(url, children) {
  if (!/^(https?:|mailto:|tel:)/i.test(url)) return h("span", {}, ...children);
  return h("a", { href: url, target: "_blank", rel: "noreferrer noopener" }, ...children);
}

/** `!date^seconds^format^link`; the label is for clients that cannot tell time. */
function date(target, fallback) {
  const [, seconds, format, url] = target.split("^");
  const moment = new Date(Number(seconds) * 1000);
  if (!format || Number.isNaN(moment.getTime())) return h("time", {}, fallback ?? "");
  const shown = formatted(Number(seconds), unescape(format));
  const time = h("time", { datetime: moment.toISOString(), title: fallback }, shown);
  return url ? link(unescape(url), [time]) : time;
}
