// Date, time, and both together in the time zone of who looks.

import { instantOf, zonedParts } from "../dates.js";
import { h } from "../dom.js";
import { t } from "../words.js";
import { named, spoken } from "./naming.js";
import { store } from "../store.js";

/** A native picker. Arrow keys change it step by step: what is typed counts when it is left. */
function native(type, label, value, changed) {
  let typing = false;
  let told = value ?? "";
  const tell = () => {
    typing = false;
    if (node.value === told) return;
    told = node.value;
    changed();
  };
  const node = h("input", {
    type,
    class: "input",
    value: value ?? "",
    "aria-label": label,
    onkeydown: (event) => (event.key === "Enter" ? tell() : (typing = event.key !== "Tab")),
    onchange: () => typing || tell(),
    onblur: tell,
  });
  return node;
}

function single(type) {
  return (spec, block, context) => {
    const changed = () => context.act(block, spec, node.read(), node);
    const node = native(type, spoken(spec, context), context.held, changed);
    for (const [name, value] of Object.entries(named(spec, block, context)))
      if (value !== undefined) node.setAttribute(name, value);
    node.read = () => node.value || null;
    node.write = (value) => (node.value = value ?? "");
    const zone = spec.timezone ? [h("span", { class: "zone" }, spec.timezone)] : [];
    return [node, ...zone];
  };
}

/** Unix seconds; the person sees and gives them in their own time zone. */
function datetime(spec, block, context) {
  const zone = store.data.me.tz;
  const shown = context.held ? zonedParts(context.held, zone) : {};
  const changed = () => group.read() && context.act(block, spec, group.read(), group);
  const label = spoken(spec, context);
  const date = native("date", `${label}: ${t("date")}`, shown.date, changed);
  const time = native("time", `${label}: ${t("time")}`, shown.time, changed);
  const group = h(
    "div",
    { ...named(spec, block, context), class: "datetime", role: "group", "aria-label": label },
    date,
    time,
  );
  group.read = () => (date.value && time.value ? instantOf(date.value, time.value, zone) : null);
  group.write = (value) => {
    const parts = value ? zonedParts(value, zone) : {};
    date.value = parts.date ?? "";
    time.value = parts.time ?? "";
  };
  return group;
}

export const PICKERS = {
  datepicker: single("date"),
  timepicker: single("time"),
  datetimepicker: datetime,
};
