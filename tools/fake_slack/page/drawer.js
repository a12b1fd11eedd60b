// The traffic drawer: what was sent to the app, and what the app called.

import { redeliver, trafficLog } from "./api.js";
import { h, reconcile } from "./dom.js";
import { nameOf, store } from "./store.js";

const EVERY_MS = 1500;
const place = document.getElementById("drawer");
const button = document.getElementById("drawer-toggle");
let timer = null;

button.addEventListener("click", () => {
  place.hidden = !place.hidden;
  button.setAttribute("aria-expanded", String(!place.hidden));
  if (place.hidden) clearInterval(timer);
  else {
    timer = setInterval(show, EVERY_MS);
    show();
  }
});

const sent = h("div", {});
const called = h("div", {});
place.append(
  h(
    "div",
    { class: "columns" },
    h("div", { class: "column" }, h("h3", {}, "Sent to the app"), sent),
    h("div", { class: "column" }, h("h3", {}, "Called by the app"), called),
  ),
);

async function show() {
  const log = await trafficLog();
  reconcile(
    sent,
    log.deliveries.map((one) => ({ ...one, key: one.id })),
    delivery,
  );
  reconcile(
    called,
    log.calls.map((one, index) => ({ ...one, key: `${one.at}-${log.calls.length - index}` })),
    call,
  );
}

function line(at, what, chip, tone, details, testid) {
  const time = new Date(at * 1000).toLocaleTimeString("en", { hour12: false });
  return h(
    "details",
    { "data-testid": testid },
    h(
      "summary",
      {},
      h("time", {}, time),
      h("span", { class: "what" }, what),
      h("span", { class: `chip ${tone}` }, chip),
    ),
    ...details,
  );
}

function delivery(one) {
  const last = one.attempts.at(-1);
  const tone = { delivered: "", failed: "bad" }[one.state] ?? "open";
  const chip = last
    ? `${last.status ?? last.reason}${one.attempts.length > 1 ? ` ×${one.attempts.length}` : ""}`
    : one.state;
  const again = h(
    "button",
    { type: "button", class: "button", onclick: () => redeliver(one.id) },
    "Send again",
  );
  const body = h("pre", { tabindex: 0 }, readable(one.body));
  return line(
    one.at,
    [one.kind, one.type, ...whereFrom(one)].join(" · "),
    chip,
    tone,
    [again, body],
    `delivery-${one.id}`,
  );
}

function whereFrom(one) {
  const channel = store.data.channels.find((known) => known.id === one.channel);
  const place = channel ? [channel.kind === "im" ? "DM" : `#${channel.name}`] : [];
  return one.user ? [...place, nameOf(one.user)] : place;
}

function readable(body) {
  const text = body.startsWith("{")
    ? body
    : (new URLSearchParams(body).get("payload") ?? body.replaceAll("&", "\n"));
  return text.startsWith("{")
    ? JSON.stringify(JSON.parse(text), null, 2)
    : decodeURIComponent(text.replaceAll("+", " "));
}

function call(one) {
  const chip = one.fault ?? (one.ok ? "ok" : one.error);
  const body = h(
    "pre",
    { tabindex: 0 },
    JSON.stringify({ args: one.args, answer: one.answer, rate: one.rate }, null, 2),
  );
  return line(
    one.at,
    one.method,
    chip,
    one.ok && !one.fault ? "" : "bad",
    [body],
    `call-${one.method}`,
  );
}
