import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fingerprint } from '#electron/engine/sync/fingerprint.ts';
import { type Invitation, readInvitation, workspaceTag, writeInvitation } from '#electron/engine/sync/invitation.ts';
import { invitationQr } from '#electron/engine/sync/invitation-qr.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

const invitation: Invitation = {
  issuer: hash('device'),
  invitationId: '6fd0c9e2',
  secret: hash('secret'),
  grant: { role: 'editor' },
  addresses: ['192.168.1.20:41000', '[fe80::1%eth0]:41000', 'office.example:41000'],
  relays: ['https://relay.example/'],
  expires: '2026-11-30T12:00:00Z',
  workspaceName: 'Compiler team',
  issuerName: 'Ana',
  workspaceTag: workspaceTag(hash('workspace')),
};
const now = Date.parse('2026-11-29T00:00:00Z');

function linkOf(content: unknown, version = 1): string {
  const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  const check = createHash('sha256').update(bytes).digest().subarray(0, 4);
  return `sextant://join/${Buffer.concat([Buffer.of(version), check, bytes]).toString('base64url')}`;
}

function contentOf(link: string): unknown[] {
  const bytes = Buffer.from(link.slice('sextant://join/'.length), 'base64url');
  return JSON.parse(bytes.subarray(5).toString()) as unknown[]; // written as a list
}

function refusalOf(text: string, clock = now): string {
  const read = readInvitation(text, clock);
  return read.ok ? 'taken' : read.error.message;
}

describe('reading an invitation', () => {
  test('links made by this version are read by later ones', () => {
    const link =
      'sextant://join/AR-jbVFbIkpqcE52a0ZJajdoeUZMQURJem5idWZESTJoVEJiZnp4TUlTX1BDVlM3S1UiLCI2ZmQwYzllMiIsIks3Z05VM3Nkby1PTDB3Tmhxb1ZXaHIzZzZzMXhZdjcyb2xfcGVfVW5vbHMiLCJlZGl0b3IiLFsiMTkyLjE2OC4xLjIwOjQxMDAwIl0sW10sMTc5NjA0MDAwMCwiQ29tcGlsZXIgdGVhbSIsIkFuYSIsIkdrSXJyd3M1MjlNIl0';
    expect(link).toBe(writeInvitation({ ...invitation, addresses: invitation.addresses.slice(0, 1), relays: [] }));
  });

  test('an invitation that has expired says when, by which clock, and whom to ask', () => {
    const link = writeInvitation(invitation);
    expect(refusalOf(link, Date.parse(invitation.expires) - 1)).toBe('taken');
    expect(refusalOf(link, Date.parse(invitation.expires))).toBe(
      'This invitation expired at 2026-11-30T12:00:00Z; the clock of this device says 2026-11-30T12:00:00.000Z. Ask Ana for a new one.',
    );
  });

  test('what is no invitation says what it is instead', () => {
    const link = writeInvitation(invitation);
    expect(refusalOf('https://sextant.example/join')).toContain('which begins with sextant://join/');
    expect(refusalOf('x'.repeat(20_000))).toContain('got 20000 characters');
    expect(refusalOf(link.slice(0, -3))).toContain('incomplete or was altered');
    expect(refusalOf('sextant://join/')).toContain('incomplete');
    expect(refusalOf(`${link} and more words`)).toContain('incomplete or was altered');
    expect(refusalOf(linkOf([], 2))).toContain('has the form 2, this version of Sextant reads 1');
    expect(refusalOf(linkOf('no JSON'))).toContain('does not hold what an invitation must say');
    expect(refusalOf(linkOf(' '.repeat(1001)))).toContain('incomplete or was altered');
  });

  test.each([
    ['a device that is no key', 0, 'AAAA'],
    ['an empty id', 1, ''],
    ['a short secret', 2, 'AAAA'],
    ['an unknown role', 3, 'admin'],
    ['a person without a name', 3, ['p']],
    ['an address without a port', 4, ['192.168.1.20']],
    ['a port that is none', 4, ['192.168.1.20:70000']],
    ['an address that is a path', 4, ['/etc/passwd:1']],
    ['17 addresses', 4, Array.from({ length: 17 }, () => '1.1.1.1:1')],
    ['a relay that is a file', 5, ['file:///etc/passwd']],
    ['an expiry that is text', 6, 'tomorrow'],
    ['a name that steers a terminal', 7, 'Team\u001B[2J'],
    ['a name that turns the writing around', 8, '\u202Eana'],
    ['a tag that is none', 9, ''],
    ['more than there is', 10, 'x'],
  ])('%s is refused', (_, at, value) => {
    const content = contentOf(writeInvitation(invitation));
    content[at] = value;
    expect(refusalOf(linkOf(content))).toContain('does not hold what an invitation must say');
  });

  test('names are cut to what fits and lose what steers a terminal', () => {
    const read = readInvitation(writeInvitation({ ...invitation, workspaceName: '🦀'.repeat(50), issuerName: ' A\nB\u001B ' }), now);
    expect(read).toMatchObject({ ok: true, value: { workspaceName: `${'🦀'.repeat(39)}…`, issuerName: 'A B' } });
    expect(() => writeInvitation({ ...invitation, secret: 'short' })).toThrow('fits the form');
  });
});

describe('the QR code of an invitation', () => {
  /** The modules that the path covers. */
  function draw(path: string, size: number): boolean[][] {
    const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
    for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/gu))
      rows[Number(y)]?.fill(true, Number(x), Number(x) + Number(width));
    return rows;
  }

  test('path and text show the same modules, with three finder patterns and a quiet zone around', () => {
    const link = writeInvitation(invitation);
    const { size, path, text } = invitationQr(link);
    const rows = draw(path, size);
    const lines = text.split('\n');
    const seen = rows.map((_, y) =>
      Array.from(lines[y >> 1] ?? '', (character) => character === ' ' || character === (y % 2 === 0 ? '▄' : '▀')),
    );
    expect(rows).toEqual(seen);
    const finder = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];
    const at = (left: number, top: number): string[] =>
      Array.from({ length: 7 }, (_row, y) => Array.from({ length: 7 }, (_cell, x) => Number(rows[top + y]?.[left + x])).join(''));
    expect([at(4, 4), at(size - 11, 4), at(4, size - 11)]).toEqual([finder, finder, finder]);
    expect(rows.flatMap((row, y) => (y < 4 || y >= size - 4 ? row : [...row.slice(0, 4), ...row.slice(-4)])).every((dark) => !dark)).toBe(
      true,
    );
  });

  test('the longest link fits', () => {
    const addresses = Array.from({ length: 16 }, (_, at) => `${'long-name.'.repeat(7)}example:${at + 1}`);
    const link = writeInvitation({ ...invitation, addresses, issuerName: '🦀'.repeat(40), workspaceName: '🦀'.repeat(40) });
    expect(link.length).toBeGreaterThan(1200);
    expect(invitationQr(link).size).toBeLessThanOrEqual(177 + 8);
  });
});

describe('the fingerprint of two devices', () => {
  const [one, other, third] = [hash('one'), hash('other'), hash('third')];
  const workspace = hash('workspace');

  test('is the same on both sides and another one for every other device and workspace', () => {
    const shown = fingerprint(workspace, one, other);
    expect(shown).toMatch(/^\d{5}(?: \d{5}){5}$/u);
    expect(fingerprint(workspace, other, one)).toBe(shown);
    expect(
      new Set([shown, fingerprint(workspace, one, third), fingerprint(workspace, third, other), fingerprint(hash('w'), one, other)]).size,
    ).toBe(4);
  });

  test('stays what it is, since two versions may compare theirs', () => {
    expect(fingerprint(workspace, one, other)).toBe('01818 07924 24829 35305 95344 18939');
  });
});
