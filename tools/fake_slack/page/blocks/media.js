// Pictures, videos and remote files. A video is a link: the page loads nothing but images.

import { h } from "../dom.js";
import { link, textObject } from "../mrkdwn.js";
import { store } from "../store.js";
import { t } from "../words.js";

/** An image element, wherever it stands. */
export function picture(spec, attributes = {}) {
  const src = spec.image_url ?? slackFile(spec.slack_file);
  const image = h("img", { src, alt: spec.alt_text, loading: "lazy", ...attributes });
  image.addEventListener("error", () => {
    image.replaceWith(h("span", { class: "image-missing" }, `🖼 ${spec.alt_text}`));
  });
  return image;
}

/** As the person who is signed in here: nobody else may have it. */
function slackFile(file) {
  const path = file.url ? new URL(file.url).pathname : `/files/${file.id}/image`;
  return `${path}?${new URLSearchParams({ as: store.as })}`;
}

function image(block) {
  const title = block.title ? h("figcaption", {}, textObject(block.title, "span")) : null;
  return h("figure", { class: "block-image" }, title, picture(block));
}

function video(block) {
  const by = [block.author_name, block.provider_name].filter(Boolean).join(" · ");
  const still = picture({ image_url: block.thumbnail_url, alt_text: block.alt_text });
  const play = h("span", { class: "play", "aria-hidden": "true" }, "▶");
  const watch = link(block.title_url ?? block.video_url, [still, play]);
  watch.classList.add("still");
  watch.setAttribute("aria-label", `${t("watchVideo")}: ${block.title.text}`);
  return h(
    "figure",
    { class: "block-video" },
    h(
      "figcaption",
      {},
      h("b", {}, textObject(block.title, "span")),
      by ? h("small", {}, by) : null,
    ),
    block.description ? textObject(block.description) : null,
    watch,
  );
}

function file(block) {
  return h(
    "div",
    { class: "block-file" },
    h("span", { class: "file-sign", "aria-hidden": "true" }, "📄"),
    h("span", {}, h("b", {}, block.external_id), h("small", {}, block.source)),
  );
}

export const MEDIA = { image, video, file };
