// A box that floats below (or above) its anchor, also inside modals; Escape or a click closes it.

import { h } from "./dom.js";

const GAP = 4;
const EDGE = 8;

/** In a dialog the box must be inside it: all else is inert while the dialog is open. */
export function float(anchor, attributes, ...content) {
  const box = h("div", { popover: "auto", ...attributes }, ...content);
  (anchor.closest("dialog") ?? document.body).append(box);
  anchor.setAttribute("aria-expanded", "true");
  box.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    anchor.setAttribute("aria-expanded", "false");
    if (box.contains(document.activeElement) || document.activeElement === document.body)
      anchor.focus();
    box.remove();
  });
  box.showPopover({ source: anchor });
  place(box, anchor);
  return box;
}

/** Again after the content has changed its size. */
export function place(box, anchor) {
  const by = anchor.getBoundingClientRect();
  const roomBelow = window.innerHeight - by.bottom - GAP - EDGE;
  const below = box.offsetHeight <= roomBelow || roomBelow >= by.top - GAP - EDGE;
  const top = below ? by.bottom + GAP : by.top - GAP - box.offsetHeight;
  const left = Math.min(by.left, window.innerWidth - box.offsetWidth - EDGE);
  box.style.top = `${Math.max(EDGE, top)}px`;
  box.style.left = `${Math.max(EDGE, left)}px`;
}

/** A menu of buttons, or a list with more than that, moved through with the arrow keys. */
export function menu(anchor, attributes, buttons) {
  const isMenu = buttons.some((one) => one.role === "menuitem");
  const role = isMenu ? "menu" : "dialog";
  const name = anchor.getAttribute("aria-label") ?? anchor.textContent;
  const box = float(anchor, { class: "menu", role, "aria-label": name, ...attributes }, ...buttons);
  box.querySelector("input, button")?.focus();
  box.addEventListener("keydown", (event) => {
    const items = [...box.querySelectorAll("button")];
    const now = items.indexOf(document.activeElement);
    const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: items.length - 1 }[
      event.key
    ];
    if (next === undefined) return;
    event.preventDefault();
    items.at(next % items.length).focus();
  });
  return box;
}
