// What becomes of a text that was typed: a command, a reply, or a message with its files.

import { act, store } from "../store.js";
import { upload } from "../upload.js";
import { t } from "../words.js";

const COMMAND = /^\/[\w-]+$/;
/** Slack's own; the text is a message all the same. */
const OWN = new Set(["/me"]);

/** thread: the root's ts or null; broadcast: also to the channel. */
export async function send(text, files, { thread, broadcast }) {
  const place = { channel: store.channel, ...(thread ? { thread_ts: thread } : {}) };
  const [command, ...rest] = text.split(" ");
  if (isCommand(text)) {
    if (thread) return { ok: false, error: t("noCommandsInThreads") };
    return act("slash", { ...place, command, text: rest.join(" ") });
  }
  if (files.length) return sendFiles(text, files, place);
  if (!thread) return act("message", { ...place, text });
  return act("reply", { ...place, text, ...(broadcast ? { broadcast: true } : {}) });
}

export function isCommand(text) {
  const [command] = text.split(" ");
  return COMMAND.test(command) && !OWN.has(command);
}

/** The text goes with the first file. */
async function sendFiles(text, files, place) {
  let seen = { ok: true };
  for (const [index, file] of files.entries()) {
    const comment = index === 0 && text ? { comment: text } : {};
    seen = await upload(file, { ...place, ...comment });
    if (!seen.ok) return seen;
  }
  return seen;
}
