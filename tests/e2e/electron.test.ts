// The desktop app as a person meets it: real Electron, real engine process, the built page. Without a binary nothing
// can be shown, and the report says so.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleElectron } from '#build/bundle.ts';
import { installedElectron } from '#build/electron-binary.ts';
import { ensurePage } from '#build/page.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const binary = installedElectron();

if (binary === null) {
  test('the desktop journey did NOT run: no Electron binary was found on this machine', () => {
    expect(binary).toBeNull();
  });
} else {
  describe('the desktop journey', () => {
    let folder: string;
    let app: ElectronApplication;

    const launch = (plans: readonly string[]): Promise<ElectronApplication> =>
      _electron.launch({
        executablePath: binary,
        // Chromium's own sandbox needs rights that root in a container does not have.
        args: [root, '--workspace', join(folder, 'workspace'), ...plans, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
        env: { ...process.env, SEXTANT_DATA: join(folder, 'data') },
      });

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'sextant-desktop-'));
      await ensurePage();
      await bundleElectron();
      const plan = join(folder, 'LOCK.md');
      writeFileSync(
        plan,
        '# Lock Issues\n\n### Issue #1: Gate sensor\n**Priority:** P0\n**Component:** Gates\n**Estimated Effort:** 40 hours\n',
      );
      app = await launch([plan]);
    });
    afterAll(async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    });

    test('a plan given on the command line is on the page, and the page has nothing of Node', async () => {
      const page = await app.firstWindow();
      await page.getByText('Gate sensor').first().waitFor();
      expect(page.url()).toMatch(/^app:\/\/sextant\//u);
      expect(await page.evaluate(() => [typeof Reflect.get(globalThis, 'require'), typeof Reflect.get(globalThis, 'process')])).toEqual([
        'undefined',
        'undefined',
      ]);
    });

    test('the engine process is started again when it ends, and the page goes on', async () => {
      const page = await app.firstWindow();
      const killed = await app.evaluate(({ app: main }) => {
        const engine = main.getAppMetrics().find((metric) => metric.name === 'Sextant engine');
        if (engine !== undefined) process.kill(engine.pid);
        return engine !== undefined;
      });
      expect(killed).toBe(true);
      await page.reload();
      await page.getByText('Gate sensor').first().waitFor();
    });

    test('the page cannot leave', async () => {
      const page = await app.firstWindow();
      await page.evaluate(() => window.location.assign('https://example.org/'));
      await page.getByText('Gate sensor').first().waitFor();
      expect(page.url()).toMatch(/^app:\/\/sextant\//u);
    });
  });
}
