// Samples of the newer blocks.

import { button, image, mrkdwn, plain, rich, said, words } from "./parts.js";

export function newerOf(text) {
  const raw = (words) => ({ type: "raw_text", text: words });
  const number = (value) => ({ type: "raw_number", value, text: `${value} min` });
  const card = {
    type: "card",
    icon: image("A bell"),
    title: mrkdwn(`*${text.title}*`),
    subtitle: mrkdwn("IT-1"),
    body: mrkdwn(text.long),
    actions: [button("card.open", text.button)],
  };
  const task = (status, more) => ({
    type: "task_card",
    task_id: status,
    title: `${text.short}: ${status}`,
    status,
    ...more,
  });
  const days = ["Mon", "Tue", "Wed", "Thu"];
  const series = (name, values) => ({
    name,
    data: values.map((value, index) => ({ label: days[index], value })),
  });
  const both = [series("Opened", [12, 30, 7, 18]), series("Solved", [10, 22, 15, 16])];
  const axis_config = { categories: days, y_label: "Tickets" };
  const segments = [
    { label: "Hardware", value: 45 },
    { label: "Access", value: 28 },
    { label: "VPN", value: 18 },
  ];
  return {
    alert: ["default", "info", "warning", "error", "success"].map((level) => ({
      type: "alert",
      level,
      text: mrkdwn(`*${level}*: ${text.long}`),
    })),
    card: [{ ...card, hero_image: image("A bell") }],
    carousel: [
      {
        type: "carousel",
        elements: [card, card, card].map((one, i) => ({ ...one, block_id: `c${i}` })),
      },
    ],
    container: [
      {
        type: "container",
        title: plain(text.title),
        subtitle: mrkdwn("Two tickets"),
        is_collapsible: true,
        child_blocks: [
          { type: "section", block_id: "inside", text: mrkdwn(text.long) },
          {
            type: "actions",
            block_id: "inside-actions",
            elements: [button("inside", text.button)],
          },
        ],
      },
    ],
    plan: [
      {
        type: "plan",
        title: text.title,
        tasks: [
          task("complete", { details: rich(words(said(text.long))) }),
          task("in_progress", {
            sources: [{ type: "url", url: "https://example.com", text: "Handbook" }],
          }),
          task("pending"),
          task("error"),
        ],
      },
    ],
    table: [
      {
        type: "table",
        column_settings: [{ is_wrapped: true }, { align: "right" }, { align: "center" }],
        rows: [
          [raw("Ticket"), raw("Minutes"), raw("State")],
          [raw(text.long), raw("12"), rich(words(said("open", { bold: true })))],
          [raw(text.short), raw("7"), raw("solved")],
        ],
      },
    ],
    data_table: [
      {
        type: "data_table",
        caption: text.title,
        page_size: 3,
        rows: [
          [raw("Office"), raw("Waited")],
          ...["Berlin", "Seoul", "Warsaw", "Austin"].map((city, i) => [
            raw(city),
            number([9, 30, 4, 120][i]),
          ]),
        ],
      },
    ],
    data_visualization: [
      { type: "data_visualization", title: "Share", chart: { type: "pie", segments } },
      ...["bar", "line", "area"].map((type) => ({
        type: "data_visualization",
        title: `Week as ${type}`,
        chart: { type, series: both, axis_config },
      })),
    ],
    context_actions: [
      {
        type: "context_actions",
        elements: [
          {
            type: "feedback_buttons",
            action_id: "feedback",
            positive_button: { text: plain("Good answer"), value: "good" },
            negative_button: { text: plain("Bad answer"), value: "bad" },
          },
          { type: "icon_button", action_id: "trash", icon: "trash", text: plain("Remove") },
        ],
      },
    ],
  };
}
