// Above and below the messages: the way to what is unread, and back to the newest.

import { h, icon, ICONS } from "../dom.js";
import { go, store } from "../store.js";
import { t } from "../words.js";
import { highlight, isAtNewest } from "./scrolling.js";

const FAR = 300;
let drawn = "";

export function showBars(place, scroller) {
  const { timeline } = store;
  const line = scroller.querySelector(".new-line");
  const unread = timeline.mark !== null && !timeline.sawMark && isAbove(line, scroller, timeline);
  if (line && !unread) timeline.sawMark = true;
  const back = timeline.loaded && (!timeline.atEnd || scroller.scrollTop < -FAR);
  const signature = `${timeline.place} ${unread} ${back} ${store.look}`;
  if (drawn === signature) return;
  drawn = signature;
  place.replaceChildren(
    unread ? bar("jump-unread", `↑ ${t("newLine")}`, () => toUnread(scroller)) : "",
    back ? bar("jump-latest", t("jumpNewest"), () => toNewest(scroller), ICONS.down) : "",
  );
}

function isAbove(line, scroller, timeline) {
  if (!line)
    return timeline.loaded && !timeline.atStart && timeline.messages[0]?.ts > timeline.mark;
  return line.getBoundingClientRect().bottom < scroller.getBoundingClientRect().top;
}

function bar(testid, label, onclick, path = null) {
  return h(
    "button",
    { type: "button", class: `bar ${testid}`, "data-testid": testid, onclick },
    path ? icon(path) : null,
    label,
  );
}

async function toUnread(scroller) {
  const { timeline } = store;
  timeline.sawMark = true;
  if (!scroller.querySelector(".new-line")) {
    highlight(null);
    await go({ ts: timeline.mark || "0", thread: store.thread });
  }
  scroller.querySelector(".new-line")?.scrollIntoView({ block: "center" });
}

export async function toNewest(scroller) {
  if (!store.timeline.atEnd) {
    await store.timeline.newest();
    await go({ thread: store.thread });
  }
  scroller.scrollTop = 0;
  if (!isAtNewest(scroller)) scroller.scrollTo(0, 0);
}
