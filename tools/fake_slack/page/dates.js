// Moments in the time zone and language of who looks: Slack's date formats and the date pickers.

import { store } from "./store.js";
import { language } from "./words.js";

const DAY_S = 86_400;
const LONG = { weekday: "long", year: "numeric", month: "long", day: "numeric" };
const MIDDLE = { year: "numeric", month: "long", day: "numeric" };
const SHORT = { year: "numeric", month: "short", day: "numeric" };
const FORMATS = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date_slash: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: MIDDLE,
  date_long: LONG,
  date_long_full: LONG,
  date_short: SHORT,
  date_pretty: MIDDLE,
  date_long_pretty: LONG,
  date_short_pretty: SHORT,
  day_divider_pretty: { weekday: "long", month: "long", day: "numeric" },
  time: { hour: "numeric", minute: "2-digit" },
  time_secs: { hour: "numeric", minute: "2-digit", second: "2-digit" },
};

/** `format` with its `{date_short}` and the like filled in, as for the person who looks. */
export function formatted(seconds, format) {
  const { locale, tz } = store.data.me;
  return format.replace(/\{(\w+)\}/g, (whole, name) => {
    if (name === "ago") return ago(seconds, locale);
    if (!FORMATS[name]) return whole;
    const day = name.endsWith("_pretty") && nearDay(seconds, tz);
    if (day) return day;
    if (name === "date_num") return zonedParts(seconds, tz).date;
    const options = { ...FORMATS[name], timeZone: tz ?? undefined };
    return new Intl.DateTimeFormat(locale ?? undefined, options).format(seconds * 1000);
  });
}

function nearDay(seconds, tz) {
  const dayOf = (moment) => zonedParts(moment, tz).date;
  const wanted = dayOf(seconds);
  const near = [0, -1, 1].find((days) => dayOf(store.data.now + days * DAY_S) === wanted);
  return near === undefined ? null : dayWord(near);
}

/** "today" for 0, "yesterday" for -1, "tomorrow" for 1. */
export function dayWord(days) {
  return new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(days, "day");
}

const STEPS = [
  ["year", 365 * DAY_S],
  ["month", 30 * DAY_S],
  ["day", DAY_S],
  ["hour", 3600],
  ["minute", 60],
];

function ago(seconds, locale) {
  const gone = seconds - store.data.now;
  const [unit, size] = STEPS.find(([, length]) => Math.abs(gone) >= length) ?? ["second", 1];
  const words = new Intl.RelativeTimeFormat(locale ?? undefined, { numeric: "auto" });
  return words.format(Math.round(gone / size), unit);
}

/** `{date: "2026-01-31", time: "09:05"}` of a moment in a time zone (without one: the browser's). */
export function zonedParts(seconds, tz) {
  const moment = new Date(seconds * 1000);
  const options = { timeZone: tz ?? undefined, hourCycle: "h23" };
  const numbers = { year: "numeric", month: "2-digit", day: "2-digit" };
  const clock = { hour: "2-digit", minute: "2-digit" };
  const parts = new Intl.DateTimeFormat("en-CA", { ...options, ...numbers, ...clock })
    .formatToParts(moment)
    .map((part) => [part.type, part.value]);
  const { year, month, day, hour, minute } = Object.fromEntries(parts);
  return { date: `${year.padStart(4, "0")}-${month}-${day}`, time: `${hour}:${minute}` };
}

/** Unix seconds of a wall time in a zone; twice corrected, for the days the clocks change. */
export function instantOf(date, time, tz) {
  const wall = Date.parse(`${date}T${time}:00Z`) / 1000;
  let guess = wall;
  for (let turn = 0; turn < 2; turn += 1) {
    const seen = zonedParts(guess, tz);
    guess += wall - Date.parse(`${seen.date}T${seen.time}:00Z`) / 1000;
  }
  return guess;
}
