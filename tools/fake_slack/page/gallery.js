// Draws every block and element with sample data, without a workspace: for looking and for tests.

import { emojiNames } from "./api.js";
import { blocks } from "./blocks.js";
import { h } from "./dom.js";
import { SUGGESTED, WORLD, samples } from "./gallery_data.js";
import { store } from "./store.js";

const byId = (id) => document.getElementById(id);

const context = {
  testid: "gallery",
  value: () => undefined,
  act(block, spec, value) {
    byId("heard").textContent = JSON.stringify({ action_id: spec.action_id, value });
    return { ok: true };
  },
  suggest: async (_block, _spec, query) => ({
    ok: true,
    options: SUGGESTED.filter((option) => option.text.text.toLowerCase().includes(query)),
  }),
  upload: async (file) => ({ ok: true, id: `F0${file.name}` }),
};

function draw() {
  const items = samples(store.data.me.locale).map(({ name, list }) =>
    h(
      "section",
      { class: "gallery-item", "data-testid": `sample-${name}` },
      h("h2", {}, name),
      blocks(list, context),
    ),
  );
  byId("gallery").replaceChildren(...items);
}

byId("locale").addEventListener("change", (event) => {
  store.data.me = { ...store.data.me, locale: event.target.value };
  draw();
});
byId("scheme").addEventListener("change", (event) => {
  document.documentElement.style.colorScheme = event.target.value;
});
store.data = structuredClone(WORLD);
store.emoji = (await emojiNames()).emoji;
draw();
document.body.dataset.ready = "true";
