import { memo } from 'react';
import type { LayeredGraph } from '#shared/layout/layered-graph.ts';

/** Below these widths on screen a layer has its number only, and below that only some layers have one. */
const nameFrom = 96;
const numberFrom = 26;

/** The scale above the drawing: one block of the neatline a layer, and its name. Follows the view through `--x` and `--scale`. */
export const LayerRuler = memo(function LayerRuler({
  layers,
  nameOf,
  scale,
}: {
  readonly layers: LayeredGraph['layers'];
  readonly nameOf: (layer: number, count: number) => string;
  readonly scale: number;
}) {
  const width = scale * ((layers[1]?.x ?? 0) - (layers[0]?.x ?? 0)) || nameFrom;
  // One in 1, 2, 5, 10, 20 … layers is named.
  const step = [1, 2, 5, 10, 20, 50, 100].find((candidate) => candidate * width >= numberFrom) ?? 200;
  return <Blocks layers={layers} nameOf={nameOf} step={step} named={width >= nameFrom} />;
});

const Blocks = memo(function Blocks({
  layers,
  nameOf,
  step,
  named,
}: {
  readonly layers: LayeredGraph['layers'];
  readonly nameOf: (layer: number, count: number) => string;
  readonly step: number;
  readonly named: boolean;
}) {
  return (
    <div className="graph-ruler" aria-hidden="true">
      {layers.map((layer, index) => {
        const next = layers[index + 1]?.x;
        const width = next === undefined ? '100vw' : `calc(${next - layer.x}px * var(--scale))`;
        const isShown = index === 0 || (index + 1) % step === 0;
        return (
          <div key={layer.x} className="graph-ruler-layer" style={{ left: `calc(${layer.x - 18}px * var(--scale) + var(--x))`, width }}>
            {isShown && (
              <span className="graph-ruler-name" data-number={named ? undefined : ''}>
                {named ? nameOf(index, layers.length) : index + 1}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
});
