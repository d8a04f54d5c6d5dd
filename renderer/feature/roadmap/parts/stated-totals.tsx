import { countText, hoursNumber } from '#renderer/sign/hours-text.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import type { RoadmapId } from '#shared/plan/identity.ts';
import { type RoadmapSummary, type TotalLine, totalLines } from '../roadmap-state.ts';
import { SideSection } from './side-section.tsx';

/** The totals that the file states, beside what its issues add up to; where the two differ the line says so. */
export function StatedTotals({ stated, roadmapId }: { stated: RoadmapSummary['statedTotals']; roadmapId: RoadmapId }) {
  const byPriority = useQuery('effort-breakdown', { roadmapIds: [roadmapId], rows: 'priority' });
  const byCategory = useQuery('effort-breakdown', { roadmapIds: [roadmapId], rows: 'category' });
  if (byPriority.result === undefined || byCategory.result === undefined) return null;
  const lines = totalLines(stated, byPriority.result, byCategory.result);
  const differing = lines.filter(({ agreement }) => agreement === 'differs').length;
  return (
    <SideSection
      title="Totals in the file"
      note={differing === 0 ? 'none differs' : `${differing} ${differing === 1 ? 'differs' : 'differ'}`}
    >
      <table className="totals">
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">Total</span>
            </th>
            <th scope="col">file says</th>
            <th scope="col">plan has</th>
            <th scope="col">
              <span className="unseen">Agreement</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, statedIssues, statedHours, issues, hours, agreement }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{amounts(statedIssues, statedHours)}</td>
              <td>{amounts(statedIssues === null ? null : issues, statedHours === null ? null : hours)}</td>
              <td>
                <Agreement is={agreement} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </SideSection>
  );
}

/** Equal, different, or nothing to compare with. */
function Agreement({ is: agreement }: { is: TotalLine['agreement'] }) {
  if (agreement === 'differs') return <Tag tone="warn">≠ differs</Tag>;
  return (
    <span
      className="totals-sign"
      data-agreement={agreement}
      role="img"
      aria-label={agreement === 'equal' ? 'equal' : 'nothing to compare with'}
    >
      {agreement === 'equal' ? '=' : '—'}
    </span>
  );
}

/** Issues and hours of a total, whichever it states. */
function amounts(issues: number | null, hours: number | null): string {
  const parts = [issues === null ? '' : countText(issues), hours === null ? '' : `${hoursNumber(hours)}\u00A0h`].filter(
    (part) => part !== '',
  );
  return parts.length === 0 ? '—' : parts.join(' · ');
}
