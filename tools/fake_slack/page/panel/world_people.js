// The people in the world tab: deactivating, and what their profile says.

import { h } from "../dom.js";
import { button, field, input } from "./fields.js";

const FIELDS = [
  ["name", "Name"],
  ["title", "Title"],
  ["locale", "Language"],
  ["tz", "Time zone"],
];

export function fillPeople(change) {
  const node = h("div", { "data-testid": "world-people" });

  function draw(world) {
    const ours = world.people.filter((one) => !one.is_external && !one.is_bot);
    for (const old of [...node.children])
      if (!ours.some((one) => one.key === old.dataset.key)) old.remove();
    for (const one of ours) {
      const known = node.querySelector(`[data-key="${CSS.escape(one.key)}"]`);
      const now = JSON.stringify(one);
      if (known?.dataset.shown === now) continue;
      const fresh = person(one, change, known?.open ?? false);
      Object.assign(fresh.dataset, { key: one.key, shown: now });
      if (known) known.replaceWith(fresh);
      else node.append(fresh);
    }
  }

  return { node, draw };
}

function person(one, change, open) {
  const inputs = FIELDS.map(([name, label]) => [
    name,
    label,
    input(`person-${one.key}-${name}`, { value: one[name] ?? "" }),
  ]);
  const save = () => {
    const values = Object.fromEntries(inputs.map(([name, , node]) => [name, node.value.trim()]));
    const changed = Object.entries(values).filter(([name, value]) => value !== (one[name] ?? ""));
    return change("set_profile", { user: one.id, ...Object.fromEntries(changed) });
  };
  const facts = [one.key, one.title, one.locale, one.tz, one.deleted ? "deactivated" : null];
  return h(
    "details",
    { "data-testid": `person-${one.key}`, open },
    h(
      "summary",
      {},
      h("b", { class: one.deleted ? "gone" : "" }, one.name),
      h("small", {}, facts.filter(Boolean).join(" · ")),
    ),
    h("div", { class: "panel-grid" }, ...inputs.map(([, label, node]) => field(label, node))),
    h(
      "div",
      { class: "panel-actions" },
      button(`person-${one.key}-save`, "Save", save),
      one.deleted
        ? button(`person-${one.key}-reactivate`, "Reactivate", () =>
            change("reactivate", { user: one.id }),
          )
        : button(
            `person-${one.key}-deactivate`,
            "Deactivate",
            () => change("deactivate", { user: one.id }),
            { class: "danger" },
          ),
    ),
  );
}
