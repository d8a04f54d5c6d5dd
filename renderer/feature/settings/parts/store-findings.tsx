import { Check, TriangleAlert, Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import { When } from '#renderer/sign/when.tsx';
import { useToday } from '#renderer/state/today.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import type { StoreFinding } from '#shared/contract/store-job.ts';

/** What the parts of the store are for people who never saw them. */
const areaWords: Readonly<Record<StoreFinding['area'], string>> = {
  database: 'Database file',
  index: 'Index of the database',
  rows: 'What the lists show',
  log: 'Log of changes',
  snapshot: 'Kept copy of a plan',
  journal: 'Second copy of the log',
  backup: 'Backup',
};

/** What a {@link StoreFindings} takes. */
export interface StoreFindingsProps {
  readonly findings: readonly StoreFinding[];
  readonly lastCheck: string | null;
  /** Why nothing can be started now. */
  readonly busy: string | undefined;
  readonly onRepair: () => void;
}

/** What checks found and what was done about it, in plain words; nothing when all was well. */
export function StoreFindings({ findings, lastCheck, busy, onRepair }: StoreFindingsProps): ReactNode {
  const today = useToday();
  const open = findings.filter((finding) => finding.repair === null);
  if (findings.length === 0) {
    return lastCheck === null ? null : (
      <p className="store-whole">
        <Icon of={Check} /> Nothing was ever found wrong with it.
      </p>
    );
  }
  return (
    <div className="store-findings">
      <ul aria-label="What checks found">
        {findings.map((finding) => (
          <li key={`${finding.at} ${finding.area} ${finding.message}`} data-open={finding.repair === null ? '' : undefined}>
            <Icon of={finding.repair === null ? TriangleAlert : Check} />
            <div>
              <p>
                <strong>{areaWords[finding.area]}.</strong> {finding.message}
              </p>
              <p className="text-secondary">
                {finding.repair ?? 'Not repaired yet.'} <When at={finding.at} today={today} />
              </p>
            </div>
          </li>
        ))}
      </ul>
      {open.length > 0 && (
        <Button icon={Wrench} disabledReason={busy} onClick={onRepair}>
          Repair {open.length}
        </Button>
      )}
    </div>
  );
}
