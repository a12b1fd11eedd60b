// The channels of the workspace that are not in the sidebar, and new ones.

import { fillIn } from "../dialogs.js";
import { h } from "../dom.js";
import { menu } from "../floating.js";
import { go, isDirect, store, tryTo } from "../store.js";
import { t } from "../words.js";
import { endMarks, sign } from "./marks.js";
import { open } from "./sidebar.js";

export function browse(anchor) {
  const others = store.data.channels.filter(
    (one) => !isDirect(one) && (!one.member || one.archived),
  );
  const lines = others.map((one) =>
    h(
      "button",
      {
        type: "button",
        "data-testid": `browse-${one.name}`,
        onclick: () => {
          box.hidePopover();
          open(one.id);
        },
      },
      h(
        "span",
        {},
        h("b", {}, sign(one), ` ${one.name}`, ...endMarks(one)),
        h("small", {}, [t("members", { n: one.size }), one.topic].filter(Boolean).join(" · ")),
      ),
    ),
  );
  const nothing = h("p", { class: "topic" }, t("emojiNone"));
  const box = menu(anchor, { "data-testid": "browse-menu" }, lines.length ? lines : [nothing]);
}

export async function createChannel() {
  const given = await fillIn({
    title: t("createChannel"),
    ok: t("create"),
    testid: "create",
    fields: [
      { name: "name", label: t("channelName"), required: true },
      { name: "private", label: t("openPrivate"), type: "checkbox" },
    ],
  });
  if (!given) return;
  const seen = await tryTo("create", { name: given.name, is_private: given.private });
  if (seen.ok && seen.channel) await go({ channel: seen.channel, thread: null });
}
