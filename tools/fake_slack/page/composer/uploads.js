// Files that wait in the composer to be sent: chosen, pasted or dropped.

import { h, icon, ICONS } from "../dom.js";
import { sizeOf } from "../messages/files.js";
import { t } from "../words.js";

const LARGEST = 20 * 1024 * 1024;

/** `say` tells what is wrong, `changed` that there are other files now. */
export function uploads({ testid, say, changed }) {
  let files = [];
  const list = h("ul", { class: "uploads", "data-testid": `${testid}-files`, hidden: true });
  const input = h("input", {
    type: "file",
    multiple: true,
    hidden: true,
    "data-testid": `${testid}-file`,
    "aria-label": t("attach"),
    onchange: () => {
      add([...input.files]);
      input.value = "";
    },
  });

  function add(more) {
    const tooLarge = more.find((one) => one.size > LARGEST);
    if (tooLarge) say(t("tooLarge", { name: tooLarge.name, size: sizeOf(LARGEST) }));
    files = [...files, ...more.filter((one) => one.size <= LARGEST)];
    show();
  }

  function show() {
    list.hidden = !files.length;
    list.replaceChildren(...files.map(chip));
    changed();
  }

  function chip(file) {
    const remove = h(
      "button",
      {
        type: "button",
        "aria-label": t("removeNamed", { name: file.name }),
        onclick: () => {
          files = files.filter((one) => one !== file);
          show();
        },
      },
      "✕",
    );
    return h(
      "li",
      {},
      icon(ICONS.file),
      h("span", {}, file.name),
      h("small", {}, sizeOf(file.size)),
      remove,
    );
  }

  return {
    list,
    input,
    get any() {
      return files.length > 0;
    },
    choose: () => input.click(),
    add,
    /** What was chosen; nothing waits then. */
    take() {
      const taken = files;
      files = [];
      show();
      return taken;
    },
  };
}

/** Files that are pasted into the field or dropped on the box are added. */
export function takeDropped(box, field, add) {
  field.addEventListener("paste", (event) => {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    add(files);
  });
  box.addEventListener("dragover", (event) => {
    event.preventDefault();
    box.classList.add("dropping");
  });
  box.addEventListener("dragleave", () => box.classList.remove("dropping"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("dropping");
    add([...event.dataTransfer.files]);
  });
}
