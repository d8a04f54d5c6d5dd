/** Colour of the left edge of a node and of its bar, by meaning. */
export type NodeTone = 'ready' | 'danger' | 'accent' | 'quiet' | 'plain' | 'warn' | 'critical';

/** How a node looks, beyond what stands in it. */
export interface NodeLook {
  /** `card`: a box with an edge; `outside`: dashed and hatched; `mark`: text without a box. */
  readonly form: 'card' | 'outside' | 'mark';
  readonly tone: NodeTone;
  /** Ground by slack; `null` leaves the plain ground. */
  readonly slack: 'none' | 'few' | 'some' | 'many' | null;
  readonly critical: boolean;
  /** What a screen reader says. */
  readonly label: string;
}

/** How a line looks: by what it means. */
export type EdgeLook = 'plain' | 'past' | 'soft' | 'external' | 'critical' | 'aside';

/** Order of drawing: what matters more lies on top. */
export const edgeLooks: readonly EdgeLook[] = ['past', 'soft', 'plain', 'external', 'aside', 'critical'];

/** What is lit while the rest is dimmed. */
export interface Lit {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}
