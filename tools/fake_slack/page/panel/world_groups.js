// The user groups in the world tab: making them, who is in them, and switching them off.

import { h } from "../dom.js";
import { button, field, input } from "./fields.js";

export function fillGroups(change) {
  const list = h("div", { "data-testid": "world-groups" });
  const handle = input("group-new-handle", { placeholder: "it-agents" });
  const name = input("group-new-name", { placeholder: "IT agents" });
  const members = input("group-new-members", { placeholder: "ben, jiwoo" });
  const create = async () => {
    const wanted = { handle: handle.value.trim(), name: name.value.trim() || handle.value.trim() };
    await change("create_group", { ...wanted, members: keysIn(members) });
  };
  const node = h(
    "div",
    {},
    list,
    h("div", { class: "panel-grid" }, field("Handle", handle), field("Name", name)),
    field("Members", members, "Keys of people, with commas"),
    button("group-create", "Create a group", create),
  );

  function draw(world) {
    const now = JSON.stringify([world.groups, world.people.map((one) => one.key)]);
    if (list.dataset.shown === now) return;
    list.dataset.shown = now;
    list.replaceChildren(...world.groups.map((one) => group(one, world, change)));
  }

  return { node, draw };
}

function group(one, world, change) {
  const keys = one.members.map((id) => world.people.find((known) => known.id === id)?.key ?? id);
  const members = input(`group-${one.handle}-members`, { value: keys.join(", ") });
  return h(
    "details",
    { "data-testid": `group-${one.handle}` },
    h(
      "summary",
      {},
      h("b", { class: one.enabled ? "" : "gone" }, `@${one.handle}`),
      h(
        "small",
        {},
        [one.name, `${keys.length} members`, one.enabled ? null : "off"]
          .filter(Boolean)
          .join(" · "),
      ),
    ),
    field("Members", members),
    h(
      "div",
      { class: "panel-actions" },
      button(`group-${one.handle}-save`, "Save", () =>
        change("change_group", { group: one.id, members: keysIn(members) }),
      ),
      button(`group-${one.handle}-switch`, one.enabled ? "Switch off" : "Switch on", () =>
        change("change_group", { group: one.id, enabled: !one.enabled }),
      ),
    ),
  );
}

function keysIn(node) {
  return node.value.split(",").flatMap((key) => (key.trim() ? [key.trim()] : []));
}
