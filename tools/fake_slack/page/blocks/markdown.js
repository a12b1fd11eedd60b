// The markdown block. `marked` finds the structure; text becomes text nodes here, never markup.

import { h } from "../dom.js";
import { emoji, link } from "../mrkdwn.js";
import { lexer } from "../vendor/marked.esm.js";

export function markdown(block) {
  return h("div", { class: "mrkdwn markdown" }, ...all(lexer(block.text)));
}

function all(tokens) {
  return tokens.flatMap((token) => (BUILD[token.type] ?? asWritten)(token));
}

const asWritten = (token) => (token.tokens ? all(token.tokens) : [plain(token.raw)]);
const around = (tag) => (token) => h(tag, {}, ...all(token.tokens));

const BUILD = {
  space: () => [],
  def: () => [],
  heading: (token) => h(`h${Math.min(6, token.depth + 2)}`, {}, ...all(token.tokens)),
  paragraph: around("p"),
  blockquote: around("blockquote"),
  strong: around("b"),
  em: around("i"),
  del: around("s"),
  code: (token) => h("pre", {}, token.text),
  codespan: (token) => h("code", {}, token.text),
  hr: () => h("hr", { class: "block-divider" }),
  br: () => h("br"),
  link: (token) => link(token.href, all(token.tokens)),
  /** Slack shows a picture's description as a link. */
  image: (token) => link(token.href, [token.text || token.href]),
  escape: (token) => plain(token.text),
  text: (token) => (token.tokens ? all(token.tokens) : withEmoji(decoded(token.text))),
  list,
  table,
};

function tick({ checked, text }) {
  return h("input", { type: "checkbox", disabled: true, checked, "aria-label": text });
}

function list(token) {
  const items = token.items.map((item) => {
    const box = item.task ? [tick(item)] : [];
    const inside = all(item.tokens.filter((one) => one.type !== "checkbox"));
    return h("li", { class: item.task ? "task" : undefined }, ...box, ...inside);
  });
  return token.ordered ? h("ol", { start: token.start }, ...items) : h("ul", {}, ...items);
}

function table(token) {
  const cell = (tag) => (one, column) =>
    h(tag, { class: token.align[column] ?? "left" }, ...all(one.tokens));
  const head = h("tr", {}, ...token.header.map(cell("th")));
  const rows = token.rows.map((cells) => h("tr", {}, ...cells.map(cell("td"))));
  return h(
    "div",
    { class: "table-scroll", tabindex: 0 },
    h("table", {}, h("thead", {}, head), h("tbody", {}, ...rows)),
  );
}

const plain = (text) => document.createTextNode(text);

function withEmoji(text) {
  return text
    .split(/(:[a-z0-9_+'-]+(?:::skin-tone-[2-6])?:)/)
    .map((piece) => (piece.startsWith(":") ? (emoji(piece.slice(1, -1)) ?? piece) : piece));
}

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };

function decoded(text) {
  return text.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity]);
}
