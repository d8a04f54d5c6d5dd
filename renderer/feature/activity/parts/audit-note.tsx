import { Copy, Download, ShieldAlert, ShieldCheck, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { dateText } from '#renderer/sign/date-text.ts';
import { countText } from '#renderer/sign/hours-text.ts';
import { exactTime } from '#renderer/sign/time-text.ts';
import { useToday } from '#renderer/state/today.ts';
import { showToast } from '#renderer/state/toast.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { Tooltip } from '#renderer/ui/tooltip.tsx';
import type { AuditReport } from '#shared/contract/audit-job.ts';
import type { Audit } from '../use-audit.ts';

/** Verify and export, at the end of the bar. */
export function AuditButtons({ audit }: { readonly audit: Audit }): ReactNode {
  const busy = audit.running !== null;
  return (
    <>
      <Tooltip content="Checks that nothing in the log was changed, left out or added afterwards">
        <span>
          <Button
            icon={ShieldCheck}
            busy={audit.running?.what === 'verify'}
            disabledReason={busy ? 'It is running' : undefined}
            onClick={audit.verify}
          >
            Verify
          </Button>
        </span>
      </Tooltip>
      <Menu
        align="end"
        trigger={
          <Button icon={Download} busy={audit.running?.what === 'export'}>
            Export
          </Button>
        }
        entries={[
          { id: 'jsonl', label: 'JSON Lines, can be verified', onPick: () => audit.save('jsonl') },
          { id: 'csv', label: 'CSV, for a table', onPick: () => audit.save('csv') },
        ]}
      />
    </>
  );
}

/** What became of it: how far it is, that the log is whole, or where it is broken. */
export function AuditNote({ audit }: { readonly audit: Audit }): ReactNode {
  const { running, report, problem } = audit;
  if (running !== null) {
    const { step, done, total } = running.progress;
    return (
      <div className="audit-note" role="status">
        <span>{step}</span>
        <span className="audit-progress">
          <ProgressBar
            part={total === 0 ? 0 : done / total}
            label={running.what === 'verify' ? 'Verifying the log' : 'Exporting the log'}
          />
        </span>
        <Button small tone="ghost" onClick={audit.cancel}>
          Stop
        </Button>
      </div>
    );
  }
  if (problem !== null) {
    return (
      <div className="audit-note">
        <ErrorNote title="That did not work">{problem.message}</ErrorNote>
        <IconButton icon={X} label="Close" onClick={audit.close} />
      </div>
    );
  }
  if (report === null) return null;
  return (
    <div className="audit-note" data-whole={report.whole ? '' : undefined} role={report.whole ? 'status' : 'alert'}>
      <Icon of={report.whole ? ShieldCheck : ShieldAlert} />
      <Words report={report} />
      <span className="audit-space" />
      <LastLink link={report.lastLink} />
      <IconButton icon={X} label="Close" onClick={audit.close} />
    </div>
  );
}

function Words({ report }: { readonly report: AuditReport }): ReactNode {
  const today = useToday();
  const { whole, changes, devices, from, broken } = report;
  const many = `${changes === 1 ? '1 change' : `${countText(changes)} changes`} by ${devices.length === 1 ? '1 device' : `${countText(devices.length)} devices`}`;
  if (whole || broken === null) {
    return (
      <p>
        <strong>Whole:</strong> {many}
        {from !== null && ` since ${dateText(from.slice(0, 10), today)}`}, each signed and linked to the one before it
      </p>
    );
  }
  return (
    <div>
      <p>
        <strong>Broken at entry {countText(broken.seq)}.</strong> {broken.message}
      </p>
      <p className="text-secondary">
        {broken.author !== null && `Made by ${broken.author}. `}
        {broken.at !== null && `Received ${exactTime(broken.at)}. `}
        What comes before it is whole: {many}.
      </p>
    </div>
  );
}

/** The link that vouches for everything before it, to be kept elsewhere. */
function LastLink({ link }: { readonly link: string }): ReactNode {
  const copy = (): void => {
    void navigator.clipboard.writeText(link).then(
      () =>
        showToast({ tone: 'done', text: 'Copied the last link. Kept elsewhere, it proves later that nothing before it was rewritten.' }),
      () => showToast({ tone: 'problem', text: `The clipboard refused ${link}. Select it and copy it by hand.` }),
    );
  };
  return (
    <Tooltip content="The last link vouches for all of them" note={link}>
      <button type="button" className="audit-link" onClick={copy}>
        <span className="text-mono">{link.slice(0, 12)}</span>
        <Icon of={Copy} size={12} />
        <span className="unseen">Copy the last link</span>
      </button>
    </Tooltip>
  );
}
