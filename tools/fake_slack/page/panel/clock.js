// The clock tab: both times, moving time with the desk's scheduled work, freezing and speeding up.

import { h } from "../dom.js";
import { get, post, watch } from "./control.js";
import { button, field, input, outcome, section, select } from "./fields.js";

const EVERY_MS = 500;
const JUMPS = [
  ["1m", "+1 min", 60],
  ["5m", "+5 min", 300],
  ["1h", "+1 h", 3600],
  ["1d", "+1 day", 86_400],
];
const UNITS = [
  ["60", "minutes"],
  ["3600", "hours"],
  ["86400", "days"],
  ["1", "seconds"],
];
const SPEEDS = ["1", "10", "60", "600"];

export function fill(place) {
  const result = outcome("clock-outcome");
  const slackTime = h("dd", { "data-testid": "clock-slack" });
  const wallTime = h("dd", { "data-testid": "clock-wall" });
  const pace = h("dd", { "data-testid": "clock-pace" });
  const about = h("p", { class: "panel-quiet", "data-testid": "clock-about" });
  const output = h("pre", {
    tabindex: 0,
    "aria-label": "What the desk's scheduled work said",
    "data-testid": "clock-output",
    hidden: true,
  });
  let withDesk = false;
  let travelling = false;

  const amount = input("clock-amount", { type: "number", min: 0, step: "any", value: "30" });
  const unit = select("clock-unit", UNITS, "60");
  const until = input("clock-until", { type: "datetime-local", step: 1 });
  const speed = select(
    "clock-speed",
    SPEEDS.map((one) => [one, `${one} ×`]),
    "1",
    {
      onchange: () => set({ mode: "running", speed: Number(speed.value) }, "Time runs."),
    },
  );
  const skew = input("clock-skew", {
    type: "number",
    step: 1,
    value: "0",
    title: "Below zero is the past; an app refuses more than five minutes",
  });
  const moves = h(
    "div",
    { class: "panel-actions" },
    ...JUMPS.map(([name, label, seconds]) => button(`clock-${name}`, label, () => jump(seconds))),
  );
  const by = button("clock-by", "Move", () => jump(Number(amount.value) * Number(unit.value)));
  const to = button("clock-to", "Move", () => jumpTo(until.value));
  place.append(
    h(
      "dl",
      { class: "panel-clock" },
      h("dt", {}, "Slack's clock"),
      slackTime,
      h("dt", {}, "Wall clock"),
      wallTime,
      h("dt", {}, "Pace"),
      pace,
    ),
    section(
      "Move the clock",
      about,
      moves,
      h(
        "div",
        { class: "panel-row" },
        field("Move by", amount),
        field("Unit", unit),
        by,
      ),
      h(
        "div",
        { class: "panel-row" },
        field("Move to (your own time zone)", until),
        to,
      ),
      result.node,
      output,
    ),
    section(
      "Pace",
      h("p", { class: "panel-quiet" }, "Of Slack's clock only: the desk's own goes on as before."),
      h(
        "div",
        { class: "panel-row" },
        button("clock-freeze", "Freeze", () => set({ mode: "frozen" }, "Time stands still.")),
        button("clock-run", "Run", () =>
          set({ mode: "running", speed: 1 }, "Time runs as it does outside."),
        ),
        field("Speed", speed),
      ),
      h(
        "div",
        { class: "panel-row" },
        field("Signatures are off by seconds", skew),
        button("clock-sign", "Set", () =>
          set({ sign_skew: Number(skew.value) }, `Signatures are off by ${Number(skew.value)} s.`),
        ),
      ),
    ),
  );

  function jump(seconds) {
    return result.try_(async () => {
      if (!(seconds > 0)) return "The clock only moves forward.";
      if (withDesk) return travel(await post("tick", { advance: seconds }));
      await post("clock", { advance: seconds });
      await look();
      return "The clock was moved; what was due was sent.";
    });
  }

  function jumpTo(text) {
    return result.try_(async () => {
      if (!text) return "Choose a day and a time.";
      const at = new Date(text);
      if (withDesk) return travel(await post("tick", { at: at.toISOString() }));
      const { now } = await get("clock");
      return jump(at.getTime() / 1000 - now);
    });
  }

  function travel(journey) {
    travelling = true;
    draw(journey);
    return under(journey);
  }

  function set(wanted, words) {
    return result.try_(async () => {
      await post("clock", wanted);
      await look();
      return words;
    });
  }

  function draw(journey) {
    withDesk = journey.has_command;
    about.textContent = withDesk
      ? "Runs the desk's scheduled work as of then, as make tick does, and waits until it is done."
      : "Only Slack's clock moves: this stand-in was started without the desk's tick command.";
    for (const one of [...moves.children, by, to]) one.disabled = journey.running;
    output.hidden = !journey.output.length;
    output.textContent = journey.output.join("\n");
    if (!travelling) return;
    travelling = journey.running;
    result.say(under(journey), journey.exit ? "bad" : "");
  }

  async function look() {
    const [clock, journey] = await Promise.all([get("clock"), get("tick")]);
    slackTime.textContent = shown(clock.now);
    wallTime.textContent = shown(clock.wall);
    pace.textContent = `${paceOf(clock)}${ahead(clock.now - clock.wall)}`;
    draw(journey);
  }

  return () => watch(EVERY_MS, () => look().catch(() => {}));
}

function under({ running, at, exit }) {
  const moment = shown(at);
  if (running) return `The desk's scheduled work runs as of ${moment} …`;
  return exit === 0 ? `All due work as of ${moment} is done.` : `It failed (exit code ${exit}).`;
}

function shown(seconds) {
  return new Date(seconds * 1000)
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z/, " UTC");
}

function paceOf(clock) {
  if (clock.mode === "frozen") return "frozen";
  return clock.speed === 1 ? "runs" : `runs ${clock.speed} × as fast`;
}

function ahead(seconds) {
  const parts = [
    [86_400, "d"],
    [3600, "h"],
    [60, "min"],
    [1, "s"],
  ];
  let left = Math.round(Math.abs(seconds));
  const words = parts.flatMap(([size, name]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count ? [`${count} ${name}`] : [];
  });
  return words.length ? `, ${words.join(" ")} ${seconds < 0 ? "behind" : "ahead"}` : "";
}
