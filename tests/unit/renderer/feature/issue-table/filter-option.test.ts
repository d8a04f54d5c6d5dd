import { expect, test } from 'vitest';
import { chosenText, fieldName, filterOffers } from '#renderer/feature/issue-table/filter-option.ts';
import { filterFields } from '#renderer/state/list-query.ts';

const workspace = {
  name: 'Harbour',
  folder: '/tmp/harbour',
  holidays: [],
  capacity: { hoursPerWeek: 30, sprintWeeks: 2 },
  issues: 0,
  ready: 0,
  blocked: 0,
  people: [],
  sprints: [],
  components: ['Core'],
  labels: ['later'],
  sprintNames: ['Sprint 1'],
};

test('every field that can be filtered by has a name and offers', () => {
  for (const field of filterFields) {
    expect(fieldName[field]).not.toBe('');
    expect(filterOffers(field, { workspace, milestones: [] }).length).toBeGreaterThan(0);
  }
  expect(filterOffers('component', { workspace, milestones: [] })).toEqual([
    { value: 'Core', label: 'Core' },
    { value: '', label: 'No component' },
  ]);
});

test('a chip names a few values and counts many', () => {
  const offers = filterOffers('priority', { workspace, milestones: [] });
  expect(chosenText(offers, ['P0', ''])).toBe('P0, No priority');
  expect(chosenText(offers, ['P0', 'P1', 'P2', 'P3'])).toBe('4 of 5');
});
