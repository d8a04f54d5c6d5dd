import { useEffect, useMemo, useState } from 'react';
import { type LayeredEdge, type LayeredGraph, layeredGraph, type LayeredNode } from '#shared/layout/layered-graph.ts';
import type { GraphModel } from './graph-model.ts';

/** What the worker is asked. */
export interface LayoutRequest {
  readonly nodes: readonly LayeredNode[];
  readonly edges: readonly LayeredEdge[];
}

/** What the worker answers. */
export interface LayoutAnswer {
  readonly layout: LayeredGraph;
}

/** Up to this many nodes the layout takes less than a frame or two and is made at once; more go to the worker. */
const mostAtOnce = 500;

/**
 * The layout of a model. Laid out again only when nodes or lines came, went or moved to another cluster, not when a
 * title or a status changed. While the worker is busy with a large graph the layout before it stays.
 */
export function useLayout(model: GraphModel | null): LayeredGraph | null {
  const key = useMemo(
    () => (model === null ? null : JSON.stringify([model.layoutNodes.map(({ id, cluster }) => [id, cluster]), model.layoutEdges])),
    [model],
  );
  // The key stands for everything of the model that the layout reads: only with another key does the layout change.
  const [stable, setStable] = useState({ key, model });
  if (stable.key !== key) setStable({ key, model });
  const asked = stable.key === key ? stable.model : model;
  const isLarge = asked !== null && asked.layoutNodes.length > mostAtOnce && typeof Worker !== 'undefined';
  const atOnce = useMemo(() => (asked === null || isLarge ? null : layeredGraph(asked.layoutNodes, asked.layoutEdges)), [asked, isLarge]);
  const [later, setLater] = useState<LayeredGraph | null>(null);
  useEffect(() => {
    if (asked === null || !isLarge) return;
    const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<LayoutAnswer>) => {
      setLater(data.layout);
      worker.terminate();
    });
    const request: LayoutRequest = { nodes: asked.layoutNodes, edges: asked.layoutEdges };
    worker.postMessage(request);
    // A worker that is still busy with an older graph would only be in the way of the next.
    return () => worker.terminate();
  }, [asked, isLarge]);
  return isLarge ? later : atOnce;
}
