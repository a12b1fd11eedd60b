// A short word that something was done; it goes away by itself and is read out.

import { h } from "./dom.js";

const SHOWN_MS = 3_000;
const place = h("div", { class: "toast", role: "status", "data-testid": "toast", hidden: true });
document.body.append(place);
let timer = null;

export function toast(text) {
  place.textContent = text;
  place.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => {
    place.hidden = true;
  }, SHOWN_MS);
}

export async function copy(text, told) {
  await navigator.clipboard.writeText(text);
  toast(told);
}
