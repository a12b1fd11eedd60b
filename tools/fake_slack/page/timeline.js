// The messages of one channel or thread that a window holds: a stretch that grows at both ends as
// the person scrolls and is cut at the far end, so that the page stays small in a large channel.

const KEPT = 200;
const MANY = 60;
let count = 0;
const versions = new WeakMap();

/** Another number for every other content; the list of messages draws by it. */
export function versionOf(message) {
  if (!versions.has(message)) versions.set(message, (count += 1));
  return versions.get(message);
}

export class Timeline {
  /** `ask(page)` asks the server; `thread` is the root's ts for a thread. Whispers up to the stamp
   *  `forgotten` are left out. */
  constructor(place, ask, forgotten, thread = null) {
    this.place = place;
    this.ask = ask;
    this.forgotten = forgotten;
    this.thread = thread;
    this.messages = [];
    this.atStart = false;
    this.atEnd = false;
    /** What is newer was unread when the person came; null when nothing was. */
    this.mark = null;
    /** Set by "mark unread": the person wants it so until they come back. */
    this.staysUnread = false;
    this.loaded = false;
    this.loading = null;
  }

  newest() {
    return this.#load({}, (page) => {
      Object.assign(this, { atStart: page.at_start, atEnd: true });
      this.messages = this.#known(page.messages);
    });
  }

  around(ts) {
    return this.#load({ around: ts }, (page) => {
      Object.assign(this, { atStart: page.at_start, atEnd: page.at_end });
      this.messages = this.#known(page.messages);
    });
  }

  older() {
    if (this.loading || this.atStart || !this.messages.length) return false;
    return this.#load({ before: this.messages[0].ts }, (page) => {
      const all = [...this.#known(page.messages), ...this.messages];
      this.atEnd &&= all.length <= KEPT;
      this.messages = all.slice(0, KEPT);
      this.atStart = page.at_start;
    });
  }

  newer() {
    if (this.loading || this.atEnd || !this.messages.length) return false;
    return this.#load({ after: this.messages.at(-1).ts }, (page) => {
      const all = [...this.messages, ...this.#known(page.messages)];
      this.atStart &&= all.length <= KEPT;
      this.messages = all.slice(-KEPT);
      this.atEnd = page.at_end;
    });
  }

  /** Of the changed messages, those that concern what is held here. */
  concerned(stamps) {
    const [first, last] = [this.messages[0]?.ts ?? "", this.messages.at(-1)?.ts ?? ""];
    return stamps.filter((ts) => (ts >= first || this.atStart) && (ts <= last || this.atEnd));
  }

  /** Whether so much came at once that it is better to ask for the newest page anew. */
  isBehind(stamps) {
    return this.atEnd && stamps.length > MANY;
  }

  /** Take in changed messages and forget those that are gone; answers with what is new. */
  take(changed, gone) {
    const lost = new Set(gone);
    const byTs = new Map(this.messages.map((one) => [one.ts, one]));
    const fresh = [];
    for (const one of this.#known(changed.filter((message) => this.#holds(message)))) {
      if (!byTs.has(one.ts)) fresh.push(one);
      byTs.set(one.ts, one);
    }
    const kept = [...byTs.values()].filter((one) => !lost.has(one.ts));
    this.messages = fresh.length ? kept.sort((a, b) => (a.ts < b.ts ? -1 : 1)) : kept;
    return fresh;
  }

  /** Let go of the oldest; for a person who stays at the newest. */
  trim() {
    if (!this.atEnd || this.messages.length <= KEPT) return;
    this.messages = this.messages.slice(-KEPT);
    this.atStart = false;
  }

  #holds(message) {
    const root = message.thread_ts ?? message.ts;
    if (this.thread) return root === this.thread;
    return root === message.ts || message.subtype === "thread_broadcast";
  }

  /** Messages that say what they said stay the same objects, and are not drawn anew. */
  #known(messages) {
    const old = new Map(this.messages.map((one) => [one.ts, one]));
    const shown = messages.filter((one) => !one.is_ephemeral || one.ts > this.forgotten);
    return shown.map((one) => {
      const before = old.get(one.ts);
      return before && JSON.stringify(before) === JSON.stringify(one) ? before : one;
    });
  }

  async #load(page, use) {
    const before = this.loading;
    this.loading = (async () => {
      await before;
      use(await this.ask(page));
      this.loaded = true;
    })();
    const own = this.loading;
    try {
      await own;
    } finally {
      if (this.loading === own) this.loading = null;
    }
    return true;
  }
}
