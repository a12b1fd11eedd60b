// Builds elements; text always becomes text nodes, so nothing a message says can become markup.

const SVG = "http://www.w3.org/2000/svg";

/** h("button", {class: "x", onclick: f, "data-testid": "y"}, "text", node, …) */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

export const ICONS = {
  lock: "M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
  shared:
    "M6 10.2 10.2 6M7 4.5l1.8-1.8a2.6 2.6 0 0 1 4.5 4.5L11.5 9M9 11.5l-1.8 1.8a2.6 2.6 0 0 1-4.5-4.5L4.5 7",
  reply: "M2.5 3.5h11v8h-6l-3 2.5v-2.5h-2zM5 6.5h6M5 8.8h4",
  edit: "M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3zM9 4.8l2.2 2.2",
  trash: "M3 4.5h10M6.2 4.5v-2h3.6v2M4.2 4.5l.6 9h6.4l.6-9M6.8 7v4M9.2 7v4",
  smile:
    "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM5.6 6.2v.6M10.4 6.2v.6M5 9.3c1.4 2.3 4.6 2.3 6 0",
  plus: "M8 3v10M3 8h10",
  search: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.4 10.4 14 14",
  people:
    "M6 2.5a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2zM1.5 13.5c.4-5 8.6-5 9 0zM10.5 3a2.2 2.2 0 0 1 0 4.4M12 9.3c1.6.5 2.4 1.9 2.5 4.2h-2",
  more: "M3.9 8a.7.7 0 1 1-1.4 0 .7.7 0 0 1 1.4 0M8.7 8a.7.7 0 1 1-1.4 0 .7.7 0 0 1 1.4 0M13.5 8a.7.7 0 1 1-1.4 0 .7.7 0 0 1 1.4 0",
  attach:
    "M13 7.2 7.9 12.3a3 3 0 0 1-4.3-4.3l5.3-5.2a2 2 0 0 1 2.9 2.9L6.6 10.9a1 1 0 0 1-1.4-1.4L9.8 5",
  bolt: "M8.8 1.8 3.5 9h4l-.5 5.2L12.5 7h-4z",
  file: "M4 1.8h5l3.5 3.5v9H4zM9 1.8v3.5h3.5",
  down: "M8 3v9.5M4 8.8l4 4 4-4",
  window: "M6 3H3v10h10v-3M9 3h4v4M13 3 7.5 8.5",
  archive: "M2.5 3.5h11v3h-11zM3.5 6.5v7h9v-7M6.5 9h3",
  send: "M2 2.2 14.5 8 2 13.8l1.8-5L9 8 3.8 7.2z",
};

/**
 * Keeps the children in step with the items; a child is built anew only when its item changed.
 * An item may bring its `signature`; a child with `data-held` (somebody types in it) is left alone.
 */
export function reconcile(container, items, build) {
  const known = new Map([...container.children].map((child) => [child.dataset.key, child]));
  const wanted = items.map((item) => {
    const signature = item.signature ?? JSON.stringify(item);
    const old = known.get(item.key);
    if (old && (old.signature === signature || "held" in old.dataset)) return old;
    const child = build(item);
    child.dataset.key = item.key;
    child.signature = signature;
    return child;
  });
  const stay = new Set(wanted);
  for (const child of [...container.children]) if (!stay.has(child)) child.remove();
  wanted.forEach((child, index) => {
    const there = container.children[index];
    if (there !== child) container.insertBefore(child, there ?? null);
  });
}

/** What is drawn anew in `change` has the focus again, if it has a data-testid. */
export function keepingFocus(container, change) {
  const focused = container.contains(document.activeElement) ? document.activeElement : null;
  const testid = focused?.closest("[data-testid]")?.dataset.testid;
  change();
  if (testid && !container.contains(document.activeElement))
    container.querySelector(`[data-testid="${CSS.escape(testid)}"]`)?.focus();
}
