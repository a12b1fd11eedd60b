// Sends a file as a person's: with a message, or to no channel for a form.

import { act } from "./store.js";
import { t } from "./words.js";

/** `details` are those of the gesture besides the file; answers as `act` does. */
export async function upload(file, details = {}) {
  const content = await base64(file).catch(() => null);
  if (content === null) return { ok: false, error: t("unreadable", { name: file.name }) };
  return act("upload", { ...details, filename: file.name, content });
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
