// Where in the messages the person is: more are loaded at the ends, and nothing jumps meanwhile.
//
// The scroller is reversed (column-reverse): 0 is the newest end, and older is below zero, so that
// the newest message stays in view by itself when something grows or the window shrinks.

import { draw, store } from "../store.js";

const NEAR = 900;
const MARKED_MS = 2_500;
let wanted = null;

export function isAtNewest(scroller) {
  return scroller.scrollTop > -4;
}

/** Draw without moving what the person reads; who is at the newest message stays there. */
export function keepingPlace(scroller, stays, change) {
  if (stays && isAtNewest(scroller)) {
    change();
    scroller.scrollTop = 0;
    return;
  }
  const top = scroller.getBoundingClientRect().top;
  const anchor = [...scroller.querySelectorAll(".message")].find(
    (one) => one.getBoundingClientRect().bottom > top,
  );
  const before = anchor?.getBoundingClientRect().top;
  change();
  const after = anchor && scroller.querySelector(`[data-ts="${anchor.dataset.ts}"]`);
  if (after) scroller.scrollTop += after.getBoundingClientRect().top - before;
}

/** Loads what is missing when the person comes near an end of what is there. */
export function follow(scroller, timelineOf) {
  let asked = false;
  const look = async () => {
    asked = false;
    const timeline = timelineOf();
    if (!timeline?.loaded || timeline.loading) return;
    const above = scroller.scrollHeight - scroller.clientHeight + scroller.scrollTop;
    const came =
      (above < NEAR && (await timeline.older())) ||
      (scroller.scrollTop > -NEAR && (await timeline.newer()));
    if (came && timeline === timelineOf()) draw();
  };
  const soon = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(look);
  };
  scroller.addEventListener("scroll", soon, { passive: true });
  return soon;
}

/** Marks the message an address or a date names, once it is drawn. */
export function highlight(ts) {
  wanted = ts;
}

/** With `exact` only the message itself will do, else also the next one after that time. */
export function showWanted(scroller, exact = false) {
  if (!wanted || !store.timeline.loaded) return;
  const fits = exact ? (one) => one === wanted : (one) => one >= wanted;
  const node = [...scroller.querySelectorAll(".message")].find((one) => fits(one.dataset.ts));
  if (node || !exact) wanted = null;
  if (!node) return;
  node.scrollIntoView({ block: "center" });
  node.classList.add("marked");
  node.focus({ preventScroll: true });
  setTimeout(() => node.classList.remove("marked"), MARKED_MS);
}

/** Up and down move from message to message; Home and End to the ends of what is there. */
export function moveByKeys(scroller) {
  scroller.addEventListener("keydown", (event) => {
    const nodes = [...scroller.querySelectorAll(".message")];
    const now = nodes.indexOf(document.activeElement);
    if (event.target !== scroller && now < 0) return;
    const last = nodes.length - 1;
    const to = {
      ArrowUp: now < 0 ? last : Math.max(now - 1, 0),
      ArrowDown: now < 0 ? last : Math.min(now + 1, last),
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    nodes[to]?.focus();
    nodes[to]?.scrollIntoView({ block: "nearest" });
  });
}
