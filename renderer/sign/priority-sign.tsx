import { StepsGlyph } from '#renderer/ui/steps-glyph.tsx';
import { isOpen, type StatusCategory } from '#shared/plan/status.ts';
import type { Priority } from '#shared/plan/priority.ts';
import './sign.css';

const filledSteps = { P0: 3, P1: 2, P2: 1, P3: 0 } as const satisfies Record<Priority, number>;

/** What a {@link PrioritySign} takes. */
export interface PrioritySignProps {
  priority: Priority | null;
  /** Of the issue: finished work has no urgent colour. */
  category?: StatusCategory | undefined;
}

/** Steps and the word of a priority; empty when none is set. */
export function PrioritySign({ priority, category = 'planned' }: PrioritySignProps) {
  if (priority === null) return null;
  const tone = priority === 'P0' && isOpen(category) ? 'danger' : 'plain';
  return (
    <span className="priority-sign" data-tone={tone}>
      <StepsGlyph filled={filledSteps[priority]} tone={tone} />
      {priority}
    </span>
  );
}
