// The world tab: who is where, what the channels are, and everything an admin can do about it.

import { h } from "../dom.js";
import { act, get, watch } from "./control.js";
import { button, field, filled, input, outcome, refill, section, select } from "./fields.js";
import { fillGroups } from "./world_groups.js";
import { fillPeople } from "./world_people.js";
import { snapshots } from "./world_snapshots.js";

const EVERY_MS = 1500;

export function fill(place) {
  const result = outcome("world-outcome");
  let world = null;
  const by = select("world-by", [], "", { onchange: () => draw() });
  const channel = select("world-channel", [], "", { onchange: () => draw() });
  const facts = h("p", { class: "panel-quiet", "data-testid": "world-facts" });
  const tools = h("div", { class: "panel-actions" });
  const members = h("div", { "data-testid": "world-members" });
  const newName = input("world-new-name", { placeholder: "new-channel" });
  const isPrivate = h("input", { type: "checkbox", "data-testid": "world-new-private" });
  const name = input("world-name");
  const topic = input("world-topic");
  const people = fillPeople(change);
  const groups = fillGroups(change);
  place.append(
    field("Done by", by, "Who does what is done below; Slack may refuse it to them"),
    result.node,
    section(
      "Channels",
      field("Channel", channel),
      facts,
      tools,
      h(
        "div",
        { class: "panel-row" },
        field("Name", name),
        button("world-rename", "Rename", () =>
          change("rename", { channel: channel.value, name: name.value.trim() }),
        ),
      ),
      h(
        "div",
        { class: "panel-row" },
        field("Topic", topic),
        button("world-set-topic", "Set the topic", () =>
          change("set_topic", { channel: channel.value, topic: topic.value.trim() }),
        ),
      ),
      members,
      h(
        "div",
        { class: "panel-row" },
        field("New channel", newName),
        h("label", { class: "panel-check" }, isPrivate, "Private"),
        button("world-create", "Create", create),
      ),
    ),
    section("People", people.node),
    section("User groups", groups.node),
    snapshots(result),
  );

  /** A gesture by whoever was chosen, or by `as`. */
  function change(what, details, as = by.value) {
    return result.try_(async () => {
      await act(as, what, filled(details));
      await look();
      return `${nameOf(as)}: ${what.replaceAll("_", " ")}, done.`;
    });
  }

  async function create() {
    const wanted = newName.value.trim();
    await change("create", { name: wanted, is_private: isPrivate.checked || "" });
    const made = world.channels.find((one) => one.name === wanted);
    if (!made) return;
    newName.value = "";
    channel.value = made.id;
    draw();
  }

  function nameOf(id) {
    return [world.app, ...world.people].find((one) => [one.id, one.key].includes(id))?.name ?? id;
  }

  async function look() {
    world = await get("world");
    draw();
  }

  function draw() {
    const active = world.people.filter((one) => !one.deleted && !one.is_bot);
    const admin = active.find((one) => one.is_admin) ?? active[0];
    refill(
      by,
      active.map((one) => [one.key, `${one.name} (${roleOf(one)})`]),
      by.value || admin.key,
    );
    refill(
      channel,
      world.channels.map((one) => [one.id, labelOf(one)]),
    );
    const shown = world.channels.find((one) => one.id === channel.value);
    if (shown) drawChannel(shown);
    people.draw(world);
    groups.draw(world);
  }

  function drawChannel(shown) {
    const now = JSON.stringify([shown, by.value, world.people, world.other_teams]);
    if (members.dataset.shown === now) return;
    members.dataset.shown = now;
    if (name.dataset.of !== shown.id + shown.name) name.value = shown.name;
    if (topic.dataset.of !== shown.id + shown.topic) topic.value = shown.topic;
    name.dataset.of = shown.id + shown.name;
    topic.dataset.of = shown.id + shown.topic;
    facts.textContent = factsOf(shown);
    tools.replaceChildren(...toolsOf(shown));
    members.replaceChildren(
      ...[{ ...world.app, is_app: true }, ...world.people]
        .filter((one) => !one.deleted || shown.members.includes(one.id))
        .map((one) => member(shown, one)),
    );
  }

  function factsOf(shown) {
    const partners = shown.shared_with.map((id) => companyName(id));
    return [
      shown.id,
      shown.kind === "private_channel" ? "private" : "public",
      shown.is_archived ? "archived" : null,
      shown.frozen ? `cut off (${shown.frozen})` : null,
      partners.length ? `shared with ${partners.join(", ")}` : null,
      `${shown.members.length} members`,
      `${shown.messages} messages`,
    ]
      .filter(Boolean)
      .join(" · ");
  }

  function companyName(id) {
    return [world.team, ...world.other_teams].find((one) => one.id === id)?.name ?? id;
  }

  function toolsOf(shown) {
    const details = { channel: shown.id };
    const gone = () => confirm(`Delete #${shown.name} with all its messages?`);
    return [
      shown.is_archived
        ? button("world-unarchive", "Unarchive", () => change("unarchive", details))
        : button("world-archive", "Archive", () => change("archive", details)),
      shown.kind === "private_channel"
        ? null
        : button("world-make-private", "Make private", () => change("make_private", details)),
      ...world.other_teams.map((team) =>
        shown.shared_with.includes(team.id)
          ? button(`world-unshare-${team.id}`, `Stop sharing with ${team.name}`, () =>
              change("unshare", { ...details, team: team.id }),
            )
          : button(`world-share-${team.id}`, `Share with ${team.name}`, () =>
              change("share", { ...details, team: team.id }),
            ),
      ),
      button("world-delete", "Delete", () => gone() && change("delete_channel", details), {
        class: "danger",
      }),
    ].filter(Boolean);
  }

  /** Inside or not, and both ways to change that: by themselves, and by whoever was chosen. */
  function member(shown, one) {
    const details = { channel: shown.id };
    const them = { ...details, user: one.id };
    const key = one.is_app ? "app" : one.key;
    const inside = shown.members.includes(one.id);
    const own = inside
      ? button(`world-leave-${key}`, "Leaves", () => change("leave", details, one.id))
      : button(`world-join-${key}`, "Joins", () => change("join", details, one.id));
    const others = inside
      ? button(`world-kick-${key}`, "Remove", () => change("kick", them))
      : button(`world-invite-${key}`, "Add", () => change("invite", them));
    for (const [node, verb] of [
      [own, inside ? "leaves" : "joins"],
      [others, inside ? "is removed" : "is added"],
    ])
      node.setAttribute("aria-label", `${one.name} ${verb}`);
    return h(
      "div",
      { class: "panel-line", "data-testid": `world-member-${key}` },
      h(
        "div",
        {},
        h("b", {}, one.name),
        h("small", {}, `${one.is_app ? "app" : roleOf(one)} · ${inside ? "inside" : "outside"}`),
      ),
      one.is_app || one.is_bot ? null : own,
      others,
    );
  }

  return () => watch(EVERY_MS, () => look().catch(() => {}));
}

function labelOf(channel) {
  const marks = [
    channel.kind === "private_channel" ? "private" : null,
    channel.shared_with.length ? "shared" : null,
    channel.is_archived ? "archived" : null,
  ].filter(Boolean);
  return `#${channel.name}${marks.length ? ` (${marks.join(", ")})` : ""}`;
}

export function roleOf(person) {
  if (person.is_bot) return "another app";
  if (person.is_external) return "other company";
  if (person.is_guest) return "guest";
  return person.is_admin ? "admin" : person.title || "member";
}
