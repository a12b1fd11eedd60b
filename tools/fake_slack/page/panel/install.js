// The install tab: the app's tokens and scopes, taking it out and putting it back, org grants.

import { h } from "../dom.js";
import { act, get, post, watch } from "./control.js";
import { button, field, outcome, section, select } from "./fields.js";

const EVERY_MS = 1500;
const SHOWN_OF_A_TOKEN = 12;
const HAND_OVER =
  ". The desk does not know it: hand it over with ./deskbell secret --local, and wait five minutes.";

export function fill(place) {
  const result = outcome("install-outcome");
  const list = h("div", { "data-testid": "install-list" });
  const other = h("div", {});
  place.append(
    h(
      "p",
      { class: "panel-quiet" },
      "What admins can do to the app, here and in other workspaces.",
    ),
    result.node,
    list,
    other,
  );

  function change(path, body, words) {
    return result.try_(async () => {
      const answer = await post(path, body);
      await look();
      return typeof words === "function" ? words(answer) : words;
    });
  }

  /** An uninstall took it out of its channels: somebody inside each of them adds it again. */
  function putBack(one) {
    return result.try_(async () => {
      const { channels, people } = await get("world");
      const { bot_user: user } = one;
      for (const { id, members } of channels.filter(({ id }) => one.was_in.includes(id))) {
        const inside = people.filter((person) => members.includes(person.id));
        const brings = inside.find((person) => !person.is_guest && !person.is_bot);
        if (brings) await act(brings.id, "invite", { channel: id, user });
      }
      await look();
      return "The app is in its channels again.";
    });
  }

  async function look() {
    const [{ installs }, world] = await Promise.all([get("installs"), get("world")]);
    const now = JSON.stringify([installs, world.team, world.other_teams]);
    if (list.dataset.shown === now) return;
    list.dataset.shown = now;
    const names = new Map([world.team, ...world.other_teams].map((team) => [team.id, team.name]));
    list.replaceChildren(...installs.map((one) => install(one, names, change, putBack)));
    other.replaceChildren(...elsewhere(installs, names, change));
  }

  return () => watch(EVERY_MS, () => look().catch(() => {}));
}

function install(one, names, change, putBack) {
  const which = { install: one.id };
  const where = names.get(one.id) ?? one.id;
  const facts = [
    one.is_active ? "installed" : "taken out",
    one.team ? null : "in the whole org",
    one.commercial ? "commercial" : null,
    `bot ${one.bot_user}`,
  ];
  return section(
    `${where}${one.is_home ? ": the desk's own" : ""}`,
    h(
      "p",
      { class: "panel-quiet", "data-testid": `install-${one.id}` },
      facts.filter(Boolean).join(" · "),
    ),
    h(
      "div",
      { class: "panel-actions" },
      one.is_active
        ? button(
            `uninstall-${one.id}`,
            "Uninstall",
            () => change("uninstall", which, `The app was taken out of ${where}.`),
            { class: "danger" },
          )
        : null,
      button(`reinstall-${one.id}`, "Reinstall, same token", () =>
        change("reinstall", which, "The app has all scopes of its manifest, and its last token."),
      ),
      button(`reinstall-new-${one.id}`, "Reinstall, new token", () =>
        change(
          "reinstall",
          { ...which, new_token: true },
          (answer) => `Its token: ${answer.token}${one.is_home ? HAND_OVER : ""}`,
        ),
      ),
    ),
    ...outside(one, putBack),
    ...one.tokens.toReversed().map((token) => tokenLine(token, change)),
    scopes(one, which, change),
    ...(one.team ? [] : [grants(one, which, names, change)]),
  );
}

function outside(one, putBack) {
  if (!one.is_active || !one.was_in.length) return [];
  const words = `It is out of the ${one.was_in.length} channels it was in before.`;
  return [
    h(
      "div",
      { class: "panel-line", "data-testid": `was-in-${one.id}` },
      h("div", {}, words),
      button(`put-back-${one.id}`, "Put it back", () => putBack(one)),
    ),
  ];
}

function tokenLine(token, change) {
  const short = `${token.token.slice(0, SHOWN_OF_A_TOKEN)}…`;
  const until = token.expires && new Date(token.expires * 1000).toISOString().slice(0, 19);
  const state = token.is_revoked ? "revoked" : token.is_alive ? "works" : "does not work";
  return h(
    "div",
    { class: "panel-line", "data-testid": "token" },
    h(
      "div",
      {},
      h("code", {}, short),
      h("small", {}, [state, until && `until ${until} UTC`].filter(Boolean).join(" · ")),
    ),
    button(
      "token-expire",
      "Expire",
      () => change("token", { do: "expire", token: token.token }, "The token has expired."),
      { disabled: !token.is_alive },
    ),
    button(
      "token-revoke",
      "Revoke",
      () => change("token", { do: "revoke", token: token.token }, "The token was revoked."),
      { disabled: token.is_revoked, class: "danger" },
    ),
  );
}

function scopes(one, which, change) {
  const chosen = select(
    `scope-${one.id}`,
    one.scopes.map((scope) => [scope, scope]),
    one.scopes[0],
  );
  const drop = () =>
    change(
      "token",
      { do: "drop_scope", ...which, scope: chosen.value },
      `${chosen.value} is gone.`,
    );
  const missing = one.missing_scopes.length
    ? `Not granted: ${one.missing_scopes.join(", ")}`
    : "All scopes of the manifest are granted.";
  return h(
    "div",
    {},
    h(
      "div",
      { class: "panel-row" },
      field("Scope", chosen),
      button(`drop-scope-${one.id}`, "Drop it", drop),
    ),
    h("p", { class: "panel-quiet", "data-testid": `missing-${one.id}` }, missing),
  );
}

/** The workspaces of the org: an admin adds the app to them one by one. */
function grants(one, which, names, change) {
  return h(
    "div",
    {},
    ...[...names].map(([team, name]) => {
      const granted = one.granted.includes(team);
      const words = `The app was ${granted ? "taken out of" : "added to"} ${name}.`;
      return h(
        "div",
        { class: "panel-line" },
        h("div", {}, h("b", {}, name), h("small", {}, granted ? "added" : "not added")),
        button(`grant-${team}`, granted ? "Take out" : "Add", () =>
          change("grant", { ...which, team, granted: !granted }, words),
        ),
      );
    }),
  );
}

/** The other companies' admins may install the app, too. */
function elsewhere(installs, names, change) {
  const places = [...names].filter(([team]) => !installs.some((one) => one.id === team));
  if (!places.length) return [];
  return [
    section(
      "Elsewhere",
      h(
        "div",
        { class: "panel-actions" },
        ...places.map(([team, name]) =>
          button(`install-in-${team}`, `Install in ${name}`, () =>
            change("install", { team }, (answer) => `Its token there: ${answer.token}`),
          ),
        ),
      ),
    ),
  ];
}
