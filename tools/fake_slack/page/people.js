// Avatars, what is known about a person, and the lists in which one is chosen.

import { h } from "./dom.js";
import { float, menu } from "./floating.js";
import { personList } from "./person_list.js";
import { act, go, isApp, person, store } from "./store.js";
import { localTime } from "./times.js";
import { t } from "./words.js";

const HANGUL = /^[\u3131-\uD79D]/;

function initials(name) {
  const words = name.split(" ");
  if (HANGUL.test(name)) return name.slice(-2);
  return words
    .map((word) => word[0])
    .slice(0, 2)
    .join("");
}

export function avatar(id, size = "") {
  if (isApp(id) || !person(id))
    return h("span", { class: `avatar app ${size}`, "aria-hidden": "true" });
  const position = store.data.people.findIndex((one) => one.id === id);
  const label = initials(person(id).name);
  return h("span", { class: `avatar tint-${position % 8} ${size}`, "aria-hidden": "true" }, label);
}

/** Such as APP, GUEST or the name of the other company. */
export function tags(id) {
  const one = person(id);
  const found = [];
  if (isApp(id) || one?.bot) found.push(h("span", { class: "tag" }, t("app").toUpperCase()));
  if (one?.external) found.push(h("span", { class: "tag external" }, companyOf(one)));
  if (one?.guest) found.push(h("span", { class: "tag" }, t("guest").toUpperCase()));
  if (one?.deleted) found.push(h("span", { class: "tag" }, t("deactivated")));
  return found;
}

function companyOf(one) {
  return store.data.teams.find((team) => team.id === one.team)?.name ?? one.title;
}

/** The role and where they come from: "IT lead · Admin". */
export function roleOf(one) {
  const role = one.external ? `${t("connect")} · ${companyOf(one)}` : one.title;
  return [role, one.admin && !/^admin/i.test(role) ? t("admin") : null].filter(Boolean).join(" · ");
}

export function languageOf(one) {
  if (!one.locale) return null;
  const names = new Intl.DisplayNames([store.data.me.locale ?? "en-US"], { type: "language" });
  return names.of(one.locale.split("-")[0]);
}

export function personMenu(anchor, people, testid, chosen) {
  const row = (one) =>
    h(
      "button",
      {
        type: "button",
        "data-testid": `${testid}-${one.key}`,
        onclick: () => {
          box.hidePopover();
          chosen(one);
        },
      },
      avatar(one.id, "small"),
      h("span", {}, h("b", {}, one.name), h("small", {}, one.external ? roleOf(one) : one.title)),
    );
  const list = personList(people, (found) => found.map(row), { testid: `${testid}-search` });
  const box = menu(anchor, { "data-testid": `${testid}-menu` }, list);
}

/** Who somebody is, from their name beside a message. */
export function profile(anchor, id) {
  const one = person(id);
  if (!one) return;
  const write = async () => {
    box.hidePopover();
    const seen = await act("open_dm", { with: one.key });
    if (seen.ok) await go({ channel: seen.channel, thread: null });
  };
  const facts = [languageOf(one), one.bot ? null : localTime(one)].filter(Boolean).join(" · ");
  const box = float(
    anchor,
    { class: "profile", "data-testid": `profile-${one.key}` },
    avatar(id),
    h(
      "div",
      {},
      h("b", {}, one.name, " ", ...tags(id)),
      h("small", {}, roleOf(one)),
      h("small", {}, facts),
      one.bot || id === store.data.me.id
        ? null
        : h(
            "button",
            { type: "button", class: "button", "data-testid": "profile-message", onclick: write },
            t("message"),
          ),
    ),
  );
  box.querySelector("button")?.focus();
}
