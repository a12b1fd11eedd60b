// The faults tab: what breaks on purpose, how often, and what is broken now.

import { h } from "../dom.js";
import { get, post, remove, watch } from "./control.js";
import { ON_CALLS, ON_DELIVERIES, PRESETS } from "./fault_kinds.js";
import { button, field, filled, input, outcome, section, select } from "./fields.js";

const EVERY_MS = 1000;
const KINDS = ["event", "command", "interaction"];

export function fill(place) {
  const result = outcome("fault-outcome");
  const active = h("div", { "data-testid": "fault-list" });
  const held = h("div", {});
  const flow = h("span", { "data-testid": "event-flow" });
  const flowSwitch = button("event-switch", "", () =>
    change(() => post("event_delivery", { on: !flowing }), "Done."),
  );
  let flowing = true;
  const calls = form("call", ON_CALLS, add);
  const deliveries = form("delivery", ON_DELIVERIES, add);
  place.append(
    result.node,
    section(
      "Broken now",
      active,
      h(
        "div",
        { class: "panel-actions" },
        button("fault-clear", "Mend everything", () =>
          change(() => remove("faults"), "All faults are gone."),
        ),
        button("expire-triggers", "Expire all open triggers", () =>
          change(() => post("triggers/expire"), "All triggers that were open have expired."),
        ),
      ),
      held,
    ),
    section(
      "Ready made",
      h(
        "div",
        { class: "panel-actions" },
        ...PRESETS.map((preset) =>
          button(`preset-${preset.name}`, preset.label, () => add(preset.faults)),
        ),
      ),
    ),
    section("Calls of the app", calls.node),
    section("Requests to the app", deliveries.node),
    section(
      "Event deliveries",
      h(
        "p",
        { class: "panel-quiet" },
        "Slack switches them off for an app that fails too often, until somebody switches them on.",
      ),
      h("div", { class: "panel-row" }, flow, flowSwitch),
    ),
  );

  function add(faults) {
    return change(async () => {
      for (const fault of faults) await post("faults", fault);
    }, faults.length > 1 ? `${faults.length} faults were added.` : "The fault was added.");
  }

  function change(work, words) {
    return result.try_(async () => {
      await work();
      await look();
      return words;
    });
  }

  async function look() {
    const [faults, waiting, events] = await Promise.all([
      get("faults"),
      get("deliveries", { state: "held" }),
      get("event_delivery"),
    ]);
    flowing = events.on;
    flow.textContent = flowing ? "Events are sent." : "No events are sent.";
    flowSwitch.textContent = flowing ? "Switch off" : "Switch on";
    draw(
      active,
      faults.map((one) => line(one, change)),
      "Nothing. Slack behaves.",
    );
    draw(held, waiting.length ? [release(waiting, change)] : [], "");
  }

  async function enter() {
    const [world, methods] = await Promise.all([get("world"), get("coverage")]);
    calls.know(world, [...Object.keys(methods.methods), ...methods.never_called].sort());
    deliveries.know(world, []);
  }

  return () => {
    enter();
    return watch(EVERY_MS, () => look().catch(() => {}));
  };
}

/** Leaves alone what is the same as before, so that a button is not taken away under the hand. */
function draw(box, nodes, otherwise) {
  const wanted = nodes.map((node) => node.outerHTML).join("") || otherwise;
  if (box.dataset.shown === wanted) return;
  box.dataset.shown = wanted;
  box.replaceChildren(
    ...(nodes.length ? nodes : [h("p", { class: "panel-quiet" }, otherwise)]),
  );
}

function line(fault, change) {
  const kinds = fault.on === "call" ? ON_CALLS : ON_DELIVERIES;
  const kind = kinds.find((one) => one.do === fault.do);
  const settings = (kind?.fields ?? []).map(({ name }) => `${name} ${fault[name] ?? "none"}`);
  const where = ["method", "kind", "type", "channel", "user", "url"].flatMap((name) =>
    fault[name] ? [`${name} ${[fault[name]].flat().join(", ")}`] : [],
  );
  const often = [
    `hit ${fault.hits} ×`,
    fault.left == null ? null : `${fault.left} left`,
    fault.probability < 1 ? `${Math.round(fault.probability * 100)} %` : null,
    fault.until ? `until ${new Date(fault.until * 1000).toISOString().slice(11, 19)} UTC` : null,
  ];
  return h(
    "div",
    { class: "panel-line", "data-testid": `fault-${fault.id}` },
    h(
      "div",
      {},
      h("b", {}, `${fault.on === "call" ? "←" : "→"} ${kind?.label ?? fault.do}`),
      h("small", {}, [...where, ...settings].join(" · ") || "everything"),
      h("small", {}, often.filter(Boolean).join(" · ")),
    ),
    button(
      `fault-remove-${fault.id}`,
      "Remove",
      () => change(() => remove(`faults/${fault.id}`), "The fault is gone."),
      { "aria-label": `Remove: ${kind?.label ?? fault.do}` },
    ),
  );
}

function release(waiting, change) {
  const go = (order) => () =>
    change(() => post("release", { order }), `${waiting.length} were released.`);
  return h(
    "div",
    { class: "panel-line", "data-testid": "held" },
    h("div", {}, h("b", {}, `${waiting.length} held back`)),
    button("release-fifo", "Release in order", go("fifo")),
    button("release-reverse", "Release in reverse", go("reverse")),
  );
}

/** A form for the faults on calls, or on deliveries. */
function form(on, kinds, add) {
  const what = select(
    `fault-${on}-do`,
    kinds.map((kind) => [kind.do, kind.label]),
    kinds[0].do,
    { onchange: show },
  );
  const about = h("p", { class: "panel-quiet" });
  const extra = h("div", { class: "panel-grid" });
  const lists = h("div", { hidden: true });
  const times = input(`fault-${on}-times`, { type: "number", min: 1, value: "1" });
  const chance = input(`fault-${on}-chance`, { type: "number", min: 1, max: 100, value: "100" });
  const lasts = input(`fault-${on}-lasts`, { type: "number", min: 1 });
  const wheres = on === "call" ? ["method", "channel"] : ["kind", "type", "channel", "user"];
  const where = Object.fromEntries(
    wheres.map((name) => [
      name,
      name === "kind"
        ? select(`fault-${on}-kind`, [["", "all"], ...KINDS.map((one) => [one, one])], "")
        : input(`fault-${on}-${name}`, { list: `fault-${on}-${name}s`, placeholder: "all" }),
    ]),
  );
  let controls = {};

  function show() {
    const kind = chosen();
    about.textContent = kind.about;
    controls = Object.fromEntries(kind.fields.map((one) => [one.name, control(on, one)]));
    extra.replaceChildren(...kind.fields.map((one) => field(one.label, controls[one.name])));
    times.disabled = Boolean(kind.standing);
    times.value = kind.standing ? "" : "1";
    lasts.value = kind.lasts ?? "";
    lasts.required = Boolean(kind.lasts);
    if (where.kind) {
      where.kind.value = kind.only?.kind ?? where.kind.value;
      where.kind.disabled = Boolean(kind.only);
    }
  }

  function chosen() {
    return kinds.find((kind) => kind.do === what.value);
  }

  function wanted() {
    const settings = Object.fromEntries(
      chosen().fields.map((one) => [one.name, valueOf(controls[one.name], one)]),
    );
    const places = Object.entries(where).map(([name, node]) => {
      const names = node.value.split(",").flatMap((text) => (text.trim() ? [text.trim()] : []));
      const plain = names.map((one) => one.replace(/^#/, ""));
      return [name, plain.length > 1 ? plain : (plain[0] ?? "")];
    });
    return {
      on,
      do: what.value,
      ...filled({
        ...settings,
        ...Object.fromEntries(places),
        times: numberIn(times),
        lasts: numberIn(lasts),
      }),
      ...(Number(chance.value) < 100 ? { probability: Number(chance.value) / 100 } : {}),
    };
  }

  /** What is offered while typing. */
  function know(world, methods) {
    const offers = {
      method: methods,
      channel: world.channels.map((one) => one.name),
      user: world.people.map((one) => one.key),
      type: world.event_types,
    };
    lists.replaceChildren(
      ...wheres.map((name) =>
        h(
          "datalist",
          { id: `fault-${on}-${name}s` },
          ...(offers[name] ?? []).map((value) => h("option", { value })),
        ),
      ),
    );
  }

  const labels = { method: "Method", kind: "Kind", type: "Type", channel: "Channel", user: "Person" };
  show();
  const node = h(
    "form",
    {
      onsubmit: (event) => {
        event.preventDefault();
        add([wanted()]);
      },
    },
    field("What happens", what),
    about,
    extra,
    h("div", { class: "panel-grid" }, ...wheres.map((name) => field(labels[name], where[name]))),
    h(
      "div",
      { class: "panel-grid" },
      field("How often", times, "Empty is always"),
      field("Chance, %", chance),
      field("For seconds", lasts, "Empty is until removed"),
    ),
    lists,
    button(`fault-${on}-add`, "Add", null, { type: "submit", class: "primary" }),
  );
  return { node, know };
}

function control(on, one) {
  const testid = `fault-${on}-${one.name}`;
  if (one.options) return select(testid, one.options.map((option) => [option, option]), one.options[0]);
  return input(testid, { type: one.type ?? "text", step: "any", value: one.value ?? "" });
}

function valueOf(node, one) {
  if (one.type === "checkbox") return node.checked;
  return one.number || one.type === "number" ? numberIn(node) : node.value.trim();
}

function numberIn(node) {
  return node.value === "" ? "" : Number(node.value);
}
