// One request of the traffic tab, opened: times, headers, bodies, answers, and once more.

import { h } from "../dom.js";
import { post } from "./control.js";
import { asSent, freshlySigned, ofCall } from "./curl.js";
import { button, outcome } from "./fields.js";

/** `redraw` looks at the log anew, after something was sent again. */
export function detail(entry, redraw) {
  const result = outcome(`traffic-outcome-${entry.id}`);
  const about = entry.kind === "call" ? aboutCall(entry) : aboutDelivery(entry);
  return [
    facts(entry),
    h("div", { class: "panel-actions" }, ...tools(entry, result, redraw)),
    result.node,
    ...about,
  ];
}

function facts(entry) {
  const rows = [
    ["Slack's clock", iso(entry.at)],
    ["Wall clock", entry.wall && iso(entry.wall)],
    ["Address", entry.url],
    ["Channel", named(entry.place, entry.channel ?? entry.args?.channel)],
    ["Person", named(entry.person, entry.user ?? entry.args?.user)],
    ["Event id", entry.event_id],
    ["Status", entry.kind === "call" ? `${entry.status} ${entry.state}` : null],
    ["Took", entry.kind === "call" && entry.ms != null ? `${entry.ms} ms` : null],
    ["Fault", entry.fault],
    ["Remark", entry.remark],
    ["Rate limit", entry.rate && `${entry.rate.left} of ${entry.rate.per_minute} a minute left`],
  ];
  return h(
    "dl",
    { class: "panel-facts" },
    ...rows
      .filter(([, value]) => value)
      .flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]),
  );
}

const iso = (seconds) => new Date(seconds * 1000).toISOString();
const named = (name, id) => (id && name && name !== id ? `${name} (${id})` : id);

function tools(entry, result, redraw) {
  if (entry.kind === "call") {
    return [
      button("replay", "Replay", () =>
        result.try_(async () => {
          const answer = await post(`calls/${entry.id}/replay`);
          redraw();
          return `Called again: ${answer.status ?? answer.reason} ${answer.answer ?? ""}`.slice(
            0,
            300,
          );
        }),
      ),
      copyButton("copy-curl", "Copy as curl", result, () => ofCall(entry)),
    ];
  }
  const path = entry.kind === "webhook" ? "webhooks" : "deliveries";
  const last = entry.attempts.at(-1);
  const again = button("send-again", "Send again", () =>
    result.try_(async () => {
      await post(`${path}/${entry.id}/redeliver`);
      redraw();
      return "Sent once more.";
    }),
  );
  const signed =
    last && copyButton("copy-signed", "Copy as sent", result, () => asSent(entry, last));
  if (entry.kind === "webhook") return [again, signed];
  const fresh = copyButton("copy-curl", "Copy as curl", result, () => freshlySigned(entry));
  return [again, fresh, signed];
}

function copyButton(testid, label, result, text) {
  const hint = {
    "copy-signed": "These very bytes; the signature holds for five minutes",
    "copy-curl": "Signed, or with a token, when it is run",
  }[testid];
  return button(
    testid,
    label,
    () =>
      result.try_(async () => {
        await navigator.clipboard.writeText(text());
        return "Copied.";
      }),
    { title: hint },
  );
}

function aboutCall(call) {
  return [
    ...(call.headers ? [part("Request headers", headersOf(call.headers))] : []),
    part("Arguments", pretty(call.args)),
    part("Answer", pretty(call.answer)),
  ];
}

function aboutDelivery(delivery) {
  const attempts = delivery.attempts.map((attempt, at) => {
    const came = attempt.status ?? attempt.reason;
    const why = attempt.status && attempt.reason ? ` (${attempt.reason})` : "";
    return h(
      "div",
      { class: "panel-attempt", "data-testid": "attempt" },
      h("h4", {}, `Attempt ${at + 1}: ${came}${why}, ${attempt.ms} ms`),
      h("small", {}, iso(attempt.at)),
      part("Headers", headersOf(attempt.headers)),
      ...(attempt.body === delivery.body ? [] : [part("Body as it was sent", attempt.body)]),
      part("Answer", readable(attempt.answer) || "(empty)"),
    );
  });
  return [part("Body", readable(delivery.body)), ...attempts];
}

function part(title, text) {
  return h("div", {}, h("h4", {}, title), h("pre", { tabindex: 0, "aria-label": title }, text));
}

const pretty = (value) => JSON.stringify(value, null, 2);

function headersOf(headers) {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}

/** JSON is set out in lines, and so is the payload or the fields of a form. */
export function readable(text) {
  const json = parsed(text);
  if (json !== undefined) return pretty(json);
  if (!/^[\w.%-]+=/.test(text)) return text;
  const fields = new URLSearchParams(text);
  const payload = parsed(fields.get("payload") ?? "");
  return payload === undefined
    ? [...fields].map(([name, value]) => `${name} = ${value}`).join("\n")
    : pretty(payload);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
