// What may be meant by the word at the caret: commands, people, channels, emoji.

import { h } from "../dom.js";
import { matching } from "../emoji_search.js";
import { avatar, roleOf } from "../people.js";
import { isDirect, store } from "../store.js";

const SHOWN = 8;
const EMOJI_FROM = 2;
const FAR = 3;

/** [{text, caret, testid, label}]: what the field would then hold, and how it is offered. */
export function completions(field, inThread) {
  const before = field.value.slice(0, field.selectionStart);
  if (!inThread && /^\/[\w-]*$/.test(field.value)) return commands(field.value);
  const word = /(?:^|[\s(])([@#:])([\p{L}\p{N}_+-]*)$/u.exec(before);
  if (!word) return [];
  const [, sign, typed] = word;
  const found = { "@": people, "#": channels, ":": emoji }[sign](typed.toLowerCase());
  const start = before.slice(0, before.length - typed.length - 1);
  const rest = field.value.slice(field.selectionStart);
  return found.slice(0, SHOWN).map(({ name, ...one }) => ({
    ...one,
    text: `${start}${name} ${rest.trimStart()}`,
    caret: start.length + name.length + 1,
  }));
}

function commands(typed) {
  return store.data.commands
    .filter((one) => one.name.startsWith(typed))
    .map((one) => ({
      text: `${one.name} `,
      caret: one.name.length + 1,
      testid: `command-${one.name.slice(1)}`,
      label: [
        h("b", {}, one.name),
        one.hint ? h("code", {}, one.hint) : null,
        h("small", {}, one.description),
        h("small", { class: "from" }, store.data.app.name),
      ],
    }));
}

function people(word) {
  const groups = store.data.user_groups
    .filter((one) => one.handle.startsWith(word) || one.name.toLowerCase().startsWith(word))
    .map((one) => ({
      name: `@${one.handle}`,
      testid: `mention-${one.handle}`,
      label: [h("b", {}, `@${one.handle}`), h("small", {}, one.name)],
    }));
  const all = ["channel", "here", "everyone"]
    .filter((name) => word && name.startsWith(word))
    .map((name) => ({
      name: `@${name}`,
      testid: `mention-${name}`,
      label: [h("b", {}, `@${name}`)],
    }));
  const found = store.data.people
    .filter((one) => !one.deleted && nearness(one, word) < FAR)
    .sort((one, other) => nearness(one, word) - nearness(other, word));
  const { app } = store.data;
  const apps = app.installed && app.name.toLowerCase().startsWith(word)
    ? [
        {
          name: `@${app.user}`,
          testid: "mention-app",
          label: [avatar(app.user, "tiny"), h("b", {}, app.name)],
        },
      ]
    : [];
  return [
    ...found.map((one) => ({
      name: `@${one.key}`,
      testid: `mention-${one.key}`,
      label: [avatar(one.id, "tiny"), h("b", {}, one.name), h("small", {}, roleOf(one))],
    })),
    ...apps,
    ...groups,
    ...all,
  ];
}

/** 0 for a name that begins so, 1 for a later one of its words, 2 for a part of a word. */
function nearness(one, word) {
  const name = one.name.toLowerCase();
  if (one.key.startsWith(word) || name.startsWith(word)) return 0;
  if (name.split(" ").some((part) => part.startsWith(word))) return 1;
  return name.includes(word) ? 2 : FAR;
}

function channels(word) {
  return store.data.channels
    .filter((one) => !isDirect(one) && !one.archived && one.name.includes(word))
    .map((one) => ({
      name: `#${one.name}`,
      testid: `channel-link-${one.name}`,
      label: [h("b", {}, `#${one.name}`), h("small", {}, one.topic)],
    }));
}

function emoji(word) {
  if (word.length < EMOJI_FROM) return [];
  return matching(word, SHOWN).map((name) => ({
    name: `:${name}:`,
    testid: `emoji-${name}`,
    label: [h("span", { class: "sign" }, store.emoji[name]), h("b", {}, `:${name}:`)],
  }));
}
