// Samples of all elements, in messages and as inputs.

import { NOW, button, mrkdwn, option, plain, rich, said, words } from "./parts.js";

export function elementsOf(text) {
  const options = [option("Berlin", "Germany"), option("Seoul", "대한민국"), option(text.short)];
  const option_groups = [
    { label: plain("Europe"), options: [option("Berlin"), option("Warsaw")] },
    { label: plain("Asia"), options: [option("Seoul")] },
  ];
  const confirm = {
    title: plain("Really?"),
    text: mrkdwn(text.long),
    confirm: plain("Do it"),
    deny: plain("Stop"),
    style: "danger",
  };
  const placeholder = plain(text.short);
  const input = (type, spec = {}, more = {}) => ({
    type: "input",
    label: plain(`${text.title}: ${type}`),
    element: { type, action_id: type, ...spec },
    ...more,
  });
  const link = {
    text: plain("Link"),
    action_id: "link",
    url: "https://example.com",
    type: "button",
  };
  return {
    buttons: [
      {
        type: "actions",
        elements: [
          button("plain", text.button),
          button("primary", text.button, { style: "primary" }),
          button("danger", text.button, { style: "danger", confirm }),
          link,
          { type: "overflow", action_id: "overflow", options, confirm },
          {
            type: "workflow_button",
            action_id: "workflow",
            text: plain("Workflow"),
            workflow: { trigger: { url: "https://example.com/trigger" } },
          },
        ],
      },
    ],
    menus: [
      {
        type: "actions",
        elements: [
          { type: "static_select", action_id: "menu", placeholder, options, confirm },
          { type: "users_select", action_id: "who", initial_user: "U0BEN00001" },
          { type: "datepicker", action_id: "day", initial_date: "2026-11-22" },
          {
            type: "timepicker",
            action_id: "hour",
            initial_time: "09:30",
            timezone: "Europe/Warsaw",
          },
          { type: "datetimepicker", action_id: "moment", initial_date_time: NOW },
        ],
      },
    ],
    selects: [
      input("static_select", { option_groups }, { optional: true }),
      input("external_select", { min_query_length: 2 }),
      input("users_select", {}),
      input("conversations_select", { filter: { include: ["private", "im"] } }),
      input("channels_select", {}),
    ],
    multi_selects: [
      input("multi_static_select", {
        option_groups,
        max_selected_items: 2,
        initial_options: [option("Seoul")],
      }),
      input("multi_external_select", { min_query_length: 0 }),
      input("multi_users_select", { initial_users: ["U0ANA00001", "U0MINJUN01", "U0ADAM0001"] }),
      input("multi_conversations_select", { initial_conversations: ["C0ITONCALL"] }),
      input("multi_channels_select", {}),
    ],
    choices: [
      input("checkboxes", {
        options: [option("Berlin", text.long), option("Seoul")],
        initial_options: [option("Seoul")],
      }),
      input("radio_buttons", {
        options: [{ text: mrkdwn("*Bold* choice"), value: "bold" }, option(text.short, text.long)],
      }),
    ],
    typed: [
      input("plain_text_input", { placeholder, max_length: 40 }, { hint: plain(text.long) }),
      {
        ...input("plain_text_input", { multiline: true, initial_value: text.long }),
        block_id: "lines",
      },
      input("email_text_input", {}, { optional: true }),
      input("url_text_input", { initial_value: "https://example.com" }),
      input("number_input", { is_decimal_allowed: true, min_value: "1", max_value: "9" }),
    ],
    dispatching: [
      input("plain_text_input", {}, { dispatch_action: true }),
      {
        ...input(
          "plain_text_input",
          { dispatch_action_config: { trigger_actions_on: ["on_character_entered"] } },
          { dispatch_action: true },
        ),
        block_id: "each-character",
      },
    ],
    rich_text_input: [
      input("rich_text_input", { placeholder, initial_value: rich(words(said(text.long))) }),
    ],
    file_input: [input("file_input", { filetypes: ["png", "txt"], max_files: 2 })],
  };
}
