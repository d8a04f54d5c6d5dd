import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { guardPreferences, safePreferences } from '#electron/main/window-guard.ts';

const preload = '/opt/sextant/preload.cjs';
const safe = safePreferences(preload);

describe('flags of a window', () => {
  test('the safe ones pass', () => {
    expect(guardPreferences(safe, preload)).toEqual(safe);
    expect(safe).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true });
  });

  test.each(Object.keys(safe))('a window without, or with another, %s is refused', (flag) => {
    const { [flag]: value, ...without } = { ...safe } satisfies Record<string, unknown> as Record<string, unknown>; // to take one away
    expect(() => guardPreferences(without, preload)).toThrow(/Window refused/);
    const weaker = typeof value === 'boolean' ? !value : '/tmp/other.cjs';
    expect(() => guardPreferences({ ...safe, [flag]: weaker }, preload)).toThrow(/Window refused/);
  });

  test.each([{ enableBlinkFeatures: 'X' }, { partition: 'p' }, { additionalArguments: ['--x'] }, { offscreen: true }])(
    'an unknown flag is refused: %j',
    (extra) => {
      expect(() => guardPreferences({ ...safe, ...extra }, preload)).toThrow(/not one of the flags/);
    },
  );

  test('windows and views are made in one place only', () => {
    const folder = fileURLToPath(new URL('../../../../electron', import.meta.url));
    const making = /new (?:BrowserWindow|BaseWindow|WebContentsView|BrowserView)\b|webContents\.create/gu;
    const sites = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => (readFileSync(`${folder}/${file}`, 'utf8').match(making) ?? []).map(() => file));
    expect(sites).toEqual(['main/create-window.ts']);
  });
});
