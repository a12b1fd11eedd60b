// All of the workspace at once, for the world tab: kept in a file, brought back, started over.

import { h } from "../dom.js";
import { post } from "./control.js";
import { button, section } from "./fields.js";

const NAME = "fake-slack.json";

/** `result` is the tab's line that says what came of it. */
export function snapshots(result) {
  const file = h("input", {
    type: "file",
    accept: ".json",
    hidden: true,
    "aria-label": "A snapshot",
    "data-testid": "world-restore-file",
    onchange: () => restore(),
  });

  function save() {
    return result.try_(async () => {
      const kept = new Blob([JSON.stringify(await post("snapshot"))], { type: "application/json" });
      const address = URL.createObjectURL(kept);
      h("a", { href: address, download: NAME }).click();
      URL.revokeObjectURL(address);
      return `Kept in ${NAME}.`;
    });
  }

  function restore() {
    return result.try_(async () => {
      const [chosen] = file.files;
      const kept = await chosen.text();
      file.value = "";
      await post("restore", parsed(kept, chosen.name));
      return `Everything is as ${chosen.name} has it.`;
    });
  }

  function reset() {
    if (!confirm("Start over? All messages, changes, faults and logs are gone.")) return null;
    return result.try_(async () => {
      await post("reset");
      return "Everything is as at the start.";
    });
  }

  return section(
    "The whole workspace",
    h("p", { class: "panel-quiet" }, "All that people and apps made; not what is on its way."),
    h(
      "div",
      { class: "panel-actions" },
      button("world-snapshot", "Save to a file", save),
      button("world-restore", "Restore from a file", () => file.click()),
      button("world-reset", "Start over", reset, { class: "danger" }),
      file,
    ),
  );
}

function parsed(text, name) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${name} is no snapshot.`);
  }
}
