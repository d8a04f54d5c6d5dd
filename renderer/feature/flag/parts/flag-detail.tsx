import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { ChangeText } from '#renderer/sign/change-text.tsx';
import { StatusSign } from '#renderer/sign/status-sign.tsx';
import { When } from '#renderer/sign/when.tsx';
import { openIssue } from '#renderer/state/navigation.ts';
import { useToday } from '#renderer/state/today.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Button } from '#renderer/ui/button.tsx';
import { SavedField } from '#renderer/ui/saved-field.tsx';
import type { FlagRow } from '#shared/contract/flag.ts';
import type { FlagId } from '#shared/plan/identity.ts';
import { flagState } from '../flag-words.ts';

/** Everything about one flag: name, description, the issues behind it, and what was done to it. */
export function FlagDetail({ flag }: { readonly flag: FlagRow }): ReactNode {
  return (
    <div className="flag-detail">
      {flag.flagId !== null && <Facts flag={flag} flagId={flag.flagId} />}
      {flag.issues.length > 0 && (
        <section aria-label="Issues behind it">
          <h3 className="text-section">Issues behind it</h3>
          <ul>
            {flag.issues.map((issue) => (
              <li key={issue.id}>
                <button type="button" className="flag-issue" onClick={() => openIssue(issue.id)}>
                  <StatusSign status={issue.status} blocked={false} ready={false} />
                  <span className="text-mono">{issue.key}</span>
                  <span className="ellipsis">{issue.title}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {flag.flagId !== null && <Past flagId={flag.flagId} />}
    </div>
  );
}

function Facts({ flag, flagId }: { flag: FlagRow; flagId: FlagId }): ReactNode {
  const send = useCommand();
  const save =
    (field: 'name' | 'description') =>
    async (text: string): Promise<string | null> => {
      const answer = await send('update-flag', { flagId, [field]: text }, { quiet: true });
      return answer.ok ? null : answer.error.message;
    };
  return (
    <div className="flag-facts">
      <span>Name</span>
      <SavedField label="Name of the flag" value={flag.name} onSave={save('name')} />
      <span>What it is for</span>
      <SavedField
        label="What the flag is for"
        placeholder="What is behind it, and when it may go"
        value={flag.description}
        onSave={save('description')}
      />
      <span>Now</span>
      <span>{flagState(flag)}</span>
      <span />
      <span>
        <Button small icon={Trash2} data-edits="" onClick={() => void send('delete-flag', { flagId })}>
          Delete the flag
        </Button>
      </span>
    </div>
  );
}

function Past({ flagId }: { flagId: FlagId }): ReactNode {
  const today = useToday();
  const { result } = useQuery('activity', { subject: `flag:${flagId}`, limit: 50 });
  if (result === undefined || result.rows.length === 0) return null;
  return (
    <section aria-label="History">
      <h3 className="text-section">History</h3>
      <ol className="flag-past">
        {result.rows.map((entry) => (
          <li key={entry.id}>
            <span className="flag-past-when">
              <When at={entry.at} today={today} />
            </span>
            <span>
              {entry.author} <ChangeText change={entry} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
