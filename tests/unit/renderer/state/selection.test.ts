import { beforeEach, describe, expect, test } from 'vitest';
import { clearSelection, selection, selectIssues, setCurrentIssue, targetIssues, toggleIssue } from '#renderer/state/selection.ts';
import { IssueId } from '#shared/plan/identity.ts';

const [one, two] = [IssueId.parse('one'), IssueId.parse('two')];

describe('the selection', () => {
  beforeEach(() => {
    clearSelection();
    setCurrentIssue(null);
  });

  test('is what actions are about, and the issue under the keyboard while it is empty', () => {
    expect(targetIssues()).toEqual([]);
    setCurrentIssue(two);
    expect(targetIssues()).toEqual([two]);
    toggleIssue(one);
    expect(targetIssues()).toEqual([one]);
    toggleIssue(one);
    expect(targetIssues()).toEqual([two]);
  });

  test('tells its listeners only of changes', () => {
    let heard = 0;
    const end = selection.subscribe(() => (heard += 1));
    clearSelection();
    setCurrentIssue(null);
    expect(heard).toBe(0);
    selectIssues([one, two]);
    expect(heard).toBe(1);
    end();
  });
});
