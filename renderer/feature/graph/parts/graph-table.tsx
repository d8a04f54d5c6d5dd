import type { ReactNode } from 'react';
import { hoursText } from '#renderer/sign/hours-text.ts';
import { StatusSign } from '#renderer/sign/status-sign.tsx';
import { statusShape } from '#renderer/sign/status-shape.ts';
import { FactTable } from '#renderer/ui/fact-table.tsx';
import type { LayeredGraph } from '#shared/layout/layered-graph.ts';
import type { GraphModel } from './graph-model.ts';
import { slackText } from './slack.ts';

/** Rows that are written out; what comes after them is summed up in a sentence. */
const mostRows = 500;

/** The graph as a table: layer by layer, each issue with what it waits for and what waits for it. */
export function GraphTable({
  model,
  layout,
  hoursPerDay,
  onOpen,
}: {
  readonly model: GraphModel;
  readonly layout: LayeredGraph;
  readonly hoursPerDay: number;
  readonly onOpen: (id: string) => void;
}): ReactNode {
  const before = Map.groupBy([...model.edges.values()], (edge): string => edge.to);
  const after = Map.groupBy([...model.edges.values()], (edge): string => edge.from);
  const keys = (ids: readonly string[]): string => ids.flatMap((id) => model.issues.get(id)?.key ?? []).join(', ');
  const issues = layout.nodes
    .filter((node) => model.issues.has(node.id))
    .sort((a, b) => layerOrder(a.layer) - layerOrder(b.layer) || a.y - b.y);
  const critical = new Set(model.critical);
  return (
    <FactTable
      caption="Issues by layer, with their dependencies"
      heads={['Layer', 'Key', '', 'Title', 'Hours', 'Slack', 'Waits for', 'Unblocks']}
      foot={
        issues.length > mostRows && (
          <p className="graph-caption">{issues.length - mostRows} more issues: narrow the roadmap or focus on an issue.</p>
        )
      }
    >
      {issues.slice(0, mostRows).map((node) => {
        const issue = model.issues.get(node.id);
        if (issue === undefined) return null;
        const slack = model.times.totalSlack[model.graph.nodeOf.get(node.id) ?? 0] ?? 0;
        return (
          <tr key={node.id} data-critical={critical.has(node.id) ? '' : undefined}>
            <td>{node.layer < 0 ? '–' : node.layer + 1}</td>
            <td className="text-mono">{issue.key}</td>
            <td title={statusShape(issue).label}>
              <StatusSign status={issue.status} blocked={issue.blocked} ready={issue.ready} />
            </td>
            <td>
              <button type="button" className="ellipsis" onClick={() => onOpen(node.id)}>
                {issue.title}
              </button>
            </td>
            <td>{hoursText(issue.hours)}</td>
            <td>{model.times.length > 0 && issue.status.category !== 'done' ? slackText(slack, hoursPerDay) : ''}</td>
            <td>{keys(before.get(node.id)?.map((edge) => edge.from) ?? [])}</td>
            <td>{keys(after.get(node.id)?.map((edge) => edge.to) ?? [])}</td>
          </tr>
        );
      })}
    </FactTable>
  );
}

/** Nodes without edges come last. */
function layerOrder(layer: number): number {
  return layer < 0 ? Number.MAX_SAFE_INTEGER : layer;
}
