import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparison, type PeerRow, refusalText, syncLine, type SyncSummary, syncTitle } from '#renderer/sign/sync-words.ts';
import { awayRow, calmSummary } from '#tests/support/sync/status.ts';

const summary: SyncSummary = calmSummary;
const away: PeerRow = { ...awayRow, heardAt: '2026-11-20T12:00:00.000Z' };
const equal: PeerRow = { ...away, connected: true, path: 'local', inSync: true, documents: 3, equal: 3 };
const behind: PeerRow = { ...away, personId: 'p2', person: 'Tomás', waiting: 4, waitingSince: '2026-11-17T18:02:00.000Z' };

describe('the line on sync', () => {
  test('counts the devices that are equal and names the worst exception', () => {
    expect(syncLine(summary, [equal, behind])).toEqual({
      tone: 'warn',
      title: '1 of 2 devices equal',
      note: '4 changes waiting for Tomás',
    });
    expect(syncLine(summary, [equal])).toEqual({ tone: 'ready', title: 'Equal with Ben', note: null });
    expect(syncLine(summary, [behind]).title).toBe('Offline: no device is reached');
    expect(syncLine({ ...summary, enabled: false }, [behind]).title).toBe('Sync is off');
    expect(syncLine({ ...summary, waitingFor: 'Ana' }, []).title).toBe('Waiting for Ana');
  });

  test('says which device is to be brought up to date', () => {
    const apart = { ...equal, inSync: false, equal: 2 };
    const newer: PeerRow = { ...apart, program: 'newer' };
    expect(syncLine(summary, [newer])).toEqual({ tone: 'warn', title: 'Update this Sextant', note: 'Ben has a newer one' });
    expect(syncLine({ ...summary, held: 3 }, [newer]).note).toBe('3 changes of a newer one wait');
    expect(comparison(newer)).toEqual({ sign: 'unequal', text: 'newer Sextant: update this one' });
    const older: PeerRow = { ...apart, program: 'older' };
    expect(syncLine(summary, [older])).toEqual({ tone: 'warn', title: 'Ben has an older Sextant', note: 'Update Sextant on Laptop, Ben' });
    expect(syncLine(summary, [older, { ...behind, waiting: 0 }])).toMatchObject({ tone: 'warn', note: 'Update Sextant on Laptop, Ben' });
    expect(comparison(older)).toEqual({ sign: 'unequal', text: 'older Sextant: update it' });
  });

  test('says what keeps somebody waiting who was invited', () => {
    const joining = { ...summary, waitingFor: 'Ana' };
    expect(syncLine({ ...joining, refused: 'unanswered' }, [])).toMatchObject({
      title: 'Waiting for Ana',
      note: 'Reached, and not answered',
    });
    expect(syncLine({ ...joining, refused: 'outdated' }, []).note).toBe('Update this Sextant to join');
    expect(refusalText('unanswered')).toContain('tried again');
    expect(refusalText('outdated')).toContain('newer Sextant');
  });

  test('tells who was shut out so, and nothing else', () => {
    const removed = { by: 'Ana', toldBy: null, at: '2026-03-03T12:00:00.000Z', left: false };
    expect(syncLine({ ...summary, removed }, [behind]).title).toBe('Removed from the team');
    expect(syncTitle({ ...summary, removed: { ...removed, left: true } }, [behind])).toBe('You left this team.');
  });

  test('is of the colour of “equal” only when every device is, and never says more', () => {
    const row = fc.constantFrom(equal, behind, away, { ...equal, inSync: false, equal: 2 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), fc.boolean(), (rows, enabled) => {
        const line = syncLine({ ...summary, enabled }, rows);
        expect(line.tone === 'ready').toBe(enabled && rows.every(({ inSync }) => inSync));
        expect(`${line.title} ${line.note ?? ''}`).not.toContain('ynced');
        if (enabled && !rows.every(({ inSync }) => inSync)) expect(syncTitle(summary, rows)).not.toMatch(/^(All|\w+ has exactly)/u);
      }),
    );
  });
});

test('a device that is away is never said to be equal now', () => {
  expect(comparison(away)).toEqual({ sign: 'unknown', text: 'equal when last heard' });
  expect(comparison({ ...away, heardAt: null })).toEqual({ sign: 'unknown', text: 'not known' });
  expect(comparison(behind).sign).toBe('unequal');
  expect(comparison({ ...equal, inSync: false, coming: 0.419 }).text).toBe('41 % received');
});
