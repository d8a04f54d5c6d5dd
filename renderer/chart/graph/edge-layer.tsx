import { memo, useMemo } from 'react';
import type { LayeredGraph, RoutedEdge } from '#shared/layout/layered-graph.ts';
import type { DetailLevel } from './detail-level.ts';
import { arrowHead, edgePath } from './edge-path.ts';
import { type EdgeLook, edgeLooks, type Lit } from './graph-look.ts';
import { type Area, areasMeet } from './view.ts';

/** What {@link EdgeLayer} takes; `drawn` is the part of the drawing to draw lines in. */
interface EdgeLayerProps {
  readonly layout: LayeredGraph;
  readonly drawn: Area;
  readonly level: DetailLevel;
  readonly lookOf: (edgeId: string) => EdgeLook;
  readonly lit: Lit | null;
}

/** The lines, the important ones last, each with a halo so that crossings read as bridges. */
export const EdgeLayer = memo(function EdgeLayer({ layout, drawn, level, lookOf, lit }: EdgeLayerProps) {
  const seen = useMemo(() => layout.edges.filter((edge) => areasMeet(extent(edge), drawn)), [layout, drawn]);
  const groups = useMemo(() => {
    const byLook = Map.groupBy(seen, (edge) => lookOf(edge.id));
    return edgeLooks.flatMap((look) => (byLook.get(look) ?? []).map((edge) => ({ look, edge })));
  }, [seen, lookOf]);

  if (level === 'bar' || groups.length > 2500) {
    return (
      <svg className="graph-edges" width="1" height="1" aria-hidden="true">
        {edgeLooks.map((look) => (
          <path
            key={look}
            className="graph-edge"
            data-look={look}
            data-far=""
            d={groups.flatMap((entry) => (entry.look === look ? edgePath(entry.edge.points, 0) : [])).join('')}
          />
        ))}
      </svg>
    );
  }
  return (
    <svg className="graph-edges" width="1" height="1" aria-hidden="true">
      {groups.map(({ edge, look }) => (
        <Line key={edge.id} edge={edge} look={look} dimmed={lit !== null && !lit.edges.has(edge.id)} />
      ))}
    </svg>
  );
});

const Line = memo(function Line({ edge, look, dimmed }: { readonly edge: RoutedEdge; readonly look: EdgeLook; readonly dimmed: boolean }) {
  const path = edgePath(edge.points, 5);
  return (
    <g className="graph-line" data-look={look} data-dimmed={dimmed ? '' : undefined}>
      <path className="graph-halo" d={path} />
      <path className="graph-edge" d={path} />
      <path className="graph-head" d={arrowHead(edge.points, 1)} />
    </g>
  );
});

function extent(edge: RoutedEdge): Area {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (let index = 0; index + 1 < edge.points.length; index += 2) {
    left = Math.min(left, edge.points[index] ?? 0);
    right = Math.max(right, edge.points[index] ?? 0);
    top = Math.min(top, edge.points[index + 1] ?? 0);
    bottom = Math.max(bottom, edge.points[index + 1] ?? 0);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
