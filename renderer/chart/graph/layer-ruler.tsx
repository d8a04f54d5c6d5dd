import { memo } from 'react';
import type { LayeredGraph } from '#shared/layout/layered-graph.ts';

/** The scale above the drawing: one block of the neatline a layer, and its name. Follows the view through `--x` and `--scale`. */
export const LayerRuler = memo(function LayerRuler({
  layers,
  nameOf,
}: {
  readonly layers: LayeredGraph['layers'];
  readonly nameOf: (layer: number, count: number) => string;
}) {
  return (
    <div className="graph-ruler" aria-hidden="true">
      {layers.map((layer, index) => {
        const next = layers[index + 1]?.x;
        const width = next === undefined ? '100vw' : `calc(${next - layer.x}px * var(--scale))`;
        return (
          <div key={layer.x} className="graph-ruler-layer" style={{ left: `calc(${layer.x - 18}px * var(--scale) + var(--x))`, width }}>
            <span className="graph-ruler-name">{nameOf(index, layers.length)}</span>
          </div>
        );
      })}
    </div>
  );
});
