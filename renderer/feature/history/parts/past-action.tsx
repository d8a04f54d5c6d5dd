import { Eye, GitCompare } from 'lucide-react';
import type { ReactNode } from 'react';
import { navigate } from '#renderer/state/navigation.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { View } from '#shared/contract/view.ts';
import { lookIn } from '../history-place.ts';

/** What a {@link PastActions} takes. */
export interface PastActionsProps {
  readonly view: View;
  /** What looking at it is called: in a scenario one works. */
  readonly verb: 'Look' | 'Work';
  /** Read aloud in place of the short words, which are the same in every row. */
  readonly lookLabel: string;
  readonly compareLabel: string;
  /** Where the comparison is. */
  readonly comparison: string;
  /** What else can be done, at the end. */
  readonly children?: ReactNode;
}

/** What one does with another plan: look at it, compare it, and what else its kind allows. In words, for a row is the first that one sees of it. */
export function PastActions({ view, verb, lookLabel, compareLabel, comparison, children }: PastActionsProps): ReactNode {
  return (
    <span className="past-actions">
      <Button small tone="ghost" icon={Eye} aria-label={lookLabel} onClick={() => lookIn(view)}>
        {verb}
      </Button>
      <Button small tone="ghost" icon={GitCompare} aria-label={compareLabel} onClick={() => navigate(comparison)}>
        Compare
      </Button>
      {children}
    </span>
  );
}
