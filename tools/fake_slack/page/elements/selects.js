// The ten selects: where their options come from and how these look.

import { avatar } from "../people.js";
import { store } from "../store.js";
import { t } from "../words.js";
import { combobox } from "./combobox.js";
import { named, spoken } from "./naming.js";

const PAUSE_MS = 200;
const NO_LIMIT = Infinity;

/** Of external selects: what the app offered, so that a choice keeps its words when redrawn. */
const offered = new Map();

function select(source) {
  return (spec, block, context) => {
    const { search, known } = source(spec, block, context);
    const values = [context.held ?? []].flat();
    const { root } = combobox({
      attributes: named(spec, block, context),
      label: spoken(spec, context),
      placeholder: spec.placeholder?.text,
      multiple: spec.type.startsWith("multi_"),
      limit: spec.max_selected_items ?? NO_LIMIT,
      clearable: block.type === "input" && block.optional,
      chosen: values.map(known),
      known,
      search,
      changed: (node) => context.act(block, spec, node.read(), node),
    });
    return root;
  };
}

/** `:wave: Hello` as people read it. */
function words(text) {
  return text.text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => store.emoji[name] ?? whole);
}

function shown(option) {
  return {
    value: option.value,
    label: words(option.text),
    detail: option.description && words(option.description),
  };
}

function matching(options, query) {
  const wanted = query.toLocaleLowerCase();
  return options.filter((option) =>
    `${option.label} ${option.detail ?? ""}`.toLocaleLowerCase().includes(wanted),
  );
}

function groupsOf(spec) {
  const groups = spec.option_groups ?? [{ options: spec.options ?? [] }];
  return groups.map((group) => ({
    label: group.label?.text,
    options: group.options.map(shown),
  }));
}

function listed(groups) {
  const all = groups.flatMap((group) => group.options);
  return {
    known: (value) => all.find((option) => option.value === value) ?? { value, label: value },
    search: (query) => ({
      groups: groups.map((group) => ({ ...group, options: matching(group.options, query) })),
    }),
  };
}

const fromSpec = (spec) => listed(groupsOf(spec));

function people() {
  const all = store.data.people.filter((one) => !one.deleted);
  return listed([{ options: all.map(person) }]);
}

function person(one) {
  const detail = one.title || undefined;
  return { value: one.id, label: one.name, detail, face: () => avatar(one.id, "tiny") };
}

const PLACE = { public: "#", private: "🔒" };

function channel(one) {
  const mark = PLACE[one.private ? "private" : one.kind === "im" ? "" : "public"] ?? "";
  return { value: one.id, label: `${mark} ${one.name}`.trim() };
}

function publicChannels() {
  const all = store.data.channels.filter(
    (one) => one.kind !== "im" && one.kind !== "mpim" && !one.private && !one.archived,
  );
  return listed([{ options: all.map(channel) }]);
}

function kindOf(one) {
  return ["im", "mpim"].includes(one.kind) ? one.kind : one.private ? "private" : "public";
}

function conversations(spec) {
  const filter = spec.filter ?? {};
  const isBot = (id) =>
    id === store.data.app.user || store.data.people.find((p) => p.id === id)?.bot;
  const all = store.data.channels.filter(
    (one) =>
      !one.archived &&
      (!filter.include || filter.include.includes(kindOf(one))) &&
      !(filter.exclude_bot_users && one.kind === "im" && isBot(one.partner)) &&
      !(filter.exclude_external_shared_channels && one.shared),
  );
  return listed([{ options: all.map(channel) }]);
}

/** Asks the app while the person types, never more than once in a while. */
function external(spec, block, context) {
  const key = `${block.block_id} ${spec.action_id}`;
  if (!offered.has(key)) offered.set(key, new Map());
  const seen = offered.get(key);
  const keep = (options) => options.map(shown).map((one) => (seen.set(one.value, one), one));
  keep(
    [
      spec.initial_option ?? [],
      spec.initial_options ?? [],
      context.chosen?.(block, spec) ?? [],
    ].flat(),
  );
  const least = spec.min_query_length ?? 3;
  let latest = 0;
  const search = async (query) => {
    const turn = ++latest;
    if (query.length < least) return { groups: [], hint: t("typeMore", { n: least }) };
    await new Promise((resume) => setTimeout(resume, PAUSE_MS));
    if (turn !== latest) return { groups: [] };
    const answer = await context.suggest(block, spec, query);
    if (!answer.ok) return { groups: [], hint: answer.error ?? t("noResults") };
    const groups = answer.option_groups ?? [{ options: answer.options ?? [] }];
    return {
      groups: groups.map((group) => ({ label: group.label?.text, options: keep(group.options) })),
    };
  };
  return { search, known: (value) => seen.get(value) ?? { value, label: value } };
}

export const SELECTS = {
  static_select: select(fromSpec),
  multi_static_select: select(fromSpec),
  external_select: select(external),
  multi_external_select: select(external),
  users_select: select(people),
  multi_users_select: select(people),
  channels_select: select(publicChannels),
  multi_channels_select: select(publicChannels),
  conversations_select: select(conversations),
  multi_conversations_select: select(conversations),
};
