// What the gallery shows: a small world, and each block and element as an app would send it.

import { blocksOf } from "./gallery/blocks.js";
import { elementsOf } from "./gallery/elements.js";
import { newerOf } from "./gallery/newer_blocks.js";
import { NOW, option } from "./gallery/parts.js";

const TEXTS = {
  en: {
    title: "New IT request",
    long: "The projector in the large meeting room shows only green stripes since this morning, although we changed the cable twice.",
    short: "Laptop",
    button: "Take it",
  },
  ko: {
    title: "새 IT 요청",
    long: "오늘 아침부터 대회의실 프로젝터에 초록색 줄무늬만 나타납니다. 케이블을 두 번이나 교체했는데도 여전히 같은 증상이 계속되고 있습니다.",
    short: "노트북",
    button: "담당하기",
  },
  pl: {
    title: "Nowe zgłoszenie do działu IT",
    long: "Od dzisiejszego ranka projektor w dużej sali konferencyjnej wyświetla wyłącznie zielone paski, mimo dwukrotnej wymiany przewodu połączeniowego.",
    short: "Najnieprawdopodobniejsze oprogramowanie",
    button: "Przejmij zgłoszenie",
  },
};

export const WORLD = {
  now: NOW,
  me: { id: "U0ANA00001", key: "ana", locale: "en-US", tz: "America/New_York" },
  app: { user: "U0BOT00001", name: "Deskbell" },
  people: [
    { id: "U0ANA00001", key: "ana", name: "Ana Reyes", title: "Requester", locale: "en-US" },
    { id: "U0MINJUN01", key: "minjun", name: "Kim Minjun", title: "Requester", locale: "ko-KR" },
    { id: "U0BEN00001", key: "ben", name: "Ben Carter", title: "IT agent", locale: "en-US" },
    { id: "U0ADAM0001", key: "adam", name: "Adam Zielinski", title: "Admin", locale: "pl-PL" },
  ],
  channels: [
    { id: "C0ITHAPPEN", name: "it-happens", kind: "channel" },
    { id: "C0ITTRIAGE", name: "it-triage", kind: "channel" },
    { id: "C0ITONCALL", name: "it-oncall", kind: "private", private: true },
    { id: "C0XTEAM001", name: "x-team", kind: "channel", shared: true },
    { id: "D0BEN00001", name: "Ben Carter", kind: "im", partner: "U0BEN00001" },
  ],
  user_groups: [{ id: "S0IT000001", handle: "it-team" }],
  views: [],
};

export const SUGGESTED = ["Berlin", "Seoul", "Warsaw", "Austin"].map((name) => option(name));

/** Every sample as `{name, list}`; ids come from the name, so that tests can find them. */
export function samples(locale) {
  const text = TEXTS[locale.split("-")[0]];
  const all = { ...blocksOf(text), ...newerOf(text), ...elementsOf(text) };
  return Object.entries(all).map(([name, list]) => ({
    name,
    list: list.map((block, index) => ({ block_id: `${name}-${index}`, ...block })),
  }));
}
