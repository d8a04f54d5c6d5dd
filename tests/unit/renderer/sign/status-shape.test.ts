import { describe, expect, it } from 'vitest';
import { statusShape } from '#renderer/sign/status-shape.ts';
import { type StatusCategory, statusName } from '#shared/plan/status.ts';

const of = (category: StatusCategory, blocked = false, ready = false, name = statusName[category], verified = false) => {
  const { shape, tone, label } = statusShape({ status: { category, name, verified }, blocked, ready });
  return `${shape} ${tone} ${label}`;
};

describe('statusShape', () => {
  it('has its own shape for every standing', () => {
    expect([of('backlog'), of('planned'), of('planned', false, true), of('planned', true), of('in-progress')]).toEqual([
      'dashed quiet Backlog',
      'ring quiet Planned',
      'dot ready Planned, ready to start',
      'bar danger Planned, blocked',
      'wedge accent In progress',
    ]);
    expect([of('done'), of('done', false, false, 'Complete', true), of('cancelled')]).toEqual([
      'tick quiet Done',
      'tick quiet Complete, verified',
      'stroke quiet Cancelled',
    ]);
  });

  it('fills the wedge further for work in review', () => {
    const part = (name: string) =>
      statusShape({ status: { category: 'in-progress', name, verified: false }, blocked: false, ready: false }).part;
    expect([part('In progress'), part('In review')]).toEqual([0.5, 0.78]);
  });
});
