import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleElectron } from '#build/bundle.ts';
import { ensurePage } from '#build/page.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
// Electron-builder's own schema, validator and YAML reader, so that nothing is judged by another ruler than its own.
const builder = createRequire(createRequire(join(root, 'package.json')).resolve('electron-builder'));
const library = createRequire(builder.resolve('app-builder-lib/package.json'));

interface Configuration {
  readonly files: readonly (string | { readonly to: string; readonly filter: readonly string[] })[];
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly mac: { readonly icon: string; readonly entitlements: string; readonly hardenedRuntime: boolean; readonly target: string[] };
  readonly win: { readonly icon: string; readonly target: string };
  readonly linux: { readonly icon: string; readonly target: string[] };
}

function configuration(): Configuration {
  const yaml: { load(text: string): Configuration } = library('js-yaml');
  return yaml.load(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));
}

describe('electron-builder.yml', () => {
  const { validateConfiguration }: { validateConfiguration: (data: unknown, log: { isEnabled: boolean }) => Promise<void> } =
    library('./out/util/config/config.js');
  const check = (data: unknown): Promise<void> => validateConfiguration(data, { isEnabled: false });

  test("holds against electron-builder's own schema, which does refuse what is wrong", async () => {
    await expect(check(configuration())).resolves.toBeUndefined();
    await expect(check({ ...configuration(), hardenedRuntime: true })).rejects.toThrow(/hardenedRuntime/u);
    await expect(check({ ...configuration(), win: { target: 'nsis', icns: 7 } })).rejects.toThrow(/configuration\.win/u);
  });

  test('names systems, fuses and files as decided, and each file is there', () => {
    const { mac, win, linux, electronFuses } = configuration();
    expect([linux.target, mac.target, win.target]).toEqual([['AppImage', 'deb'], ['dmg', 'zip'], 'nsis']);
    expect(mac.hardenedRuntime).toBe(true);
    expect(electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
    for (const path of [mac.icon, mac.entitlements, win.icon, linux.icon]) expect(existsSync(join(root, path)), path).toBe(true);
  });

  test('the icons are PNGs of the sizes that their names say', () => {
    const icons = readdirSync(join(root, 'build/icon')).filter((name) => name.endsWith('.png'));
    const sizes = icons.map((name) => {
      const png = readFileSync(join(root, 'build/icon', name));
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      return [name, png.readUInt32BE(16), png.readUInt32BE(20)];
    });
    expect(sizes).toContainEqual(['icon.png', 1024, 1024]);
    for (const [name, width, height] of sizes) if (name !== 'icon.png') expect(name).toBe(`${width}x${height}.png`);
    expect(sizes.length).toBeGreaterThan(6);
  });
});

describe('packing with a stand-in for the Electron binary', () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sextant-pack-'));
    await ensurePage();
    await bundleElectron();
    const electron = join(folder, 'electron');
    mkdirSync(join(electron, 'resources'), { recursive: true });
    for (const name of ['electron', 'chrome-sandbox', 'LICENSE', 'LICENSES.chromium.html']) writeFileSync(join(electron, name), '');
    chmodSync(join(electron, 'electron'), 0o755);
    await build({
      projectDir: root,
      // The fuses are bits in the real binary; everything else is packed as it would be.
      config: { extends: join(root, 'electron-builder.yml'), electronDist: electron, electronFuses: null, directories: { output: folder } },
      targets: Platform.LINUX.createTarget('dir'),
      publish: 'never',
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('every listed file is in the archive, the native part lies beside it, sources and maps are in neither', () => {
    const resources = join(folder, 'linux-unpacked/resources');
    const asar: { listPackage(path: string): string[]; extractFile(path: string, name: string): Buffer } = library('@electron/asar');
    const archive = join(resources, 'app.asar');
    const packed = asar.listPackage(archive);
    const listed = configuration()
      .files.flatMap((file) => (typeof file === 'string' ? [file] : file.filter.map((name) => `${file.to}/${name}`)))
      .filter((file) => !file.startsWith('!'));
    for (const file of listed) {
      const fixed = `/${file.replace(/[*$].*$/u, '').replace(/\/$/u, '')}`;
      expect(
        packed.some((name) => name.startsWith(fixed)),
        file,
      ).toBe(true);
    }
    expect(packed).toEqual(
      expect.arrayContaining(['/dist/page/index.html', '/dist/electron/main.mjs', '/dist/electron/document-worker.mjs']),
    );
    expect(packed.filter((name) => /\.(?:ts|tsx|map)$|^\/node_modules\/(?!better-sqlite3|@number0)./u.test(name))).toEqual([]);
    const stated: { main: string } = JSON.parse(asar.extractFile(archive, 'package.json').toString());
    expect(packed).toContain(`/${stated.main}`);
    const native = join(resources, `app.asar.unpacked/node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`);
    expect(existsSync(native)).toBe(true);
    const network = join(resources, `app.asar.unpacked/node_modules/@number0/iroh-linux-${process.arch}-gnu`);
    expect(existsSync(join(network, `iroh.linux-${process.arch}-gnu.node`))).toBe(true);
  });
});
