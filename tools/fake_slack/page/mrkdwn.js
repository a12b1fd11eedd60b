// Slack's text format: mentions, links, emoji, bold, code and quotes become elements.

import { h } from "./dom.js";
import { nameOf, store } from "./store.js";

const TOKEN = new RegExp(
  [
    "```([\\s\\S]+?)```",
    "`([^`\\n]+)`",
    "<([^>\\n]+)>",
    ":([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):",
    "(?<![\\w*])\\*([^\\s*](?:[^*\\n]*[^\\s*])?)\\*(?![\\w*])",
    "(?<![\\w_])_([^\\s_](?:[^_\\n]*[^\\s_])?)_(?![\\w_])",
    "(?<![\\w~])~([^\\s~](?:[^~\\n]*[^\\s~])?)~(?![\\w~])",
  ].join("|"),
  "g",
);

export function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** An element with the formatted text; plain_text shows only its emoji. */
export function textObject(object, tag = "div") {
  if (object.type === "plain_text") return h(tag, { class: "plain" }, ...plain(object.text));
  return mrkdwn(object.text, tag);
}

export function mrkdwn(text, tag = "div") {
  return h(tag, { class: "mrkdwn" }, ...lines(text));
}

function plain(text) {
  return text.split(/(:[a-z0-9_+-]+:)/).map((piece) => emoji(piece.slice(1, -1)) ?? piece);
}

function lines(text) {
  const nodes = [];
  for (const part of text.split(/((?:^|\n)&gt; ?[^\n]*(?:\n&gt; ?[^\n]*)*\n?)/)) {
    if (/^\n?&gt;/.test(part)) {
      const quoted = part.trim().replace(/^&gt; ?/gm, "");
      nodes.push(h("blockquote", {}, ...inline(quoted)));
    } else {
      nodes.push(...inline(part));
    }
  }
  return nodes;
}

function inline(text) {
  const nodes = [];
  let done = 0;
  for (const found of text.matchAll(TOKEN)) {
    nodes.push(unescape(text.slice(done, found.index)), token(found));
    done = found.index + found[0].length;
  }
  nodes.push(unescape(text.slice(done)));
  return nodes.filter((node) => node !== "");
}

function token([whole, fence, code, angle, name, bold, italic, strike]) {
  if (fence !== undefined) return h("pre", {}, unescape(fence.replace(/^\n|\n$/g, "")));
  if (code !== undefined) return h("code", {}, unescape(code));
  if (angle !== undefined) return reference(angle);
  if (name !== undefined) return emoji(name) ?? whole;
  if (bold !== undefined) return h("b", {}, ...inline(bold));
  if (italic !== undefined) return h("i", {}, ...inline(italic));
  return h("s", {}, ...inline(strike));
}

export function emoji(name) {
  const [stem, tone] = name.split("::skin-tone-");
  const sign = store.emoji[stem];
  if (!sign) return null;
  const shade = tone ? String.fromCodePoint(0x1f3f9 + Number(tone)) : "";
  return h("i", { class: "emoji", title: `:${name}:` }, sign + shade);
}

function reference(inside) {
  const [target, label] = inside.split(/\|(.*)/s);
  if (target.startsWith("@")) return mention(target.slice(1));
  if (target.startsWith("#")) return channel(target.slice(1), label);
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!"))
    return h("span", { class: "mention me" }, `@${target.slice(1).split("^")[0]}`);
  return link(unescape(target), label ? inline(label) : [unescape(target)]);
}

export function mention(id) {
  const own = id === store.data.me.id ? " me" : "";
  return h("span", { class: `mention${own}` }, `@${nameOf(id)}`);
}

export function channel(id, label) {
  const known = store.data.channels.find((one) => one.id === id);
  return h("span", { class: "mention" }, `#${known?.name ?? label ?? "private channel"}`);
}

export function link(url, children) {
  if (!/^(https?:|mailto:)/i.test(url)) return h("span", {}, ...children);
  return h("a", { href: url, target: "_blank", rel: "noreferrer noopener" }, ...children);
}

const DATES = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { year: "numeric", month: "long", day: "numeric" },
  date_short: { year: "numeric", month: "short", day: "numeric" },
  date_long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  date_pretty: { year: "numeric", month: "long", day: "numeric" },
  date_short_pretty: { year: "numeric", month: "short", day: "numeric" },
  date_long_pretty: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  time: { hour: "numeric", minute: "2-digit" },
  time_secs: { hour: "numeric", minute: "2-digit", second: "2-digit" },
};

function date(target, fallback) {
  const [, seconds, format] = target.split("^");
  const moment = new Date(Number(seconds) * 1000);
  if (!format || Number.isNaN(moment.getTime())) return h("time", {}, fallback ?? "");
  const locale = store.data.me.locale ?? undefined;
  const shown = format.replace(/\{(\w+)\}/g, (whole, name) =>
    DATES[name] ? new Intl.DateTimeFormat(locale, DATES[name]).format(moment) : whole,
  );
  return h("time", { datetime: moment.toISOString(), title: fallback }, shown);
}
