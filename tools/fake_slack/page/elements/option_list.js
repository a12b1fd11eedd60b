// The open list of a select: search, groups, the active option, and what there is to say of it.

import { h } from "../dom.js";
import { float, place } from "../floating.js";
import { t } from "../words.js";

let lists = 0;

/**
 * `wanted` as in combobox.js. `say` asks and tells the select: query, isChosen(option), isFull(),
 * choose(option), undo(), clear(), closed().
 */
export function optionList(anchor, wanted, say) {
  const id = `list-${++lists}`;
  const search = h("input", {
    class: "input",
    type: "text",
    role: "searchbox",
    placeholder: t("search"),
    autocomplete: "off",
    value: say.query,
    "aria-label": `${t("search")}: ${wanted.label}`,
    "aria-controls": id,
    "data-testid": "option-search",
    oninput: () => ask(),
    onkeydown: move,
  });
  const options = h("div", {
    id,
    role: "listbox",
    class: "options",
    "aria-label": wanted.label,
    "aria-multiselectable": wanted.multiple && "true",
  });
  const hint = h("p", { class: "hint", role: "status", "data-testid": "option-hint" });
  const clear = h(
    "button",
    { type: "button", class: "clear", "data-testid": "option-clear", onclick: () => say.clear() },
    t("clear"),
  );
  const foot = wanted.clearable && !wanted.multiple && anchor.read() !== null ? [clear] : [];
  const box = float(anchor, { class: "listbox" }, search, options, hint, ...foot);
  box.addEventListener("toggle", (event) => event.newState === "closed" && say.closed());
  let groups = [];
  let active = 0;
  let asked = 0;

  async function ask() {
    const turn = ++asked;
    const found = wanted.search(search.value.trim());
    if (found instanceof Promise) tell(t("searching"));
    const seen = await found;
    if (turn !== asked) return;
    groups = seen.groups.filter((group) => group.options.length);
    active = 0;
    draw(seen.hint ?? (groups.length ? "" : t("noResults")));
  }

  function tell(words) {
    hint.textContent = words;
    hint.hidden = !words;
  }

  function draw(words) {
    let position = 0;
    const one = (option) => row(option, position++);
    options.replaceChildren(
      ...groups.map((group) =>
        h(
          "div",
          { role: group.label ? "group" : "presentation", "aria-label": group.label },
          group.label ? h("div", { class: "group-label" }, group.label) : null,
          ...group.options.map(one),
        ),
      ),
    );
    tell(say.isFull() ? t("atMost", { n: wanted.limit }) : words);
    point();
    place(box, anchor.parentElement);
  }

  function row(option, position) {
    const chosen = say.isChosen(option);
    return h(
      "div",
      {
        id: `${id}-${position}`,
        role: "option",
        class: "option",
        "aria-selected": String(chosen),
        "aria-disabled": !chosen && say.isFull() ? "true" : undefined,
        "data-testid": `option-${option.value}`,
        onclick: () => take(option),
        onpointermove: () => active !== position && point((active = position)),
      },
      option.face?.() ?? null,
      h("span", {}, option.label, option.detail ? h("small", {}, option.detail) : null),
    );
  }

  const flat = () => groups.flatMap((group) => group.options);

  function take(option) {
    if (!option) return;
    say.choose(option);
    if (box.isConnected) draw("");
  }

  /** The search keeps the focus; screen readers follow the active option. */
  function point() {
    for (const [position, node] of [...options.querySelectorAll("[role=option]")].entries()) {
      node.classList.toggle("active", position === active);
      if (position !== active) continue;
      search.setAttribute("aria-activedescendant", node.id);
      node.scrollIntoView({ block: "nearest" });
    }
  }

  function move(event) {
    const last = flat().length - 1;
    const next = {
      ArrowDown: Math.min(active + 1, last),
      ArrowUp: Math.max(active - 1, 0),
      PageDown: Math.min(active + 8, last),
      PageUp: Math.max(active - 8, 0),
    }[event.key];
    if (next !== undefined) point((active = next));
    else if (event.key === "Enter") take(flat()[active]);
    else if (event.key === "Backspace" && !search.value && wanted.multiple) {
      say.undo();
      draw("");
    } else {
      if (event.key === "Tab") box.hidePopover();
      return;
    }
    event.preventDefault();
  }

  search.focus();
  ask();
  return { close: () => box.hidePopover() };
}
