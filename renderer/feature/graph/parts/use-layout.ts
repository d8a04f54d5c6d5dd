import { useEffect, useMemo, useRef, useState } from 'react';
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
  const isLarge = model !== null && model.layoutNodes.length > mostAtOnce && typeof Worker !== 'undefined';
  // The key stands for everything of the model that the layout reads.
  const atOnce = useMemo(() => (model === null || isLarge ? null : layeredGraph(model.layoutNodes, model.layoutEdges)), [key, isLarge]);
  const [later, setLater] = useState<LayeredGraph | null>(null);
  const worker = useRef<Worker | null>(null);
  useEffect(
    () => () => {
      worker.current?.terminate();
      worker.current = null;
    },
    [],
  );
  useEffect(() => {
    if (model === null || !isLarge) return;
    // A worker that is still busy with an older graph would only be in the way.
    worker.current?.terminate();
    const started = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
    worker.current = started;
    started.addEventListener('message', ({ data }: MessageEvent<LayoutAnswer>) => {
      setLater(data.layout);
      started.terminate();
      if (worker.current === started) worker.current = null;
    });
    const request: LayoutRequest = { nodes: model.layoutNodes, edges: model.layoutEdges };
    started.postMessage(request);
  }, [key, isLarge]);
  return isLarge ? later : atOnce;
}
