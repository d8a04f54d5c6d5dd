// Makes the pictures of README from the sample workspace, in both themes, and looks at each page for what it must show.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDay } from '#electron/engine/local-day.ts';
import { giveSampleTeam } from '#shared/contract/sample-team.ts';
import { startBrowser } from '#tests/support/browser.ts';
import { type RunningApp, startApp, valueOf } from '#tests/support/running-app.ts';
import { keptFolder } from '#tests/support/temporary-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const samples = ['harbour-release.md', 'harbour-roadmap.md'].map((name) => join(root, 'docs/sample', name));

// Only on request do the pictures in docs/ change; a plain test run leaves the tree as it is.
const target = process.env['SEXTANT_PICTURES'] === 'docs' ? join(root, 'docs/picture') : join(root, 'test-results/picture');

/** Screen, the place it stands at, and words that it must show. */
const screens: readonly [string, (ids: Readonly<Record<string, string>>) => string, RegExp][] = [
  ['issues', () => '#/issues?group=sprint', /Passage plan that checks itself/],
  ['graph', () => '#/graph', /Layer 1/],
  ['timeline', () => '#/timeline', /hours a week/i],
  ['effort', () => '#/effort', /Where the hours are/],
  ['issue', ({ issue }) => `#/issue/${issue}`, /Acceptance criteria/i],
  ['roadmap', ({ roadmap }) => `#/roadmap/${roadmap}`, /Milestones/],
  ['components', () => '#/components', /Surfaces and ink/],
];

describe.each(['light', 'dark'] as const)('the pages in %s', (theme) => {
  const folder = keptFolder();
  const ids: Record<string, string> = {};
  const troubles: string[] = [];
  let app: RunningApp;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(target, { recursive: true });
    app = await startApp(join(folder, 'Harbour Labs'), 0, 'Ines Marten');
    const [roadmap] = await app.importFiles(samples);
    valueOf(await giveSampleTeam(app.engine, localDay()));
    ids['roadmap'] = roadmap?.id ?? '';
    const { rows } = valueOf(await app.engine.query('find-issue', { text: '#4' }));
    ids['issue'] = rows[0]?.id ?? '';
    browser = await startBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: theme, reducedMotion: 'reduce' });
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    await page.goto(app.url);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  it.each(screens)('%s', async (name, place, words) => {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, place(ids));
    await page.getByText(words).first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(400);
    const picture = await page.screenshot({ path: join(target, `${name}-${theme}.png`) });
    expect(picture.length).toBeGreaterThan(10_000);
    expect(troubles).toEqual([]);
  });
});
