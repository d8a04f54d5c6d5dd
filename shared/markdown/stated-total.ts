// Totals that a plan states of itself, in a table or a list. They are kept beside what Sextant computes, never instead.
import { limit } from '#shared/plan/limit.ts';
import type { StatedTotal } from '#shared/plan/roadmap.ts';
import { readEffort } from './effort-word.ts';
import type { PlanLine } from './plan-line.ts';

interface Columns {
  readonly by: 'priority' | 'category';
  readonly issues: number;
  readonly hours: number;
}

/** Reads a table of totals row by row. */
export class StatedTable {
  #columns: Columns | null = null;
  #last = -1;

  /** Forgets the table that was open. */
  restart(): void {
    this.#columns = null;
    this.#last = -1;
  }

  /** Reads one line of a table: a total, or a row that only carries the table (`total: null`). `null` when it is not of a known table. */
  read(line: PlanLine): { readonly total: StatedTotal | null } | null {
    const cells = cellsOf(line.text);
    const first = this.#last !== line.number - 1;
    if (first) this.#columns = columnsOf(cells);
    this.#last = line.number;
    const columns = this.#columns;
    if (columns === null) return null;
    if (first || cells.every((cell) => /^:?-+:?$/.test(cell))) return { total: null };
    const total = totalOf(cells, columns);
    return total === null ? null : { total };
  }
}

function cellsOf(text: string): string[] {
  return text
    .trim()
    .replaceAll(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.replaceAll('**', '').trim());
}

function columnsOf(cells: readonly string[]): Columns | null {
  const by = /^priority$/i.test(cells[0] ?? '') ? 'priority' : /^category$/i.test(cells[0] ?? '') ? 'category' : null;
  if (by === null) return null;
  const issues = cells.findIndex((cell, index) => index > 0 && /count|issues|number/i.test(cell));
  const hours = cells.findIndex((cell, index) => index > 0 && /effort|hours|estimate/i.test(cell));
  // A table with more columns holds more than a total can.
  return issues + hours < 0 || cells.length > 1 + (issues > 0 ? 1 : 0) + (hours > 0 ? 1 : 0) ? null : { by, issues, hours };
}

function totalOf(cells: readonly string[], columns: Columns): StatedTotal | null {
  const name = cells[0] ?? '';
  const count = columns.issues < 0 ? null : Number(cells[columns.issues] || Number.NaN);
  const effort = columns.hours < 0 ? null : readEffort(cells[columns.hours] ?? '');
  if (name === '' || name.length > limit.name || (count !== null && !Number.isSafeInteger(count))) return null;
  if (columns.hours >= 0 && (effort === null || effort.rest !== '')) return null;
  const hours = effort?.estimate.likely ?? null;
  if (/^total$/i.test(name)) return { by: 'all', name, issues: count, hours };
  const grade = columns.by === 'priority' ? /^(P[0-3])\b/i.exec(name)?.[1] : undefined;
  return { by: columns.by, name: grade?.toUpperCase() ?? name, issues: count, hours };
}

/** Reads `Implementation: 72 hours (62%)`; the percentage follows from the hours. `null` for anything else. */
export function readTotalItem(content: string): StatedTotal | null {
  const match = /^([^:]+):\s*(.+)$/s.exec(content.replaceAll('**', ''));
  const name = match?.[1]?.trim() ?? '';
  const effort = readEffort((match?.[2] ?? '').replace(/\s*\(\d+(?:\.\d+)?\s*%\)\s*$/, ''));
  if (name === '' || name.length > limit.name || effort === null || effort.rest !== '') return null;
  return { by: 'category', name, issues: null, hours: effort.estimate.likely };
}
