import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ensurePage } from '#build/page.ts';
import { startBrowser } from '#tests/support/browser.ts';
import { generatePlan } from '#tests/support/plan-generator.ts';
import { startApp } from '#tests/support/running-app.ts';
import type { Bench, Figure } from './measure.ts';

/** Frames of one long scroll through the table, in milliseconds, ascending. */
async function scrollFrames(page: Page): Promise<number[]> {
  const frames = await page.evaluate(async () => {
    const grid = document.querySelector('[role=grid], [role=treegrid], [role=table]');
    const scroller =
      [...document.querySelectorAll('*')].find((one) => one.scrollHeight > one.clientHeight + 1000 && !one.contains(grid)) ?? grid;
    const taken: number[] = [];
    let before = performance.now();
    for (let step = 0; step < 120; step += 1) {
      scroller?.scrollBy(0, 300);
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      taken.push(now - before);
      before = now;
    }
    return taken;
  });
  return frames.sort((left, right) => left - right);
}

async function openPage(issues: number): Promise<{ firstRows: number; frame: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'sextant-bench-'));
  const plan = join(folder, 'plan.md');
  writeFileSync(plan, generatePlan({ seed: 7, issues }).text);
  const app = await startApp(join(folder, 'workspace'));
  const browser = await startBrowser();
  try {
    await app.importFiles([plan]);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(app.url);
    await page.locator('[data-issue]').first().waitFor();
    const opened: number[] = [];
    for (let run = 0; run < 3; run += 1) {
      const started = performance.now();
      await page.reload({ waitUntil: 'commit' });
      await page.locator('[data-issue]').first().waitFor();
      opened.push(performance.now() - started);
    }
    const frames = await scrollFrames(page);
    return { firstRows: opened.sort((left, right) => left - right)[1] ?? 0, frame: frames[Math.floor(frames.length * 0.95)] ?? 0 };
  } finally {
    await browser.close();
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Opening and scrolling the table of a large workspace in a real browser. */
export const pageBench: Bench = {
  async *figures(): AsyncIterable<Figure> {
    await ensurePage();
    const small = await openPage(100);
    const large = await openPage(10_000);
    yield {
      name: 'navigation to first rows, 10,000 issues (median of 3 reloads)',
      value: large.firstRows,
      besideName: '100 issues',
      besideValue: small.firstRows,
      limit: 1000,
    };
    yield {
      name: 'frame while scrolling 36,000 px, 10,000 issues (p95)',
      value: large.frame,
      besideName: '100 issues',
      besideValue: small.frame,
      limit: 50,
    };
  },
};
