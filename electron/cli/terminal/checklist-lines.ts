import type { ChecklistItem } from '#shared/plan/checklist.ts';
import type { Paint } from './paint.ts';
import { safeLine } from './text-width.ts';

/**
 * A checklist under the plan's own headings. With `numbered`, items with a box are numbered over the whole list, because
 * `sextant check KEY N` names them by that number.
 */
export function checklistLines(items: readonly ChecklistItem[], paint: Paint, numbered = true): string[] {
  const parents = new Map(items.map((item) => [item.id, item.parentId]));
  const lines: string[] = [];
  let heading: string | null = null;
  let number = 0;
  for (const item of items) {
    const group = item.group === '' ? item.kind : item.group;
    if (group !== heading) lines.push('', paint('title', safeLine(group)));
    heading = group;
    let depth = 0;
    for (let at = item.parentId; at !== null && depth < 20; at = parents.get(at) ?? null) depth += 1;
    const indent = '  '.repeat(depth + 1);
    if (item.done === null) {
      lines.push(`${indent}${numbered ? '   ' : ''}- ${safeLine(item.text)}`);
      continue;
    }
    number += 1;
    const box = item.done ? '[x]' : '[ ]';
    lines.push(
      `${indent}${numbered ? `${paint('quiet', String(number).padStart(2))} ` : ''}${box} ${item.done ? paint('quiet', safeLine(item.text)) : safeLine(item.text)}`,
    );
  }
  return lines;
}
