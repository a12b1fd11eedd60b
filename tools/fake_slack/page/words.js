// The client's own words in the language of who looks; what people and apps write is theirs.

import { store } from "./store.js";
import { FORMS } from "./words/forms.js";
import { LINES } from "./words/lines.js";
import { PAGE } from "./words/page.js";

const WORDS = Object.fromEntries(
  Object.keys(PAGE).map((spoken) => [spoken, { ...PAGE[spoken], ...FORMS[spoken], ...LINES[spoken] }]),
);

/** Of the person who looks; English for those whose language has no words here. */
export function language() {
  const wanted = store.data?.me.locale?.split("-")[0];
  return wanted in WORDS ? wanted : "en";
}

/** t("replies", {n: 2}) is "2 replies", in the form the number needs. */
export function t(key, values = {}) {
  const spoken = language();
  const entry = WORDS[spoken][key];
  const text =
    typeof entry === "string"
      ? entry
      : (entry[new Intl.PluralRules(spoken).select(values.n)] ?? entry.other);
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
