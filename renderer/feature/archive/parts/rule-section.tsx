import { Archive, Plus, Trash2, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { exactTime } from '#renderer/sign/time-text.ts';
import { useTellingRun } from '#renderer/state/tell-done.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useReadOnly } from '#renderer/state/read-only.ts';
import { Button } from '#renderer/ui/button.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { SavedField } from '#renderer/ui/saved-field.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { ToggleSwitch } from '#renderer/ui/toggle-switch.tsx';
import type { ArchiveReport } from '#shared/contract/archive.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import { keptText, reportText } from '../archive-words.ts';

type Rule = QueryResult<'retention-list'>['rows'][number];

/** The rules that say which finished issues leave the plan, where they go, and what they would move today. */
export function RuleSection(): ReactNode {
  const { result } = useQuery('retention-list', {});
  const setFolder = useJob('set-archive-folder');
  const [report, setReport] = useState<ArchiveReport | null>(null);
  if (result === undefined) return null;
  const { folder, ranAt } = result.summary;
  return (
    <section aria-label="Rules">
      <h2 className="text-section">Rules</h2>
      <p className="text-secondary">
        A rule is carried out by the device that made it, once a day while the app is open. An issue leaves the plan only after its file was
        written, read back and compared.
      </p>
      <div className="archive-folder">
        <span>Folder on this device</span>
        <SavedField
          label="Folder for archive files on this device"
          placeholder="none: rules only run by hand"
          value={folder ?? ''}
          onSave={async (text) => {
            const answer = await setFolder.run({ folder: text === '' ? null : text });
            return answer.ok ? null : answer.error.message;
          }}
        />
        <span className="text-secondary">{ranAt !== null && `last ran ${exactTime(ranAt)}`}</span>
      </div>
      <ul>
        {result.rows.map((rule) => (
          <RuleLine key={rule.id} rule={rule} folder={folder} onReport={setReport} />
        ))}
      </ul>
      {report !== null && <Report report={report} onClose={() => setReport(null)} />}
      <AddRule />
    </section>
  );
}

function RuleLine(props: { rule: Rule; folder: string | null; onReport: (report: ArchiveReport) => void }): ReactNode {
  const { rule, folder, onReport } = props;
  const readOnly = useReadOnly();
  const send = useCommand();
  const tell = useTellingRun();
  const archiving = useJob('archive');
  const { id, name, roadmapId, statuses, days, deviceId, enabled } = rule;
  const run = async (dryRun: boolean): Promise<void> => {
    const answer = await tell(
      () => archiving.run({ ruleId: id, folder, dryRun }),
      (report) => (dryRun ? null : { text: reportText(report) }),
    );
    if (answer.ok) onReport(answer.value);
  };
  return (
    <li className="archive-rule">
      <ToggleSwitch
        on={enabled}
        disabled={readOnly}
        label={`${name} is carried out`}
        onChange={(on) => void send('set-retention-rule', { ruleId: id, name, roadmapId, statuses, days, deviceId, enabled: on })}
      />
      <span className="ellipsis">{name}</span>
      <span className="text-secondary ellipsis">
        {statuses.join(' or ')} for {days} days, {rule.roadmap === null ? 'any roadmap' : rule.roadmap}
      </span>
      <span>{!rule.here && <Tag>on another device</Tag>}</span>
      <span className="archive-actions" data-edits="">
        <Button small busy={archiving.progress !== null} onClick={() => void run(true)}>
          What would move?
        </Button>
        <Button
          small
          icon={Archive}
          busy={archiving.progress !== null}
          disabledReason={
            folder === null
              ? 'Say above in which folder the archive files go.'
              : rule.here
                ? undefined
                : 'Another device carries this rule out.'
          }
          onClick={() => void run(false)}
        >
          Archive now
        </Button>
        <IconButton icon={Trash2} label={`Delete the rule ${name}`} onClick={() => void send('delete-retention-rule', { ruleId: id })} />
      </span>
    </li>
  );
}

function Report({ report, onClose }: { report: ArchiveReport; onClose: () => void }): ReactNode {
  return (
    <div className="archive-report" role="status">
      <div className="archive-report-head">
        <p>{reportText(report)}</p>
        <IconButton icon={X} label="Close" onClick={onClose} />
      </div>
      <ul>
        {report.moved.slice(0, 20).map((issue) => (
          <li key={issue.id}>
            <span className="text-mono">{issue.key}</span>
            <span className="ellipsis">{issue.title}</span>
          </li>
        ))}
        {report.moved.length > 20 && <li className="text-secondary">and {report.moved.length - 20} more</li>}
        {report.kept.slice(0, 20).map((issue) => (
          <li key={issue.id} className="text-secondary">
            <span className="text-mono">{issue.key}</span>
            <span className="ellipsis">{issue.title}</span>
            <span className="ellipsis">stays: {keptText(issue)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function AddRule(): ReactNode {
  const send = useCommand();
  const [days, setDays] = useState('90');
  const [refused, setRefused] = useState<string | null>(null);
  const add = async (): Promise<void> => {
    const count = Number(days);
    if (!/^\d{1,5}$/u.test(days.trim())) return setRefused('A whole number of days.');
    const name = `Done for ${count} days`;
    const answer = await send('set-retention-rule', { name, statuses: ['done', 'cancelled'], days: count }, { quiet: true });
    setRefused(answer.ok ? null : answer.error.message);
  };
  return (
    <form
      className="archive-add"
      data-edits=""
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <span>Finished for</span>
      <TextField
        label="Days after which a finished issue is archived"
        value={days}
        end="days"
        error={refused}
        onChange={(event) => {
          setDays(event.target.value);
          setRefused(null);
        }}
      />
      <Button type="submit" icon={Plus}>
        Add a rule
      </Button>
    </form>
  );
}
