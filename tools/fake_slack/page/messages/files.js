// Files of a message: pictures as previews, all others as cards with their kind and size.

import { h, icon, ICONS } from "../dom.js";
import { store } from "../store.js";
import { t } from "../words.js";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];
const STEP = 1024;

export function files(shown) {
  if (!shown.files?.length) return null;
  return h("div", { class: "files" }, ...shown.files.map(one));
}

function one(file) {
  const name = file.title || file.name || file.id;
  if (!file.url_private)
    return h("div", { class: "file", ...testid(file) }, icon(ICONS.file), name);
  const source = ofThisWindow(file.url_private);
  const link = {
    href: source,
    target: "_blank",
    rel: "noopener",
    ...testid(file),
    "aria-label": t("download", { name }),
  };
  if (file.mimetype.startsWith("image/"))
    return h(
      "figure",
      { class: "file-image" },
      h("figcaption", {}, name),
      h("a", link, h("img", { src: source, alt: file.alt_txt ?? name })),
    );
  const about = [file.pretty_type ?? file.filetype, sizeOf(file.size)].filter(Boolean).join(" · ");
  return h(
    "a",
    { ...link, href: ofThisWindow(file.url_private_download), class: "file" },
    icon(ICONS.file),
    h("span", {}, h("b", {}, name), h("small", {}, about)),
  );
}

function testid(file) {
  return { "data-testid": `file-${file.id}` };
}

/** As the person who is signed in here: without a person or a token nobody gets a file. */
function ofThisWindow(address) {
  return `${new URL(address).pathname}?${new URLSearchParams({ as: store.as })}`;
}

export function sizeOf(bytes) {
  if (bytes === undefined) return "";
  const step = Math.min(Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(STEP)), 3);
  return new Intl.NumberFormat(store.data.me.locale ?? "en-US", {
    style: "unit",
    unit: UNITS[step],
    unitDisplay: step ? "short" : "long",
    maximumFractionDigits: 1,
  }).format(bytes / STEP ** step);
}
