/** Something outside the plan as history spells it: its name, when it is expected, and whether it is out of the way. */
export function spellExternal(external: { readonly name: string; readonly resolved: boolean; readonly expectedOn: string | null }): string {
  const { name, resolved, expectedOn } = external;
  return `${name}${expectedOn === null ? '' : `, expected on ${expectedOn}`}${resolved ? ' (resolved)' : ''}`;
}
