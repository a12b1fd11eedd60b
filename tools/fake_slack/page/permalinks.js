// Links to messages of this workspace open here, at the message, instead of in a new window.

import { highlight } from "./messages/scrolling.js";
import { go, store } from "./store.js";

const ADDRESS = /\/archives\/(\w+)\/p(\d{10})(\d{6})$/;

export function openLinks(root) {
  root.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const found = link && ADDRESS.exec(new URL(link.href).pathname);
    if (!found || event.ctrlKey || event.metaKey) return;
    if (!store.data.channels.some((one) => one.id === found[1])) return;
    event.preventDefault();
    const ts = `${found[2]}.${found[3]}`;
    const thread = new URL(link.href).searchParams.get("thread_ts");
    highlight(ts);
    go({ channel: found[1], thread, ts });
  });
}
