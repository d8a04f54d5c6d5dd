import { describe, expect, test } from 'vitest';
import { historySentence, sayTime } from '#renderer/feature/issue-detail/history-text.ts';

const change = (field: string, before: string | null, after: string | null, command = 'update-issue') =>
  historySentence({ id: '1', at: '', author: 'Ines', command, field, before, after });

describe('history in words', () => {
  test('says what was done, to what, from what', () => {
    expect(change('estimate', '48 h', '40 h')).toEqual({ did: 'set the estimate to', value: '40 h', from: '48 h' });
    expect(change('holdReason', 'waits for paint', null)).toEqual({ did: 'cleared the hold reason', value: null, from: 'waits for paint' });
    expect(change('checklist', '[ ] Docs', '[x] Docs')).toEqual({ did: 'ticked', value: 'Docs', from: null });
    expect(change('checklist', '[x] Docs', '[ ] Docs')).toEqual({ did: 'unticked', value: 'Docs', from: null });
    expect(change('dependency', null, '#2')).toEqual({ did: 'lets it wait for', value: '#2', from: null });
    expect(change('issue', null, 'Title', 'import-plan').did).toBe('imported it');
  });
});

describe('times', () => {
  const today = '2026-11-20';
  const at = (...parts: [number, number, number, number, number]) => sayTime(new Date(...parts).toISOString(), today);
  test('are said as on the day itself', () => {
    expect(at(2026, 10, 20, 9, 52)).toBe('today 09:52');
    expect(at(2026, 10, 19, 23, 59)).toBe('yesterday 23:59');
    expect(at(2026, 10, 17, 17, 20)).toBe('Tue 17:20');
    expect(at(2026, 10, 9, 8, 0)).toBe('9 Nov');
    expect(at(2025, 10, 9, 8, 0)).toBe('9 Nov 2025');
    expect(sayTime('not a time', today)).toBe('not a time');
  });
});
