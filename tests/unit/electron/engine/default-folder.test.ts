import { describe, expect, test } from 'vitest';
import { dataFolder, defaultFolder } from '#electron/engine/default-folder.ts';

describe('the default workspace', () => {
  const place = (platform: string, environment: Record<string, string> = {}): string =>
    defaultFolder({ platform, environment, home: '/home/ada' });

  test('is where each system keeps data of programs', () => {
    expect(place('linux')).toBe('/home/ada/.local/share/sextant/workspace');
    expect(place('linux', { XDG_DATA_HOME: '/data' })).toBe('/data/sextant/workspace');
    expect(place('linux', { XDG_DATA_HOME: 'relative' })).toBe('/home/ada/.local/share/sextant/workspace');
    expect(place('darwin')).toBe('/home/ada/Library/Application Support/Sextant/workspace');
    expect(place('win32', { LOCALAPPDATA: '/local' })).toBe('/local/Sextant/workspace');
    expect(place('win32')).toBe('/home/ada/AppData/Local/Sextant/workspace');
  });

  test('is in SEXTANT_DATA when that is set, and so is what belongs to the device', () => {
    for (const platform of ['linux', 'darwin', 'win32']) expect(place(platform, { SEXTANT_DATA: '/mine' })).toBe('/mine/workspace');
    expect(dataFolder({ platform: 'linux', environment: { SEXTANT_DATA: '/mine' }, home: '/home/ada' })).toBe('/mine');
    expect(place('linux', { SEXTANT_DATA: '' })).toBe('/home/ada/.local/share/sextant/workspace');
  });
});
