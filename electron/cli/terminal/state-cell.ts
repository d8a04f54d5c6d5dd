import type { IssueRow } from '#shared/contract/query.ts';
import type { Cell } from './table.ts';

/** What an issue row says of where the issue stands. */
export type Standing = Pick<IssueRow, 'status' | 'blocked' | 'ready'> & Partial<Pick<IssueRow, 'waitsFor' | 'waitsForExternal'>>;

/** The state of an issue in words, with the tone that goes with it; says by how many a blocked one is blocked. */
export function stateCell(issue: Standing): Cell {
  const { category, name } = issue.status;
  if (category === 'done' || category === 'cancelled') return { text: name, tone: 'quiet' };
  if (issue.blocked) {
    const waits = (issue.waitsFor ?? 0) + (issue.waitsForExternal ?? 0);
    return { text: waits > 0 ? `blocked by ${waits}` : 'blocked', tone: 'blocked' };
  }
  if (category === 'in-progress') return { text: name, tone: 'active' };
  return { text: 'ready', tone: 'ready' };
}

/** The priority of an issue, P0 standing out. */
export function priorityCell(priority: IssueRow['priority']): Cell {
  return priority === 'P0' ? { text: priority, tone: 'blocked' } : (priority ?? '');
}
