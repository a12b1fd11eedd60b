// Every fault the panel can ask for: its words, and which fields of the control API it takes.

const SECONDS = { name: "seconds", label: "Seconds", type: "number", value: "5" };
const EVENTS = { kind: "event" };

export const ON_CALLS = [
  {
    do: "ratelimited",
    label: "Too many calls (429)",
    about: "Slack says how long to wait.",
    fields: [{ name: "retry_after", label: "Retry-After, seconds", type: "number", value: "30" }],
  },
  {
    do: "http_status",
    label: "Server error (5xx)",
    about: "Slack is down, or a proxy on the way.",
    fields: [
      { name: "status", label: "Status", options: ["500", "502", "503", "504"], number: true },
      { name: "body", label: "Body", options: ["html", "empty"] },
    ],
  },
  {
    do: "error",
    label: "Error code",
    about: "Any of Slack's codes, such as internal_error.",
    fields: [{ name: "error", label: "Code", value: "internal_error" }],
  },
  {
    do: "slow",
    label: "Slow answer",
    about: "The work is done late, and then answered.",
    fields: [SECONDS],
  },
  {
    do: "drop_after",
    label: "Done, but the answer is lost",
    about: "The call counts; the app cannot know.",
    fields: [],
  },
  {
    do: "drop_before",
    label: "Connection cut before the work",
    about: "Nothing happened; the app cannot know.",
    fields: [],
  },
  {
    do: "limit",
    label: "Another rate limit",
    about: "Instead of Slack's own; empty is no limit at all. Stands until it is removed.",
    fields: [{ name: "per_minute", label: "Calls a minute", type: "number", value: "1" }],
    standing: true,
  },
  {
    do: "read_lag",
    label: "Posts can be read late",
    about: "History and replies show a post only after so many seconds. Stands until removed.",
    fields: [SECONDS],
    standing: true,
  },
  {
    do: "expire_triggers",
    label: "Trigger has expired",
    about: "All open triggers end when the call arrives, as when the app is too slow.",
    fields: [],
  },
];

export const ON_DELIVERIES = [
  {
    do: "duplicate",
    label: "Duplicate",
    about: "The same once more, with retry headers on none of them.",
    fields: [
      { name: "copies", label: "Copies", type: "number", value: "1" },
      { ...SECONDS, label: "Seconds apart", value: "0" },
      { name: "new_event_ids", label: "New event ids", type: "checkbox", checked: true },
    ],
  },
  { do: "delay", label: "Delay", about: "It arrives later.", fields: [SECONDS] },
  {
    do: "drop",
    label: "Drop an attempt",
    about: "It never arrives; of an event, the retries do.",
    fields: [],
  },
  {
    do: "drop_first",
    label: "Drop the first attempt",
    about: "Only the retry of each event arrives.",
    fields: [],
    only: EVENTS,
  },
  {
    do: "hold",
    label: "Hold back",
    about: "Kept until you release it below, in any order.",
    fields: [],
    only: EVENTS,
  },
  {
    do: "reorder",
    label: "Reorder",
    about: "Gathers so many events and sends them the other way round.",
    fields: [{ name: "copies", label: "How many", type: "number", value: "2" }],
    only: EVENTS,
  },
  {
    do: "split",
    label: "One gesture, two messages",
    about: "Two messages with different ts and the same client_msg_id.",
    fields: [],
    only: EVENTS,
  },
  {
    do: "replay",
    label: "Replay",
    about: "The same bytes with the same signature once more, later.",
    fields: [SECONDS],
  },
  {
    do: "outage",
    label: "Outage",
    about: "Nothing arrives meanwhile; then only what is still due.",
    fields: [],
    standing: true,
    lasts: "300",
  },
  {
    do: "wrong_signature",
    label: "Wrong signature",
    about: "As from somebody who does not know the secret.",
    fields: [],
  },
  {
    do: "stale",
    label: "Stale timestamp",
    about: "Signed right, but so many seconds off; below zero is the past.",
    fields: [{ ...SECONDS, value: "-600" }],
  },
  {
    do: "missing_headers",
    label: "Headers missing",
    about: "Without the signature and its time.",
    fields: [],
  },
  {
    do: "oversized",
    label: "Oversized body",
    about: "Padded to so many bytes.",
    fields: [{ name: "size", label: "Bytes", type: "number", value: "2000000" }],
  },
  { do: "broken_json", label: "Broken JSON", about: "The body ends in the middle.", fields: [] },
  { do: "broken_utf8", label: "Broken UTF-8", about: "Bytes that are no text.", fields: [] },
  {
    do: "cut_answer",
    label: "Connection cut during the answer",
    about: "The app did it, but Slack does not hear so.",
    fields: [],
  },
  {
    do: "retry_anyway",
    label: "Retry although it was answered",
    about: "An event comes again after a 200.",
    fields: [],
    only: EVENTS,
  },
];

/** One click each; every fault in it is one of the above. */
export const PRESETS = [
  {
    name: "down",
    label: "Slack is down for 5 minutes",
    faults: [
      { on: "call", do: "http_status", status: 503, lasts: 300 },
      { on: "delivery", do: "outage", lasts: 300 },
    ],
  },
  {
    name: "network",
    label: "Bad network",
    faults: [
      { on: "call", do: "slow", seconds: 2, probability: 0.3 },
      { on: "call", do: "drop_after", probability: 0.1 },
      { on: "call", do: "drop_before", probability: 0.1 },
      { on: "delivery", do: "cut_answer", probability: 0.1 },
      { on: "delivery", do: "delay", seconds: 2, probability: 0.3 },
    ],
  },
  {
    name: "limits",
    label: "Rate limits everywhere",
    faults: [{ on: "call", do: "ratelimited", retry_after: 10, probability: 0.5 }],
  },
  {
    name: "twice",
    label: "Everything comes twice",
    faults: [{ on: "delivery", do: "duplicate", copies: 1 }],
  },
  {
    name: "reads",
    label: "Reads lag by 30 seconds",
    faults: [{ on: "call", do: "read_lag", seconds: 30 }],
  },
];
