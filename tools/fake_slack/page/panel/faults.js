// The faults tab: what breaks on purpose, how often, and what is broken now.

import { h } from "../dom.js";
import { get, post, remove, watch } from "./control.js";
import { faultForm } from "./fault_form.js";
import { ON_CALLS, ON_DELIVERIES, PRESETS } from "./fault_kinds.js";
import { button, outcome, section } from "./fields.js";

const EVERY_MS = 1000;

export function fill(place) {
  const result = outcome("fault-outcome");
  const active = h("div", { "data-testid": "fault-list" });
  const held = h("div", {});
  const flow = h("span", { "data-testid": "event-flow" });
  const flowSwitch = button("event-switch", "", () =>
    change(() => post("event_delivery", { on: !flowing }), "Done."),
  );
  let flowing = true;
  const calls = faultForm("call", ON_CALLS, add);
  const deliveries = faultForm("delivery", ON_DELIVERIES, add);
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
    return change(
      async () => {
        for (const fault of faults) await post("faults", fault);
      },
      faults.length > 1 ? `${faults.length} faults were added.` : "The fault was added.",
    );
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
  box.replaceChildren(...(nodes.length ? nodes : [h("p", { class: "panel-quiet" }, otherwise)]));
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
