import { Specimen } from './specimen.tsx';

/** Token and what it is called on the sheet. */
type Swatch = readonly [token: string, name: string];

const surfaces: readonly Swatch[] = [
  ['canvas', 'canvas'],
  ['surface', 'surface'],
  ['sunken', 'sunken'],
  ['raised', 'raised'],
  ['hover', 'hover'],
  ['selected', 'selected'],
  ['line', 'line'],
  ['line-2', 'line-2'],
  ['ink', 'ink'],
  ['ink-2', 'ink-2'],
  ['ink-3', 'ink-3'],
  ['ink-4', 'ink-4'],
  ['accent', 'accent'],
  ['accent-soft', 'acc-soft'],
];
const meanings: readonly Swatch[] = [
  ['critical', 'critical'],
  ['danger', 'danger'],
  ['warn', 'warn'],
  ['ready', 'ready'],
  ['critical-soft', 'crit. soft'],
  ['danger-soft', 'dang. soft'],
  ['warn-soft', 'warn soft'],
  ['ready-soft', 'ready soft'],
];
const likelihoods: readonly Swatch[] = [
  ['p50', 'P50'],
  ['p85', 'P85'],
  ['p95', 'P95'],
  ['p-rest', 'rest'],
  ['slack-0', '0 d'],
  ['slack-5', '1–5 d'],
  ['slack-12', '6–12 d'],
  ['slack-more', '>12 d'],
];
const categories: readonly Swatch[] = [1, 2, 3, 4, 5, 6, 7].map((place) => [`c${place}`, `c${place}`]);

/** All colour tokens with their names. */
export function ColourSheet() {
  return (
    <>
      <Specimen title="Surfaces and ink">
        <Swatches of={surfaces} />
      </Specimen>
      <Specimen title="Meaning">
        <Swatches of={meanings} wide />
      </Specimen>
      <Specimen title="Probability · slack">
        <Swatches of={likelihoods} />
      </Specimen>
      <Specimen title="Categories, in this order">
        <Swatches of={categories} />
      </Specimen>
    </>
  );
}

function Swatches({ of: swatches, wide }: { of: readonly Swatch[]; wide?: boolean }) {
  return (
    <ul className={wide ? 'swatches swatches-meaning' : 'swatches'}>
      {swatches.map(([token, name]) => (
        <li key={token}>
          <span className="swatch" style={{ background: `var(--${token})` }} />
          {name}
        </li>
      ))}
    </ul>
  );
}
