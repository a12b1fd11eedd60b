// The data_visualization block as SVG: pie, bar, line and area, with a legend and a text table.

import { h } from "../dom.js";

const WIDTH = 480;
const HEIGHT = 220;
const LEFT = 44;
const BOTTOM = 26;
const COLOURS = 8;
const TICKS = 4;
const SVG = "http://www.w3.org/2000/svg";

function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const tint = (index) => `series-${index % COLOURS}`;

export function chart(block) {
  const { chart: spec } = block;
  const parts = spec.type === "pie" ? spec.segments : spec.series;
  const words = spec.type === "pie" ? spec.segments.map(spoken) : spec.series.map(spokenSeries);
  const drawn = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": words.join("; ") },
    ...(spec.type === "pie" ? pie(spec.segments) : axes(spec)),
  );
  const legend = parts.map((part, index) =>
    h(
      "li",
      {},
      h("span", { class: `swatch ${tint(index)}`, "aria-hidden": "true" }),
      part.label ?? part.name,
    ),
  );
  return h(
    "figure",
    { class: "block-chart" },
    h("figcaption", {}, block.title),
    drawn,
    h("ul", { class: "legend" }, ...legend),
  );
}

const spoken = (point) => `${point.label}: ${point.value}`;
const spokenSeries = (series) => `${series.name}: ${series.data.map(spoken).join(", ")}`;

function pie(segments) {
  const total = segments.reduce((sum, segment) => sum + segment.value, 0);
  const [x, y, radius] = [WIDTH / 2, HEIGHT / 2, HEIGHT / 2 - 8];
  const at = (share) => {
    const angle = 2 * Math.PI * share - Math.PI / 2;
    return `${x + radius * Math.cos(angle)} ${y + radius * Math.sin(angle)}`;
  };
  let done = 0;
  return segments.map((segment, index) => {
    const from = done / total;
    done += segment.value;
    const name = `slice ${tint(index)}`;
    if (segments.length === 1) return svg("circle", { cx: x, cy: y, r: radius, class: name });
    const large = segment.value / total > 0.5 ? 1 : 0;
    const path = `M${x} ${y}L${at(from)}A${radius} ${radius} 0 ${large} 1 ${at(done / total)}Z`;
    const title = svg("title", {}, spoken(segment));
    return svg("path", { d: path, class: name }, title);
  });
}

function axes({ type, series, axis_config: axis }) {
  const all = series.flatMap((one) => one.data.map((point) => point.value));
  const low = roundAway(Math.min(0, ...all));
  const high = roundAway(Math.max(0, ...all)) || TICKS;
  const span = high - low;
  const height = HEIGHT - BOTTOM - 10;
  const y = (value) => 10 + ((high - value) / span) * height;
  const step = (WIDTH - LEFT) / axis.categories.length;
  const middle = (index) => LEFT + step * (index + 0.5);
  const grid = Array.from({ length: TICKS + 1 }, (_, tick) => low + (span * tick) / TICKS).flatMap(
    (value) => [
      svg("line", { x1: LEFT, x2: WIDTH, y1: y(value), y2: y(value), class: "grid" }),
      svg("text", { x: LEFT - 6, y: y(value) + 4, class: "tick end" }, short(value)),
    ],
  );
  const labels = axis.categories.map((label, index) =>
    svg("text", { x: middle(index), y: HEIGHT - 8, class: "tick" }, fitting(label, step)),
  );
  const ordered = series.map((one) =>
    axis.categories.map((label) => one.data.find((point) => point.label === label)?.value ?? 0),
  );
  const shapes = type === "bar" ? bars(ordered, { y, step }) : lines(type, ordered, { y, middle });
  return [...grid, ...shapes, ...labels];
}

function bars(series, { y, step }) {
  const width = (step * 0.7) / series.length;
  return series.flatMap((values, index) =>
    values.map((value, place) =>
      svg("rect", {
        x: LEFT + step * place + step * 0.15 + width * index,
        y: Math.min(y(value), y(0)),
        width,
        height: Math.abs(y(value) - y(0)),
        class: tint(index),
      }),
    ),
  );
}

function lines(type, series, { y, middle }) {
  return series.flatMap((values, index) => {
    const points = values.map((value, place) => `${middle(place)} ${y(value)}`);
    const line = svg("path", { d: `M${points.join("L")}`, class: `line ${tint(index)}` });
    if (type === "line") return [line];
    const ends = [`${middle(values.length - 1)} ${y(0)}`, `${middle(0)} ${y(0)}`];
    const area = `M${[...points, ...ends].join("L")}Z`;
    return [svg("path", { d: area, class: `area ${tint(index)}` }), line];
  });
}

function short(value) {
  return new Intl.NumberFormat("en", { notation: "compact" }).format(value);
}

/** To a multiple of what makes the lines of the grid whole numbers. */
function roundAway(value) {
  const size = 10 ** Math.max(0, Math.floor(Math.log10(Math.abs(value) || 1)) - 1) * TICKS;
  return Math.sign(value) * Math.ceil(Math.abs(value) / size) * size;
}

const CHARACTER = 7;

function fitting(label, step) {
  const room = Math.max(2, Math.floor(step / CHARACTER));
  return label.length > room ? `${label.slice(0, room - 1)}…` : label;
}
