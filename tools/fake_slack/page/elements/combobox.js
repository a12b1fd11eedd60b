// A button that opens a searchable list, for every kind of select.

import { h } from "../dom.js";
import { t } from "../words.js";
import { optionList } from "./option_list.js";

/**
 * An option is {value, label, detail?, face?()}. `wanted`:
 *  attributes, label, placeholder of the button; multiple, limit, clearable;
 *  chosen: options; search(query): {groups: [{label?, options}], hint?} or a promise of it;
 *  changed(node): one was chosen, or the list of a multiple select was closed.
 */
export function combobox(wanted) {
  const button = h("button", {
    ...wanted.attributes,
    type: "button",
    class: "combobox-open",
    role: "combobox",
    "aria-haspopup": "listbox",
    "aria-expanded": "false",
    "aria-label": wanted.label,
    onclick: () => toggle(),
    onkeydown: openByKey,
  });
  const root = h("div", { class: "combobox" }, button);
  let chosen = wanted.chosen;
  let open = null;
  let toldWith = "";

  const told = () => JSON.stringify(button.read());
  button.read = () => {
    const values = chosen.map((option) => option.value);
    return wanted.multiple ? values : (values[0] ?? null);
  };
  button.write = (value) => {
    const values = [value ?? []].flat();
    chosen = values.map((one) => wanted.known(one));
    toldWith = told();
    draw();
  };

  function draw() {
    const chips = wanted.multiple ? chosen.map(chip) : [];
    const [only] = wanted.multiple ? [] : chosen;
    const empty = wanted.placeholder ?? t(wanted.multiple ? "addMore" : "choose");
    const shown = only
      ? [only.face?.() ?? null, h("span", {}, only.label)]
      : [h("span", {}, empty)];
    button.classList.toggle("unset", !only);
    button.setAttribute("aria-label", only ? `${wanted.label}: ${only.label}` : wanted.label);
    button.replaceChildren(...shown.filter(Boolean));
    for (const chip of root.querySelectorAll(".chosen")) chip.remove();
    button.before(...chips);
  }

  function chip(option) {
    const drop = () => {
      choose(option);
      changed();
      button.focus();
    };
    const remove = h(
      "button",
      { type: "button", "aria-label": t("removeNamed", { name: option.label }), onclick: drop },
      "✕",
    );
    return h("span", { class: "chosen" }, option.face?.() ?? null, option.label, remove);
  }

  function changed() {
    if (told() === toldWith) return;
    toldWith = told();
    wanted.changed(button);
  }

  /** Takes it in, or out again where many can be chosen. */
  function choose(option) {
    const has = chosen.some((one) => one.value === option.value);
    if (!wanted.multiple) chosen = [option];
    else if (has) chosen = chosen.filter((one) => one.value !== option.value);
    else if (chosen.length < wanted.limit) chosen = [...chosen, option];
    draw();
  }

  function toggle(query = "") {
    if (open) return open.close();
    open = optionList(button, wanted, {
      query,
      isChosen: (option) => chosen.some((one) => one.value === option.value),
      isFull: () => wanted.multiple && chosen.length >= wanted.limit,
      choose(option) {
        choose(option);
        if (!wanted.multiple) open.close();
      },
      undo() {
        chosen = chosen.slice(0, -1);
        draw();
      },
      clear() {
        chosen = [];
        draw();
        open.close();
      },
      closed() {
        open = null;
        changed();
      },
    });
    return null;
  }

  function openByKey(event) {
    const typed = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey;
    if (open || !(typed || ["ArrowDown", "ArrowUp"].includes(event.key))) return;
    event.preventDefault();
    toggle(typed ? event.key : "");
  }

  draw();
  toldWith = told();
  return { root, button };
}
