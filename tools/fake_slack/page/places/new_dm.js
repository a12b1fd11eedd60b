// Starting a direct message with one person, or with several.

import { h } from "../dom.js";
import { panel } from "../dialogs.js";
import { avatar, roleOf } from "../people.js";
import { personList } from "../person_list.js";
import { go, store, tryTo } from "../store.js";
import { t } from "../words.js";

export function newDm() {
  panel({ title: t("newDm"), testid: "new-dm" }, (dialog) => {
    const chosen = new Set();
    const others = store.data.people.filter(
      (one) => one.id !== store.data.me.id && !one.bot && !one.deleted,
    );
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
    const names = h("p", { class: "topic grow", role: "status", "data-testid": "dm-chosen" });
    const choose = (one, yes) => {
      if (yes) chosen.add(one.key);
      else chosen.delete(one.key);
      start.disabled = !chosen.size;
      const shown = others.filter(({ key }) => chosen.has(key)).map(({ name }) => name);
      names.textContent = shown.join(", ");
    };
    const choice = (one) =>
      h(
        "label",
        {},
        h("input", {
          type: "checkbox",
          checked: chosen.has(one.key),
          "data-testid": `dm-with-${one.key}`,
          onchange: (event) => choose(one, event.target.checked),
        }),
        avatar(one.id, "small"),
        h("span", {}, h("b", {}, one.name), h("small", {}, roleOf(one))),
      );
    const list = personList(others, (found) => found.map(choice), {
      from: 0,
      testid: "dm-search",
      look: "choices people-choices",
      entered: (one) => (one ? choose(one, true) : start.click()),
    });
    return [...list, h("footer", {}, names, start)];
  });
}
