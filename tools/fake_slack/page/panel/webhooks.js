// The webhooks tab: plays the survey system that tells the desk of NPS scores.

import { h } from "../dom.js";
import { get, post, watch } from "./control.js";
import { button, field, filled, input, outcome, section, select } from "./fields.js";
import { readable } from "./traffic_detail.js";

const EVERY_MS = 2000;
const SIGNS = [
  ["good", "right"],
  ["wrong", "wrong"],
  ["none", "without one"],
];

export function fill(place) {
  const result = outcome("webhook-outcome");
  const address = h("code", { "data-testid": "webhook-url" });
  const sent = h("div", { "data-testid": "webhook-list" });
  const controls = {
    score: input("nps-score", { value: "3", inputmode: "decimal" }),
    member_id: input("nps-member_id", { value: "11672" }),
    experience_date: input("nps-experience_date", { value: new Date().toISOString().slice(0, 10) }),
    segment: input("nps-segment", { value: "" }),
    source_event_id: input("nps-source_event_id", { placeholder: "a new one each time" }),
    comment: h("textarea", { rows: 3, "data-testid": "nps-comment" }),
  };
  const sign = select("nps-sign", SIGNS, "good");
  place.append(
    section(
      "An NPS answer comes in",
      h(
        "p",
        { class: "panel-quiet" },
        "Posted to ",
        address,
        " as JSON, signed in X-Hub-Signature-256: sha256= and the HMAC-SHA256 of the raw body.",
      ),
      h(
        "div",
        { class: "panel-grid" },
        field("Score", controls.score, "0 to 10, or anything wrong"),
        field("Member", controls.member_id),
        field("Experience day", controls.experience_date, "ISO, or anything wrong"),
        field("Segment", controls.segment),
        field("Source event id", controls.source_event_id, "The same id twice is a duplicate"),
        field("Signature", sign),
      ),
      field("Comment", controls.comment),
      button("nps-send", "Send", send, { class: "primary" }),
      result.node,
    ),
    section("Sent so far", sent),
  );

  function send() {
    return result.try_(async () => {
      const typed = Object.entries(controls).map(([name, node]) => [name, node.value.trim()]);
      const body = filled(Object.fromEntries(typed));
      if (/^-?\d+$/.test(body.score ?? "")) body.score = Number(body.score);
      body.source_event_id ??= `panel-${Date.now()}`;
      const answered = await post("webhooks/nps", { ...body, sign: sign.value });
      await look();
      return outcomeOf(answered.attempts.at(-1));
    });
  }

  async function look() {
    const seen = await get("webhooks");
    address.textContent = seen.url || "nowhere: start with --hooks-url";
    const lines = seen.sent.toReversed().map((one) => line(one, again));
    if (sent.childElementCount === lines.length && sent.dataset.shown === shownOf(seen)) return;
    sent.dataset.shown = shownOf(seen);
    sent.replaceChildren(
      ...(lines.length ? lines : [h("p", { class: "panel-quiet" }, "Nothing yet.")]),
    );
  }

  function again(id) {
    return result.try_(async () => {
      const answered = await post(`webhooks/${id}/redeliver`);
      await look();
      return outcomeOf(answered.attempts.at(-1));
    });
  }

  return () => watch(EVERY_MS, () => look().catch(() => {}));
}

const shownOf = (seen) => JSON.stringify(seen.sent.map((one) => [one.id, one.attempts.length]));

function line(one, again) {
  const last = one.attempts.at(-1);
  return h(
    "details",
    { "data-testid": `webhook-${one.id}` },
    h(
      "summary",
      {},
      h("time", {}, new Date(one.wall * 1000).toLocaleTimeString("en", { hourCycle: "h23" })),
      h(
        "span",
        { class: "what" },
        `${one.type}, ${about(one)}`,
        one.attempts.length > 1 ? ` ×${one.attempts.length}` : "",
      ),
      h(
        "span",
        { class: `chip ${last?.reason ? "bad" : ""}` },
        String(last?.status ?? last?.reason),
      ),
    ),
    button(`webhook-again-${one.id}`, "Send again", () => again(one.id)),
    h("pre", { tabindex: 0, "aria-label": "Body" }, readable(one.body)),
    h("pre", { tabindex: 0, "aria-label": "Answer" }, last?.answer || "(empty answer)"),
  );
}

/** What it says, for telling it from the others. */
function about({ body }) {
  const { score, member_id: member } = JSON.parse(body);
  const whose = member === undefined ? "" : `, member ${member}`;
  return `${score === undefined ? "without a score" : `score ${score}`}${whose}`;
}

/** Not taken in is a failure, however well the desk said so. */
function outcomeOf(attempt) {
  if (attempt.reason) throw new Error(meaning(attempt));
  return meaning(attempt);
}

/** What the desk's answer says about the webhook; nothing is pretended. */
function meaning({ status, reason, answer }) {
  const came = `The desk answered ${status}`;
  if (status === null) return `No answer (${reason}): the desk is not up, or was too slow.`;
  if (status === 404 || status === 405) {
    return `${came}: it has no such address, so nothing was taken in.`;
  }
  if (status === 401 || status === 403) return `${came}: it does not believe the signature.`;
  if (status >= 400 && status < 500)
    return `${came}: it refuses the answer. ${answer.slice(0, 200)}`;
  if (status >= 500) return `${came}: it failed; a survey system would send this again.`;
  return `${came}: taken in.`;
}
