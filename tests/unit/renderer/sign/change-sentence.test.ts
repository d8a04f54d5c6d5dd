import { describe, expect, test } from 'vitest';
import { changeSentence, changesSentence, fieldName } from '#renderer/sign/change-sentence.ts';
import { IssueId } from '#shared/plan/identity.ts';

const issueId = IssueId.parse('i1');
const told = (field: string, before: string | null, after: string | null, command = 'update-issue') => ({
  issueId,
  command,
  field,
  before,
  after,
});
const change = (...parts: Parameters<typeof told>) => changeSentence(told(...parts));
/** Of something that is no issue. */
const other = (...parts: Parameters<typeof told>) => ({ ...told(...parts), issueId: null });
const sentence = (...parts: Parameters<typeof told>): string => spoken(changeSentence(other(...parts)));
const spoken = ({ did, value, from }: ReturnType<typeof changeSentence>): string =>
  [did, value, from === null ? null : `from ${from}`].filter((part) => part !== null).join(' ');

describe('one change in words', () => {
  test('says what was done, to what, from what', () => {
    expect(change('estimate', '48 h', '40 h')).toEqual({ did: 'set the estimate to', value: '40 h', from: '48 h' });
    expect(change('component', 'Hull', null)).toEqual({ did: 'cleared the component', value: null, from: 'Hull' });
    expect(change('holdReason', 'waits for paint', null)).toEqual({ did: 'took it off hold:', value: 'waits for paint', from: null });
    expect(change('checklist', '[ ] Docs', '[x] Docs')).toEqual({ did: 'ticked', value: 'Docs', from: null });
    expect(change('checklist', '[x] Docs', '[ ] Docs')).toEqual({ did: 'unticked', value: 'Docs', from: null });
    expect(change('dependency', null, '#2')).toEqual({ did: 'lets it wait for', value: '#2', from: null });
    expect(changeSentence(other('milestone', null, 'v2 Autumn', 'create-milestone')).did).toBe('created the milestone');
  });

  test('tells what an issue was moved to from what was made', () => {
    expect(spoken(change('milestone', 'M1', 'M2'))).toBe('moved it to the milestone M2 from M1');
    expect(spoken(change('milestone', 'M1', null))).toBe('took it out of the milestone M1');
    expect(spoken(change('sprint', null, 'Sprint 1', 'set-sprint'))).toBe('moved it to the sprint Sprint 1');
    expect(spoken(change('flag', null, 'NEW_HULL'))).toBe('put it behind the flag NEW_HULL');
    expect(spoken(change('parent', '#4', null))).toBe('took it out of #4');
    expect(spoken(change('assignee', null, 'Ada', 'set-assignee'))).toBe('assigned it to Ada');
    expect(spoken(change('archived', null, 'a.jsonl.gz', 'archive'))).toBe('archived it');
    expect(spoken(change('archived', 'a.jsonl.gz', null, 'restore-archived'))).toBe('brought it back from the archive');
    expect(spoken(change('external blocker', null, 'Permit'))).toBe('lets it wait, outside the plan, for Permit');
    expect(spoken(change('external blocker', 'Permit', 'Permit (resolved)'))).toBe('no longer has to wait, outside the plan, for Permit');
  });

  test('tells what became of everything else', () => {
    expect(sentence('flag', null, 'NEW_HULL', 'create-flag')).toBe('created the flag NEW_HULL');
    expect(sentence('on', 'off', 'on', 'update-flag')).toBe('switched it on');
    expect(sentence('enabled', 'true', 'false', 'set-retention-rule')).toBe('switched it off');
    expect(sentence('rollout', '100 %', '25 %', 'update-flag')).toBe('set the rollout to 25 % from 100 %');
    expect(sentence('saved-view', null, 'Urgent', 'save-view')).toBe('created the saved view Urgent');
    expect(sentence('view', null, 'Urgent', 'undo')).toBe('brought back the saved view Urgent');
    expect(sentence('name', 'harbour', 'Harbour', 'rename-workspace')).toBe('renamed it to Harbour from harbour');
    expect(sentence('hoursPerWeek', '30', '32', 'set-capacity')).toBe('set the hours a week to 32 from 30');
    expect(sentence('state', 'open', 'merged', 'merge-scenario')).toBe('merged it into the plan');
    expect(sentence('person', 'Ada', null, 'delete-person')).toBe('deleted the person Ada');
  });

  test('tells making from importing, restoring and bringing back', () => {
    expect(change('issue', null, 'Title', 'import-plan').did).toBe('imported it');
    expect(change('issue', null, 'Title', 'create-issue').did).toBe('created it');
    expect(change('issue', null, 'Title', 'undo').did).toBe('brought it back');
    expect(change('issue', null, 'Title', 'restore').did).toBe('restored it');
    expect(change('issue', 'Title', null, 'delete-issue').did).toBe('deleted it');
    expect(change('issue', 'Title', null, 'undo').did).toBe('took it back');
    expect(change('issue', 'Title', null, 'redo').did).toBe('deleted it again');
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

  test('are told as the making of what they are the first values of', () => {
    const made = [told('issue', null, 'A', 'create-issue'), told('status', null, 'Planned', 'create-issue')] as const;
    expect(changesSentence(made, 1).did).toBe('created it');
    const back = [told('status', null, 'Planned', 'undo'), told('issue', null, 'A', 'undo')] as const;
    expect(changesSentence(back, 1).did).toBe('brought it back');
    const milestone = [other('milestone', null, 'M1 Hull', 'create-milestone'), other('target', null, '2027-02-01')] as const;
    expect(spoken(changesSentence(milestone, 0))).toBe('created the milestone M1 Hull');
    const mixed = [
      told('issue', null, 'A', 'undo'),
      { ...told('status', 'Done', 'Planned', 'undo'), issueId: IssueId.parse('i2') },
    ] as const;
    expect(changesSentence(mixed, 2).did).toBe('changed the issues themselves, status');
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
