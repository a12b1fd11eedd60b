// What may be meant by the text typed so far: slash commands, and people after an @.

import { h } from "./dom.js";
import { avatar } from "./people.js";
import { store } from "./store.js";

export function completions(field) {
  const text = field.value;
  if (/^\/[\w-]*$/.test(text))
    return store.data.commands.filter((one) => one.name.startsWith(text)).map(command);
  const at = /(^|\s)@(\p{L}*)$/u.exec(text);
  if (!at) return [];
  const word = at[2].toLowerCase();
  const people = store.data.people.filter(
    (one) => one.key.startsWith(word) || one.name.toLowerCase().includes(word),
  );
  return people.slice(0, 6).map((one) => ({
    text: `${text.slice(0, text.length - at[2].length)}${one.key} `,
    testid: `mention-${one.key}`,
    label: [avatar(one.id, "tiny"), h("b", {}, one.name), h("small", {}, one.title)],
  }));
}

function command(one) {
  return {
    text: `${one.name} `,
    testid: `command-${one.name.slice(1)}`,
    label: [h("b", {}, one.name), h("small", {}, `${one.hint}  ${one.description}`)],
  };
}
