import { describe, expect, test } from 'vitest';
import { changeSentence, changesSentence, fieldName } from '#renderer/sign/change-sentence.ts';

const told = (field: string, before: string | null, after: string | null, command = 'update-issue') => ({ command, field, before, after });
const change = (...parts: Parameters<typeof told>) => changeSentence(told(...parts));

describe('one change in words', () => {
  test('says what was done, to what, from what', () => {
    expect(change('estimate', '48 h', '40 h')).toEqual({ did: 'set the estimate to', value: '40 h', from: '48 h' });
    expect(change('holdReason', 'waits for paint', null)).toEqual({ did: 'cleared the hold', value: null, from: 'waits for paint' });
    expect(change('checklist', '[ ] Docs', '[x] Docs')).toEqual({ did: 'ticked', value: 'Docs', from: null });
    expect(change('checklist', '[x] Docs', '[ ] Docs')).toEqual({ did: 'unticked', value: 'Docs', from: null });
    expect(change('dependency', null, '#2')).toEqual({ did: 'lets it wait for', value: '#2', from: null });
    expect(change('milestone', null, 'v2 Autumn', 'create-milestone').did).toBe('created the milestone');
  });

  test('tells making from importing, restoring and bringing back', () => {
    expect(change('issue', null, 'Title', 'import-plan').did).toBe('imported it');
    expect(change('issue', null, 'Title', 'create-issue').did).toBe('created it');
    expect(change('issue', null, 'Title', 'undo').did).toBe('brought it back');
    expect(change('issue', null, 'Title', 'restore').did).toBe('restored it');
    expect(change('issue', 'Title', null, 'delete-issue').did).toBe('deleted it');
    expect(change('issue', 'Title', null, 'undo').did).toBe('took it back');
  });

  test('calls fields what people call them', () => {
    expect(['holdReason', 'body', 'external blocker', 'sourceLine'].map(fieldName)).toEqual([
      'hold',
      'description',
      'external blocker',
      'source line',
    ]);
  });
});

describe('several changes together', () => {
  test('are told as one where they are alike', () => {
    const done = (before: string) => told('status', before, 'Done', 'set-status');
    expect(changesSentence([done('Planned'), done('Planned')], 2)).toEqual({ did: 'set the status to', value: 'Done', from: 'Planned' });
    expect(changesSentence([done('Planned'), done('Backlog')], 2)).toEqual({ did: 'set the status to', value: 'Done', from: null });
    expect(changesSentence([told('issue', 'A', null, 'delete-issue'), told('issue', 'B', null, 'delete-issue')], 2).did).toBe(
      'deleted them',
    );
  });

  test('else by their fields', () => {
    const fields = ['title', 'status', 'flag', 'labels', 'kind'].map((field) => told(field, null, field));
    const [first, ...rest] = fields;
    expect(first && changesSentence([first, ...rest], 1).did).toBe('changed title, status, flag and 2 more');
    expect(changesSentence([told('roadmap', null, 'R', 'import-plan'), told('issue', null, 'I', 'import-plan')], 1).did).toBe(
      'imported a plan',
    );
  });
});
