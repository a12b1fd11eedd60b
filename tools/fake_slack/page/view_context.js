// What elements can ask for in modals and homes: suggestions, uploads, options already chosen.

import { act } from "./store.js";

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
    upload,
    ...more,
  };
}

/** To no channel: the file is the person's own until the view is sent. */
async function upload(file) {
  const seen = await act("upload", { filename: file.name, content: await base64(file) });
  return seen.ok ? { ok: true, id: seen.file } : seen;
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.split(",")[1] ?? "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
