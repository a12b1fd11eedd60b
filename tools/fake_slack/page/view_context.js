// What elements can ask for in modals and homes: suggestions, uploads, options already chosen.

import { act } from "./store.js";
import { upload } from "./upload.js";

/** See elements.js; `more` has what differs between a modal and a home. */
export function inView(view, more) {
  return {
    chosen: (block, spec) => {
      const entry = view.state.values[block.block_id]?.[spec.action_id] ?? {};
      return [entry.selected_option ?? [], entry.selected_options ?? []].flat();
    },
    suggest: (block, spec, value) =>
      act("type", {
        view_id: view.id,
        block_id: block.block_id,
        action_id: spec.action_id,
        value,
      }),
    upload: inForm,
    ...more,
  };
}

/** To no channel: the file is the person's own until the view is sent. */
async function inForm(file) {
  const seen = await upload(file);
  return seen.ok ? { ok: true, id: seen.file } : seen;
}
