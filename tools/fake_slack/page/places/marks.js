// The signs before and after a channel's name: private, shared with another company, archived.

import { h, icon, ICONS } from "../dom.js";
import { avatar } from "../people.js";
import { t } from "../words.js";

export function sign(channel) {
  if (channel.kind === "im") return avatar(channel.partner, "tiny");
  if (channel.kind === "mpim")
    return h("span", { class: "avatar tiny several" }, String(channel.partners.length));
  const label = channel.private ? t("openPrivate") : null;
  return h(
    "span",
    { class: "mark", role: label ? "img" : null, "aria-label": label, title: label },
    channel.private ? icon(ICONS.lock) : "#",
  );
}

export function endMarks(channel) {
  const marks = [];
  if (channel.shared) marks.push(mark("shared", t("shared"), ICONS.shared));
  if (channel.archived) marks.push(mark("archived", t("archived"), ICONS.archive));
  return marks;
}

function mark(kind, label, path) {
  return h(
    "span",
    { class: `mark ${kind}`, role: "img", "aria-label": label, title: label },
    icon(path),
  );
}
