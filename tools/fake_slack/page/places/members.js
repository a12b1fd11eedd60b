// Who is inside a channel: everybody can look, members can add and remove.

import * as api from "../api.js";
import { panel } from "../dialogs.js";
import { h } from "../dom.js";
import { avatar, roleOf, tags } from "../people.js";
import { store, tryTo } from "../store.js";
import { t } from "../words.js";

const SHOWN = 60;

export async function membersOf(channel) {
  return (await api.members(store.as, channel.id)).members;
}

/** All people, and the app as if it were one. */
export function everybody() {
  const { app, people } = store.data;
  return [{ key: "app", id: app.user, name: app.name, title: t("app") }, ...people];
}

export async function showMembers(channel) {
  let inside = await membersOf(channel);
  panel({ title: t("membersOf", { place: `#${channel.name}` }), testid: "members" }, () => {
    const list = h("div", { class: "member-list" });
    const search = h("input", {
      class: "input",
      type: "search",
      placeholder: t("search"),
      "aria-label": t("search"),
      "data-testid": "members-search",
      oninput: () => show(),
    });
    const refusal = h("p", { class: "refusal", role: "alert", "data-testid": "members-error" });
    const change = async (what, one) => {
      const seen = await tryTo(what, { channel: channel.id, user: one.id });
      refusal.textContent = seen.ok ? "" : seen.error;
      inside = await membersOf(channel);
      show();
    };
    const row = (one) => {
      const is = inside.includes(one.id);
      const what = is ? "kick" : "invite";
      return h(
        "div",
        { class: "member", "data-testid": `member-${one.key}` },
        avatar(one.id, "small"),
        h(
          "span",
          { class: "grow" },
          h("b", {}, one.name),
          " ",
          ...tags(one.id),
          h("small", {}, one.key === "app" ? one.title : roleOf(one)),
        ),
        channel.may.includes(what) && one.id !== store.data.me.id
          ? h(
              "button",
              {
                type: "button",
                class: "button",
                "data-testid": `member-${what}-${one.key}`,
                "aria-label": `${is ? t("remove") : t("add")}: ${one.name}`,
                onclick: () => change(what, one),
              },
              is ? t("remove") : t("add"),
            )
          : null,
      );
    };
    /** Members first; those outside only when they are searched for. */
    function show() {
      const word = search.value.trim().toLowerCase();
      const found = everybody().filter((one) => one.name.toLowerCase().includes(word));
      const brings = word && channel.may.includes("invite");
      const outside = brings ? found.filter((one) => !inside.includes(one.id)) : [];
      const members = found.filter((one) => inside.includes(one.id));
      list.replaceChildren(...[...members, ...outside].slice(0, SHOWN).map(row));
      if (!list.children.length) list.append(h("p", { class: "topic" }, t("nobodyFound")));
    }
    show();
    return [search, refusal, list];
  });
}
