import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, hexToRgb, oklchToRgb, type Rgb } from './colour.ts';

const themes = ['light', 'dark'] as const;

/** What the eye was shown when the colours were chosen: light and dark, as they come out in sRGB. */
const expected: Readonly<Record<string, readonly [string, string]>> = {
  canvas: ['#f6f8f9', '#0c1216'],
  surface: ['#ffffff', '#12181d'],
  sunken: ['#eef2f3', '#090e12'],
  raised: ['#ffffff', '#1b2328'],
  hover: ['#eff3f5', '#192025'],
  selected: ['#e1eff9', '#132d3e'],
  line: ['#dde1e3', '#21282d'],
  'line-2': ['#c4cacd', '#343d43'],
  ink: ['#141d25', '#e6eaed'],
  'ink-2': ['#424c54', '#acb4b9'],
  'ink-3': ['#61696f', '#8f989f'],
  'ink-4': ['#878d92', '#61696f'],
  accent: ['#00659a', '#64b7e5'],
  'accent-soft': ['#dceefb', '#0f3146'],
  'on-accent': ['#ffffff', '#0c1216'],
  critical: ['#bc156e', '#f87db3'],
  'critical-soft': ['#ffe7ef', '#421d2c'],
  danger: ['#a52712', '#ea6a4b'],
  'danger-soft': ['#ffeae2', '#411f16'],
  warn: ['#8f5d0a', '#e7b759'],
  'warn-soft': ['#feefcf', '#382a10'],
  ready: ['#0e6743', '#7ae1b1'],
  'ready-soft': ['#daf5e5', '#0f3023'],
  p50: ['#005281', '#7bc9f1'],
  p85: ['#408fbe', '#3e88b5'],
  p95: ['#95c5e2', '#235575'],
  'p-rest': ['#d9ebf7', '#182b38'],
  'slack-0': ['#fde0e9', '#4b1f31'],
  'slack-5': ['#faeff3', '#2f1d23'],
  'slack-12': ['#ffffff', '#161d22'],
  'slack-more': ['#ebf3f7', '#162128'],
  c1: ['#2871ae', '#4578bd'],
  c2: ['#e4b16c', '#e0a95b'],
  c3: ['#4e7b5e', '#d8e3b4'],
  c4: ['#5b3767', '#cbaef3'],
  c5: ['#85d2e3', '#619fa7'],
  c6: ['#84390d', '#b56934'],
  c7: ['#939ca8', '#535c66'],
};

const css = readFileSync(new URL('../../../../renderer/style/token.css', import.meta.url), 'utf8');
const number = String.raw`([\d.]+)`;
const oklch = String.raw`oklch\(${number} ${number} ${number}\)`;
const declaration = new RegExp(String.raw`--([a-z0-9-]+):\s*light-dark\(${oklch}, ${oklch}\)`, 'g');

const tokens = new Map<string, readonly [Rgb, Rgb]>();
for (const [, name = '', ...parts] of css.matchAll(declaration)) {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = parts.map(Number);
  tokens.set(name, [oklchToRgb(a, b, c), oklchToRgb(d, e, f)]);
}

const colour = (name: string, theme: 0 | 1): Rgb => {
  const found = tokens.get(name);
  if (!found) throw new Error(`Expected a token --${name} in token.css, found none.`);
  return found[theme];
};

const grounds = ['canvas', 'surface', 'sunken', 'raised', 'hover', 'selected'];
const lowest = (name: string, theme: 0 | 1) => Math.min(...grounds.map((ground) => contrast(colour(name, theme), colour(ground, theme))));

describe('colour tokens', () => {
  it('are exactly the ones that were designed', () => {
    expect([...tokens.keys()].toSorted()).toEqual(Object.keys(expected).toSorted());
  });

  it.each(themes)('come out as designed, to a step of a channel, in %s', (theme) => {
    const at = themes.indexOf(theme) === 0 ? 0 : 1;
    const off = Object.entries(expected).flatMap(([name, hexes]) => {
      const wanted = hexToRgb(hexes[at]);
      const steps = Math.max(...colour(name, at).map((value, channel) => Math.abs(value - (wanted[channel] ?? 0)) * 255));
      return steps > 1.2 ? [`${name}: ${steps.toFixed(1)} steps from ${hexes[at]}`] : [];
    });
    expect(off).toEqual([]);
  });

  /** Lowest contrast over all grounds; anything below is a text that somebody cannot read. */
  it.each([
    ['ink', 14.5, 11.8],
    ['ink-2', 7.5, 6.8],
    ['ink-3', 4.8, 4.9],
    ['accent', 5.4, 6.4],
    ['critical', 5.2, 5.8],
    ['danger', 6.2, 4.5],
    ['warn', 4.8, 7.7],
    ['ready', 5.9, 9.0],
  ])('%s keeps its contrast on every ground', (name, light, dark) => {
    expect(lowest(name, 0)).toBeGreaterThanOrEqual(light - 0.05);
    expect(lowest(name, 1)).toBeGreaterThanOrEqual(dark - 0.05);
  });

  it.each([
    ['accent', 5.3, 6.1],
    ['critical', 5.2, 5.9],
    ['danger', 6.3, 4.7],
    ['warn', 4.9, 7.5],
    ['ready', 6.0, 9.0],
  ])('%s keeps its contrast on its own soft ground', (name, light, dark) => {
    expect(contrast(colour(name, 0), colour(`${name}-soft`, 0))).toBeGreaterThanOrEqual(light - 0.05);
    expect(contrast(colour(name, 1), colour(`${name}-soft`, 1))).toBeGreaterThanOrEqual(dark - 0.05);
  });

  it('keeps text readable on the tightest slack and on the primary button, and edges of fields visible', () => {
    const measured = [
      [contrast(colour('ink-3', 0), colour('slack-0', 0)), 4.5],
      [contrast(colour('ink-3', 1), colour('slack-0', 1)), 4.7],
      [contrast(colour('critical', 0), colour('slack-0', 0)), 4.9],
      [contrast(colour('critical', 1), colour('slack-0', 1)), 5.6],
      [contrast(colour('on-accent', 0), colour('accent', 0)), 6.3],
      [contrast(colour('on-accent', 1), colour('accent', 1)), 8.5],
      [contrast(colour('ink-4', 0), colour('surface', 0)), 3],
      [contrast(colour('ink-4', 1), colour('surface', 1)), 3],
    ] as const;
    for (const [found, least] of measured) expect(found).toBeGreaterThanOrEqual(least - 0.05);
  });
});
