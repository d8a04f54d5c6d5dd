import type { GraphNode } from '#shared/contract/query.ts';
import type { IssueId } from '#shared/plan/identity.ts';

/** Something outside the plan, drawn once however many issues name it. */
export interface Outside {
  readonly kind: 'blocker' | 'target';
  readonly name: string;
  /** The issues that wait for the blocker, or that the target waits for; in the order of the graph. */
  readonly issueIds: readonly IssueId[];
}

/** What the issues of a graph name outside of it, each kind and name once, in order of first mention. Letter case and blanks at the ends tell no names apart. */
export function outsideNodes(nodes: readonly GraphNode[]): Outside[] {
  const found = new Map<string, { kind: Outside['kind']; name: string; issueIds: IssueId[] }>();
  const add = (kind: Outside['kind'], name: string, issueId: IssueId): void => {
    const key = `${kind} ${name.trim().normalize('NFC').toLowerCase()}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { kind, name, issueIds: [issueId] });
    else if (known.issueIds.at(-1) !== issueId) known.issueIds.push(issueId);
  };
  for (const node of nodes) {
    for (const { name } of node.externalBlockers) add('blocker', name, node.id);
    for (const { name } of node.externalTargets) add('target', name, node.id);
  }
  return [...found.values()];
}
