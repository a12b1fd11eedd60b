// The traffic tab: every request both ways, newest first, as it happens.

import { h } from "../dom.js";
import { get, watch } from "./control.js";
import { button, input, refill, select } from "./fields.js";
import { detail } from "./traffic_detail.js";

const EVERY_MS = 1000;
const LINES = 100;
const KINDS = {
  event: "Events",
  command: "Commands",
  interaction: "Interactions",
  verification: "Address checks",
  call: "Calls",
  webhook: "Webhooks",
};

export function fill(place) {
  const rows = new Map();
  let limit = LINES;
  let paused = false;
  const text = input("traffic-text", {
    type: "search",
    placeholder: "Search",
    "aria-label": "Search in everything",
    oninput: look,
  });
  const kind = select("traffic-kind", kinds({}), "", { "aria-label": "Kind", onchange: look });
  const errors = h("input", { type: "checkbox", "data-testid": "traffic-errors", onchange: look });
  const pause = button("traffic-pause", "Pause", hold, { "aria-pressed": "false" });
  const list = h("div", { class: "traffic-list", "data-testid": "traffic-list" });
  const more = button("traffic-more", "Show older ones", () => {
    limit += LINES;
    look();
  });
  place.append(
    h(
      "div",
      { class: "panel-tools" },
      text,
      kind,
      h("label", { class: "panel-check" }, errors, "Errors only"),
      pause,
    ),
    list,
    more,
  );

  function hold() {
    paused = !paused;
    pause.setAttribute("aria-pressed", String(paused));
    pause.textContent = paused ? "Go on" : "Pause";
    if (!paused) look();
  }

  async function look() {
    const wanted = { text: text.value.trim(), kind: kind.value, limit };
    const seen = await get("traffic", errors.checked ? { ...wanted, errors: 1 } : wanted);
    refill(kind, kinds(seen.counts));
    more.hidden = !seen.more;
    draw(seen.entries);
  }

  function draw(lines) {
    const known = new Set(lines.map((line) => line.id));
    for (const id of rows.keys()) if (!known.has(id)) rows.delete(id);
    const nodes = lines.map((line) => {
      if (!rows.has(line.id)) rows.set(line.id, row(line.id, look));
      rows.get(line.id).update(line);
      return rows.get(line.id).node;
    });
    keepInStep(list, nodes.length ? nodes : [nothing()]);
  }

  return () => watch(EVERY_MS, () => paused || look().catch(() => {}));
}

function kinds(counts) {
  const all = Object.values(counts).reduce((sum, one) => sum + one, 0);
  const known = {
    ...KINDS,
    ...Object.fromEntries(Object.keys(counts).map((k) => [k, KINDS[k] ?? k])),
  };
  return [
    ["", `Everything (${all})`],
    ...Object.entries(known).map(([kind, label]) => [kind, `${label} (${counts[kind] ?? 0})`]),
  ];
}

function nothing() {
  return h("p", { class: "panel-quiet" }, "Nothing was sent or called yet, or nothing that fits.");
}

/** Moves only what has to move, so that an open line stays open and keeps the focus. */
function keepInStep(list, nodes) {
  nodes.forEach((node, at) => {
    if (list.children[at] !== node) list.insertBefore(node, list.children[at] ?? null);
  });
  while (list.children.length > nodes.length) list.lastElementChild.remove();
}

/** One line; opened, it shows the whole request, and again when something came of it. */
function row(id, redraw) {
  const summary = h("summary", {});
  const content = h("div", { class: "traffic-detail" });
  const node = h("details", { ontoggle: load }, summary, content);
  let shown = "";
  let loaded = "";

  async function load() {
    if (!node.open || loaded === shown) return;
    loaded = shown;
    content.replaceChildren(...detail(await get(`traffic/${id}`), redraw).filter(Boolean));
  }

  function update(line) {
    const now = JSON.stringify(line);
    if (now === shown) return;
    shown = now;
    node.dataset.testid = `traffic-${line.kind}-${line.what}`;
    node.dataset.id = id;
    summary.replaceChildren(...cells(line));
    load();
  }

  return { node, update };
}

function cells(line) {
  const fromApp = line.kind === "call";
  const about = [KINDS[line.kind] ? line.kind : null, line.place, line.person];
  const tone = line.went_well ? (line.status || fromApp ? "" : "open") : "bad";
  const times = line.attempts > 1 ? ` ×${line.attempts}` : "";
  const came = fromApp ? (line.fault ?? line.state) : (line.status ?? line.state);
  return [
    h("time", { title: bothClocks(line) }, clockTime(line.at), wallTime(line)),
    h(
      "span",
      { class: "arrow", title: fromApp ? "called by the app" : "sent to the app" },
      fromApp ? "←" : "→",
      h("span", { class: "sr" }, fromApp ? " from the app " : " to the app "),
    ),
    h("span", { class: "what" }, line.what),
    h("span", { class: "about" }, about.filter(Boolean).join(" · ")),
    h("span", { class: "took" }, line.ms == null ? "" : `${line.ms} ms`),
    h("span", { class: `chip ${tone}` }, `${came}${times}`),
  ];
}

/** Where Slack's clock was moved, the wall's stands below it. */
function wallTime({ at, wall }) {
  const same = !wall || Math.abs(at - wall) < 2;
  return same ? null : h("small", {}, h("span", { class: "sr" }, "wall clock "), clockTime(wall));
}

function clockTime(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString("en", { hourCycle: "h23" });
}

function bothClocks(line) {
  const slack = `Slack's clock ${new Date(line.at * 1000).toISOString()}`;
  return line.wall ? `${slack}, wall clock ${new Date(line.wall * 1000).toISOString()}` : slack;
}
