// Starting a direct message with one person, or with several.

import { h } from "../dom.js";
import { panel } from "../dialogs.js";
import { avatar, roleOf } from "../people.js";
import { go, store, tryTo } from "../store.js";
import { t } from "../words.js";

const SHOWN = 60;

export function newDm() {
  panel({ title: t("newDm"), testid: "new-dm" }, (dialog) => {
    const chosen = new Set();
    const others = store.data.people.filter(
      (one) => one.id !== store.data.me.id && !one.bot && !one.deleted,
    );
    const list = h("div", { class: "choices people-choices" });
    const start = h(
      "button",
      {
        type: "button",
        class: "button primary",
        "data-testid": "dm-open",
        disabled: true,
        onclick: async () => {
          dialog.close();
          const keys = [...chosen];
          const seen = await tryTo("open_dm", { with: keys.length === 1 ? keys[0] : keys });
          if (seen.ok) await go({ channel: seen.channel, thread: null });
        },
      },
      t("open"),
    );
    const choice = (one) =>
      h(
        "label",
        {},
        h("input", {
          type: "checkbox",
          checked: chosen.has(one.key),
          "data-testid": `dm-with-${one.key}`,
          onchange: (event) => {
            if (event.target.checked) chosen.add(one.key);
            else chosen.delete(one.key);
            start.disabled = !chosen.size;
          },
        }),
        avatar(one.id, "small"),
        h("span", {}, h("b", {}, one.name), h("small", {}, roleOf(one))),
      );
    const show = (word) => {
      const found = others.filter((one) => one.name.toLowerCase().includes(word.toLowerCase()));
      list.replaceChildren(...found.slice(0, SHOWN).map(choice));
      if (!found.length) list.replaceChildren(h("p", { class: "topic" }, t("nobodyFound")));
    };
    const search = h("input", {
      class: "input",
      type: "search",
      placeholder: t("search"),
      "aria-label": t("search"),
      "data-testid": "dm-search",
      oninput: (event) => show(event.target.value),
    });
    show("");
    return [search, list, h("footer", {}, start)];
  });
}
