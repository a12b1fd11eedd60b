// What every control's own node carries, for tests, for screen readers, and to find its value.

export function named(spec, block, context) {
  return {
    "data-kind": spec.type,
    "data-block": block.block_id,
    "data-action": spec.action_id,
    "data-testid": `${context.testid ?? "element"}-${spec.action_id}`,
    "data-focus": spec.focus_on_load,
  };
}

/** The label of the input block, else what the element says of itself. */
export function spoken(spec, context) {
  return context.label ?? spec.placeholder?.text ?? spec.type.replaceAll("_", " ");
}
