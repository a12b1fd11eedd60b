// The file input: files are uploaded when they are added; the value is the list of their ids.

import { h } from "../dom.js";
import { t } from "../words.js";
import { named, spoken } from "./naming.js";

const MOST = 10;

/** Names of uploaded files, for inputs that are drawn again. */
const names = new Map();

function fileInput(spec, block, context) {
  let ids = [context.held ?? []].flat().map((file) => remembered(file));
  let uploading = 0;
  let wrong = "";
  const most = spec.max_files ?? MOST;
  const kinds = spec.filetypes ?? [];
  const picker = h("input", {
    type: "file",
    class: "sr",
    tabindex: -1,
    multiple: most > 1,
    accept: kinds.map((kind) => `.${kind}`).join(",") || undefined,
    "aria-label": spoken(spec, context),
    onchange: () => add([...picker.files]),
  });
  const button = h(
    "button",
    { type: "button", class: "button", onclick: () => picker.click() },
    t("addFiles"),
  );
  const listed = h("ul", { class: "added-files" });
  const status = h("p", { class: "hint", role: "status" });
  const node = h(
    "div",
    {
      ...named(spec, block, context),
      class: "file-input",
      role: "group",
      "aria-label": spoken(spec, context),
      ondragover: (event) => event.preventDefault(),
      ondrop: (event) => {
        event.preventDefault();
        add([...event.dataTransfer.files]);
      },
    },
    listed,
    picker,
    h("div", { class: "file-add" }, button, h("span", {}, t("orDrop"))),
    status,
  );
  node.read = () => ids;

  async function add(files) {
    wrong = refusal(files);
    if (wrong) return draw();
    uploading += files.length;
    draw();
    for (const file of files) {
      const seen = await context.upload(file);
      uploading -= 1;
      if (seen.ok) ids = [...ids, remembered({ id: seen.id, name: file.name })];
      else wrong = seen.error;
      draw();
    }
    picker.value = "";
    return context.act(block, spec, node.read(), node);
  }

  function refusal(files) {
    if (ids.length + files.length > most) return t("tooManyFiles", { n: most });
    const odd = files.some((file) => kinds.length && !kinds.includes(ending(file.name)));
    return odd ? t("wrongKind", { kinds: kinds.join(", ") }) : "";
  }

  function draw() {
    listed.replaceChildren(...ids.map(line));
    status.textContent = uploading ? t("uploading") : wrong;
    status.classList.toggle("over", Boolean(wrong));
    status.hidden = !status.textContent;
    button.hidden = ids.length >= most;
  }

  function line(id) {
    const name = names.get(id) ?? id;
    const drop = () => {
      ids = ids.filter((one) => one !== id);
      draw();
      button.focus();
    };
    return h(
      "li",
      { "data-testid": `file-${id}` },
      h("span", {}, name),
      h("button", { type: "button", "aria-label": t("removeNamed", { name }), onclick: drop }, "✕"),
    );
  }

  draw();
  return node;
}

function ending(name) {
  return name.split(".").at(-1).toLowerCase();
}

/** The id of what the server or a draft holds: a file, or already its id. */
function remembered(file) {
  if (typeof file === "string") return file;
  names.set(file.id, file.name ?? file.title ?? file.id);
  return file.id;
}

export const FILES = { file_input: fileInput };
