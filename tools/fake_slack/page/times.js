// Moments as the person who looks reads them: in their language and their time zone.

import { dayWord } from "./dates.js";
import { store } from "./store.js";

const FORMS = {
  time: { hour: "numeric", minute: "2-digit" },
  day: { weekday: "long", month: "long", day: "numeric" },
  dayAndYear: { weekday: "long", month: "long", day: "numeric", year: "numeric" },
  short: { month: "short", day: "numeric" },
  full: { dateStyle: "full", timeStyle: "medium" },
  number: { year: "numeric", month: "2-digit", day: "2-digit" },
  parts: {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  },
};
const DAY_MS = 86_400_000;
const made = new Map();

function form(name, locale, tz) {
  const key = `${name} ${locale} ${tz}`;
  if (!made.has(key))
    made.set(key, new Intl.DateTimeFormat(locale, { ...FORMS[name], timeZone: tz }));
  return made.get(key);
}

function told(name, moment, { locale, tz } = store.data.me) {
  return form(name, locale ?? "en-US", tz).format(moment);
}

function moment(ts) {
  return new Date(Number(ts) * 1000);
}

/** The clock of the workspace, which can be moved, stopped and hurried. */
export function now() {
  const passed = (performance.now() - store.heardAt) * store.data.pace;
  return new Date(store.data.now * 1000 + passed);
}

export function timeOf(ts) {
  return told("time", moment(ts));
}

export function fullTimeOf(ts) {
  return told("full", moment(ts));
}

/** Sorts as text: 2026-11-22. */
export function dateKey(ts) {
  return form("number", "en-CA", store.data.me.tz).format(moment(ts));
}

export function dayOf(ts) {
  const key = dateKey(ts);
  const today = now();
  if (key === keyOf(today)) return capital(dayWord(0));
  if (key === keyOf(new Date(today - DAY_MS))) return capital(dayWord(-1));
  const sameYear = key.slice(0, 4) === keyOf(today).slice(0, 4);
  return told(sameYear ? "day" : "dayAndYear", moment(ts));
}

function capital(word) {
  return word[0].toUpperCase() + word.slice(1);
}

export function todayKey() {
  return keyOf(now());
}

function keyOf(date) {
  return form("number", "en-CA", store.data.me.tz).format(date);
}

/** The time, and the day with it unless that is today. */
export function whenOf(ts) {
  return dateKey(ts) === todayKey() ? timeOf(ts) : `${told("short", moment(ts))}, ${timeOf(ts)}`;
}

/** The time of day where this person is, as the person who looks writes it. */
export function localTime(person) {
  return told("time", now(), { locale: store.data.me.locale, tz: person.tz });
}

/** The Unix second at which a date (2026-11-22) begins for the person who looks. */
export function startOfDay(date) {
  const guess = new Date(`${date}T00:00:00Z`);
  return (guess - ahead(guess)) / 1000;
}

/** How far the zone of the person who looks is ahead of UTC then, in milliseconds. */
function ahead(date) {
  const parts = form("parts", "en-CA", store.data.me.tz).formatToParts(date);
  const part = Object.fromEntries(parts.map((one) => [one.type, one.value]));
  const local = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
  return local - date.getTime();
}
