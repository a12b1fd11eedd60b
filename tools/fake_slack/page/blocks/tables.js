// Tables: `table` with aligned columns, `data_table` with a caption, sorting and pages.

import { h } from "../dom.js";
import { richText } from "../rich_text.js";
import { t } from "../words.js";

const PAGE = 5;

function cell(value) {
  return value.type === "rich_text" ? richText(value) : h("span", {}, value.text);
}

function row(cells, build) {
  return h("tr", {}, ...cells.map(build));
}

function table(block) {
  const settings = block.column_settings ?? [];
  const [head, ...rest] = block.rows;
  const classes = (column) => {
    const { align = "left", is_wrapped: wrapped = false } = settings[column] ?? {};
    return `${align} ${wrapped ? "wrapped" : ""}`;
  };
  const body = rest.map((cells) =>
    row(cells, (value, column) => h("td", { class: classes(column) }, cell(value))),
  );
  const header = row(head, (value, column) => h("th", { class: classes(column) }, cell(value)));
  return scrolling("block-table", h("table", {}, h("thead", {}, header), h("tbody", {}, ...body)));
}

function scrolling(name, ...inside) {
  return h("div", { class: name }, h("div", { class: "table-scroll", tabindex: 0 }, ...inside));
}

function comparable(value) {
  if (value.type === "raw_number") return value.value;
  return (value.text ?? cell(value).textContent).toLocaleLowerCase();
}

function dataTable(block) {
  const [head, ...rest] = block.rows;
  const size = block.page_size ?? PAGE;
  const pages = Math.ceil(rest.length / size);
  let sorted = rest;
  let by = { column: null, down: false };
  let page = 0;
  const body = h("tbody", {});
  const where = h("span", { role: "status" });
  const turn = (step) => {
    page += step;
    draw();
  };
  const previous = arrow("previous", "‹", () => turn(-1));
  const next = arrow("next", "›", () => turn(1));

  const headers = head.map((value, column) => {
    const sort = h("button", { type: "button", onclick: () => order(column) }, cell(value));
    const numbers = rest[0]?.[column].type === "raw_number" ? "right" : "";
    return h("th", { scope: "col", class: numbers, "aria-sort": "none" }, sort);
  });

  function order(column) {
    by = { column, down: by.column === column && !by.down };
    const way = by.down ? -1 : 1;
    sorted = rest.toSorted((one, other) => {
      const [left, right] = [comparable(one[column]), comparable(other[column])];
      return left < right ? -way : left > right ? way : 0;
    });
    page = 0;
    draw();
  }

  function draw() {
    headers.forEach((header, column) => {
      const way = by.down ? "descending" : "ascending";
      header.setAttribute("aria-sort", by.column === column ? way : "none");
    });
    const shown = sorted.slice(page * size, (page + 1) * size);
    body.replaceChildren(
      ...shown.map((cells) =>
        row(cells, (value, column) =>
          column === (block.row_header_column_index ?? 0)
            ? h("th", { scope: "row" }, cell(value))
            : h("td", { class: value.type === "raw_number" ? "right" : "" }, cell(value)),
        ),
      ),
    );
    where.textContent = t("page", { page: page + 1, pages });
    previous.disabled = page === 0;
    next.disabled = page >= pages - 1;
  }

  draw();
  const built = scrolling(
    "block-table data",
    h("table", {}, h("caption", {}, block.caption), h("thead", {}, h("tr", {}, ...headers)), body),
  );
  if (pages > 1) built.append(h("div", { class: "table-pages" }, previous, where, next));
  return built;
}

function arrow(name, sign, onclick) {
  return h(
    "button",
    { type: "button", class: "button icon-only", "aria-label": t(name), onclick },
    sign,
  );
}

export const TABLES = { table, data_table: dataTable };
