// How long a message may be, and what somebody who comes near that is told.

import { t } from "../words.js";

const LONGEST = 12_000;
const NEAR = 200;

/** How many characters more would fit; below zero it is too long. */
export function room(text) {
  return LONGEST - [...text].length;
}

/** Empty as long as there is much space. */
export function spaceLeft(text) {
  const left = room(text);
  if (left < 0) return t("tooManyCharacters", { n: -left });
  return left <= NEAR ? t("charactersLeft", { n: left }) : "";
}
