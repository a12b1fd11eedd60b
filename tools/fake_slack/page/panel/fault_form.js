// The form for a fault: what happens, to what, how often and for how long.

import { h } from "../dom.js";
import { button, field, filled, input, select } from "./fields.js";

const KINDS = ["event", "command", "interaction"];
const LABELS = {
  method: "Method",
  kind: "Kind",
  type: "Type",
  channel: "Channel",
  user: "Person",
};

/** `on` is call or delivery; `add` is given a list with the one fault that was asked for. */
export function faultForm(on, kinds, add) {
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
    chance.disabled = Boolean(kind.standing);
    chance.value = "100";
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
    h("div", { class: "panel-grid" }, ...wheres.map((name) => field(LABELS[name], where[name]))),
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
  if (one.options)
    return select(
      testid,
      one.options.map((option) => [option, option]),
      one.options[0],
    );
  const { type = "text", value = "", checked = false } = one;
  return input(testid, { type, step: "any", value, checked });
}

function valueOf(node, one) {
  if (one.type === "checkbox") return node.checked;
  return one.number || one.type === "number" ? numberIn(node) : node.value.trim();
}

function numberIn(node) {
  return node.value === "" ? "" : Number(node.value);
}
