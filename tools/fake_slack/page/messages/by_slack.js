// The lines Slack itself writes in a channel about somebody, in the language of who looks.

import { h } from "../dom.js";
import { mrkdwn } from "../mrkdwn.js";
import { nameOf } from "../store.js";
import { t } from "../words.js";

/** By the subtype; in private channels some begin with `group_`. */
const LINES = {
  channel_join: () => t("joined"),
  channel_leave: () => t("left"),
  channel_name: ({ old_name: old, name }) => t("renamedFrom", { old, name }),
  channel_topic: ({ topic }) => (topic ? t("setTopicTo", { topic }) : t("clearedTopic")),
  channel_archive: () => t("wasArchived"),
  channel_unarchive: () => t("wasUnarchived"),
  channel_convert_to_private: () => t("madePrivate"),
};

export function isBySlack(shown) {
  return lineOf(shown) !== undefined;
}

export function bySlack(shown) {
  const what = lineOf(shown)(shown);
  const words = shown.inviter ? t("addedBy", { what, name: nameOf(shown.inviter) }) : what;
  return h("div", { class: "body system", "data-testid": "message-text" }, mrkdwn(words, "span"));
}

function lineOf({ subtype }) {
  return LINES[subtype?.replace(/^group_/, "channel_")];
}
