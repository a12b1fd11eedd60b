// The small pieces of which the samples of the gallery are made.

export const PICTURE = "icon.svg";
export const NOW = 1_795_312_800;

export function plain(text) {
  return { type: "plain_text", text };
}
export function mrkdwn(text) {
  return { type: "mrkdwn", text };
}
export function option(text, description) {
  const value = text.toLowerCase().replaceAll(" ", "-");
  return { text: plain(text), value, ...(description && { description: plain(description) }) };
}
export function rich(...elements) {
  return { type: "rich_text", elements };
}
export function said(text, style) {
  return { type: "text", text, ...(style && { style }) };
}
export function words(...elements) {
  return { type: "rich_text_section", elements };
}
export function image(alt_text) {
  return { type: "image", image_url: PICTURE, alt_text };
}
export function button(action_id, text, more) {
  return { type: "button", action_id, text: plain(text), value: action_id, ...more };
}
