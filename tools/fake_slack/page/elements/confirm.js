// The confirm dialog an app can put before any element.

import { h } from "../dom.js";
import { textObject } from "../mrkdwn.js";
import { t } from "../words.js";

const PLAIN = (text) => ({ type: "plain_text", text });

/** Resolves to whether the person went on. */
export function confirmed(spec) {
  const dialog = document.getElementById("confirm");
  const title = textObject(spec.title ?? PLAIN(t("sure")), "span");
  const deny = textObject(spec.deny ?? PLAIN(t("cancel")), "span");
  const goOn = textObject(spec.confirm ?? PLAIN(t("yes")), "span");
  return new Promise((resolve) => {
    const button = (style, testid, value, words) =>
      h("button", { class: `button ${style}`, "data-testid": testid, value }, words);
    dialog.returnValue = "";
    dialog.onclose = () => resolve(dialog.returnValue === "yes");
    dialog.setAttribute("aria-label", title.textContent);
    dialog.replaceChildren(
      h(
        "form",
        { method: "dialog" },
        h("header", {}, h("h2", {}, title)),
        h("div", { class: "content" }, textObject(spec.text)),
        h(
          "footer",
          {},
          button("", "confirm-deny", "no", deny),
          button(spec.style === "danger" ? "danger filled" : "primary", "confirm-ok", "yes", goOn),
        ),
      ),
    );
    dialog.showModal();
  });
}
