import type { Step } from '#electron/engine/document/step.ts';
import { must } from '#shared/base/must.ts';
import type { PlanDraft } from '#shared/plan/plan-draft.ts';
import { createStatements } from './add-plan.ts';
import { type PlanUpdate, same } from './plan-update.ts';

interface Said {
  readonly about: { readonly issueId: string } | { readonly issueId: null; readonly subject: string };
  readonly field: string;
  readonly text: string;
}

const spellTotal = ({ by, name, issues, hours }: PlanDraft['statedTotals'][number]): string =>
  `${by} ${name}: ${[issues === null ? '' : `${issues} issues`, hours === null ? '' : `${hours} h`].filter(Boolean).join(', ')}`;

/** Notes what is no longer said and what is said anew. */
function noteDifference(step: Step, roadmapId: string, was: readonly Said[], is: readonly Said[]): void {
  const name = ({ about, field, text }: Said): string => JSON.stringify([about, field, text]);
  const [before, after] = [new Set(was.map(name)), new Set(is.map(name))];
  for (const one of was) {
    if (!after.has(name(one))) step.note(roadmapId, { ...one.about, field: one.field, before: one.text, after: null });
  }
  for (const one of is) {
    if (!before.has(name(one))) step.note(roadmapId, { ...one.about, field: one.field, before: null, after: one.text });
  }
}

/** Replaces stated totals and contradictions when the file states others than before. */
export function updateStatements({ store, step, ids, roadmapId, before, after, newId, now }: PlanUpdate): void {
  const stated = (draft: PlanDraft | null): unknown => [
    draft?.statedTotals,
    draft?.contradictions.map(({ key, text }) => [key, text]),
    draft?.contradictions.map(({ key }) => ids.issue(key)),
  ];
  if (before !== null && same(stated(before), stated(after))) return;
  const document = must(store.document(roadmapId), 'the document of a known plan');
  const about = { issueId: null, subject: `roadmap:${roadmapId}` } as const;
  const was: Said[] = [];
  for (const [id, record] of document.records('statedTotal')) {
    if (record.deletedAt !== null) continue;
    step.set(roadmapId, 'statedTotal', id, { deletedAt: now });
    was.push({ about, field: 'stated total', text: spellTotal(record) });
  }
  for (const [id, { deletedAt, issueId, text }] of document.records('contradiction')) {
    if (deletedAt !== null) continue;
    step.set(roadmapId, 'contradiction', id, { deletedAt: now });
    was.push({ about: { issueId }, field: 'contradiction', text });
  }
  createStatements(after, roadmapId, ids, step, newId);
  noteDifference(step, roadmapId, was, [
    ...after.statedTotals.map((total) => ({ about, field: 'stated total', text: spellTotal(total) })),
    ...after.contradictions.flatMap(({ key, text }) => {
      const issueId = ids.issue(key);
      return issueId === null ? [] : [{ about: { issueId }, field: 'contradiction', text }];
    }),
  ]);
}
