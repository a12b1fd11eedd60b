// What the blocks of a message can do: clicks go to the app with what is chosen in the message.

import { press } from "./elements.js";
import { act, store } from "./store.js";

/** What this window chose in a message; as in Slack it is gone when the page is loaded anew. */
const chosen = new Map();

/** See elements.js. */
export function inMessage(channel, ts) {
  const where = { channel, ts };
  const key = (block, spec) => [store.as, channel, ts, block.block_id, spec.action_id].join(" ");
  return {
    testid: `action-${ts}`,
    value: (block, spec) => chosen.get(key(block, spec)),
    act: (block, spec, value, node) => {
      if (node.read) chosen.set(key(block, spec), value);
      return press(node, block, spec, { ...where, value });
    },
    suggest: (block, spec, value) =>
      act("type", { ...where, block_id: block.block_id, action_id: spec.action_id, value }),
  };
}
