// Samples of the blocks that every client has long known.

import { NOW, PICTURE, image, mrkdwn, option, plain, rich, said, words } from "./parts.js";

export function blocksOf(text) {
  const accessory = {
    type: "overflow",
    action_id: "more",
    options: [option("Close"), option("Assign")],
  };
  const fields = [
    "Status\n*Open*",
    `Device\n${text.short}`,
    "Priority\n:rotating_light: P1",
    "Due\n-",
  ];
  return {
    header: [{ type: "header", text: plain(`${text.title} :ticket:`) }],
    section: [
      { type: "section", text: mrkdwn(`*${text.title}*\n${text.long}`) },
      { type: "section", fields: fields.map(mrkdwn) },
      { type: "section", text: mrkdwn(text.long), accessory },
      { type: "section", text: mrkdwn(text.long), accessory: image("A bell") },
      { type: "section", text: mrkdwn(`${text.long}\n`.repeat(8)) },
    ],
    mrkdwn: [
      {
        type: "section",
        text: mrkdwn(
          "*bold* _italic_ ~strike~ `code <@U0BEN00001>` *a_b* snake_case_name 2*3*4\n" +
            "&gt; a quote with *bold*\n&gt; of two lines\n• first item\n• second item\n1. numbered\n" +
            "```\nlet x = 1 &lt; 2; // *not bold*\n&gt; no quote\n```\n" +
            "<@U0BEN00001> <#C0ITHAPPEN> <#C0SECRET01> <!subteam^S0IT000001> <!here> :wave::skin-tone-3:\n" +
            "<https://example.com|a link>, https://example.com/path?a=1&amp;b=2. " +
            `<!date^${NOW}^{date_short_pretty} at {time}|soon>, ` +
            `<!date^${NOW - 7200}^{ago}|earlier> &lt;b&gt;no markup&lt;/b&gt;`,
        ),
      },
    ],
    divider: [{ type: "divider" }],
    context: [
      {
        type: "context",
        elements: [image("A bell"), mrkdwn("*IT-1* from <@U0ANA00001>"), plain(text.long)],
      },
    ],
    image: [
      { type: "image", image_url: PICTURE, alt_text: "A bell", title: plain(text.title) },
      {
        type: "image",
        image_url: "data:image/png;base64,AAAA",
        alt_text: "A picture that is not there",
      },
    ],
    rich_text: [rich(...richParts(text))],
    markdown: [{ type: "markdown", text: MARKDOWN }],
    video: [
      {
        type: "video",
        title: plain(text.title),
        title_url: "https://example.com/watch",
        video_url: "https://example.com/embed",
        thumbnail_url: PICTURE,
        alt_text: "How to reset a password",
        author_name: "IT",
        provider_name: "Example",
        description: plain(text.long),
      },
    ],
    file: [{ type: "file", external_id: "handbook.pdf", source: "remote" }],
    unknown: [{ type: "hologram", text: plain("from the future") }],
  };
}

function richParts(text) {
  const item = (...elements) => words(...elements);
  return [
    words(
      said(text.title, { bold: true }),
      said(" italic", { italic: true }),
      said(" strike", { strike: true }),
      said(" code", { code: true }),
      said(" all ", { bold: true, italic: true, strike: true }),
      { type: "user", user_id: "U0ANA00001" },
      said(" "),
      { type: "usergroup", usergroup_id: "S0IT000001" },
      said(" "),
      { type: "channel", channel_id: "C0ITHAPPEN" },
      said(" "),
      { type: "broadcast", range: "here" },
      said(" "),
      { type: "emoji", name: "tada" },
      said(" "),
      { type: "link", url: "https://example.com", text: "a link" },
      said(" "),
      { type: "date", timestamp: NOW, format: "{date_long} {time}", fallback: "2026" },
      said(" "),
      { type: "color", value: "#e8912d" },
    ),
    {
      type: "rich_text_list",
      style: "ordered",
      elements: [item(said(text.short)), item(said("two"))],
    },
    { type: "rich_text_list", style: "bullet", indent: 1, elements: [item(said("inner"))] },
    { type: "rich_text_list", style: "ordered", elements: [item(said("three"))] },
    {
      type: "rich_text_list",
      style: "ordered",
      offset: 8,
      indent: 1,
      elements: [item(said("ninth"))],
    },
    { type: "rich_text_quote", elements: [said(text.long)] },
    {
      type: "rich_text_preformatted",
      elements: [said("ping -c 1 vpn.example.com\n1 packet lost")],
    },
  ];
}

const MARKDOWN = [
  "# Heading one",
  "### Heading three with *emphasis* and **strength**",
  "A paragraph, ~~struck~~ `code` :ticket: [link](https://example.com) <b>no markup</b> &amp;",
  "- one\n  - inner\n- [x] done\n- [ ] to do",
  "1. first\n2. second",
  "> quoted",
  "```python\nprint('<b>')\n```",
  "| Name | Count |\n|:--|--:|\n| Berlin | 3 |\n| Seoul | 12 |",
  "---",
].join("\n\n");
