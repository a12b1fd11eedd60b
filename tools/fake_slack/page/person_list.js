// A list of people in which one is looked for by name.

import { h } from "./dom.js";
import { t } from "./words.js";

const SEARCH_FROM = 12;
const SHOWN = 60;

/**
 * The list, below a search box when it has more than `from` people; `rows(found)` draws those whose
 * name has what is searched for. `entered(one)` hears of Enter: the first who was found, or null
 * when nothing is searched for.
 */
export function personList(people, rows, wanted = {}) {
  const { from = SEARCH_FROM, testid, look = null, entered = () => {} } = wanted;
  const list = h("div", { class: look });
  let first = null;
  const show = (word) => {
    const part = word.trim().toLowerCase();
    const found = people.filter((one) => one.name.toLowerCase().includes(part));
    first = part ? (found[0] ?? null) : null;
    list.replaceChildren(...rows(found.slice(0, SHOWN)));
    if (!found.length) list.append(h("p", { class: "topic" }, t("nobodyFound")));
  };
  const search = h("input", {
    class: "input",
    type: "search",
    placeholder: t("search"),
    "aria-label": t("search"),
    "data-testid": testid,
    oninput: () => show(search.value),
    onkeydown: (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      if (search.value.trim() && !first) return;
      entered(first);
      search.value = "";
      show("");
    },
  });
  show("");
  return people.length > from ? [search, list] : [list];
}
