// The control panel beside or below the workspace: opening, resizing, and its tabs.

import { h } from "../dom.js";

const TABS = [
  ["traffic", "Traffic", () => import("./traffic.js")],
  ["clock", "Clock", () => import("./clock.js")],
  ["world", "World", () => import("./world.js")],
  ["faults", "Faults", () => import("./faults.js")],
  ["webhooks", "Webhooks", () => import("./webhooks.js")],
  ["install", "Install", () => import("./install.js")],
];
const STEP_PX = 24;
const SIZES = { right: [320, 0.65, 460], below: [180, 0.75, 340] };
const STORED = "fake-slack-panel";

const place = document.getElementById("drawer");
const toggle = document.getElementById("drawer-toggle");
const wanted = { dock: innerWidth >= 1100 ? "right" : "below", tab: "traffic", ...stored() };
const opened = new Map();
let leave = null;

const grip = h("div", {
  class: "panel-grip",
  role: "separator",
  tabindex: 0,
  "aria-label": "Size of the panel",
  "data-testid": "panel-grip",
  onkeydown: resizeByKey,
  onpointerdown: resizeByPointer,
});
const buttons = TABS.map(([name, label]) =>
  h(
    "button",
    {
      type: "button",
      role: "tab",
      id: `panel-tab-${name}`,
      "aria-controls": `panel-${name}`,
      "data-testid": `panel-tab-${name}`,
      onclick: () => choose(name),
    },
    label,
  ),
);
const panes = TABS.map(([name]) =>
  h("div", {
    class: "panel-pane",
    role: "tabpanel",
    id: `panel-${name}`,
    "aria-labelledby": `panel-tab-${name}`,
    "data-testid": `panel-${name}`,
    tabindex: 0,
    hidden: true,
  }),
);
const dockButton = h("button", {
  type: "button",
  class: "icon-button panel-dock",
  "data-testid": "panel-dock",
  onclick: () => dock(wanted.dock === "right" ? "below" : "right"),
});
place.append(
  grip,
  h(
    "header",
    { class: "panel-head" },
    h(
      "div",
      { class: "panel-tabs", role: "tablist", "aria-label": "Control panel", onkeydown: byArrow },
      ...buttons,
    ),
    dockButton,
    h(
      "button",
      {
        type: "button",
        class: "icon-button",
        "data-testid": "panel-close",
        "aria-label": "Close the control panel",
        onclick: close,
      },
      "✕",
    ),
  ),
  ...panes,
);
place.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented) close();
});
toggle.addEventListener("click", () => (place.hidden ? open() : close()));
addEventListener("resize", () => !place.hidden && resize(size()));

function open() {
  place.hidden = false;
  toggle.setAttribute("aria-expanded", "true");
  dock(wanted.dock);
  choose(wanted.tab);
  buttons[index(wanted.tab)].focus();
}

function close() {
  leave?.();
  leave = null;
  place.hidden = true;
  delete document.body.dataset.panel;
  toggle.setAttribute("aria-expanded", "false");
  toggle.focus();
}

async function choose(name) {
  keep({ tab: name });
  leave?.();
  leave = null;
  buttons.forEach((one, at) => {
    const chosen = at === index(name);
    one.setAttribute("aria-selected", String(chosen));
    one.tabIndex = chosen ? 0 : -1;
    panes[at].hidden = !chosen;
  });
  const pane = panes[index(name)];
  if (!opened.has(name))
    opened.set(
      name,
      TABS[index(name)][2]().then((tab) => tab.fill(pane)),
    );
  const enter = await opened.get(name);
  if (wanted.tab === name && !place.hidden && !leave) leave = enter();
}

function byArrow(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const last = TABS.length - 1;
  const now = index(wanted.tab);
  const next = step ? (now + step + TABS.length) % TABS.length : { Home: 0, End: last }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  choose(TABS[next][0]);
  buttons[next].focus();
}

function index(name) {
  return Math.max(
    TABS.findIndex(([known]) => known === name),
    0,
  );
}

function dock(side) {
  keep({ dock: side });
  document.body.dataset.panel = side;
  const other = side === "right" ? "below" : "right";
  const label = `Move the panel ${other === "right" ? "to the right" : "below"}`;
  dockButton.setAttribute("aria-label", label);
  dockButton.title = label;
  dockButton.textContent = other === "right" ? "◨" : "⬓";
  grip.setAttribute("aria-orientation", side === "right" ? "vertical" : "horizontal");
  resize(size());
}

function size() {
  return wanted[`size-${wanted.dock}`] ?? SIZES[wanted.dock][2];
}

function resize(pixels) {
  const [least, share] = SIZES[wanted.dock];
  const most = Math.max(least, share * (wanted.dock === "right" ? innerWidth : innerHeight));
  const now = Math.round(Math.min(Math.max(pixels, least), most));
  document.body.style.setProperty("--panel-size", `${now}px`);
  grip.setAttribute("aria-valuemin", String(least));
  grip.setAttribute("aria-valuemax", String(Math.round(most)));
  grip.setAttribute("aria-valuenow", String(now));
  return now;
}

function resizeByKey(event) {
  const step = { ArrowLeft: 1, ArrowUp: 1, ArrowRight: -1, ArrowDown: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  keep({ [`size-${wanted.dock}`]: resize(size() + step * STEP_PX) });
}

function resizeByPointer(event) {
  event.preventDefault();
  grip.setPointerCapture(event.pointerId);
  const move = ({ clientX, clientY }) => {
    const to = wanted.dock === "right" ? innerWidth - clientX : innerHeight - clientY;
    keep({ [`size-${wanted.dock}`]: resize(to) });
  };
  grip.addEventListener("pointermove", move);
  grip.addEventListener("lostpointercapture", () => grip.removeEventListener("pointermove", move), {
    once: true,
  });
}

function stored() {
  try {
    return JSON.parse(localStorage.getItem(STORED)) ?? {};
  } catch {
    return {};
  }
}

function keep(change) {
  Object.assign(wanted, change);
  localStorage.setItem(STORED, JSON.stringify(wanted));
}
