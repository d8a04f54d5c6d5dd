/** Those fields of `patch` that are given and differ from `state`. For records of plain values. */
export function differingFields<State extends object>(
  state: State,
  patch: { readonly [Field in keyof State]?: State[Field] | undefined },
): Partial<State> {
  const fields: Partial<State> = {};
  for (const [field, value] of Object.entries(patch)) {
    // `patch` has the fields of `State` and no others.
    const name = field as keyof State;
    if (value !== undefined && value !== state[name]) fields[name] = value as State[keyof State]; // as above
  }
  return fields;
}
