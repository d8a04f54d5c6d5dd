// A page of the running app in a real browser, as the journeys of the end-to-end tests use it.
import type { Page } from 'playwright-core';
import type { IssueId, RoadmapId } from '#shared/plan/identity.ts';
import { startBrowser } from './browser.ts';
import { type RunningApp, valueOf } from './running-app.ts';

/** A page that is open on an app. */
export interface OpenPage {
  readonly page: Page;
  /** What the pages threw; empty when all is well. */
  readonly troubles: readonly string[];
  /** Opens another tab on the same app; the first one stays in front. */
  openTab(): Promise<Page>;
  /** Goes to a place by its address, as a link does; the keyboard is in no field then. */
  go(hash: string, on?: Page): Promise<void>;
  /** Presses keys one after the other. */
  press(...keys: readonly string[]): Promise<void>;
  /** Closes the browser; the app stays. */
  close(): Promise<void>;
}

/** Starts a browser of 1440 × 900 pixels without motion and opens `app` in it. What is waited for longer than `patience` milliseconds fails. */
export async function openPage(app: RunningApp, patience = 20_000): Promise<OpenPage> {
  const troubles: string[] = [];
  const browser = await startBrowser();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  context.setDefaultTimeout(patience);
  context.on('page', (opened) => opened.on('pageerror', (error) => troubles.push(error.message)));
  const page = await context.newPage();
  await page.goto(app.url);
  return {
    page,
    troubles,
    async openTab() {
      const tab = await context.newPage();
      await tab.goto(new URL('/', app.url).href);
      await page.bringToFront();
      return tab;
    },
    async go(hash, on = page) {
      await on.evaluate((to) => {
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        location.hash = to;
      }, hash);
    },
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key);
    },
    close: () => browser.close(),
  };
}

/** Makes a roadmap with these issues of 8 hours each, the first one urgent; answers their ids in the order given. */
export async function fillRoadmap(
  { engine }: RunningApp,
  title: string,
  issues: readonly string[],
): Promise<{ readonly roadmapId: RoadmapId; readonly issueIds: readonly IssueId[] }> {
  const { roadmapId } = valueOf(await engine.command('create-roadmap', { title }));
  const issueIds: IssueId[] = [];
  for (const [place, name] of issues.entries()) {
    const estimate = { likely: 8, optimistic: null, pessimistic: null };
    const priority = place === 0 ? 'P0' : 'P2';
    issueIds.push(valueOf(await engine.command('create-issue', { roadmapId, title: name, estimate, priority })).issueId);
  }
  return { roadmapId, issueIds };
}
