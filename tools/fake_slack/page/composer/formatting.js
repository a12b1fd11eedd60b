// Slack's text marks, put around what is selected in the message box.

import { h } from "../dom.js";
import { t } from "../words.js";

const MARKS = [
  { name: "bold", sign: "*", key: "b", look: () => h("b", {}, "B") },
  { name: "italic", sign: "_", key: "i", look: () => h("i", {}, "I") },
  { name: "strike", sign: "~", key: "x", shift: true, look: () => h("s", {}, "S") },
  { name: "code", sign: "`", key: "c", shift: true, look: () => h("code", {}, "</>") },
];

export function formatting(field, testid) {
  const button = (name, hint, look, onclick) =>
    h(
      "button",
      {
        type: "button",
        class: "icon-button",
        title: `${t(name)}  ${hint}`,
        "aria-label": t(name),
        "data-testid": `${testid}-${name}`,
        // The field keeps the focus and its selection.
        onmousedown: (event) => event.preventDefault(),
        onclick,
      },
      look,
    );
  return [
    ...MARKS.map((mark) =>
      button(mark.name, mark.sign + mark.name + mark.sign, mark.look(), () =>
        wrap(field, mark.sign),
      ),
    ),
    button("quote", "> …", "❝", () => quote(field)),
  ];
}

/** Ctrl+B and the like; whether the key was one of them. */
export function formatByKey(event, field) {
  if (!(event.ctrlKey || event.metaKey)) return false;
  const mark = MARKS.find(
    (one) => one.key === event.key.toLowerCase() && Boolean(one.shift) === event.shiftKey,
  );
  if (mark) wrap(field, mark.sign);
  return Boolean(mark);
}

function wrap(field, sign) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const inside = value.slice(start, end);
  field.setRangeText(sign + inside + sign, start, end, "select");
  field.setSelectionRange(start + sign.length, end + sign.length);
  changed(field);
}

function quote(field) {
  const start = field.value.lastIndexOf("\n", field.selectionStart - 1) + 1;
  const lines = field.value.slice(start, field.selectionEnd).replace(/^/gm, "> ");
  field.setRangeText(lines, start, field.selectionEnd, "end");
  changed(field);
}

function changed(field) {
  field.focus();
  field.dispatchEvent(new Event("input"));
}
