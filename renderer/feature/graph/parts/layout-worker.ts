// Entry of the worker that lays out large graphs, so that the page stays responsive. It must know nothing but the layout.
import { layeredGraph } from '#shared/layout/layered-graph.ts';
import type { LayoutAnswer, LayoutRequest } from './use-layout.ts';

addEventListener('message', ({ data }: MessageEvent<LayoutRequest>) => {
  const answer: LayoutAnswer = { layout: layeredGraph(data.nodes, data.edges) };
  postMessage(answer);
});
