import type { ReactNode } from 'react';
import { hashOf } from '#renderer/state/navigation.ts';
import { countText } from '#renderer/sign/hours-text.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import type { ImportReport } from '#shared/contract/job.ts';

const outcomeWords = { added: 'added', updated: 'updated', unchanged: 'unchanged' } as const;

/** What one file gave: counts, what became of its lines, and the doubts with their lines. */
export function ImportReportCard({ report, onOpen }: { report: ImportReport; onOpen: () => void }): ReactNode {
  const facts = [
    counted(report.issues, 'issue'),
    counted(report.milestones, 'milestone'),
    counted(report.dependencies, 'dependency', 'dependencies'),
    report.checklistItems > 0 && `${counted(report.checklistItems, 'checklist item')}, ${countText(report.checklistItemsDone)} ticked`,
    report.externalTargets > 0 && counted(report.externalTargets, 'outside target'),
    report.externalBlockers > 0 && counted(report.externalBlockers, 'outside blocker'),
  ].filter((fact) => fact !== false);
  const { total, understood, kept, lost } = report.lines;
  return (
    <section className="import-report" aria-label={report.title}>
      <header>
        <a href={hashOf('roadmap', report.id)} onClick={onOpen}>
          {report.title}
        </a>
        <Tag tone={report.outcome === 'unchanged' ? 'plain' : 'accent'}>{outcomeWords[report.outcome]}</Tag>
      </header>
      <p className="text-mono ellipsis" title={report.path}>
        {report.path}
      </p>
      <p>{facts.join(' · ')}</p>
      <p className="text-secondary">
        {countText(total)} lines: {countText(understood)} understood, {countText(kept)} kept as text,{' '}
        <strong data-tone={lost > 0 ? 'danger' : undefined}>{countText(lost)} lost</strong>
      </p>
      {report.remarks.length > 0 && (
        <ul className="import-remarks" aria-label="Doubts">
          {report.remarks.map((remark) => (
            <li key={`${remark.line} ${remark.text}`}>
              <span className="text-mono">line {remark.line}</span>
              <span>{remark.text}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}
